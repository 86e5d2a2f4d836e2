"""Places are made confidential by people, with who and why; what was decided before stays in the history."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine

from db.deciding.confidential_places import (
    all_within,
    confidential_after,
    confidential_places,
    deeds,
    last_decision,
    place_named,
    set_confidential,
    shown_instead,
)
from db.engine import reading, writing
from db.filters import Filters
from db.gazetteer.places import Tree
from db.history.changes import changes
from db.history.occasions import Window
from db.judgements.refusals import JudgementError
from db.models import Place
from db.vocabulary import PlaceLevel

SIGNED = {"by": "Rana", "reason": "people hide there"}
MONDAY = datetime(2024, 12, 2, 9, tzinfo=UTC)
TUESDAY = datetime(2024, 12, 3, 9, tzinfo=UTC)


@pytest.fixture
def register(engine: Engine) -> Engine:
    """A district with a village, and a village of the same name elsewhere."""
    with writing(engine) as session:
        session.add(Place(pcode="SY0703", level=PlaceLevel.DISTRICT, name_en="Ariha", parent="SY07"))
        session.flush()
        for pcode, parent in (("SY070300", "SY0703"), ("SY020099", "SY02")):
            village: dict[str, Any] = {"name_en": "Kafr Lata", "name_ar": "كفر لاتا", "aliases": ["Kafarlata"]}
            session.add(Place(pcode=pcode, level=PlaceLevel.SETTLEMENT, parent=parent, **village))
    return engine


def do(engine: Engine, name: str, hidden: bool = True, **given: Any) -> None:
    with writing(engine) as session:
        set_confidential(session, name, hidden, **SIGNED | given)


def refused(engine: Engine, name: str, hidden: bool = True, **given: Any) -> str:
    with pytest.raises(JudgementError) as error:
        do(engine, name, hidden, **given)
    return error.value.code


def test_a_place_becomes_confidential_and_may_be_shown_again_with_the_history_kept(register: Engine) -> None:
    do(register, "ariha", now=MONDAY)
    do(register, "SY070300", now=MONDAY)
    do(register, "Sy0703", hidden=False, now=TUESDAY, reason="they have left")
    with reading(register) as session:
        assert confidential_places(session) == {"SY070300"}
        assert [(deed.place.pcode, deed.confidential, deed.reason) for deed in deeds(session, Filters())] == [
            ("SY0703", False, "they have left"),
            ("SY070300", True, "people hide there"),
            ("SY0703", True, "people hide there"),
        ]
        assert len(deeds(session, Filters(as_of=MONDAY))) == 2


def test_what_was_confidential_after_any_decision_can_be_asked(register: Engine) -> None:
    do(register, "Ariha")
    do(register, "SY070300")
    do(register, "Ariha", hidden=False)
    with reading(register) as session:
        last = last_decision(session)
        after = [confidential_after(session, number) for number in range(last - 3, last + 1)]
    assert after == [set(), {"SY0703"}, {"SY0703", "SY070300"}, {"SY070300"}]


def test_all_that_lies_in_a_place_is_hidden_with_it_and_shown_as_its_governorate(register: Engine) -> None:
    with reading(register) as session:
        tree = Tree.of(session)
        assert all_within(tree, {"SY0703"}) == {"SY0703", "SY070300"}
        shown = [shown_instead(tree, pcode) for pcode in ("SY070300", "SY0703", "SY07", "SY", "ZZ", None)]
    assert [place and place.pcode for place in shown] == ["SY07", "SY07", "SY07", "SY", None, None]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SY07", "too_wide_to_hide"),
        ("Syria", "too_wide_to_hide"),
        ("Nowhere", "no_place"),
        (" ", "no_place"),
        ("Kafarlata", "several_places"),
        ("كفر لاتا", "several_places"),
        ("Idleb", "several_places"),
    ],
)
def test_what_can_not_be_hidden_is_refused(register: Engine, name: str, code: str) -> None:
    assert refused(register, name) == code
    with reading(register) as session:
        assert last_decision(session) == 0


def test_a_decision_needs_a_name_a_reason_and_something_to_change(register: Engine) -> None:
    assert refused(register, "Ariha", by=" ") == "nobody_judges"
    assert refused(register, "Ariha", reason="") == "no_reason"
    assert refused(register, "Ariha", hidden=False) == "place_public_already"
    do(register, "Ariha")
    assert refused(register, "Ariha") == "place_confidential_already"


def test_a_name_that_several_places_have_names_their_p_codes(register: Engine) -> None:
    with reading(register) as session, pytest.raises(JudgementError, match="SY020099, SY070300"):
        place_named(session, "Kafr  Lata")


def test_the_change_log_tells_it_with_before_and_after(register: Engine) -> None:
    do(register, "Ariha", now=MONDAY)
    do(register, "Ariha", hidden=False, now=TUESDAY)
    with reading(register) as session:
        told = [change for change in changes(session, Window()) if change.kind == "place_changed"]
        after_first = list(changes(session, Window(), told[0].cursor))
    assert [(change.moment, change.by, change.reason) for change in told] == [
        (MONDAY, "Rana", "people hide there"),
        (TUESDAY, "Rana", "people hide there"),
    ]
    said = [tuple(part.confidential for part in (c.before, c.after) if part) for c in told]  # type: ignore[union-attr]
    assert said == [(False, True), (True, False)]
    assert after_first == told[1:]
