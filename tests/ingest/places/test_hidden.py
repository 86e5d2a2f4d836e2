"""What a confidential place hides: itself, what lies in it, its namesakes, what claims call it, and where it lies."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from db.deciding.confidential_places import confidential_places, set_confidential
from db.engine import reading, writing
from db.ledger import record
from db.models import Place
from db.vocabulary import PlaceLevel
from ingest.places.hidden import HiddenPlaces
from tests.conftest import Fill
from tests.db.conftest import make_batch, make_claim

SETTLEMENT = PlaceLevel.SETTLEMENT
CALLED = [("Homs el Djabal", "SY07"), ("Homs ul Gabal", "SY02"), ("Homs Jebel", None), ("Areeha", "SY07")]
"""What claims call places that they have no P-code of, and the area that they have instead."""


@pytest.fixture
def register(begin_with: Callable[[Fill], None], sqlite_engine: Engine) -> Engine:
    """A district of two villages, one of them called as a governorate is, and a namesake of the other elsewhere."""
    begin_with(tell)
    return sqlite_engine


def tell(engine: Engine) -> None:
    with writing(engine) as session:
        session.add(Place(pcode="SY0703", level=PlaceLevel.DISTRICT, name_en="Ariha", parent="SY07"))
        session.flush()
        session.add(Place(pcode="A1", level=SETTLEMENT, name_en="Bara", parent="SY0703", lat=35.68, lon=36.53))
        session.add(Place(pcode="A2", level=SETTLEMENT, name_en="Homs", parent="SY0703", aliases=["Homs al-Jabal"]))
        session.add(Place(pcode="B1", level=SETTLEMENT, name_en="Al Bab", aliases=["Bara"], parent="SY02"))
        session.add(Place(pcode="B2", level=SETTLEMENT, name_en="Afrin", parent="SY02"))
        session.flush()
        told = [("the mill", "A1"), ("the market", "A1"), ("the market", "B2"), ("Idleb", "A1"), ("the old well", None)]
        told += [(f"{name} town", area) for name, area in CALLED] + [("Homs governorate", None), ("Homs", "SY04")]
        claims = [make_claim(f"c{n}", row=n, place=words, pcode=pcode) for n, (words, pcode) in enumerate(told, 2)]
        record(session, make_batch(*claims))


def hidden(engine: Engine, *pcodes: str) -> HiddenPlaces:
    with writing(engine) as session:
        for pcode in pcodes:
            set_confidential(session, pcode, True, by="Rana", reason="people hide there")
    with reading(engine) as session:
        return HiddenPlaces.of(session, confidential_places(session))


def over(places: HiddenPlaces, text: str) -> str:
    return places.over(text, lambda area: f"[{area}]")


def test_a_place_hides_what_lies_in_it_and_its_namesakes(register: Engine) -> None:
    found = hidden(register, "SY0703")
    assert (found.marked, found.pcodes) == ({"SY0703"}, {"SY0703", "A1", "A2", "B1"})
    assert [found.are_in(pcode) for pcode in ("SY07", "SY02", "SY04", "SY")] == [True, True, False, True]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ariha", "[SY07]"),
        ("Bara", "[None]"),
        ("Al Bab and Afrin", "Al Bab and Afrin"),
        ("Homs; Homs al-Jabal", "Homs; [SY07]"),
        ("at the mill, at the market, at the old well", "at [SY07], at the market, at the old well"),
        ("A1, B1, SY0703, SY07", "[SY07], B1, [SY07], SY07"),
        ("in Idleb", "in Idleb"),
    ],
)
def test_only_names_that_tell_something_are_hidden(register: Engine, text: str, shown: str) -> None:
    assert over(hidden(register, "SY0703"), text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("at 35.6801, 36.5302", "at [None]"),
        ("36.53;35.68", "[None]"),
        ("?q=33.51234,36.29876&z=1", "?q=[None]&z=1"),
        ("35°40'48\"N 36°31'48\"E", "[None] [None]"),
        ("33.51, 36.29", "33.51, 36.29"),
        ("1.5, 2.5 million; 12.345, 67.890 people", "1.5, 2.5 million; 12.345, 67.890 people"),
    ],
)
def test_coordinates_of_a_hidden_place_and_exact_ones_of_any_are_hidden(
    register: Engine, text: str, shown: str
) -> None:
    assert over(hidden(register, "A1"), text) == shown


def test_what_may_be_a_hidden_place_in_another_spelling_is_hidden_within_its_area(register: Engine) -> None:
    found = hidden(register, "A2")
    assert found.words == {("Homs el Djabal town", "SY07"), ("Homs Jebel town", None)}
    assert over(found, "Homs Jebel; Homs ul Gabal; Homs") == "[SY07]; Homs ul Gabal; Homs"


def test_without_a_confidential_place_nothing_is_hidden(register: Engine) -> None:
    found = hidden(register)
    assert not found
    assert over(found, "Ariha, 33.51234, 36.29876") == "Ariha, 33.51234, 36.29876"
    assert not found.is_in_code("ariha")
