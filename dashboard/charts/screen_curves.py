"""The marks of one curve of a panel: its line or bars, its ranges, its falls, and what it says when pointed at."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from dashboard.charts.axis import known_numbers
from dashboard.charts.panels import Curve, Mark, PanelsSpec, Spot
from dashboard.charts.screen_bars import month_bars
from dashboard.charts.template import Palette, PlotlyDict, shown
from dashboard.charts.wrapping import NARROW, wrapped

MOST_SYMBOLS: Final = 12  # along one curve


class Style(NamedTuple):
    """How a curve is told from its neighbours, in grey too."""

    colour: str
    dash: str
    symbol: str
    letter: str


STYLES: Final = (
    Style("strong", "solid", "circle", "●"),
    Style("accent", "dash", "square", "■"),
    Style("ink", "dot", "diamond", "◆"),
    Style("border", "solid", "circle-open", "○"),
    Style("strong", "dashdot", "square-open", "□"),
    Style("accent", "solid", "diamond-open", "◇"),
)


def marks(spec: PanelsSpec, curve: Curve, at: int, colours: Palette, *, bars: bool) -> list[PlotlyDict]:
    """The traces of the curve that stands at ``at`` in its panel, without their axes."""
    style = STYLES[at % len(STYLES)]
    colour = getattr(colours, style.colour)
    if bars:
        drawn = month_bars(curve, colours)
    else:
        drawn = [_band(curve, colour), _ranges(curve, colour), _upper_bounds(curve, colour)]
        drawn += [_line(curve, style, colour), _ends(curve, style, colour), _falls(curve, colours)]
    return [*drawn, _open_ends(curve, colours), _pointed_at(spec, curve)]


def height_of(spot: Spot) -> int | None:
    """Where a spot is pointed at: best, else low, else high."""
    figure = spot.figure
    return next((bound for bound in (figure.best, figure.low, figure.high) if bound is not None), None)


def days_of(spots: Iterable[Spot]) -> list[str]:
    """The days of spots as Plotly takes them."""
    return [spot.day.isoformat() for spot in spots]


def _single(spot: Spot) -> int | None:
    """The one number of a figure; None for a range without a best, or a mere upper bound."""
    figure = spot.figure
    return figure.low if figure.best is None and figure.high is None else figure.best


def _ranged(spot: Spot) -> tuple[int, int] | None:
    """Low and high of a figure that has both and they differ."""
    low, high = spot.figure.low, spot.figure.high
    return (low, high) if low is not None and high is not None and low < high else None


def _scatter(mode: str, x: Sequence[str | None], y: Sequence[int | None], **rest: Any) -> PlotlyDict:
    shared = {"connectgaps": False, "cliponaxis": False, "hoverinfo": "skip"}
    return {"type": "scatter", "mode": mode, "x": list(x), "y": list(y), **shared, **rest}


def _marker(style: Style, colour: str) -> PlotlyDict:
    return {"symbol": style.symbol, "size": 8, "color": colour, "line": {"color": colour, "width": 1.5}}


def _line(curve: Curve, style: Style, colour: str) -> PlotlyDict:
    """The figures joined, but not over a new count."""
    x: list[str | None] = []
    y: list[int | None] = []
    for spot in curve.spots:
        if spot.mark is Mark.RESET:
            x.append(spot.day.isoformat())
            y.append(None)
        x.append(spot.day.isoformat())
        y.append(_single(spot))
    marker = _marker(style, colour) | {"maxdisplayed": MOST_SYMBOLS}
    return _scatter("lines+markers", x, y, line={"color": colour, "width": 2, "dash": style.dash}, marker=marker)


def _ends(curve: Curve, style: Style, colour: str) -> PlotlyDict:
    """The curve's sign at low and high of a range that has no best."""
    ends = [(spot, _ranged(spot)) for spot in curve.spots if _single(spot) is None]
    bounds = [(spot.day.isoformat(), bound) for spot, pair in ends if pair for bound in pair]
    return _scatter("markers", [day for day, _ in bounds], [y for _, y in bounds], marker=_marker(style, colour))


def _ranges(curve: Curve, colour: str) -> PlotlyDict:
    """From low to high of each figure that is a range."""
    ranged = [(spot.day.isoformat(), pair) for spot in curve.spots if (pair := _ranged(spot))]
    x = [each for day, _ in ranged for each in (day, day, None)]
    y = [each for _, (low, high) in ranged for each in (low, high, None)]
    return _scatter("lines", x, y, line={"color": colour, "width": 4}, opacity=0.45)


def _band(curve: Curve, colour: str) -> PlotlyDict:
    """Ranges that follow each other as a band from low to high; it ends where a count begins again."""
    x: list[str | None] = []
    y: list[int | None] = []
    for run in _runs(curve):
        days = [day for day, _, _ in run]
        x += [*days, *days[::-1], None]
        y += [*(low for _, low, _ in run), *(high for _, _, high in run[::-1]), None]
    return _scatter("none", x, y, fill="toself", fillcolor=colour, opacity=0.2)


def _runs(curve: Curve) -> list[list[tuple[str, int, int]]]:
    """Neighbouring figures that are ranges: day, low, high."""
    runs: list[list[tuple[str, int, int]]] = [[]]
    for spot in curve.spots:
        pair = _ranged(spot)
        if pair is None or spot.mark is Mark.RESET:
            runs.append([])
        if pair is not None:
            runs[-1].append((spot.day.isoformat(), *pair))
    return [run for run in runs if len(run) > 1]


def _upper_bounds(curve: Curve, colour: str) -> PlotlyDict:
    """Up to an upper bound that has no lower one, dashed."""
    bounds = [(spot.day.isoformat(), spot.figure.high) for spot in curve.spots if _only_upper(spot)]
    x = [each for day, _ in bounds for each in (day, day, None)]
    y = [each for _, high in bounds for each in (0, high, None)]
    return _scatter("lines", x, y, line={"color": colour, "width": 2, "dash": "dash"})


def _only_upper(spot: Spot) -> bool:
    return _single(spot) is None and spot.figure.low is None and spot.figure.high is not None


def _falls(curve: Curve, colours: Palette) -> PlotlyDict:
    fallen = [spot for spot in curve.spots if spot.mark is not None]
    marker = {"symbol": "triangle-down", "size": 13, "color": colours.ink}
    return _scatter("markers", days_of(fallen), [height_of(spot) for spot in fallen], marker=marker)


def _open_ends(curve: Curve, colours: Palette) -> PlotlyDict:
    """An arrow over figures that are open above; of many the last, since they would cover each other."""
    opened = [spot for spot in curve.spots if spot.figure.open_ended]
    told = opened if len(opened) <= MOST_SYMBOLS else opened[-1:]
    heights = [max(known_numbers([spot.figure])) for spot in told]
    font = {"size": 12, "color": colours.ink}
    arrows = {"text": ["▲"] * len(told), "textposition": "top center", "textfont": font}
    return _scatter("markers+text", days_of(told), heights, marker={"size": 9, "opacity": 0}, **arrows)


def _pointed_at(spec: PanelsSpec, curve: Curve) -> PlotlyDict:
    """What can't be seen and is pointed at."""
    told = [spot for spot in curve.spots if known_numbers([spot.figure])]
    said = {"customdata": [_hover(spec, curve, spot) for spot in told], "hovertemplate": "%{customdata}<extra></extra>"}
    heights = [height_of(spot) for spot in told]
    drawn = _scatter("markers", days_of(told), heights, marker={"size": 12, "opacity": 0}, **said)
    return {name: value for name, value in drawn.items() if name != "hoverinfo"}


def _hover(spec: PanelsSpec, curve: Curve, spot: Spot) -> str:
    said = f"{spot.label}: {spot.figure.text}"
    lines = [said, *wrapped(spot.aside, NARROW.detail), *wrapped(curve.label, NARROW.detail), spot.mark_text]
    return "<br>".join(shown(spec, line) for line in lines if line)
