"""Claims side by side on the plain page: each in words, with its mark under them on an axis that all share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from dashboard.charts.axis import known_numbers
from dashboard.charts.notes import is_vague
from dashboard.charts.spec import Figure, RangeRow, RangesSpec
from dashboard.charts.template import number
from dashboard.lite.strokes import path, short, stretched
from dashboard.locale import Speaker
from dashboard.markup import Markup, tag

MOST_ROWS: Final = 16
FEWEST_OF_A_GROUP: Final = 3
MOST_OF_ALL: Final = 40
WIDTH: Final = 200.0
HEIGHT: Final = 10.0
HEADROOM: Final = 12.0  # beyond the end of the axis, for the arrow of an open figure


def ranges_drawing(spec: RangesSpec, speaker: Speaker) -> Markup:
    """The first rows of each group; how many there are more is said."""
    shown = _first(spec.rows)
    items = list(_items(spec, shown))
    scale = [tag("span", number(spec, value)) for value in (0, spec.axis_max)]
    more = len(spec.rows) - len(shown)
    left = speaker.plural("{n} more line is in the full page.", "{n} more lines are in the full page.", more)
    return tag(
        "div",
        tag("ul", items, class_="ranges"),
        tag("div", scale, class_="ends axis", aria_hidden="true"),
        tag("p", left, class_="more") if more else None,
    )


def _first(rows: Sequence[RangeRow]) -> list[RangeRow]:
    """As many of each group, so that one of many lines leaves room for the others."""
    groups = Counter(row.group for row in rows)
    each, seen, kept = max(FEWEST_OF_A_GROUP, MOST_ROWS // max(len(groups), 1)), Counter[str](), []
    for row in rows:
        seen[row.group] += 1
        if seen[row.group] <= each or len(rows) <= MOST_ROWS:
            kept.append(row)
    return kept[:MOST_OF_ALL]


def _items(spec: RangesSpec, rows: Iterable[RangeRow]) -> Iterable[Markup]:
    group = ""
    for row in rows:
        if row.group not in ("", group, spec.unit):
            yield tag("li", row.group, class_="group")
        group = row.group
        words = [tag("b", tag("bdi", row.figure.text)), " ", tag("bdi", row.label)]
        detail = tag("small", row.detail) if row.detail else None
        yield tag("li", tag("p", words), detail, _mark(spec, row), class_="part" if row.part else "")


def _mark(spec: RangesSpec, row: RangeRow) -> Markup | None:
    """From zero to the least, pale; from low to high, strong; a dot at best; an upper bound alone is dashed."""
    figure = row.figure
    known = known_numbers([figure])
    if not known:
        return None

    def x(value: float) -> float:
        along = (WIDTH - HEADROOM) * value / spec.axis_max
        return WIDTH - along if spec.rtl else along

    middle = short(HEIGHT / 2)
    drawn = []
    if figure.low is None and figure.best is None:
        drawn.append(path(f"M{short(x(0))} {middle}H{short(x(known[0]))}", "only"))
    else:
        least, most = min(known), max(known)
        drawn.append(path(f"M{short(x(0))} {middle}H{short(x(least))}", "pale dotted" if is_vague(figure) else "pale"))
        if most > least:
            drawn.append(path(f"M{short(x(least))} {middle}H{short(x(most))}", "strong"))
        drawn += [path(f"M{short(x(bound))} 1V9", "bound") for bound in _bounds(figure)]
        if figure.best is not None:
            drawn.append(path(f"M{short(x(figure.best))} {middle}h0", "dot ring" if row.part else "dot"))
    if figure.open_ended:
        ahead = -1 if spec.rtl else 1
        start = short(x(max(known)) + 2 * ahead)
        drawn.append(path(f"M{start} {middle}h{8 * ahead}m{-3 * ahead} -3l{3 * ahead} 3l{-3 * ahead} 3", "open"))
    return stretched(WIDTH, HEIGHT, "strip", drawn)


def _bounds(figure: Figure) -> tuple[int, ...]:
    """The ends of a range, each marked by an upright stroke."""
    if figure.low == figure.high:
        return ()
    return tuple(bound for bound in (figure.low, figure.high) if bound is not None and bound != figure.best)
