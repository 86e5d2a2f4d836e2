"""Taking texts away by the form of an incident's page, and what the page then says of the gap."""

from typing import Any

import pytest

from dashboard.desk import Desk
from dashboard.pages.drawing import draw_part
from dashboard.pages.incident.ids import Judge
from dashboard.pages.incident.redact import redact_claim
from dashboard.pages.incident.words import words
from db.engine import reading
from db.history.change_records import ChangeKind
from db.history.changes import changes
from db.history.occasions import Window
from tests.dashboard.pages.conftest import Read
from tests.dashboard.pages.one_incident import at, table

SIGNED: dict[str, str] = {Judge.BY: "Rana", Judge.REASON: "names a witness"}


def press(desk: Desk, search: str = "", **typed: str) -> Any:
    return redact_claim(desk, search or at(), SIGNED | {Judge[name.upper()]: value for name, value in typed.items()})


def test_a_piece_of_text_goes_and_the_page_says_who_took_it_and_why(filled: Desk, read: Read) -> None:
    before = table(filled, "incident-figures", at()).table
    done = press(filled, redacted="w", text="people died")
    assert (done.number, done.told) == (1, "Redaction 1: 1 text is gone; no figure has changed.")
    assert "Backups" in done.detail
    said = read(draw_part(filled, at(), words))
    assert "[redacted]" in said
    assert "people died" not in said
    assert "A text was redacted in words by Rana on" in said
    assert "names a witness" in said
    assert table(filled, "incident-figures", at()).table == before
    listed = table(filled, "incident-history", at())
    assert listed.sentence.endswith("Nothing is overwritten; only texts that could do harm are deleted.")
    assert [row[1:] for row in listed.table.rows if row[1] == "Texts redacted"] == [
        ("Texts redacted", "w: words", "—", "—", "Rana", "names a witness")
    ]


def test_the_gap_is_said_in_arabic(filled: Desk, read: Read) -> None:
    done = press(filled, at(more="&lang=ar"), redacted="w")
    assert "حُذف نص واحد" in done.told
    said = read(draw_part(filled, at(more="&lang=ar"), words))
    assert "[محجوب]" in said
    assert "[redacted]" not in said
    assert "حُجب: الكلمات" in said


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Choose the claim whose texts are to be redacted."),
        ({"redacted": "w", "by": " "}, "Say who judges"),
        ({"redacted": "w", "text": "never said"}, "This can't be judged so."),
    ],
)
def test_what_is_not_typed_or_not_there_changes_nothing(filled: Desk, typed: dict[str, str], told: str) -> None:
    refused = press(filled, **typed)
    assert refused.number is None
    assert told in refused.told
    with reading(filled.engine) as session:
        kinds = [change.kind for change in changes(session, Window())]
    assert ChangeKind.TEXTS_REDACTED not in kinds
