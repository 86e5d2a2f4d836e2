"""Numbers that a spreadsheet shows as percentages: 1 that people see as 100% is never one of anybody."""

import re
from typing import Final

from ingest.readers.cell_text import cell_text

_SIGNIFICANT: Final = ".15g"
_WRITTEN_OUT: Final = re.compile(r'"[^"]*"|[\\_*].')


def is_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred: it has a % that is not a letter to be written out."""
    return "%" in _WRITTEN_OUT.sub("", code)


def percent_text(number: float) -> str:
    """The number with its sign, 25% of 0.25, and all digits that the cell has, however many of them are shown."""
    return f"{cell_text(float(format(number * 100, _SIGNIFICANT)))}%"
