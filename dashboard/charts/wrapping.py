"""Breaking text into lines so that each can be set alone: Plotly knows no paragraphs."""

from textwrap import wrap
from typing import Final, NamedTuple

_ISOLATE: Final = "\u2068"
_POP: Final = "\u2069"


class Measure(NamedTuple):
    """How many letters of a chart's words stand in one line: of names, and of the smaller detail."""

    name: int
    detail: int


NARROW: Final = Measure(32, 40)
"""On the narrowest screen, of 360 pixels."""
WIDE: Final = Measure(76, 98)
"""Where a chart is at least 640 pixels wide."""


def wrapped(text: str, letters: int, *, break_on_hyphens: bool = True) -> list[str]:
    """Lines of at most about ``letters`` letters; a name that runs the other way is shielded in each line it is in."""
    lines, inside = [], 0
    for line in wrap(text, letters, break_on_hyphens=break_on_hyphens):
        begun = _ISOLATE * inside + line
        inside = begun.count(_ISOLATE) - begun.count(_POP)
        lines.append(begun + _POP * inside)
    return lines
