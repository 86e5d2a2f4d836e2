"""What of a sheet is hidden, struck through, raised or shown with more than its number: calamine does not tell it."""

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO, Final

from ingest.readers.formula_errors import part_of_xlsx, position
from ingest.readers.marked import Marked
from ingest.readers.marked_ods import marked_in_ods
from ingest.readers.marked_xls import marked_in_xls
from ingest.readers.marked_xlsb import marked_in_xlsb
from ingest.readers.number_formats import Shown
from ingest.readers.problems import unreadable
from ingest.readers.runs import marked_texts, shared_texts
from ingest.readers.xlsx_styles import Styles, styles_of

_STYLES: Final = "xl/styles.xml"
_ROW: Final = re.compile(rb"<(?:\w+:)?row\s")
_CELL: Final = re.compile(rb"<(?:\w+:)?c\s")
_NUMBER: Final = re.compile(rb'\sr="[A-Z]*(\d+)"')
_HIDDEN: Final = re.compile(rb' hidden="(?:1|true)"')
_FILLED: Final = re.compile(rb"<(?:\w+:)?(v|is)>|</(?:\w+:)?row>")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?col\s[^>]*>")
_SPAN: Final = (re.compile(rb'\smin="(\d+)"'), re.compile(rb'\smax="(\d+)"'))
_NAMELESS: Final = re.compile(rb"<(?:\w+:)?(?:c|row)(?=[\s/>])(?![^>]*\sr\s*=)")
_NAMED_BY_PLACE: Final = re.compile(
    rb' hidden="(?:1|true)"|\st="e"|<(?:\w+:)?f[\s/>]|superscript|<(?:\w+:)?strike[\s/>]'
)
_BLOCK_BYTES: Final = 4_000_000


def marked_rows(path: Path, sheet: str) -> Marked:
    """What is marked in a sheet; of XLSB only the percentages and the numbers that are shown with words."""
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
            return _marked(file, styles, shared_texts(archive))


def _marked(file: IO[bytes], styles: Styles, shared: dict[int, str]) -> Marked:
    """Only what the marks stand in is looked at, so that a large sheet without any takes no time to speak of."""
    struck_style = re.compile(rb' s="(?:%s)"' % b"|".join(styles.struck)) if styles.struck else None
    number = _number_cell(styles.shown) if styles.shown else None
    hidden: list[int] = []
    struck: dict[int, None] = {}
    columns: list[range] = []
    shown: dict[tuple[int, int], str] = {}
    for at, block in enumerate(_whole_rows(file)):
        if at == 0:
            _refuse_nameless(block, marked=bool(styles.struck or styles.shown or shared))
        columns += _hidden_columns(block)
        hidden += [number for number, end in _tags(block, _HIDDEN, _ROW) if _is_filled(block, end)]
        if struck_style:
            found = _tags(block, struck_style, _CELL)
            struck |= dict.fromkeys(number for number, end in found if _is_filled(block, end))
        if number:
            shown |= _numbers(block, number, styles.shown)
        shown |= {_place(letters, row): text for letters, row, text in marked_texts(block, shared)}
    return Marked(tuple(hidden), tuple(struck), tuple(columns), shown)


def _refuse_nameless(block: bytes, *, marked: bool) -> None:
    """Raise :class:`UnreadableFileError` where rows or cells do not say where they are, which a program need not write.

    Errors, formulas and marks are found by their places; a sheet without any is read. All or none of its cells say it.
    """
    if (marked or _NAMED_BY_PLACE.search(block)) and _NAMELESS.search(block):
        raise unreadable("cells of the workbook do not say where they are", "Save it anew from a spreadsheet program.")


def _number_cell(styles: Iterable[bytes]) -> re.Pattern[bytes]:
    """A cell of one of these styles with a number in it."""
    return re.compile(
        rb'<(?:\w+:)?c\s(?=[^>]*\ss="(%s)")(?![^>]*\st="(?!n"))(?=[^>]*\br="([A-Z]+)(\d+)")[^>]*(?<!/)>'
        rb"(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>([^<]+)<" % b"|".join(styles),
        re.DOTALL,
    )


def _numbers(block: bytes, cell: re.Pattern[bytes], styles: Mapping[bytes, Shown]) -> dict[tuple[int, int], str]:
    found = ((_place(letters, row), styles[of](float(number))) for of, letters, row, number in cell.findall(block))
    return {place: text for place, text in found if text is not None}


def _place(letters: bytes, row: bytes) -> tuple[int, int]:
    return int(row) - 1, position(letters.decode())


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
