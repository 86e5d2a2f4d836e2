"""Kept workbooks name nobody who made them, and say the same in every cell."""

import hashlib
import io
import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from db.kept_files.authors import without_authors
from db.kept_files.packed_file import PackedFile

AUTHOR = "Zaynab of the Well"


def workbook() -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"author": AUTHOR, "manager": AUTHOR, "company": AUTHOR})
        book.set_custom_property("Checked by", AUTHOR)
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["source", "killed"])
        sheet.write_row(1, 0, ["Office", 4])
        sheet.write_comment("B2", "four named", {"author": AUTHOR})
    return made.getvalue()


def ods() -> bytes:
    creator = f"<dc:creator>{AUTHOR}</dc:creator>"
    return packed({"mimetype": "x", "meta.xml": f"<m>{creator}</m>", "content.xml": f"<c>4{creator}</c>"})


def packed(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def everything(held: bytes) -> bytes:
    """All that is in an archive and in those in it, unpacked, and its own bytes."""
    with zipfile.ZipFile(io.BytesIO(held)) as archive:
        assert archive.testzip() is None
        inner = [archive.read(name) for name in archive.namelist()]
    return held + b"".join(everything(each) if each.startswith(b"PK") else each for each in inner)


@pytest.mark.parametrize("held", [workbook(), ods(), packed({"a.xlsx": workbook()})], ids=["XLSX", "ODS", "ZIP"])
def test_no_name_of_an_author_is_kept(held: bytes) -> None:
    assert AUTHOR.encode() in everything(held)
    left = without_authors(held)
    assert AUTHOR.encode() not in everything(left)
    assert without_authors(left) == left


def test_every_cell_and_comment_says_the_same() -> None:
    left = without_authors(workbook())
    assert CalamineWorkbook.from_filelike(io.BytesIO(left)).get_sheet_by_index(0).to_python() == [
        ["source", "killed"],
        ["Office", 4.0],
    ]
    assert b"four named" in everything(left)


def test_a_real_workbook_reads_as_before(shared_data: Path) -> None:
    held = (shared_data / "displacement/ocha_syria_idp_movements_2016_2021.xlsx").read_bytes()
    left = without_authors(held)
    before, after = (CalamineWorkbook.from_filelike(io.BytesIO(each)) for each in (held, left))
    assert after.sheet_names == before.sheet_names
    for name in before.sheet_names:
        assert after.get_sheet_by_name(name).to_python() == before.get_sheet_by_name(name).to_python()


@pytest.mark.parametrize("held", [b"", b"id,killed\n1,4\n", b"PK and no archive", packed({"a.csv": "id\n1\n"})])
def test_what_names_nobody_is_kept_to_the_byte(held: bytes) -> None:
    assert without_authors(held) == held


def test_the_hash_is_of_the_bytes_that_came(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(workbook())
    file = PackedFile(path)
    assert file.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert b"".join(zlib.decompress(part) for _, part in file.parts()) == without_authors(path.read_bytes())
