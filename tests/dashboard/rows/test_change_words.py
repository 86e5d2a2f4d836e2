"""What a change says in a few words, as the terminal and the flat table have it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dashboard.rows.changes import flat_row, what
from db.history.change_records import Change, ChangeKind, Content, Cursor, Decided, Said
from db.vocabulary import ClaimStatus, JudgementKind, Measure, Population, Quantifier, Series, Unit

AT = Cursor(datetime(2024, 12, 2, 18, tzinfo=UTC), 1, 1)
MERGED = Decided(1, JudgementKind.MERGE, "A", "B", None, None, None, None, None, None, None)
SET = replace(MERGED, kind=JudgementKind.OVERRIDE, other=None, measure=Measure.KILLED, low=4, best=5, high=6)
_NOT_SAID = dict.fromkeys(name for name in Said.__dataclass_fields__)
KILLED = Said(
    **_NOT_SAID
    | {
        "status": ClaimStatus.ACTIVE,
        "verbatim": "4",
        "low": 4,
        "best": 4,
        "high": 4,
        "quantifier": Quantifier.EXACT,
        "unit": Unit.PERSON,
        "measure": Measure.KILLED,
        "series": Series.INCIDENT,
        "population": Population.CIVILIAN,
        "source": "Office",
    }
)


def change(kind: ChangeKind, before: Content | None, after: Content | None) -> Change:
    return Change(AT, kind, "Rana", None, before, after)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (MERGED, "merge with B"),
        (replace(MERGED, kind=JudgementKind.DISTINCT), "distinct from B"),
        (replace(MERGED, kind=JudgementKind.POSSIBLE), "possibly one with B"),
        (replace(MERGED, kind=JudgementKind.COVERS), "covers B"),
        (replace(MERGED, kind=JudgementKind.LINK, other=None, key="office/1"), "link claim office/1"),
        (replace(MERGED, kind=JudgementKind.DISCOUNT, other=None), "discount"),
        (SET, "override: killed 5 (4–6)"),
        (replace(SET, population=Population.CIVILIAN), "override: killed (civilian) 5 (4–6)"),
    ],
)
def test_a_judgement_reads_on_from_its_incident(said: Decided, words: str) -> None:
    made = change(ChangeKind.JUDGEMENT_MADE, None, said)
    assert (flat_row(made)["subject"], what(made)) == ("A", words)
    assert what(change(ChangeKind.JUDGEMENT_UNDONE, said, None)) == words


def test_a_reclassified_claim_says_from_what_to_what() -> None:
    now = replace(KILLED, population=Population.COMBATANT, cause="shelling")
    assert what(change(ChangeKind.CLAIM_REVISED, KILLED, now)) == (
        "4; population civilian → combatant; cause not stated → shelling"
    )
    assert what(change(ChangeKind.CLAIM_REVISED, KILLED, replace(KILLED, low=5, best=5, high=5))) == "4 → 5"
    assert what(change(ChangeKind.CLAIM_ADDED, None, KILLED)) == "4"
