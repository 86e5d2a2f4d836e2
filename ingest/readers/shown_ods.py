"""Numbers of ODS cells beside which people see words, "12+" of 12: the cell holds the text that it shows."""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

from ingest.readers.cell_text import cell_text
from ingest.readers.worded import SAYS_MORE

_PARAGRAPH: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_NUMERAL: Final = re.compile(r"\d(?:[\d.,'’٬٫\s]*\d)?")
_EXPONENT: Final = re.compile(r"\dE[+-]?\d", re.IGNORECASE)
_SCALES: Final = (1e3, 1e6, 1e9)

MAY_SHOW_MORE: Final = rb'value-type="float"[^>]*>\s*<(?:\w+:)?p>(?:0\d|[^<]*(?:[A-Za-z%+~\x80-\xff]|<(?!/)))'
"""Such a cell in the XML, as a pattern; some whose digits are only spaced look like one."""


def number_as_shown(cell: ET.Element, number: float) -> str | None:
    """The text of a cell with a number, with all digits that this has; None where it says no more than the number."""
    shown = "\n".join("".join(paragraph.itertext()) for paragraph in cell.iterfind(_PARAGRAPH)).strip()
    found = _NUMERAL.search(shown)
    if not found:
        return shown if SAYS_MORE.search(shown) else None
    before, numeral, after = shown[: found.start()], found[0], shown[found.end() :]
    padded = numeral.isdecimal() and len(numeral) > 1 and int(numeral[0]) == 0
    if _EXPONENT.search(shown) or not (padded or SAYS_MORE.search(before + after)):
        return None
    if _is(numeral, number):
        exact = numeral if numeral.isdecimal() and number.is_integer() else cell_text(abs(number))
        return f"{before}{exact}{after}"
    # 3 K of 3,000 is a scale, and the number itself is the whole one; "under 5" of 3 is what people see
    return None if any(_is(numeral, number / scale) for scale in _SCALES) else shown


def _is(numeral: str, number: float) -> bool:
    """Whether a numeral is a number, as far as it shows its decimals."""
    return any(abs(value - abs(number)) <= 0.5 / 10**decimals for value, decimals in _readings(numeral))


def _readings(numeral: str) -> Iterator[tuple[int | float, int]]:
    """What a numeral may stand for: a whole number, or one whose last mark is that of decimals."""
    groups = re.split(r"\D+", numeral)
    yield int("".join(groups)), 0
    if len(groups) > 1:
        yield float(f"{''.join(groups[:-1])}.{groups[-1]}"), len(groups[-1])
