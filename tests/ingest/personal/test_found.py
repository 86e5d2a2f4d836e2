"""Contacts in texts are told from figures, days, coordinates, ids and addresses of the web."""

from pathlib import Path

import polars as pl
import pytest
from python_calamine import CalamineWorkbook

from ingest.personal.found import WITHHELD, Kind, contacts, known, perhaps, without_contacts
from ingest.personal.warned import names_people


@pytest.mark.parametrize(
    ("text", "kind", "what"),
    [
        ("call 0933 123 456 at night", Kind.PHONE, "0933 123 456"),
        ("phone:0933123456", Kind.PHONE, "0933123456"),
        ("+963 944 55 66 77.", Kind.PHONE, "+963 944 55 66 77"),
        ("00963944556677", Kind.PHONE, "00963944556677"),
        ("هاتف ٠٩٣٣ ١٢٣ ٤٥٦", Kind.PHONE, "٠٩٣٣ ١٢٣ ٤٥٦"),
        ("(+380) 67 123 45 67", Kind.PHONE, "+380) 67 123 45 67"),
        ("write to umm.said@example.org today", Kind.MAIL, "umm.said@example.org"),
        ("ID no: A1234567", Kind.IDENTITY, "A1234567"),
        ("الرقم الوطني 01234567890", Kind.IDENTITY, "01234567890"),
    ],
)
def test_what_a_person_could_be_found_by_is_found(text: str, kind: Kind, what: str) -> None:
    (found,) = contacts(text)
    assert (found.kind, text[found.start : found.end]) == (kind, what)
    assert without_contacts(text) == text.replace(what, WITHHELD)


@pytest.mark.parametrize(
    "text",
    [
        *("4", "8–12", "4-12 killed", "at least 1,000,000", "+100 killed", "0", "01", "00000000000"),
        *("03/04/2017 05:00", "2012-03-04 00:00:00", "01-05-2017", "0304201705062017", "05.06.2017 10:30"),
        *("36.2021 37.1343", "34.687222, 41.097375", "POINT (037.1343 036.2021)", "+36.2021 +37.1343"),
        *("SY070001", "SYR-0012345678", "report 0012345", "id 20240101001", "ocha/2017/0304567"),
        *("https://example.org/0933123456/a@b.org", "www.example.org/?tel=0933123456"),
        *("@SyrianObservatory", "3 men @ the market", ""),
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert contacts(text) == ()
    assert without_contacts(text) == text


@pytest.mark.parametrize(
    ("column", "does"),
    [
        *(("Contact person", True), ("contact_phone", True), ("Informant", True), ("_submitted_by", True)),
        *(("Witness 1", True), ("اسم الشاهد", True), ("رقم_الهاتف", True), ("E-mail", True)),
        *(("contacted", False), ("source", False), ("phonetic", False), ("killed", False), ("place name", False)),
        *(("victims", False), ("first_reporter", False), ("reporter", False)),
    ],
)
def test_a_column_of_peoples_names_is_known_by_its_own(column: str, does: bool) -> None:
    assert names_people(column) is does


def test_each_country_has_telephones() -> None:
    assert "SY" in known().countries


def test_no_text_of_real_files_is_taken_for_a_contact(shared_data: Path) -> None:
    """Of 145,556 distinct cells none holds one, and the one column that is named so does hold telephones."""
    looked_at, found, named = 0, list[str](), list[str]()
    for path in sorted(path for path in shared_data.rglob("*") if path.is_file() and path.suffix != ".md"):
        for column, texts in columns_of(path).items():
            named += [column] if names_people(column) else []
            looked_at += len(texts)
            found += [text for text in texts.filter(texts.str.contains(perhaps())) if contacts(text)]
    assert looked_at > 140_000
    assert found == []
    assert named == ["Contact Phone Number"]


def columns_of(path: Path) -> dict[str, pl.Series]:
    if path.suffix == ".csv":
        frame = pl.read_csv(path, infer_schema=False, truncate_ragged_lines=True, encoding="utf8-lossy")
        return {column: frame[column].drop_nulls().unique() for column in frame.columns}
    if path.suffix == ".xlsx":
        book = CalamineWorkbook.from_path(str(path))
        cells = (cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row)
        return {path.name: pl.Series(list({str(cell) for cell in cells}))}
    return {path.name: pl.Series(path.read_text(encoding="utf-8", errors="replace").splitlines()).unique()}
