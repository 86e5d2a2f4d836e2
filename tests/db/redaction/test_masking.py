"""What stays of a text with a gap: the figure and the codes of rules, and nothing of what was taken away."""

import io
import zipfile

import pytest

from dashboard.wording.notes import reading_notes
from db.redaction.file_bytes import without_text
from db.redaction.masking import MARK, SINGLE_CODES, Words, fits, has_gap, without_notes, without_words

WITNESS = "0933 123 456"


@pytest.mark.parametrize(
    ("words", "exact", "left"),
    [
        (Words("four men, says Abu Ali", (0, 4)), None, Words("four [redacted]", (0, 4))),
        (Words("Abu Ali: 4 dead", (9, 10)), None, Words("[redacted] 4 [redacted]", (11, 12))),
        (Words("4", (0, 1)), None, Words("4", (0, 1))),
        (Words("4", None), None, Words("4", None)),
        (Words("0933123456", None), None, Words(MARK, None)),
        (Words("dead, Abu Ali", None), None, Words(MARK, None)),
        (Words("Abu Ali: 4 dead", (9, 10)), "Abu Ali", Words("[redacted]: 4 dead", (12, 13))),
        (Words("four Abu Ali", (0, 12)), "Abu Ali", Words("four [redacted]", None)),
        (Words("say 4 of Homs", (4, 5)), "say 4", Words("[redacted] of Homs", None)),
    ],
    ids=str,
)
def test_the_figure_of_words_stays_where_it_was_read(words: Words, exact: str | None, left: Words) -> None:
    assert without_words(words, exact) == left
    assert left == words or has_gap(left.text)
    assert fits(words.text, left.text)


def test_the_codes_of_rules_stay_behind_the_notes() -> None:
    assert without_notes("ask Abu Ali; about; late_report", None) == "[redacted]; about; late_report"
    assert without_notes("about", None) == "about"
    assert without_notes("ask Abu Ali; about", "Abu Ali") == "ask [redacted]; about"


def test_every_code_of_one_word_is_known_so_that_no_name_is_taken_for_one() -> None:
    assert {code for code in reading_notes().codes if "_" not in code} == SINGLE_CODES


@pytest.mark.parametrize(
    ("text", "gap", "does"),
    [
        ("ask Abu Ali today", "ask [redacted] today", True),
        ("ask Umm Ali today", "ask [redacted] today", True),
        ("ask today", "ask [redacted] today", False),
        ("call the office", "ask [redacted] today", False),
        ("anything", "[redacted]", True),
        ("two\nlines", "[redacted 3.1]", True),
    ],
)
def test_a_text_fits_a_gap_where_the_rest_is_the_same(text: str, gap: str, does: bool) -> None:
    assert fits(text, gap) is does


@pytest.mark.parametrize(
    ("held", "left"),
    [
        (f"id,notes\n1,ask {WITNESS}\n", "id,notes\n1,ask [redacted]\n"),
        ("id,notes\n1,nothing\n", "id,notes\n1,nothing\n"),
    ],
)
def test_a_text_is_cut_out_of_a_plain_file(held: str, left: str) -> None:
    assert without_text(held.encode(), WITNESS) == left.encode()


@pytest.mark.parametrize(
    ("held", "exact"),
    [
        ('id,notes\n1,"ask ""Abu Ali"""\n', 'ask "Abu Ali"'),
        ('{"notes": "ask \\"Abu Ali\\""}', 'ask "Abu Ali"'),
        ('{"notes": "\\u0623\\u0628\\u0648 \\u0639\\u0644\\u064a"}', "أبو علي"),
        ('id,notes\r\n1,"one\r\ntwo"\r\n', "one\ntwo"),
    ],
    ids=["quotes of CSV", "quotes of JSON", "letters of JSON", "lines"],
)
def test_a_text_is_found_however_a_file_writes_it(held: str, exact: str) -> None:
    left = without_text(held.encode(), exact, must_be_there=True)
    assert left is not None
    assert MARK in left.decode()
    assert without_text(left, exact) == left


def test_a_file_that_must_hold_a_text_and_shows_none_goes_whole() -> None:
    assert without_text(b"id,notes\n1,x\n", WITNESS, must_be_there=True) is None
    assert without_text(f"ملاحظات {WITNESS}".encode("windows-1256"), WITNESS) is None


@pytest.mark.parametrize("deep", [1, 2])
def test_what_is_packed_goes_whole_where_it_holds_the_text_and_stays_where_it_does_not(deep: int) -> None:
    held, other = f"<t>{WITNESS}</t>".encode(), b"<t>nothing</t>"
    for _ in range(deep):
        held, other = _zipped(held), _zipped(other)
    assert without_text(held, WITNESS) is None
    assert without_text(other, WITNESS) == other


def _zipped(content: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sheet.xml", content * 20)
    return made.getvalue()
