"""ZIP, gzip and what is not to be read: told by content, one file inside, and never more than the limit."""

import gzip
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.issues import Issue
from ingest.readers import archive
from ingest.readers.table import Table

TableOf = Callable[..., Table]
RefusalOf = Callable[[bytes], Issue]
CSV = b"source,killed\nA,4\n"


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    "inside",
    [
        CSV,
        CSV.decode().encode("utf-16"),
        b'[{"source": "A", "killed": 4}]',
        Path(__file__).with_name("reports.xls").read_bytes(),
    ],
)
def test_an_archive_is_the_table_inside(table_of: TableOf, inside: bytes) -> None:
    plain = table_of(inside)
    zipped = table_of(_zip({"folder/reports.csv": inside, "__MACOSX/._reports.csv": b"x"}), file_name="sent.zip")
    gzipped = table_of(gzip.compress(inside), file_name="sent.gz")
    assert list(zipped.rows) == list(gzipped.rows) == list(plain.rows)
    assert zipped.read_as == f"{plain.read_as} (“folder/reports.csv” in sent.zip)"
    assert gzipped.read_as == f"{plain.read_as} (unpacked from sent.gz)"


def test_a_note_beside_the_only_table_does_not_matter(table_of: TableOf) -> None:
    assert len(table_of(_zip({"a.csv": CSV, "licence.pdf": b"%PDF"})).rows) == 1


@pytest.mark.parametrize(
    ("members", "named"),
    [({"a.csv": CSV, "b.csv": CSV}, "a.csv, b.csv"), ({}, "nothing"), ({"a": CSV, "b": CSV}, "a, b")],
)
def test_an_archive_without_exactly_one_table_names_what_it_has(
    refusal_of: RefusalOf, members: dict[str, bytes], named: str
) -> None:
    issue = refusal_of(_zip(members))
    assert (issue.code, named in issue.message) == ("not_one_file", True)


@pytest.mark.parametrize("pack", [gzip.compress, lambda data: _zip({"a.csv": data})])
def test_a_file_that_grows_beyond_the_limit_is_refused(refusal_of: RefusalOf, pack: Callable[[bytes], bytes]) -> None:
    issue = refusal_of(pack(b"0" * 30_000_000))
    assert (issue.code, "10,000,000 bytes" in issue.message) == ("archive_too_large", True)


def test_a_spreadsheet_that_grows_beyond_the_limit_is_refused(refusal_of: RefusalOf) -> None:
    issue = refusal_of(_zip({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b" " * 30_000_000}))
    assert issue.code == "archive_too_large"


def test_a_table_of_repeated_rows_is_below_the_limit(table_of: TableOf) -> None:
    rows = 200_000
    packed = gzip.compress(b"source,killed\n" + b"".join(b"A%d,4\n" % n for n in range(rows)))
    assert archive.MAX_RATIO * len(packed) > 4 * rows
    assert len(table_of(packed).frame) == rows


@pytest.mark.parametrize(
    "data",
    [gzip.compress(gzip.compress(CSV)), _zip({"a.zip": _zip({"a.csv": CSV})}), gzip.compress(_zip({"a.csv": CSV}))],
)
def test_an_archive_in_an_archive_is_refused(refusal_of: RefusalOf, data: bytes) -> None:
    assert "archive inside an archive" in refusal_of(data).message


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (gzip.compress(CSV)[:-6], "damaged"),
        (_zip({"a.csv": CSV})[:-9], "damaged"),
        (b"PK\x03\x04rest", "damaged"),
        (b"\x1f\x8brest", "damaged"),
        (b"\xd0\xcf\x11\xe0rest", "damaged"),
        (b"%PDF-1.7", "a PDF"),
        (b"Rar!\x1a\x07", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"<!DOCTYPE html><table><tr><td>killed</td></tr></table>", "a web page"),
        (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "XML"),
        (b"<!-- a report --><table><tr><td>killed</td></tr></table>", "a web page"),
        (b"<style>td {}</style>\n<table><tr><td>killed</td></tr></table>", "a web page"),
        ("\ufeff<div><table><tr><td>killed</td></tr></table></div>".encode("utf-16-le"), "a web page"),
        (b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\n", "a web page"),
        (b"{\\rtf1\\ansi killed}", "a text document"),
        (_zip({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<x/>"}), "a text document"),
    ],
)
def test_what_can_not_be_read_says_what_it_is_and_what_to_do(refusal_of: RefusalOf, data: bytes, what: str) -> None:
    issue = refusal_of(data)
    assert (issue.code, what in issue.message) == ("unreadable_file", True)
