"""Two names that may be one organisation's do not bear each other out until both are graded."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import Engine

from db.drafts import ClaimDraft, GradeDraft
from db.engine import reading, writing
from db.filters import Filters
from db.incidents.figures import figures_by_policy
from db.ledger import Recorded
from db.queries import incidents
from db.source_names.nearness import may_be_one
from db.sources import sourcing
from db.vocabulary import Corroboration, Policy, Reliability

Put = Callable[..., Recorded]
Claim = Callable[..., ClaimDraft]


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("Coastal Media Office", "Coastal Media Ofice", True),
        ("The White Helmets", "White Helmets", True),
        ("Médecins du Monde", "Medecins du Monde", True),
        ("Media office 1", "Media office 2", False),
        ("Media Office East", "Media Office Coast", False),
        ("SOHR", "SNHR", False),
        ("SOHR", "sohr", True),
        ("White Helmets", "Blue Berets", False),
    ],
)
def test_names_may_be_one_if_they_are_nearly_alike_word_by_word(one: str, other: str, may: bool) -> None:
    assert may_be_one(one, other) is may_be_one(other, one) is may


def _standing(engine: Engine) -> tuple[Corroboration, int, str]:
    with reading(engine) as session:
        [figure] = incidents(session, Filters())[0].figures
    return figure.corroboration, figure.origins, figure.reason


def _graded(engine: Engine, name: str) -> None:
    with writing(engine) as session:
        given = GradeDraft(Reliability.F, "Rana", date(2024, 12, 1), "an office of its own")
        sourcing.grade(session, name, given)


def test_an_office_spelt_in_two_ways_is_one_origin_until_both_are_graded(
    engine: Engine, put: Put, claim: Claim
) -> None:
    put(
        claim("a/1", source="Coastal Media Office", best=4),
        claim("b/1", source="Coastal Media Ofice", best=6),
    )
    corroboration, origins, reason = _standing(engine)
    assert (corroboration, origins) == (Corroboration.SINGLE, 1)
    assert "'Coastal Media Office' and 'Coastal Media Ofice' may be one source" in reason
    with reading(engine) as session:
        figures = figures_by_policy(session, Filters(), "event-1")
    assert {figure.alike for figure in figures} == {("Coastal Media Office", "Coastal Media Ofice")}
    assert [figure.high for figure in figures if figure.policy is Policy.ENVELOPE] == [6]
    _graded(engine, "Coastal Media Office")
    assert _standing(engine)[:2] == (Corroboration.SINGLE, 1)
    _graded(engine, "Coastal Media Ofice")
    corroboration, origins, reason = _standing(engine)
    assert (corroboration, origins) == (Corroboration.CONTESTED, 2)
    assert "may be one" not in reason


def test_a_third_name_that_is_like_no_other_still_bears_out(engine: Engine, put: Put, claim: Claim) -> None:
    names = ("Coastal Media Office", "Coastal Media Ofice", "Coastal Media Offices", "White Helmets")
    put(*(claim(f"{name}/1", source=name, best=4) for name in names))
    assert _standing(engine)[:2] == (Corroboration.CORROBORATED, 2)
