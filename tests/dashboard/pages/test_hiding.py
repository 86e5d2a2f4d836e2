"""Places that must not be shown: what people decide by the form on the page on sources, and what it tells then."""

from typing import Any

import pytest

from dashboard.desk import Desk
from dashboard.pages.sources.hiding import decide, place_decisions
from dashboard.pages.sources.ids import Hide, Keep
from dashboard.view import View
from db.deciding.confidential_places import confidential_places
from db.engine import reading, writing
from db.ledger import record
from db.models import Place
from db.vocabulary import PlaceLevel
from tests.db.conftest import make_batch, make_claim

SIGNED = {Hide.PLACE: "SY0703", Hide.BY: "Rana", Hide.REASON: "people hide there"}


@pytest.fixture
def desk_with_ariha(empty_desk: Desk) -> Desk:
    with writing(empty_desk.engine) as session:
        district = PlaceLevel.DISTRICT
        session.add(Place(pcode="SY0703", level=district, name_en="Ariha", name_ar="أريحا", parent="SY07"))
    return empty_desk


def press(desk: Desk, wanted: Keep, search: str = "", **typed: str) -> Any:
    return decide(desk, search, wanted, SIGNED | {Hide[name.upper()]: value for name, value in typed.items()})


def rows(desk: Desk, search: str = "") -> tuple[tuple[str, ...], ...]:
    with reading(desk.engine) as session:
        return place_decisions(session, View.from_search(search)).table.rows


def test_a_place_is_kept_confidential_and_shown_again_with_the_history_told(desk_with_ariha: Desk) -> None:
    assert rows(desk_with_ariha) == ()
    done = press(desk_with_ariha, Keep.CONFIDENTIAL, place="ariha")
    assert (
        done.told == "Ariha (SY0703): confidential from now on, with all that lies in it. 0 claims are hidden with it."
    )
    with reading(desk_with_ariha.engine) as session:
        assert confidential_places(session) == {"SY0703"}
    done = press(desk_with_ariha, Keep.PUBLIC, search="?lang=ar", place="أريحا", reason="they have left")
    assert done.told.startswith("أريحا (\u2068SY0703\u2069): يجوز إظهاره")
    assert [row[1:] for row in rows(desk_with_ariha)] == [
        ("Ariha", "SY0703", "no", "Rana", "they have left"),
        ("Ariha", "SY0703", "yes", "Rana", "people hide there"),
    ]
    assert rows(desk_with_ariha, "?lang=ar")[0][1:4] == ("أريحا", "SY0703", "لا")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"place": " "}, "Write the place: its P-code or its name."),
        ({"by": ""}, "Say who judges"),
        ({"reason": ""}, "Say why"),
        ({"place": "SY07"}, "name a district or a place in it"),
        ({"place": "Nowhere"}, "no place 'Nowhere'"),
    ],
)
def test_what_can_not_be_decided_changes_nothing_and_says_why(
    desk_with_ariha: Desk, typed: dict[str, str], told: str
) -> None:
    outcome = press(desk_with_ariha, Keep.CONFIDENTIAL, **typed)
    assert outcome.number is None
    assert told in f"{outcome.told} {outcome.detail}"
    assert rows(desk_with_ariha) == ()


@pytest.mark.parametrize(
    ("search", "told"),
    [
        ("", "2 claims are hidden with it. Hidden as other spellings of names there: Kafr Nabl town."),
        ("?lang=ar", "تُخفى معه إفادتان. يُخفى على أنه كتابة أخرى لأسماء هناك: \u2068Kafr Nabl town\u2069."),
    ],
)
def test_what_is_hidden_with_a_place_is_said(empty_desk: Desk, search: str, told: str) -> None:
    with writing(empty_desk.engine) as session:
        session.add(Place(pcode="C4068", level=PlaceLevel.SETTLEMENT, name_en="Kafr Nobol", parent="SY07"))
        session.flush()
        said = [("Kafr Nobol", "C4068"), ("Kafr Nabl town", "SY07"), ("Kafr Nabl town", "SY02")]
        claims = [make_claim(f"c{row}", row=row, place=name, pcode=pcode) for row, (name, pcode) in enumerate(said, 2)]
        record(session, make_batch(*claims))
    assert press(empty_desk, Keep.CONFIDENTIAL, search, place="C4068").told.endswith(told)
