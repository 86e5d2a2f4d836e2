"""What kind of file it is, told from its bytes, never from its name."""

import re
import zipfile
from enum import Enum, auto
from pathlib import Path

from ingest.readers.problems import unreadable


class Kind(Enum):
    """The kinds of files that can be read."""

    TEXT = auto()
    JSON = auto()
    SPREADSHEET = auto()
    ZIP = auto()
    GZIP = auto()


_START_BYTES = 4096
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_AS_XLSX = "Open it in a spreadsheet program and save it as XLSX or “CSV UTF-8”."
_REFUSED = (
    (b"%PDF", "this is a PDF", "Copy its tables into a spreadsheet."),
    (b"7z\xbc\xaf\x27\x1c", "this is a 7z archive", "Unpack it and send the file inside."),
    (b"Rar!", "this is a RAR archive", "Unpack it and send the file inside."),
    (b"BZh", "this is a bzip2 archive", "Unpack it and send the file inside."),
    (b"\xfd7zXZ", "this is an XZ archive", "Unpack it and send the file inside."),
    (b"SQLite format 3", "this is a database", "Export the table as “CSV UTF-8”."),
    (b"{\\rtf", "this is a text document", "Copy its tables into a spreadsheet."),
    (b"PAR1", "this is a Parquet file", "Export the table as “CSV UTF-8”."),
)
_JSON = re.compile(rb"[\s\x00]*(?:\{[\s\x00]*[\"}]|\[[\s\x00]*(?:[{\[\]\"]|n\x00?u\x00?l\x00?l))")
_MARK = re.compile(rb"\xef\xbb\xbf|\xff\xfe|\xfe\xff")
_WEB_PAGE = re.compile(
    rb"\s*(?:<(?:!doctype html|!--|\?xml|(?:html|head|meta|title|link|style|script|body|div|center|table|font|p|h\d)\b)"
    rb"|mime-version:)",
    re.IGNORECASE,
)
"""How pages of the web begin that programs save as .xls, those in one file with their pictures too."""
_WORKBOOK = re.compile(r"xl/workbook\.(?:xml|bin)|content\.xml", re.IGNORECASE)


def kind_of(path: Path) -> Kind:
    """The kind of a file. Raises :class:`UnreadableFileError` for kinds that are known and can't be read."""
    with path.open("rb") as file:
        start = file.read(_START_BYTES)
    for magic, what, remedy in _REFUSED:
        if start.startswith(magic):
            raise unreadable(what, remedy)
    if start.startswith(b"PK\x03\x04") or start.startswith(b"PK\x05\x06"):
        return _kind_of_zip(path)
    if start.startswith(_OLD_OFFICE[:4]):
        return Kind.SPREADSHEET
    if start.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    text = _MARK.sub(b"", start, count=1) if _MARK.match(start) else start
    if _WEB_PAGE.match(text.replace(b"\0", b"")):
        raise unreadable("this is a web page or XML, whatever its name says", _AS_XLSX)
    return Kind.JSON if _JSON.match(text) else Kind.TEXT


def _kind_of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise unreadable(f"it is a spreadsheet or ZIP archive that is damaged ({error})", "Send it anew.") from error
    if any(_WORKBOOK.fullmatch(name) for name in names):
        return Kind.SPREADSHEET
    if "word/document.xml" in names:
        raise unreadable("this is a text document", "Copy its tables into a spreadsheet.")
    return Kind.ZIP
