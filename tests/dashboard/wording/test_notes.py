"""The notes of a claim: the words of its source as they are, what the rules noted as sentences in both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.locale import speak
from dashboard.wording import Noted, note_text, noted_words
from dashboard.wording.notes import reading_notes
from db.vocabulary import Basis, Quantifier
from ingest.knowledge import knowledge
from ingest.layouts.figures import LONGER_THAN_DAY
from ingest.normalize.quantity import LOWER_BOUNDS

GOLDEN = Path(__file__).parents[2] / "ingest" / "normalize"
EN, AR = speak("en"), speak("ar")


def noted(said: object) -> Iterator[str]:
    """Every code that stands under ``notes`` anywhere in golden cases."""
    if isinstance(said, dict):
        for name, each in said.items():
            yield from each if name == "notes" else noted(each)
    elif isinstance(said, list):
        for each in said:
            yield from noted(each)


@pytest.mark.parametrize("golden", ["amounts.yml", "sentences.yml"])
def test_every_note_of_a_golden_case_is_a_sentence_in_both_languages(golden: str) -> None:
    codes = set(noted(knowledge((GOLDEN / golden).read_text("utf-8"))))
    assert codes
    assert sorted(codes - set(reading_notes().codes)) == []
    for code in codes:
        assert noted_words(code, EN).own == noted_words(code, AR).own == ""
        assert noted_words(code, EN).rules != noted_words(code, AR).rules


def test_notes_that_are_made_of_words_of_the_vocabularies_are_known_too() -> None:
    reaching = {f"{word}_may_reach" for word in (*LOWER_BOUNDS, Quantifier.ABOUT)}
    assert {LONGER_THAN_DAY, *reaching, *LOWER_BOUNDS, *Basis} <= set(reading_notes().codes)


def test_the_words_of_a_source_stay_and_what_the_rules_noted_follows() -> None:
    notes = "Hospital list; names withheld; at_least_may_reach; doubted; doubted"
    assert noted_words(notes, EN) == Noted(
        "Hospital list; names withheld",
        ("The “at least” before another figure may reach this one.", "The words themselves doubt the figure."),
    )
    assert note_text(notes, AR).startswith("\u2068Hospital list; names withheld\u2069 قد تشمل")


@pytest.mark.parametrize(
    ("notes", "own"), [(None, ""), ("", ""), ("doubted by us", "doubted by us"), ("a_code", "a_code")]
)
def test_what_is_no_code_of_ours_is_somebodys_words(notes: str | None, own: str) -> None:
    assert noted_words(notes, EN) == Noted(own, ())
