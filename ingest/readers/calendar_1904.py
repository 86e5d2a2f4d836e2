"""Workbooks that count their days from 1904, as old programs for the Macintosh did."""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import xlrd

from ingest.issues import Issue
from ingest.readers.parts import holds
from ingest.readers.problems import note
from ingest.readers.xlsb import records

_PARTS: Final = {
    "xl/workbook.xml": re.compile(rb'\sdate1904="(?:1|true)"'),
    "content.xml": re.compile(rb'<table:null-date\s[^>]*table:date-value="1904-01-01"'),
}
_BINARY: Final = "xl/workbook.bin"
_PROPERTIES: Final = 153  # the number of the record whose first bit says it, as [MS-XLSB] describes it


def counts_from_1904(path: Path) -> bool:
    """Whether a bare number of days in the workbook is one from 1904 on. Cells of dates are read right in any case."""
    if not zipfile.is_zipfile(path):
        return _xls_does(path)
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        if _BINARY in names:
            kinds = records(archive.read(_BINARY))
            return any(data[0] & 1 for kind, data in kinds if kind == _PROPERTIES and data)
        return any(holds(archive, name, mark) for name, mark in _PARTS.items() if name in names)


def _xls_does(path: Path) -> bool:
    """As the workbook says; not, where its structure can't be followed."""
    try:
        with xlrd.open_workbook(path, logfile=io.StringIO(), on_demand=True) as book:
            return bool(book.datemode)
    except (xlrd.XLRDError, AssertionError, IndexError, struct.error, UnicodeDecodeError):
        return False


def days_from_1904(*, from_1904: bool) -> Iterator[Issue]:
    """Told of such a workbook, by whose own count its bare numbers of days are read."""
    if from_1904:
        message = "The workbook counts its days from 1904; a bare number in a column of days is read so."
        yield note("days_from_1904", message)
