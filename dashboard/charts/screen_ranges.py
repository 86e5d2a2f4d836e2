"""Claims side by side on screen: each row's words stand over its mark, so that long names never eat the chart."""

from dataclasses import dataclass
from typing import Any, Final

from dashboard.charts.axis import known_numbers, nice_step
from dashboard.charts.notes import is_vague
from dashboard.charts.spec import Figure, RangeRow, RangesSpec
from dashboard.charts.template import Palette, PlotlyDict, label, layout, shown, value_axis
from dashboard.charts.wrapping import NARROW, Measure, wrapped

LINE_PX: Final = 17
MARK_PX: Final = 24
GAP_PX: Final = 12
HEADING_PX: Final = 38
AXIS_PX: Final = 46
INDENT_PX: Final = 16
OFF_AXIS_PX: Final = 5
ARROW_PX: Final = 26
DIGIT_PX: Final = 6.5
NARROWEST_PX: Final = 256
"""How wide a digit of the axis is, and the axis of a chart on the narrowest screen."""
HEADROOM: Final = 1.14  # for the arrow of an open figure at the end of the axis


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row with the y, in pixels from the top, of its words and of its mark."""

    row: RangeRow
    name: list[str]
    detail: list[str]
    words_y: int
    mark_y: int


def ranges_figure(spec: RangesSpec, colours: Palette, measure: Measure) -> PlotlyDict:
    """The figure of a spec with at least one row. The y axis counts pixels from the top."""
    placed, headings, height = _place(spec, measure)
    values = value_axis(spec, colours, _ticks(spec, measure), spec.axis_max * HEADROOM)
    values |= {"side": "top", "range": values["range"][::-1]} if spec.rtl else {"side": "top"}
    return {
        "data": [
            *(line for each in placed for line in _lines(each, colours)),
            _dots(spec, placed, colours),
        ],
        "layout": {
            **layout(colours, height + AXIS_PX),
            "margin": {"l": 12, "r": 12, "t": AXIS_PX, "b": 0},
            "xaxis": {**values, "title": _unit(spec, colours)},
            "yaxis": {"range": [height, 0], "visible": False, "fixedrange": True},
            "annotations": [
                *(_heading(spec, words, y, colours) for words, y in headings),
                *(_words(spec, each, colours) for each in placed),
                *(_arrow(spec, each, colours) for each in placed if each.row.figure.open_ended),
            ],
        },
    }


def _ticks(spec: RangesSpec, measure: Measure) -> list[int]:
    """The numbers of the axis; every other one where a narrow screen would print them into each other."""
    ticks = list(range(0, spec.axis_max + 1, nice_step(spec.axis_max)))
    apart_px = NARROWEST_PX / (HEADROOM * max(len(ticks) - 1, 1))
    crowded = measure == NARROW and len(f"{ticks[-1]:,}") * DIGIT_PX + GAP_PX > apart_px
    return ticks[::2] if crowded else ticks


def _place(spec: RangesSpec, measure: Measure) -> tuple[list[_Placed], list[tuple[str, int]], int]:
    """Where rows and headings stand, from the top; and how high all of them are."""
    placed: list[_Placed] = []
    headings: list[tuple[str, int]] = []
    y, group = GAP_PX // 2, ""
    for row in spec.rows:
        if row.group not in ("", group, spec.unit):  # the axis says the unit already
            headings.append((row.group, y))
            y += HEADING_PX
        group = row.group
        name, detail = _name_lines(row, measure.name), wrapped(row.detail, measure.detail)
        mark_y = y + LINE_PX * (len(name) + len(detail)) + MARK_PX // 2
        placed.append(_Placed(row, name, detail, y, mark_y))
        y = mark_y + MARK_PX // 2 + GAP_PX
    return placed, headings, y


def _name_lines(row: RangeRow, letters: int) -> list[str]:
    """Who says it in lines, of which the first leaves room for the figure."""
    room = "0" * min(len(row.figure.text), letters // 2)
    first, *others = wrapped(f"{room} {row.label}", letters, break_on_hyphens=False)
    return [first.removeprefix(room).lstrip(), *others]


def _unit(spec: RangesSpec, colours: Palette) -> PlotlyDict:
    return {"text": shown(spec, spec.unit), "font": {"color": colours.quiet, "size": 12}, "standoff": 4}


def _lines(placed: _Placed, colours: Palette) -> list[PlotlyDict]:
    """From zero to the least that is claimed, pale; from low to high, strong; up to an upper bound alone, dashed."""
    figure, y = placed.row.figure, placed.mark_y
    known = known_numbers([figure])
    if not known:
        return []
    width = 3 if placed.row.part else 5
    if figure.low is None and figure.best is None:
        return [_segment(0, known[0], y, {"color": colours.strong, "width": 2, "dash": "dash"}, bounds=(known[0],))]
    dash = "dot" if is_vague(figure) else "solid"
    lines = [_segment(0, min(known), y, {"color": colours.pale, "width": width, "dash": dash})]
    if max(known) > min(known):
        bounds = tuple(bound for bound in (figure.low, figure.high) if bound not in (None, figure.best))
        lines.append(_segment(min(known), max(known), y, {"color": colours.strong, "width": width}, bounds=bounds))
    return lines


def _segment(start: int, end: int, y: int, line: PlotlyDict, bounds: tuple[int | None, ...] = ()) -> PlotlyDict:
    """A line, with an upright stroke at each of ``bounds``."""
    ends = (start, end)
    return {
        "type": "scatter",
        "mode": "lines+markers" if bounds else "lines",
        "x": list(ends),
        "y": [y, y],
        "line": line,
        "marker": {
            "symbol": "line-ns",
            "size": [12 if end in bounds else 0 for end in ends],
            "line": {"width": 2, "color": line["color"]},
        },
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _dots(spec: RangesSpec, placed: list[_Placed], colours: Palette) -> PlotlyDict:
    """A dot at best, or at the one number that low and high are; hollow for a part. Elsewhere a place to point at."""
    numbered = [(each, known) for each in placed if (known := known_numbers([each.row.figure]))]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_middle(each.row.figure, known) for each, known in numbered],
        "y": [each.mark_y for each, _ in numbered],
        "marker": {
            "symbol": ["circle-open" if each.row.part else "circle" for each, _ in numbered],
            "size": 11,
            "opacity": [1 if _is_one_number(each.row.figure) else 0 for each, _ in numbered],
            "color": colours.ink,
            "line": {"color": colours.ink, "width": 2},
        },
        "cliponaxis": False,
        "customdata": [_hover(spec, each) for each, _ in numbered],
        "hovertemplate": "%{customdata}<extra></extra>",
    }


def _is_one_number(figure: Figure) -> bool:
    return figure.best is not None or (figure.low is not None and figure.low == figure.high)


def _middle(figure: Figure, known: list[int]) -> float:
    return figure.best if figure.best is not None else (min(known) + max(known)) / 2


def _hover(spec: RangesSpec, placed: _Placed) -> str:
    lines = (f"{placed.row.label}: {placed.row.figure.text}", *placed.detail)
    return "<br>".join(shown(spec, line) for line in lines)


def _words(spec: RangesSpec, placed: _Placed, colours: Palette) -> PlotlyDict:
    """The figure in print, who says it, and under them what it counts."""
    row = placed.row
    first, *others = placed.name
    head = [f"<b>{shown(spec, row.figure.text)}</b>\u2002{shown(spec, first)}", *(shown(spec, line) for line in others)]
    quiet = f'<span style="color:{colours.quiet};font-size:12px">'
    detail = [f"{quiet}{shown(spec, line)}</span>" for line in placed.detail]
    return _at_start(spec, "<br>".join([*head, *detail]), placed.words_y, INDENT_PX if row.part else 0)


def _heading(spec: RangesSpec, words: str, y: int, colours: Palette) -> PlotlyDict:
    font = {"color": colours.strong, "size": 14}
    return _at_start(spec, f"<b>{shown(spec, words)}</b>", y + 8, 0) | {"font": font}


def _at_start(spec: RangesSpec, text: str, y: int, indent: int) -> PlotlyDict:
    """A text that starts where reading starts, ``indent`` pixels in."""
    side: Any = "right" if spec.rtl else "left"
    return label(
        text,
        xref="paper",
        yref="y",
        x=1 if spec.rtl else 0,
        y=y,
        xanchor=side,
        yanchor="top",
        align=side,
        xshift=-(OFF_AXIS_PX + indent) if spec.rtl else OFF_AXIS_PX + indent,
        borderpad=0,
    )


def _arrow(spec: RangesSpec, placed: _Placed, colours: Palette) -> PlotlyDict:
    """On from the last known number: nobody says how far."""
    ahead = -1 if spec.rtl else 1
    return {
        "text": "",
        "showarrow": True,
        "x": max(known_numbers([placed.row.figure])),
        "y": placed.mark_y,
        "xshift": ahead * (ARROW_PX + 6),
        "ax": -ahead * ARROW_PX,
        "ay": 0,
        "arrowhead": 2,
        "arrowwidth": 2,
        "arrowsize": 1,
        "arrowcolor": colours.ink,
    }
