"""Workbooks that count their days from 1904, as old programs for the Macintosh did."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ingest.issues import Issue
from ingest.readers.problems import warning

_WORKBOOK: Final = "xl/workbook.xml"
_FROM_1904: Final = re.compile(rb'\sdate1904="(?:1|true)"')


def days_from_1904(path: Path) -> Iterator[Issue]:
    """Told of an XLSX workbook: days in cells of dates are read right, bare numbers of days by the usual calendar."""
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        if _WORKBOOK in archive.namelist() and _FROM_1904.search(archive.read(_WORKBOOK)):
            yield warning(
                "days_from_1904",
                "The workbook counts its days from 1904: a day in a cell that is not formatted as a date is read four "
                "years and a day too early.",
                "Format the cells of days as dates, and send it again.",
            )
