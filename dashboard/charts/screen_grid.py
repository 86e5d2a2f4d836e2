"""A grid on screen: a bar of cells for each row, with the row's words over it, so that names never eat the chart."""

from textwrap import shorten
from typing import Any, Final

from dashboard.charts.grid import GridRow, GridSpec
from dashboard.charts.template import Palette, PlotlyDict, label, layout, shown
from dashboard.charts.wrapping import WIDE, Measure

WORDS_PX: Final = 20
CELLS_PX: Final = 18
GAP_PX: Final = 14
TICKS_PX: Final = 40
UPRIGHT_PX: Final = 110
MOST_LEVEL: Final = 6  # names of columns; more of them stand upright
COLUMN_LETTERS: Final = 16
LEGEND_PX: Final = 56
ABOVE_PX: Final = 6  # Arabic letters with signs over them are higher than their line


def grid_figure(spec: GridSpec, colours: Palette, measure: Measure) -> PlotlyDict:
    """The figure of a grid with at least one row. The y axis counts pixels from the top."""
    height = len(spec.rows) * (WORDS_PX + CELLS_PX + GAP_PX)
    upright = len(spec.named) > MOST_LEVEL
    breaks = " " if measure == WIDE else " –"
    under = UPRIGHT_PX if upright else TICKS_PX
    fills = _ramp(colours.ramp, len(spec.classes))
    last = len(spec.columns) - 0.5
    return {
        "data": [
            *(_row(spec, row, _top(at), fills, colours) for at, row in enumerate(spec.rows)),
            *(_swatch(spec, name, fill, colours) for name, fill in zip(spec.classes, fills, strict=True)),
        ],
        "layout": {
            **layout(colours, ABOVE_PX + height + under + LEGEND_PX),
            "margin": {"l": 8, "r": 8, "t": ABOVE_PX, "b": under + LEGEND_PX},
            "barmode": "overlay",
            "bargap": 0,
            "showlegend": True,
            "legend": _legend(spec, under / height, colours),
            "xaxis": {
                "range": [last, -0.5] if spec.rtl else [-0.5, last],
                "tickvals": list(spec.named),
                "ticktext": [_named(spec, at, breaks, upright=upright) for at in spec.named],
                "tickfont": {"color": colours.quiet, "size": 12},
                "tickangle": 90 if upright else 0,
                "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            },
            "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
            "annotations": [_words(spec, row, _top(at), colours, measure.detail) for at, row in enumerate(spec.rows)],
        },
    }


def _ramp(ramp: tuple[str, ...], classes: int) -> list[str]:
    """As many colours of the ramp as there are classes, its ends among them."""
    if classes <= 1:
        return [ramp[2]] * classes
    return [ramp[round(index * (len(ramp) - 1) / (classes - 1))] for index in range(classes)]


def _top(at: int) -> int:
    return at * (WORDS_PX + CELLS_PX + GAP_PX) + WORDS_PX


def _row(spec: GridSpec, row: GridRow, top: int, fills: list[str], colours: Palette) -> PlotlyDict:
    return {
        "type": "bar",
        "orientation": "v",
        "x": [cell.column for cell in row.cells],
        "y": [CELLS_PX] * len(row.cells),
        "base": [top] * len(row.cells),
        "width": 1,
        "marker": {
            "color": [fills[cell.shade] for cell in row.cells],
            "line": {"color": colours.border, "width": 0.6},
        },
        "customdata": [shown(spec, f"{row.label}: {cell.text}") for cell in row.cells],
        "hovertemplate": "%{customdata}<extra></extra>",
        "showlegend": False,
    }


def _swatch(spec: GridSpec, name: str, fill: str, colours: Palette) -> PlotlyDict:
    """An entry of the legend."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [None],
        "y": [None],
        "marker": {"symbol": "square", "size": 14, "color": fill, "line": {"color": colours.border, "width": 1}},
        "name": shown(spec, name),
        "hoverinfo": "skip",
    }


def _words(spec: GridSpec, row: GridRow, top: int, colours: Palette, letters: int) -> PlotlyDict:
    side: Any = "right" if spec.rtl else "left"
    name = shorten(row.label, letters, placeholder="…")
    quiet = f'<span style="color:{colours.quiet};font-size:12px">{shown(spec, row.detail)}</span>'
    where = {"xref": "paper", "yref": "y", "x": 1 if spec.rtl else 0, "y": top}
    return label(f"{shown(spec, name)}\u2002{quiet}", **where, xanchor=side, yanchor="bottom", align=side, borderpad=0)


def _named(spec: GridSpec, at: int, breaks: str, *, upright: bool) -> str:
    """The name of a column upright in one line, or level in two, parted at the first of the letters ``breaks``."""
    name = spec.columns[at]
    if upright:
        return shown(spec, shorten(name, COLUMN_LETTERS, placeholder="…"))
    end = next((end for end, letter in enumerate(name, start=1) if letter in breaks), len(name))
    return "<br>".join(shown(spec, part) for part in (name[:end].rstrip(), name[end:]) if part)


def _legend(spec: GridSpec, below: float, colours: Palette) -> PlotlyDict:
    return {
        "orientation": "h",
        "x": 0.5,
        "xanchor": "center",
        "y": -below,
        "yanchor": "top",
        "title": {"text": shown(spec, spec.unit), "side": "top"},
        "font": {"size": 12, "color": colours.ink},
        "itemclick": False,
        "itemdoubleclick": False,
        "bgcolor": "rgba(0,0,0,0)",
    }
