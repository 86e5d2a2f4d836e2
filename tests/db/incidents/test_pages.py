"""Pages of incidents: the same from the register's own rows and from the copy, in every order."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.columns.store import beside
from db.deciding import judging
from db.engine import reading, writing
from db.filters import Filters
from db.incidents.one_incident import one_incident
from db.incidents.pages import Order, incident_page
from db.ledger import Recorded
from db.queries import incidents, totals
from db.vocabulary import Corroboration, Measure, PlacePrecision
from tests.db.conftest import make_claim

Put = Callable[..., Recorded]


@pytest.fixture
def filled(engine: Engine, put: Put) -> Engine:
    """Five events: an old one with many injured, two of one day, one undated, and one that two sources tell of."""
    days = {"old": date(2020, 1, 1), "mid": date(2024, 3, 3), "same": date(2024, 3, 3), "none": None}
    put(
        *(
            make_claim(
                f"{name}/killed", source="Office", incident=name, best=best, date_from=days[name], date_to=days[name]
            )
            for name, best in (("old", 1), ("mid", 9), ("same", 4), ("none", 2))
        ),
        make_claim(
            "old/injured",
            source="Office",
            incident="old",
            measure=Measure.INJURED,
            best=70,
            date_from=days["old"],
            date_to=days["old"],
        ),
        make_claim("two/1", source="Office", incident="two", best=3),
        make_claim("two/2", source="Monitor", incident="two", low=5, best=None, high=None, verbatim="at least 5"),
        make_claim("three/1", source="Monitor", incident="three", low=None, best=None, high=None, verbatim="victims"),
    )
    return engine


EXPECTED = {
    Order.NEWEST: ["two", "three", "mid", "same", "old", "none"],
    Order.OLDEST: ["old", "mid", "same", "two", "three", "none"],
    Order.CLAIMS: ["two", "old", "three", "mid", "same", "none"],
    Order.KILLED: ["mid", "two", "same", "none", "old", "three"],
    Order.INJURED: ["old", "two", "three", "mid", "same", "none"],
}


@pytest.mark.parametrize("order", list(Order))
def test_incidents_come_in_the_order_that_is_asked_for_with_and_without_the_copy(
    filled: Engine, order: Order, tmp_path: Path
) -> None:
    with reading(filled) as session:
        plain = incident_page(session, Filters(), order)
    with reading(beside(filled, tmp_path)) as session:
        copied = incident_page(session, Filters(), order)
    assert [incident.code for incident in plain.incidents] == EXPECTED[order]
    assert copied == plain
    assert plain.total == 6


def test_pages_put_together_are_the_whole_and_the_records_those_of_the_question(filled: Engine, tmp_path: Path) -> None:
    with reading(beside(filled, tmp_path)) as session:
        pages = [incident_page(session, Filters(), Order.KILLED, limit=2, offset=at) for at in (0, 2, 4, 6)]
        asked = {incident.code: incident for incident in incidents(session, Filters())}
    told = [incident for page in pages for incident in page.incidents]
    assert [incident.code for incident in told] == EXPECTED[Order.KILLED]
    assert {incident.code: incident for incident in told} == asked
    assert [page.total for page in pages] == [6] * 4


def test_filters_and_merges_hold_on_pages(filled: Engine, tmp_path: Path) -> None:
    engine = beside(filled, tmp_path)
    contested = Filters(corroboration=Corroboration.CONTESTED)
    with writing(engine) as session:
        judging.merge(session, "mid", "same", by="Ana", reason="one street")
    with reading(engine) as session:
        assert [i.code for i in incident_page(session, contested).incidents] == ["two"]
        merged = incident_page(session, Filters(until=date(2024, 6, 1)), Order.CLAIMS)
        empty = incident_page(session, Filters(until=date(2001, 1, 1)), Order.CLAIMS)
    assert [(incident.code, incident.claims) for incident in merged.incidents] == [("old", 2), ("mid", 2)][::-1]
    assert (empty.total, empty.incidents) == (0, ())


def test_a_page_knows_nothing_of_what_was_recorded_later(filled: Engine) -> None:
    with reading(filled) as session:
        assert incident_page(session, Filters(as_of=datetime.fromisoformat("2001-01-01T00:00:00+00:00"))).total == 0


def test_an_incident_lies_in_one_place_wherever_it_is_asked_for(engine: Engine, put: Put) -> None:
    for source, pcode in (("D", "SY07"), ("B", "SY02")):
        put(make_claim(f"{source}/e", source=source, incident="e", pcode=pcode, place_precision=PlacePrecision.P4))
    with reading(engine) as session:
        [listed], page = incidents(session, Filters()), incident_page(session, Filters(), limit=5)
        one, [total] = one_incident(session, Filters(), "e"), totals(session, Filters(), "place")
    places = {each.pcode for each in (listed, *page.incidents, one.incident)}
    assert places == {total.group} == {"SY02"}
