"""Bars of months: from zero to what is claimed at the least, hatched from low to high, a line at best."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from dashboard.charts.panels import Curve, Spot
from dashboard.charts.template import Palette, PlotlyDict

BAR_DAYS: Final = 24
_DAY_MS: Final = 24 * 3_600_000


def month_bars(curve: Curve, colours: Palette) -> list[PlotlyDict]:
    """The traces of a curve of months, as the timeline of incidents draws them."""
    spots = [spot for spot in curve.spots if _top(spot) is not None]
    sure = [spot for spot in spots if spot.figure.low is not None]
    ranged = [s for s in sure if s.figure.high is not None and s.figure.high != s.figure.low]
    only_upper = [spot for spot in spots if spot.figure.low is None and spot.figure.high is not None]
    return [
        _bar(sure, [0] * len(sure), [spot.figure.low or 0 for spot in sure], {"color": colours.pale}),
        _bar(
            ranged,
            [spot.figure.low or 0 for spot in ranged],
            [spot.figure.high or 0 for spot in ranged],
            _hatched(colours, "/", 0.45),
        ),
        _bar(
            only_upper,
            [0] * len(only_upper),
            [spot.figure.high or 0 for spot in only_upper],
            _hatched(colours, ".", 0.15),
        ),
        _best(spots, colours),
    ]


def _top(spot: Spot) -> int | None:
    figure = spot.figure
    return next((bound for bound in (figure.high, figure.best, figure.low) if bound is not None), None)


def _bar(spots: Iterable[Spot], base: list[int], top: list[int], marker: PlotlyDict) -> PlotlyDict:
    return {
        "type": "bar",
        "x": [spot.day.isoformat() for spot in spots],
        "base": base,
        "y": [high - low for low, high in zip(base, top, strict=True)],
        "width": BAR_DAYS * _DAY_MS,
        "marker": marker,
        "hoverinfo": "skip",
    }


def _hatched(colours: Palette, shape: str, solidity: float) -> PlotlyDict:
    pattern = {"shape": shape, "size": 6, "solidity": solidity, "fgcolor": colours.strong, "bgcolor": "rgba(0,0,0,0)"}
    return {"color": "rgba(0,0,0,0)", "pattern": pattern, "line": {"color": colours.strong, "width": 1}}


def _best(spots: Iterable[Spot], colours: Palette) -> PlotlyDict:
    """A thick line at best, as wide as the bar."""
    x: list[Any] = []
    y: list[int | None] = []
    for spot in spots:
        if spot.figure.best is not None:
            half = timedelta(days=BAR_DAYS / 2)
            x += [(spot.day - half).isoformat(), (spot.day + half).isoformat(), None]
            y += [spot.figure.best, spot.figure.best, None]
    line = {"width": 2, "color": colours.strong}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": line, "connectgaps": False, "hoverinfo": "skip"}
