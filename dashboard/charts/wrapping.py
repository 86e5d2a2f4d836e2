"""Breaking text into lines so that each can be set alone: Plotly knows no paragraphs."""

from textwrap import wrap
from typing import Final

_ISOLATE: Final = "\u2068"
_POP: Final = "\u2069"


def wrapped(text: str, letters: int, *, break_on_hyphens: bool = True) -> list[str]:
    """Lines of at most about ``letters`` letters; a name that runs the other way is shielded in each line it is in."""
    lines, inside = [], 0
    for line in wrap(text, letters, break_on_hyphens=break_on_hyphens):
        begun = _ISOLATE * inside + line
        inside = begun.count(_ISOLATE) - begun.count(_POP)
        lines.append(begun + _POP * inside)
    return lines
