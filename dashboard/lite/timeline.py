"""The timeline on the plain page: for each month a bar up to the least, a box from low to high, a line at best."""

from typing import Final

from dashboard.charts.axis import known_numbers, nice_end
from dashboard.charts.spec import Figure, TimelineSpec
from dashboard.charts.template import number
from dashboard.lite.strokes import box, path, short, stretched
from dashboard.locale import Speaker
from dashboard.markup import Markup, tag

HEIGHT: Final = 100.0
HEADROOM: Final = 12.0  # above the end of the axis, for the arrow of an open month
SLOT: Final = 10.0
BAR: Final = 6.2
ARROW: Final = 0.05  # of a slot for each month there is, since the drawing is stretched
MOST_MONTHS: Final = 180  # a year is as wide as a thumb on a phone by then
FEWEST_SLOTS: Final = 6  # one month alone is not drawn as wide as the page


def timeline_drawing(spec: TimelineSpec, speaker: Speaker) -> Markup:
    """The months in reading order, between the axis of people and the names of the first and last month."""
    points = spec.points[-MOST_MONTHS:]
    marked = [(at, point.label, point.figure) for at, point in enumerate(points) if point.figure is not None]
    end = nice_end(max(known_numbers(figure for *_, figure in marked), default=1))
    slots = max(len(points), FEWEST_SLOTS)
    grid = [path(f"M0 {short(y)}H{short(slots * SLOT)}", "grid") for y in (HEADROOM, (HEADROOM + HEIGHT) / 2, HEIGHT)]
    apart = (slots - 1) / max(len(points) - 1, 1)  # so that the last bar stands over its name, at the far end
    bars = []
    for at, label, figure in marked:
        place = slots - 1 - at * apart if spec.rtl else at * apart
        said = tag("title", f"{label}: {figure.text}")
        bars.append(tag("g", said, _month(place * SLOT + (SLOT - BAR) / 2, figure, end, slots * ARROW)))
    drawing = stretched(slots * SLOT, HEIGHT, "months", grid, bars)
    scale = [tag("span", number(spec, value)) for value in ((end, end // 2, 0) if end % 2 == 0 else (end, 0))]
    ends = [points[0].label, points[-1].label] if len(points) > 1 else [points[0].label]
    earlier = len(spec.points) - len(points)
    left = speaker.plural("{n} earlier month is not drawn.", "{n} earlier months are not drawn.", earlier)
    named = tag("div", [tag("span", label) for label in ends], class_="ends")
    return tag(
        "div",
        tag("div", tag("div", scale, class_="scale"), tag("div", drawing, named), class_="plot"),
        _key(speaker),
        tag("p", left, class_="more") if earlier else None,
    )


def _month(x: float, figure: Figure, end: int, arrow: float) -> list[Markup]:
    """The parts of one bar; nothing is drawn for a bound that nobody claims. ``arrow`` is half a head's width."""

    def y(value: int) -> float:
        return HEIGHT - (HEIGHT - HEADROOM) * value / end

    parts = []
    low, high = figure.low, figure.high
    if low is not None:
        parts.append(box(x, y(low), BAR, HEIGHT - y(low), "least"))
    if low is not None and high is not None and low != high:
        parts.append(box(x, y(high), BAR, y(low) - y(high), "between"))
    if low is None and high is not None:
        parts.append(box(x, y(high), BAR, HEIGHT - y(high), "upper"))
    if figure.best is not None:
        parts.append(path(f"M{short(x)} {short(y(figure.best))}h{BAR}", "best"))
    if figure.open_ended:
        top = y(max(known_numbers([figure]))) - 3
        head = f"m{-arrow:.2f} 3l{arrow:.2f} -3l{arrow:.2f} 3"
        parts.append(path(f"M{short(x + BAR / 2)} {short(top)}v-6{head}", "open"))
    return parts


def _key(speaker: Speaker) -> Markup:
    """What the parts of a bar are."""
    entries = (
        ("least", speaker.text("at least")),
        ("between", speaker.text("between low and high")),
        ("best", speaker.text("best")),
    )
    return tag("ul", [tag("li", tag("i", class_=css), said) for css, said in entries], class_="key", aria_hidden="true")
