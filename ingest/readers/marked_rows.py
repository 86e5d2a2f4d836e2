"""What of a sheet is hidden, struck through or shown as a percentage: calamine does not tell, its own XML does."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from ingest.readers.formula_errors import part_of_xlsx, position
from ingest.readers.marked import Marked
from ingest.readers.marked_ods import marked_in_ods
from ingest.readers.marked_xls import marked_in_xls
from ingest.readers.marked_xlsb import marked_in_xlsb
from ingest.readers.percent import percent_text
from ingest.readers.xlsx_styles import Styles, styles_of

_STYLES: Final = "xl/styles.xml"
_ROW: Final = re.compile(rb"<(?:\w+:)?row\s")
_CELL: Final = re.compile(rb"<(?:\w+:)?c\s")
_NUMBER: Final = re.compile(rb'\sr="[A-Z]*(\d+)"')
_HIDDEN: Final = re.compile(rb' hidden="(?:1|true)"')
_FILLED: Final = re.compile(rb"<(?:\w+:)?(v|is)>|</(?:\w+:)?row>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_SPAN: Final = (re.compile(rb'\smin="(\d+)"'), re.compile(rb'\smax="(\d+)"'))
_BLOCK_BYTES: Final = 4_000_000


def marked_rows(path: Path, sheet: str) -> Marked:
    """What is marked in a sheet; of XLSB only what is shown as a percentage."""
    if not zipfile.is_zipfile(path):
        return marked_in_xls(path, sheet)
    with zipfile.ZipFile(path) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            return marked_in_ods(archive, sheet)
        if "xl/workbook.bin" in names:
            return marked_in_xlsb(archive, sheet)
        part = part_of_xlsx(archive, sheet) if "xl/workbook.xml" in names else None
        if part is None or part not in names:
            return Marked()
        styles = styles_of(archive.read(_STYLES)) if _STYLES in names else Styles()
        with archive.open(part) as file:
            return _marked(file, styles)


def _marked(file: IO[bytes], styles: Styles) -> Marked:
    """Only what the marks stand in is looked at, so that a large sheet without any takes no time to speak of."""
    struck_style = re.compile(rb' s="(?:%s)"' % b"|".join(styles.struck)) if styles.struck else None
    percent = _percent_cell(styles.percent) if styles.percent else None
    hidden: list[int] = []
    struck: dict[int, None] = {}
    columns: list[range] = []
    percentages: dict[tuple[int, int], str] = {}
    for block in _whole_rows(file):
        columns += _hidden_columns(block)
        hidden += [number for number, end in _tags(block, _HIDDEN, _ROW) if _is_filled(block, end)]
        if struck_style:
            found = _tags(block, struck_style, _CELL)
            struck |= dict.fromkeys(number for number, end in found if _is_filled(block, end))
        if percent:
            percentages |= _percentages(block, percent)
    return Marked(tuple(hidden), tuple(struck), tuple(columns), percentages)


def _percent_cell(styles: frozenset[bytes]) -> re.Pattern[bytes]:
    """A cell of one of these styles with a number in it."""
    return re.compile(
        rb'<(?:\w+:)?c\s(?=[^>]*\ss="(?:%s)")(?![^>]*\st="(?!n"))(?=[^>]*\br="([A-Z]+)(\d+)")[^>]*(?<!/)>'
        rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]+)<" % b"|".join(styles),
        re.DOTALL,
    )


def _percentages(block: bytes, percent: re.Pattern[bytes]) -> dict[tuple[int, int], str]:
    found = percent.findall(block)
    return {(int(row) - 1, position(letters.decode())): percent_text(float(number)) for letters, row, number in found}


def _hidden_columns(block: bytes) -> Iterator[range]:
    """Columns stand before the first row."""
    for tag in _COLUMN.findall(block[: max(block.find(b"sheetData"), 0)]):
        first, last = (span.search(tag) for span in _SPAN)
        if _HIDDEN.search(tag) and first and last:
            yield range(int(first[1]) - 1, int(last[1]))


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
