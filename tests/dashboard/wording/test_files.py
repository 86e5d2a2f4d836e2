"""How files were read, told in Arabic: for every encoding, delimiter and shape that readers tell of."""

import gzip
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter

from dashboard.locale import speak
from dashboard.wording import layout_words, read_as_words
from dashboard.wording.files import (
    column_words,
    columns_words,
    layout_about,
    layouts_words,
    left_out_words,
    licence_words,
)
from ingest.layouts.fields import generic
from ingest.layouts.publisher import publisher_layouts
from ingest.layouts.template import column_help
from ingest.readers import read
from tests.dashboard.wording.latin import ARABIC, Said, unisolated

AR, EN = speak("ar"), speak("en")
ROWS = "المصدر;المكان;القتلى\nالمكتب الميداني;حلب;٤\nالمكتب الميداني;إدلب;٥\n"
PLAIN = "source;place;killed\nOffice;Aleppo;4\nOffice;Idlib;5\n"
FRENCH = "source;place;killed\nBureau;Alep, blessés soignés à l'hôpital;4\nBureau;Idleb, décès constatés;5\n"


def delimited(delimiter: str) -> bytes:
    return PLAIN.replace(";", delimiter).encode()


FILES: dict[str, tuple[bytes, str]] = {
    "commas": (delimited(","), "الترميز UTF-8، والأعمدة تفصلها فواصل (,)"),
    "semicolons": (ROWS.encode(), "الترميز UTF-8، والأعمدة تفصلها فواصل منقوطة (;)"),
    "tabs": (delimited("\t"), "الترميز UTF-8، والأعمدة تفصلها علامات جدولة (Tab)"),
    "bars": (delimited("|"), "الترميز UTF-8، والأعمدة تفصلها خطوط عمودية (|)"),
    "carets": (delimited("^"), "الترميز UTF-8، والأعمدة تفصلها علامات (^)"),
    "Arabic commas": (delimited("،"), "الترميز UTF-8، والأعمدة تفصلها فواصل عربية (،)"),
    "a mark": (ROWS.encode("utf-8-sig"), "الترميز UTF-8 مع علامة ترتيب البايتات، والأعمدة تفصلها فواصل منقوطة (;)"),
    "UTF-16": (ROWS.encode("utf-16"), "الترميز UTF-16، والأعمدة تفصلها فواصل منقوطة (;)"),
    "no mark": (
        PLAIN.encode("utf-16-le"),
        "الترميز UTF-16 دون علامة ترتيب البايتات، والأعمدة تفصلها فواصل منقوطة (;)",
    ),
    "Arabic": (ROWS.encode("cp1256", "replace"), "الترميز windows-1256 (للعربية)، والأعمدة تفصلها فواصل منقوطة (;)"),
    "French": (
        FRENCH.encode("cp1252"),
        "الترميز windows-1252 (للغات أوروبا الغربية)، والأعمدة تفصلها فواصل منقوطة (;)",
    ),
    "declared": (b"sep=$\n" + delimited("$"), "الترميز UTF-8، والأعمدة تفصلها المحارف «$»"),
    "gzip": (gzip.compress(ROWS.encode()), "الترميز UTF-8، والأعمدة تفصلها فواصل منقوطة (;) (بعد فك ضغط file)"),
    "an array": (
        json.dumps([{"source": "Office", "killed": 4}]).encode(),
        "JSON بترميز UTF-8، قائمة كائنات، رُقّمت كائناته من 2 كأنها تحت صف عناوين",
    ),
    "a named array": (
        json.dumps({"rows": [{"source": "Office", "killed": 4}]}).encode(),
        "JSON بترميز UTF-8، القائمة «rows»، رُقّمت كائناته من 2 كأنها تحت صف عناوين",
    ),
    "an object": (
        json.dumps({"source": "Office", "killed": 4}).encode(),
        "JSON بترميز UTF-8، كائن واحد، رُقّمت كائناته من 2 كأنها تحت صف عناوين",
    ),
    "an object a line": (
        b'{"source": "Office"}\n{"source": "Radio"}\n',
        "JSON بترميز UTF-8، كائن في كل سطر، رُقّمت كائناته من 2 كأنها تحت صف عناوين",
    ),
}
OWN_NAMES = {"Tab", "JSON"}


def told(path: Path, sheet: str | None = None) -> str:
    """How a file was read, in Arabic; what it says itself is in Arabic letters, or a name that has no others."""
    words = read_as_words(read(path, sheet=sheet).read_as, AR)
    assert set(Said(words, marked=False).own) <= OWN_NAMES
    return unisolated(words)


@pytest.mark.parametrize("name", FILES)
def test_how_a_file_was_read_is_told_in_arabic(tmp_path: Path, name: str) -> None:
    content, words = FILES[name]
    (tmp_path / "file").write_bytes(content)
    assert told(tmp_path / "file") == words


def test_the_file_in_an_archive_is_named(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "sent.zip", "w") as archive:
        archive.writestr("field office.csv", ROWS)
    assert told(tmp_path / "sent.zip").endswith(" (من الملف «field office.csv» داخل sent.zip)")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    rows: list[list[object]] = [
        ["source", "killed"],
        ["Office", 4],
        ["Office", 5],
        [],
        ["source", "killed"],
        ["Radio", 2],
    ]
    with xlsxwriter.Workbook(tmp_path / "book.xlsx") as book:
        sheet = book.add_worksheet("آذار")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return tmp_path / "book.xlsx"


@pytest.mark.parametrize(
    ("sheet", "words"),
    [(None, "مصنف جداول، الورقة «آذار»"), ("آذار (from row 5)", "مصنف جداول، الورقة «آذار» (من الصف 5)")],
)
def test_a_sheet_is_named_with_the_row_that_its_table_begins_in(workbook: Path, sheet: str | None, words: str) -> None:
    assert told(workbook, sheet) == words


@pytest.mark.parametrize("say", [read_as_words, layout_words])
def test_english_stays_as_the_readers_say_it(say: Callable[..., str]) -> None:
    assert say("UTF-8, separated by commas", EN) == "UTF-8, separated by commas"


def test_every_layout_has_an_arabic_name_and_no_other_has() -> None:
    assert layouts_words().layouts.keys() == {"generic", *(layout.id for layout in publisher_layouts())}
    assert layout_words("of_long_ago", AR) == "of_long_ago"


def test_what_every_layout_means_is_told_in_arabic() -> None:
    for layout in publisher_layouts():
        assert ARABIC.search(layout_about(layout.id, AR)), layout.id
        assert layout_about(layout.id, EN) == ""
        assert [why for rule in layout.skip if not ARABIC.search(left_out_words(why := rule.why, AR))] == []
    assert layouts_words().publishers.keys() == {layout.publisher for layout in publisher_layouts()}
    assert layouts_words().licences.keys() == {layout.licence for layout in publisher_layouts()}
    assert licence_words("Attribution to Airwars", AR) == "مع نسبتها إلى إيروورز"


def test_what_every_column_of_the_template_is_is_told_in_arabic() -> None:
    helped = column_help()
    assert [name for name, _, about in helped if not ARABIC.search(column_words(name, about, AR))] == []
    assert [about for name, _, about in helped if column_words(name, about, EN) != about] == []
    assert columns_words().columns.keys() == generic().fields.keys()
