"""Bytes to text: a byte order mark decides, then UTF-8 if it fits, then the likeliest of the rest, which is said."""

import codecs

from charset_normalizer import from_bytes

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.readers.table import UnreadableFileError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8 with byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SAMPLE_BYTES = 200_000
_LIKELY = ("cp1256", "cp1252", "iso8859_6")
"""Encodings without a mark that field offices send; among all there are, short files are taken for other scripts."""
_NOT_TEXT = (
    (b"PK\x03\x04", "a spreadsheet (XLSX, ODS) or a ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel file"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
)


def decode(data: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding.

    Raises :class:`UnreadableFileError` for files that are not text.
    """
    _refuse_binaries(data)
    for mark, encoding, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding, name), name
    try:
        return data.decode("utf-8"), "UTF-8"
    except UnicodeDecodeError:
        guess = from_bytes(data[:_SAMPLE_BYTES], cp_isolation=list(_LIKELY)).best()
    if guess is None:
        raise _unreadable("its text is in no encoding that can be told")
    return _strictly(data, guess.encoding, guess.encoding), guess.encoding.replace("_", "-")


def _strictly(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _unreadable(f"byte {error.start + 1} is not {name}") from error


def _refuse_binaries(data: bytes) -> None:
    for magic, what in _NOT_TEXT:
        if data.startswith(magic):
            raise _unreadable(f"this is {what}, not a CSV file")


def _unreadable(why: str) -> UnreadableFileError:
    return UnreadableFileError(
        Issue(
            Severity.ERROR,
            "unreadable_file",
            f"The file can't be read: {why}.",
            "Open it in a spreadsheet program and save it as “CSV UTF-8”.",
        )
    )
