"""Which cell styles of an XLSX workbook strike letters through, and which show a number as a percentage."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

from ingest.readers.percent import is_percent

_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFF: Final = {"0", "false"}
_MAY_BE_PERCENT: Final = re.compile(rb'%|numFmtId="(?:9|10)"')
_PERCENT_OF_OLD: Final = frozenset({"9", "10"})  # 0% and 0.00%, which every workbook has without saying so


@dataclass(frozen=True, slots=True)
class Styles:
    """The numbers of such cell styles, as a cell names its own."""

    struck: frozenset[bytes] = frozenset()
    percent: frozenset[bytes] = frozenset()


def styles_of(styles: bytes) -> Styles:
    """The styles of a workbook's styles.xml, which is only looked through where it may hold one."""
    if b"strike" not in styles and not _MAY_BE_PERCENT.search(styles):
        return Styles()
    tree = ET.fromstring(styles)  # noqa: S314
    strikes = [font.find(f"{_MAIN}strike") for font in tree.iterfind(f"{_MAIN}fonts/{_MAIN}font")]
    fonts = {str(at) for at, strike in enumerate(strikes) if strike is not None and strike.get("val") not in _OFF}
    formats = {
        str(form.get("numFmtId"))
        for form in tree.iterfind(f"{_MAIN}numFmts/{_MAIN}numFmt")
        if is_percent(form.get("formatCode", ""))
    }
    cells = list(tree.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"))
    return Styles(_with(cells, "fontId", fonts), _with(cells, "numFmtId", formats | _PERCENT_OF_OLD))


def _with(cells: Iterable[ET.Element], name: str, numbers: set[str] | frozenset[str]) -> frozenset[bytes]:
    return frozenset(str(at).encode() for at, style in enumerate(cells) if style.get(name) in numbers)
