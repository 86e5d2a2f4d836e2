"""Cells of an ODS workbook that stand for many others: a kilobyte may ask for millions with something in them."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET  # expat itself limits what entities may grow to

from ingest.readers.parts import holds
from ingest.readers.problems import refusal

MOST_REPEATED: Final = 4_000_000
"""Cells with something in them, where most are repeats of others."""
_FEW_REPEATS: Final = 10
"""Cells for each that is written, on average: identical cells side by side are written once by every program."""

_CONTENT: Final = "content.xml"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELL: Final = f"{_TABLE}table-cell"
_ROW: Final = f"{_TABLE}table-row"
_SHEET: Final = f"{_TABLE}table"
_VALUE_TYPE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type"
_PARAGRAPH: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
_MANY: Final = re.compile(
    rb"-rows-repeated\s*=\s*[\"']\d{2,}[^>]*(?<!/)>(?:(?!</(?:\w+:)?table-row>).)*?(?:value-type\s*=|<(?:\w+:)?p[\s/>])"
    rb"|<(?:\w+:)?table-cell\s(?=[^>]*value-type\s*=)[^>]*-columns-repeated\s*=\s*[\"']\d{2,}",
    re.DOTALL,
)
_HELD_BYTES: Final = 20_000


class _Cells(NamedTuple):
    """Cells with something in them: as many as are written, and as they come to with those they stand for."""

    written: int
    meant: int


def refuse_repeated(path: Path) -> None:
    """Raise :class:`UnreadableFileError` for an ODS one of whose sheets is made of repeated cells by the million."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        if _CONTENT in archive.namelist() and _may_repeat(archive):
            for cells in _cells(archive):
                if cells.meant > max(MOST_REPEATED, _FEW_REPEATS * cells.written):
                    raise refusal(
                        "sheet_too_large",
                        f"A sheet repeats {cells.written:,} cells until they are {cells.meant:,}.",
                        "Delete the rows and columns behind the table, or save the sheet as CSV.",
                    )


def _may_repeat(archive: zipfile.ZipFile) -> bool:
    """Whether a row or cell with something in it stands for ten or more: the workbook is read through only then."""
    return holds(archive, _CONTENT, _MANY, _HELD_BYTES)


def _cells(archive: zipfile.ZipFile) -> Iterator[_Cells]:
    """Those of each sheet."""
    written = meant = 0
    with archive.open(_CONTENT) as file:
        for event, element in ET.iterparse(file, ("start", "end")):  # noqa: S314
            if element.tag == _SHEET:
                yield _Cells(written, meant)
                written = meant = 0
            elif element.tag == _ROW and event == "end":
                filled = [_times(cell, "columns") for cell in element.iter(_CELL) if _is_filled(cell)]
                written, meant = written + len(filled), meant + _times(element, "rows") * sum(filled)
                element.clear()


def _is_filled(cell: ET.Element) -> bool:
    return cell.get(_VALUE_TYPE) is not None or cell.find(_PARAGRAPH) is not None


def _times(element: ET.Element, what: str) -> int:
    return int(element.get(f"{_TABLE}number-{what}-repeated", "1"))
