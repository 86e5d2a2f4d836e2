"""Encodings without a mark: short files of Arabic names and French words are read right, and the guess is said."""

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
    *((text, encoding) for texts in FILES.values() for text in texts for encoding in ("utf-8", "utf-8-sig", "utf-16")),
    *((text, encoding) for text in FILES["arabic"] for encoding in ("utf-16-le", "utf-16-be")),
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


def test_the_byte_that_breaks_a_marked_file_is_named(refusal_of: Callable[[bytes], Issue]) -> None:
    assert "byte 8 is not UTF-8" in refusal_of(b"\xef\xbb\xbfa,b\n\xff,1\n").message
