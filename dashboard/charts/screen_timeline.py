"""The timeline on screen: a bar from low to high for each month, a line at best, an arrow where it is open above."""

from typing import Final

from dashboard.charts.axis import known_numbers, nice_end, nice_step
from dashboard.charts.spec import Figure, TimelineSpec, TimePoint
from dashboard.charts.template import Palette, PlotlyDict, label, layout, shown, value_axis

HEIGHT: Final = 320
MOST_PRINTED: Final = 8
MOST_TICKS: Final = 5
_STEPS: Final = (1, 2, 3, 6, *(12 * years for years in (1, 2, 5, 10, 20, 50, 100, 500)))
FEWEST_SLOTS: Final = 6  # one month alone is not drawn as wide as the chart
SLOTS_OF_FEW: Final = 3  # the names of two months need more room beside each other on a narrow screen
MOST_TICKS_OF_FEW: Final = 3
HEADROOM: Final = 1.22  # for an arrow and a printed figure above the highest bar
BAR: Final = 0.62

Marked = list[tuple[int, Figure]]
"""The months with a figure, by their place on the axis."""


def timeline_figure(spec: TimelineSpec, colours: Palette) -> PlotlyDict:
    """The figure of a timeline with at least one point."""
    marked = [(at, point.figure) for at, point in enumerate(spec.points) if point.figure is not None]
    largest = max(known_numbers(figure for _, figure in marked), default=1)
    end, step = nice_end(largest), nice_step(largest)
    values = value_axis(spec, colours, list(range(0, end + 1, step)), end * HEADROOM)
    unit = label(
        shown(spec, spec.unit),
        xref="paper",
        yref="paper",
        x=1 if spec.rtl else 0,
        y=1,
        xanchor="right" if spec.rtl else "left",
        yanchor="bottom",
        yshift=6,
        font={"color": colours.quiet, "size": 12},
    )
    return {
        "data": [
            _at_least(marked, colours),
            _range(marked, colours),
            _upper_bounds(marked, colours),
            _best(marked, colours),
            _said(spec, marked, colours),
        ],
        "layout": {
            **layout(colours, HEIGHT),
            "barmode": "overlay",
            "hovermode": "x",
            "xaxis": _months(spec, colours),
            "yaxis": {**values, "side": "right" if spec.rtl else "left"},
            "annotations": [unit],
        },
    }


def _bars(marked: Marked, base: list[int], top: list[int], marker: PlotlyDict) -> PlotlyDict:
    heights = [high - low for low, high in zip(base, top, strict=True)]
    at = [index for index, _ in marked]
    return {"type": "bar", "x": at, "y": heights, "base": base, "width": BAR, "marker": marker, "hoverinfo": "skip"}


def _at_least(marked: Marked, colours: Palette) -> PlotlyDict:
    """From zero to what is claimed at the least."""
    chosen = [(at, figure) for at, figure in marked if figure.low is not None]
    return _bars(chosen, [0] * len(chosen), [figure.low or 0 for _, figure in chosen], {"color": colours.pale})


def _range(marked: Marked, colours: Palette) -> PlotlyDict:
    """From low to high, hatched: somewhere in here."""
    bounded = [(at, figure) for at, figure in marked if figure.low is not None and figure.high is not None]
    chosen = [(at, figure) for at, figure in bounded if figure.low != figure.high]
    base, top = [figure.low or 0 for _, figure in chosen], [figure.high or 0 for _, figure in chosen]
    return _bars(chosen, base, top, _hatched(colours, "/", 0.45))


def _upper_bounds(marked: Marked, colours: Palette) -> PlotlyDict:
    """Up to an upper bound that has no lower one: a lighter hatching."""
    chosen = [(at, figure) for at, figure in marked if figure.low is None and figure.high is not None]
    return _bars(chosen, [0] * len(chosen), [figure.high or 0 for _, figure in chosen], _hatched(colours, ".", 0.15))


def _hatched(colours: Palette, shape: str, solidity: float) -> PlotlyDict:
    pattern = {"shape": shape, "size": 6, "solidity": solidity, "fgcolor": colours.strong, "bgcolor": "rgba(0,0,0,0)"}
    return {"color": "rgba(0,0,0,0)", "pattern": pattern, "line": {"color": colours.strong, "width": 1}}


def _best(marked: Marked, colours: Palette) -> PlotlyDict:
    """A thick line at best, as wide as the bar."""
    best = [(at, figure.best) for at, figure in marked if figure.best is not None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [x for at, _ in best for x in (at - BAR / 2, at + BAR / 2, None)],
        "y": [y for _, value in best for y in (value, value, None)],
        "line": {"width": 3, "color": colours.ink},
        "connectgaps": False,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _said(spec: TimelineSpec, marked: Marked, colours: Palette) -> PlotlyDict:
    """Over each month an arrow if it is open above, and the figure if there is room; in full when pointed at.

    The markers can't be seen: they are what is pointed at, and hold the text off the bar.
    """
    hover = [f"{spec.points[at].label}: {figure.text}" for at, figure in marked]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [at for at, _ in marked],
        "y": [max(known_numbers([figure]), default=0) for _, figure in marked],
        "marker": {"size": 9, "opacity": 0},
        "text": _printed(spec, marked),
        "textposition": "top center",
        "textfont": {"size": 12, "color": colours.ink},
        "cliponaxis": False,
        "customdata": [shown(spec, text) for text in hover],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _printed(spec: TimelineSpec, marked: Marked) -> list[str]:
    room = len(marked) <= MOST_PRINTED and len(spec.points) <= 2 * MOST_PRINTED
    texts = []
    for _, figure in marked:
        lines = [f"<b>{shown(spec, figure.text)}</b>"] if room else []
        texts.append("<br>".join([*lines, "▲"] if figure.open_ended else lines))
    return texts


def _months(spec: TimelineSpec, colours: Palette) -> PlotlyDict:
    """The months in reading order; as many of them are named as a narrow screen can hold."""
    months = len(spec.points)
    pad = max(0.0, ((FEWEST_SLOTS if months == 1 else SLOTS_OF_FEW) - months) / 2)
    first_to_last = [-0.5 - pad, months - 0.5 + pad]
    named = _named_months(spec)
    return {
        "range": first_to_last[::-1] if spec.rtl else first_to_last,
        "tickvals": list(named),
        "ticktext": [_two_lines(spec, spec.points[at]) for at in named],
        "tickangle": 0,
        "ticks": "outside",
        "ticklen": 6,
        "tickcolor": "rgba(0,0,0,0)",  # room between the first month and the zero beside it
        "tickfont": {"color": colours.quiet, "size": 12},
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "automargin": True,
    }


def _named_months(spec: TimelineSpec) -> list[int]:
    """The places of the months that are named: every one, or such as years begin with."""
    most = MOST_TICKS_OF_FEW if len(spec.points) <= FEWEST_SLOTS else MOST_TICKS
    for step in _STEPS:
        named = [
            at for at, point in enumerate(spec.points) if (point.start.year * 12 + point.start.month - 1) % step == 0
        ]
        if len(named) <= most:
            break
    return named or [0]


def _two_lines(spec: TimelineSpec, point: TimePoint) -> str:
    month, _, year = point.label.rpartition(" ")
    return "<br>".join(shown(spec, part) for part in (month, year) if part)
