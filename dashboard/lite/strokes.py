"""What the drawings of the plain page share: an SVG that stretches with the page while its strokes keep their width."""

from dashboard.markup import Content, Markup, tag


def stretched(width: float, height: float, css: str, *content: Content) -> Markup:
    """A drawing that words stand around, and which a screen reader passes by: they say the same."""
    size = f"0 0 {short(width)} {short(height)}"
    return tag("svg", *content, viewBox=size, preserveAspectRatio="none", class_=css, aria_hidden="true")


def path(points: str, css: str, said: str = "") -> Markup:
    """A line in the notation of SVG; ``said`` is shown when it is pointed at."""
    return tag("path", tag("title", said) if said else None, d=points, class_=css)


def box(x: float, y: float, width: float, height: float, css: str) -> Markup:
    """A rectangle from its upper left corner."""
    return tag("rect", x=short(x), y=short(y), width=short(width), height=short(height), class_=css)


def short(number: float) -> str:
    """A length in as few letters as its tenth needs."""
    return f"{number:.1f}".rstrip("0").rstrip(".")
