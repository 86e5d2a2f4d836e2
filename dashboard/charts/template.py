"""What all charts on screen share: colours for light and dark, type, the tool bar, and text that Plotly sets right."""

from dataclasses import dataclass
from typing import Any, Final

from dashboard.charts.spec import ChartSpec

PlotlyDict = dict[str, Any]
"""A part of a Plotly figure as plain JSON; ``go.Figure`` would cost twice the processor time."""

EMPTY_PX: Final = 12
CONFIG: Final[PlotlyDict] = {
    "displaylogo": False,
    "showSendToCloud": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "displayModeBar": False,
    "modeBarButtons": [["toImage"]],
    "toImageButtonOptions": {"format": "png", "scale": 2},
}
"""No tool bar: a chart's card offers its picture, with title and sources. And nothing that asks another server."""

FONT: Final = '"Sijill Sans", "Noto Sans", "Noto Sans Arabic", system-ui, "Segoe UI", Tahoma, sans-serif'
_RIGHT_TO_LEFT, _POP = "\u202b", "\u202c"
_ARABIC_DIGITS: Final = str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬")


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours that keep their order in grey and for colour-blind eyes.

    ``ramp`` runs from least to most, ``on_ramp`` is the ink on each of its colours.
    """

    ink: str
    quiet: str
    paper: str
    grid: str
    strong: str
    pale: str
    accent: str
    unshaded: str
    neutral: str
    border: str
    ramp: tuple[str, str, str, str, str]
    on_ramp: tuple[str, str, str, str, str]


LIGHT: Final = Palette(
    ink="#1b2733",
    quiet="#4d5963",
    paper="#ffffff",
    grid="#dfe3e6",
    strong="#2f5d7c",
    pale="#c4d4df",
    accent="#8a6414",
    unshaded="#f7f5ef",
    neutral="#dcd3bd",
    border="#6b7780",
    ramp=("#dbe6ed", "#adc6d6", "#7199b3", "#3c6a88", "#17324a"),
    on_ramp=("#1b2733", "#1b2733", "#0e161e", "#ffffff", "#ffffff"),
)
DARK: Final = Palette(
    ink="#e8edf1",
    quiet="#aab6c0",
    paper="#141b22",
    grid="#33404b",
    strong="#8db8d4",
    pale="#35546a",
    accent="#d9b564",
    unshaded="#1f2830",
    neutral="#57503c",
    border="#8794a0",
    ramp=("#2a4356", "#3f6480", "#6690ad", "#9fc1d8", "#dcebf5"),
    on_ramp=("#ffffff", "#ffffff", "#0e161e", "#0e161e", "#0e161e"),
)


def palette(*, dark: bool) -> Palette:
    """The colours of the reader's theme."""
    return DARK if dark else LIGHT


def layout(colours: Palette, height: int) -> PlotlyDict:
    """The layout that every chart starts from: no legend, no zoom, no animation, transparent ground."""
    clear = "rgba(0,0,0,0)"
    return {
        "height": height,
        "autosize": True,
        "margin": {"l": 8, "r": 8, "t": 34, "b": 8},
        "paper_bgcolor": clear,
        "plot_bgcolor": clear,
        "font": {"family": FONT, "size": 13, "color": colours.ink},
        "hoverlabel": {
            "bgcolor": colours.paper,
            "bordercolor": colours.border,
            "font": {"family": FONT, "size": 13, "color": colours.ink},
            "align": "left",
        },
        "modebar": {"bgcolor": clear, "color": colours.quiet, "activecolor": colours.ink},
        "showlegend": False,
        "dragmode": False,
        "hovermode": "closest",
    }


def shown(spec: ChartSpec, text: str) -> str:
    """Plain text as Plotly sets it: its markup escaped, and Arabic embedded, since Plotly runs from left to right."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"{_RIGHT_TO_LEFT}{escaped}{_POP}" if spec.rtl else escaped


def number(spec: ChartSpec, value: int) -> str:
    """A number on an axis, in the digits that the spec is written in."""
    grouped = f"{value:,}"
    cells = "".join(cell for row in spec.table.rows for cell in row)
    return shown(spec, grouped.translate(_ARABIC_DIGITS) if any("٠" <= letter <= "٩" for letter in cells) else grouped)


def value_axis(spec: ChartSpec, colours: Palette, ticks: list[int], end: float) -> PlotlyDict:
    """An axis of people from zero; ``ticks`` are its numbers, ``end`` leaves room beyond the last."""
    return {
        "range": [0, end],
        "tickvals": ticks,
        "ticktext": [number(spec, tick) for tick in ticks],
        "tickfont": {"color": colours.quiet, "size": 12},
        "gridcolor": colours.grid,
        "zeroline": True,
        "zerolinecolor": colours.border,
        "zerolinewidth": 1,
        "fixedrange": True,
        "automargin": True,
    }


def label(text: str, **where: Any) -> PlotlyDict:
    """A text on the chart, with no arrow."""
    return {"text": text, "showarrow": False, **where}


def empty(colours: Palette) -> PlotlyDict:
    """A chart of nothing: hardly higher than a line, since the sentence above it says why."""
    hidden = {"visible": False, "fixedrange": True}
    nothing = layout(colours, EMPTY_PX) | {"margin": {"l": 0, "r": 0, "t": 0, "b": 0}}
    return {"data": [], "layout": {**nothing, "xaxis": hidden, "yaxis": hidden}}
