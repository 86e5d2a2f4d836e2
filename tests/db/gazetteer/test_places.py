"""Which place lies in which."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from db.engine import migrate, reading
from db.gazetteer.places import Tree, shipped_places
from db.models import Place
from db.vocabulary import PlaceLevel


@pytest.fixture
def tree(sqlite_engine: Engine) -> Iterator[Tree]:
    with reading(sqlite_engine) as session:
        yield Tree.of(session)


def test_the_register_is_born_with_the_fourteen_governorates_under_their_country(tree: Tree) -> None:
    governorates = [place for place in tree.places.values() if place.level is PlaceLevel.GOVERNORATE]
    assert sorted(place.pcode for place in governorates) == [f"SY{number:02}" for number in range(1, 15)]
    assert {place.parent for place in governorates} == {"SY"}
    assert all(place.name_ar for place in tree.places.values())


def test_every_shipped_place_lies_in_a_shipped_place_of_a_wider_level() -> None:
    level = {place["pcode"]: place["level"].number for place in shipped_places()}
    assert len(level) == len(shipped_places())
    for place in shipped_places():
        if place["parent"] is None:
            assert place["level"] is PlaceLevel.COUNTRY
        else:
            assert level[place["parent"]] < place["level"].number


def test_upward_goes_from_small_to_wide(tree: Tree) -> None:
    assert [place.pcode for place in tree.upward("SY0700")] == ["SY0700", "SY07", "SY"]
    assert list(tree.upward("ZZ")) == []
    assert list(tree.upward(None)) == []


def test_within_is_the_place_and_all_in_it(tree: Tree) -> None:
    assert tree.within("SY07") == {code for code in tree.places if code.startswith("SY07")}
    assert tree.within("SY") == {code for code in tree.places if code.startswith("SY")}
    assert tree.within("ZZ99") == {"ZZ99"}


def test_area_is_the_place_of_a_level_that_holds_a_place(tree: Tree) -> None:
    for pcode in ("SY0700", "SY07"):
        found = tree.area(pcode, PlaceLevel.GOVERNORATE)
        assert found is not None
        assert found.pcode == "SY07"
    assert tree.area("SY", PlaceLevel.GOVERNORATE) is None
    assert tree.area(None, PlaceLevel.GOVERNORATE) is None


def test_a_place_that_somebody_added_is_kept_when_the_register_is_migrated_again(sqlite_engine: Engine) -> None:
    with Session(sqlite_engine) as session:
        session.add(Place(pcode="SY070099", level=PlaceLevel.SETTLEMENT, name_en="A village", parent="SY0700"))
        session.commit()
    migrate(sqlite_engine)
    with reading(sqlite_engine) as session:
        assert [place.pcode for place in Tree.of(session).upward("SY070099")] == ["SY070099", "SY0700", "SY07", "SY"]


def test_a_session_reads_the_gazetteer_once(sqlite_engine: Engine) -> None:
    with reading(sqlite_engine) as session:
        assert Tree.of(session) is Tree.of(session)
