"""Panels over time on screen: each panel's words stand over its axes, so that long names never eat the chart."""

from dataclasses import dataclass
from typing import Any, Final

from dashboard.charts.axis import nice_step
from dashboard.charts.panels import Mark, Panel, PanelsSpec, Spot
from dashboard.charts.screen_curves import STYLES, height_of, marks
from dashboard.charts.template import Palette, PlotlyDict, label, layout, shown, value_axis
from dashboard.charts.wrapping import Measure, wrapped

PLOT_PX: Final = 190
BARS_PX: Final = 150
HEADING_PX: Final = 26
LINE_PX: Final = 18
TICKS_PX: Final = 40
GAP_PX: Final = 24
HEADROOM: Final = 1.14
MOST_MARKS_SAID: Final = 4  # of one panel


@dataclass(frozen=True, slots=True)
class _Placed:
    """A panel with its number (from 1), its lines of words and, in pixels from the top, where these and its axes stand.

    A line is the number of its curve and a piece of its words.
    """

    panel: Panel
    number: int
    legend: list[tuple[int, str]]
    words_y: int
    top: int
    bottom: int


def panels_figure(spec: PanelsSpec, colours: Palette, measure: Measure) -> PlotlyDict:
    """The figure of a spec with at least one panel."""
    placed, height = _place(spec, measure)
    axes: PlotlyDict = {}
    data: list[PlotlyDict] = []
    annotations: list[PlotlyDict] = []
    shapes: list[PlotlyDict] = []
    for each in placed:
        axes |= _axes(spec, each, height, colours)
        data += _traces(spec, each, colours)
        annotations += [*_words(spec, each, height, colours), *_marks_said(spec, each, colours)]
        shapes += _breaks(each, colours)
    base = layout(colours, height)
    margin = {"l": 8, "r": 8, "t": 0, "b": 0}
    return {
        "data": data,
        "layout": {
            **base,
            "margin": margin,
            "barmode": "overlay",
            **axes,
            "annotations": annotations,
            "shapes": shapes,
        },
    }


def _place(spec: PanelsSpec, measure: Measure) -> tuple[list[_Placed], int]:
    placed, y = [], 0
    for number, panel in enumerate(spec.panels, 1):
        legend = _legend(panel, measure.detail, spec)
        top = y + HEADING_PX + LINE_PX * len(legend) + LINE_PX
        bottom = top + (BARS_PX if panel.bars else PLOT_PX)
        placed.append(_Placed(panel, number, legend, y, top, bottom))
        y = bottom + TICKS_PX + GAP_PX
    return placed, y - GAP_PX


def _legend(panel: Panel, letters: int, spec: PanelsSpec) -> list[tuple[int, str]]:
    """The lines over a panel."""
    between = "؛ " if spec.rtl else "; "
    return [
        (at, line)
        for at, curve in enumerate(panel.curves)
        for line in wrapped(between.join(part for part in (curve.label, curve.detail) if part), letters)
    ]


def _axis(name: str, number: int) -> str:
    return f"{name}axis{number if number > 1 else ''}"


def _ref(name: str, number: int) -> str:
    return f"{name}{number if number > 1 else ''}"


def _axes(spec: PanelsSpec, placed: _Placed, height: int, colours: Palette) -> PlotlyDict:
    panel = placed.panel
    step = nice_step(panel.axis_max, 3)
    values = value_axis(spec, colours, list(range(0, panel.axis_max + 1, step)), panel.axis_max * HEADROOM)
    ends = [panel.first.isoformat(), panel.last.isoformat()]
    time = {
        "type": "date",
        "range": ends[::-1] if spec.rtl else ends,
        "tickvals": [day.isoformat() for day, _ in panel.ticks],
        "ticktext": [_two_lines(spec, name) for _, name in panel.ticks],
        "tickangle": 0,
        "ticklabeloverflow": "allow",
        "tickfont": {"color": colours.quiet, "size": 12},
        "showgrid": False,
        "zeroline": False,
        "showline": True,
        "linecolor": colours.border,
        "fixedrange": True,
        "anchor": _ref("y", placed.number),
    }
    domain = [1 - placed.bottom / height, 1 - placed.top / height]
    side = "right" if spec.rtl else "left"
    inside = {"ticklabelposition": "inside top", "automargin": False}  # so that words may start where the chart does
    vertical = {**values, **inside, "domain": domain, "side": side, "anchor": _ref("x", placed.number)}
    return {_axis("x", placed.number): time, _axis("y", placed.number): vertical}


def _two_lines(spec: PanelsSpec, name: str) -> str:
    month, _, year = name.rpartition(" ")
    return "<br>".join(shown(spec, part) for part in (month, year) if part)


def _traces(spec: PanelsSpec, placed: _Placed, colours: Palette) -> list[PlotlyDict]:
    axes = {"xaxis": _ref("x", placed.number), "yaxis": _ref("y", placed.number)}
    panel = placed.panel
    drawn = [each for at, curve in enumerate(panel.curves) for each in marks(spec, curve, at, colours, bars=panel.bars)]
    return [trace | axes for trace in drawn if trace["x"]]


def _words(spec: PanelsSpec, placed: _Placed, height: int, colours: Palette) -> list[PlotlyDict]:
    """The heading of a panel and, under it, a line of words for each curve with its sign."""
    heading = f'<b><span style="color:{colours.strong}">{shown(spec, placed.panel.heading)}</span></b>'
    words = [_at_start(spec, heading, placed.words_y, height, 14)]
    signed = -1
    for row, (at, text) in enumerate(placed.legend):
        style = STYLES[at % len(STYLES)]
        sign = style.letter if at != signed else "\u2003"
        said = shown(spec, text) if placed.panel.bars else _signed(spec, sign, text, getattr(colours, style.colour))
        signed = at
        words.append(_at_start(spec, said, placed.words_y + HEADING_PX + row * LINE_PX, height, 12))
    return words


def _signed(spec: PanelsSpec, sign: str, text: str, colour: str) -> str:
    """The sign at the side where reading starts; Plotly itself sets everything from left to right."""
    mark = f'<span style="color:{colour}">{sign}</span>'
    return f"{shown(spec, text)} {mark}" if spec.rtl else f"{mark} {shown(spec, text)}"


def _at_start(spec: PanelsSpec, text: str, y: int, height: int, size: int) -> PlotlyDict:
    """A text that starts where reading starts, ``y`` pixels from the top."""
    side: Any = "right" if spec.rtl else "left"
    where = {"xref": "paper", "yref": "paper", "x": 1 if spec.rtl else 0, "y": 1 - y / height}
    return label(text, **where, xanchor=side, yanchor="top", align=side, borderpad=0, font={"size": size})


def _marks_said(spec: PanelsSpec, placed: _Placed, colours: Palette) -> list[PlotlyDict]:
    """The falls of a panel in print, where they are few."""
    marked = [spot for curve in placed.panel.curves for spot in curve.spots if spot.mark is not None]
    return [_mark_said(spec, placed, spot, colours) for spot in marked] if len(marked) <= MOST_MARKS_SAID else []


def _mark_said(spec: PanelsSpec, placed: _Placed, spot: Spot, colours: Palette) -> PlotlyDict:
    """The words of one fall, beside its sign towards the middle of the panel."""
    panel, y = placed.panel, height_of(spot) or 0
    middle = panel.first + (panel.last - panel.first) / 2
    high = y > panel.axis_max / 2
    return label(
        shown(spec, spot.mark_text),
        xref=_ref("x", placed.number),
        yref=_ref("y", placed.number),
        x=spot.day.isoformat(),
        y=y,
        xanchor="left" if (spot.day < middle) is not spec.rtl else "right",
        yanchor="top" if high else "bottom",
        yshift=-8 if high else 8,
        font={"size": 11, "color": colours.ink},
    )


def _breaks(placed: _Placed, colours: Palette) -> list[PlotlyDict]:
    """An upright line where a count begins again."""
    days = {spot.day for curve in placed.panel.curves for spot in curve.spots if spot.mark is Mark.RESET}
    return [
        {
            "type": "line",
            "xref": _ref("x", placed.number),
            "yref": f"{_ref('y', placed.number)} domain",
            "x0": day.isoformat(),
            "x1": day.isoformat(),
            "y0": 0,
            "y1": 1,
            "line": {"color": colours.quiet, "width": 1, "dash": "dash"},
        }
        for day in sorted(days)
    ]
