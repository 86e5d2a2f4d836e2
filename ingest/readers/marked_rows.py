"""Rows of a sheet that are hidden or struck through, which calamine does not tell; of XLSX from the sheet's own XML."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

from ingest.readers.formula_errors import part_of_xlsx
from ingest.readers.marked import Marked
from ingest.readers.marked_ods import marked_in_ods
from ingest.readers.marked_xls import marked_in_xls

_STYLES: Final = "xl/styles.xml"
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ROW: Final = re.compile(rb"<(?:\w+:)?row\s")
_CELL: Final = re.compile(rb"<(?:\w+:)?c\s")
_NUMBER: Final = re.compile(rb'\sr="[A-Z]*(\d+)"')
_HIDDEN: Final = re.compile(rb' hidden="(?:1|true)"')
_FILLED: Final = re.compile(rb"<(?:\w+:)?(v|is)>|</(?:\w+:)?row>")
_OFF: Final = {"0", "false"}
_BLOCK_BYTES: Final = 4_000_000


def marked_rows(path: Path, sheet: str) -> Marked:
    """The rows of a sheet that are hidden, and those in which a cell is struck through; none of XLSB."""
    if not zipfile.is_zipfile(path):
        return marked_in_xls(path, sheet)
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            return marked_in_ods(archive, sheet)
        part = part_of_xlsx(archive, sheet) if "xl/workbook.xml" in names else None
        if part is None or part not in names:
            return Marked()
        struck_styles = _struck_styles(archive.read(_STYLES)) if _STYLES in names else frozenset()
        with archive.open(part) as file:
            return _marked(file, struck_styles)


def _struck_styles(styles: bytes) -> frozenset[bytes]:
    """The numbers of the cell styles whose letters are struck through."""
    if b"strike" not in styles:
        return frozenset()
    tree = ET.fromstring(styles)  # noqa: S314
    strikes = [font.find(f"{_MAIN}strike") for font in tree.iterfind(f"{_MAIN}fonts/{_MAIN}font")]
    fonts = {str(at) for at, strike in enumerate(strikes) if strike is not None and strike.get("val") not in _OFF}
    cells = tree.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf")
    return frozenset(str(at).encode() for at, style in enumerate(cells) if style.get("fontId") in fonts)


def _marked(file: IO[bytes], struck_styles: frozenset[bytes]) -> Marked:
    """Only what the marks stand in is looked at, so that a large sheet without any takes no time to speak of."""
    styled = re.compile(rb' s="(?:%s)"' % b"|".join(struck_styles)) if struck_styles else None
    hidden: list[int] = []
    struck: dict[int, None] = {}
    for block in _whole_rows(file):
        hidden += [number for number, end in _tags(block, _HIDDEN, _ROW) if _is_filled(block, end)]
        if styled:
            struck |= dict.fromkeys(number for number, end in _tags(block, styled, _CELL) if _is_filled(block, end))
    return Marked(tuple(hidden), tuple(struck))


def _tags(block: bytes, mark: re.Pattern[bytes], kind: re.Pattern[bytes]) -> Iterator[tuple[int, int]]:
    """The row, and the end, of each tag of a kind that has a mark and something in it."""
    for found in mark.finditer(block):
        start, end = block.rfind(b"<", 0, found.start()), block.find(b">", found.end())
        tag = block[start:end]
        if kind.match(tag) and not tag.endswith(b"/") and (number := _NUMBER.search(tag)):
            yield int(number[1]), end


def _is_filled(block: bytes, end: int) -> bool:
    """Whether a value comes before the row ends."""
    found = _FILLED.search(block, end)
    return found is not None and found[1] is not None


def _whole_rows(file: IO[bytes]) -> Iterator[bytes]:
    """The sheet in blocks, each of which ends where a row does."""
    held = b""
    while block := file.read(_BLOCK_BYTES):
        text = held + block
        cut = text.rfind(b"row>") + len(b"row>") if b"row>" in text else 0
        yield text[:cut]
        held = text[cut:]
    yield held
