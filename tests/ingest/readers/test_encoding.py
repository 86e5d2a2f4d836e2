"""Encodings without a mark: short files of Arabic names and French words are read right, and the guess is said."""

import codecs
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.readers.encoding import detect
from ingest.readers.table import Table

FileOf = Callable[[bytes], Path]
FILES: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("encodings.yml").read_text(encoding="utf-8"))
CASES = [
    *((text, encoding) for text in FILES["arabic"] for encoding in ("cp1256", "iso8859_6")),
    *((text, encoding) for text in FILES["western"] for encoding in ("cp1252", "latin_1")),
    *((text, encoding) for text in FILES["both"] for encoding in ("cp1256",)),
    *((text, encoding) for text in FILES["cyrillic"] for encoding in ("cp1251",)),
    *((text.replace("–", "-").replace("№", "N"), "koi8_u") for text in FILES["cyrillic"][:4]),
    *((text.replace("–", "-").replace("№", "N"), "iso8859_5") for text in FILES["cyrillic"]),
    *((text, encoding) for text in FILES["polish"] for encoding in ("cp1250", "iso8859_2")),
    *((text, encoding) for text in FILES["greek"] for encoding in ("cp1253", "iso8859_7")),
    *((text, encoding) for text in FILES["turkish"] for encoding in ("cp1254",)),
    *((text, encoding) for text in FILES["hebrew"] for encoding in ("cp1255",)),
    *(
        (text, encoding)
        for texts in FILES.values()
        for text in texts
        for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32")
    ),
    *(
        (text, encoding)
        for script in ("arabic", "cyrillic", "hebrew")
        for text in FILES[script]
        for encoding in ("utf-16-le", "utf-16-be")
    ),
]


@pytest.mark.parametrize(("text", "encoding"), CASES)
def test_a_short_file_is_read_in_its_encoding(file_of: FileOf, text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert data.decode(detect(file_of(data)).codec) == text


def test_every_encoding_is_tried_on_six_files() -> None:
    assert min(map(len, FILES.values())) >= 6


def test_a_guess_is_a_warning_that_shows_what_was_made_of_it(table_of: Callable[[bytes], Table]) -> None:
    table = table_of("source,killed,place\nA,4,حلب الشهباء\n".encode("cp1256"))
    [issue] = table.issues
    assert (issue.severity, issue.code, issue.row) == (Severity.WARNING, "encoding_guessed", None)
    assert "windows-1256" in issue.message
    assert "حلب الشهباء" in issue.message
    assert "CSV UTF-8" in issue.remedy


@pytest.mark.parametrize(
    ("text", "encoding", "read_as"),
    [
        ("PCK,Przyjęto", "cp1250", ("windows-1252", "“PCK,Przyjêto”; windows-1250", "it is “PCK,Przyjęto”")),
        ("lieu,tête\nAlep,près", "cp1252", ("windows-1252", "“lieu,tête”; windows-1250", "it is “lieu,tęte”")),
    ],
)
def test_two_encodings_that_are_equally_likely_are_both_told(
    table_of: Callable[[bytes], Table], text: str, encoding: str, read_as: tuple[str, ...]
) -> None:
    [issue] = table_of(f"source,killed\n{text}\n".encode(encoding)).issues
    assert all(said in issue.message for said in read_as), issue.message


@pytest.mark.parametrize(
    ("text", "encoding"), [("préfecture,tués", "cp1252"), ("Łódź,Kraków", "cp1250"), ("حلب", "cp1256")]
)
def test_an_encoding_that_makes_the_same_words_or_others_that_are_unlikely_is_not_told(
    table_of: Callable[[bytes], Table], text: str, encoding: str
) -> None:
    [issue] = table_of(f"source,killed\n{text}\n".encode(encoding)).issues
    assert "as likely" not in issue.message


def test_utf_32_of_either_order_is_told_by_its_mark(file_of: FileOf) -> None:
    for mark, codec in ((codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be")):
        assert detect(file_of(mark + "a\nحلب\n".encode(codec))).codec == "utf-32"


def test_what_is_known_is_not_called_a_guess(table_of: Callable[[bytes], Table]) -> None:
    assert table_of("source,killed\nحلب,4\n".encode()).issues == ()


def test_a_letter_far_down_in_the_file_decides(file_of: FileOf) -> None:
    data = b"a,b\n" + b"x,1\n" * 600_000 + "إدلب,معرة النعمان\n".encode("cp1256")
    assert detect(file_of(data)).codec == "cp1256"


def test_a_zero_here_and_there_does_not_make_it_utf_16(file_of: FileOf) -> None:
    assert detect(file_of(b"source,killed\nA\0B,4\n")).codec == "utf-8"


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x89PNG\r\n\x1a\n" + bytes(range(1, 200)) * 9])
def test_bytes_that_are_no_text_are_refused(refusal_of: Callable[[bytes], Issue], data: bytes) -> None:
    assert refusal_of(data).code == "unreadable_file"


def test_the_line_that_breaks_a_marked_file_is_named(refusal_of: Callable[[bytes], Issue]) -> None:
    assert "these are not: 2 (“\ufffd,1”)" in refusal_of(b"\xef\xbb\xbfa,b\n\xff,1\n").message
    assert "byte 11 is not UTF-16" in refusal_of(b"\xff\xfe" + "a,b".encode("utf-16-le") + b"\x00\xd8").message


ROWS = "source,place,killed\nA,حلب,4\nB,إدلب,5\n".encode()


@pytest.mark.parametrize(
    ("row", "named"),
    [
        (b"C,\xe9t\xe9,3\n", "4 (“C,\ufffdt\ufffd,3”)"),
        ("C,حمص,3\n".encode("cp1256"), "4 ("),
        ("C,Одеса,3\n".encode("cp1251"), "4 ("),
        ("C,إدلب,3\n".encode()[:-4], "4 (“C,إدل\ufffd"),
    ],
)
def test_a_row_that_is_not_in_the_encoding_of_the_others_refuses_the_file_by_its_line(
    refusal_of: Callable[[bytes], Issue], row: bytes, named: str
) -> None:
    """Pasted from another file, or cut within a letter: no encoding reads all, and the others would be nonsense."""
    for data in (ROWS + row, ROWS + row + b"\n" + ROWS, b"\xef\xbb\xbf" + ROWS + row):
        issue = refusal_of(data)
        assert f"of its lines these are not: {named}" in issue.message
        assert "CSV UTF-8" in issue.remedy


def test_the_only_row_beyond_ascii_that_is_cut_within_a_letter_is_never_guessed(
    refusal_of: Callable[[bytes], Issue],
) -> None:
    assert "these are not: 2 (" in refusal_of(b"source,place\n" + "A,إدلب".encode()[:-1] + b"\n").message


def test_lines_of_utf_8_among_those_of_a_code_page_refuse_the_file(refusal_of: Callable[[bytes], Issue]) -> None:
    lines = ["A,Zürich\n".encode(), "B,Genève\n".encode("latin_1")] * 3
    assert "these are not: 3 (" in refusal_of(b"source,place\n" + b"".join(lines)).message


@pytest.mark.parametrize("text", ["ville,été\nCAFÉ»,4\nNoël à,3\n", "lieu,texte\nGao,MARCHÉ»\nGao,École brûlée\n"])
def test_bytes_that_look_like_utf_8_by_chance_do_not_refuse_a_code_page(file_of: FileOf, text: str) -> None:
    assert detect(file_of(text.encode("cp1252"))).codec == "cp1252"


def test_bytes_that_make_words_in_no_code_page_are_taken_for_none(refusal_of: Callable[[bytes], Issue]) -> None:
    words = b" ".join(bytes([first, 255 - first % 100, first ^ 0x5F | 0x80, 0x81]) for first in range(0x80, 0xFF, 7))
    assert "in no encoding that can be told" in refusal_of(b"source,place\nA," + words + b"\n").message


def test_a_file_of_zeros_is_no_text_with_slips(refusal_of: Callable[[bytes], Issue]) -> None:
    assert refusal_of(b"\x03z\x01" + b"\0" * 60 + b"killed").code == "unreadable_file"
