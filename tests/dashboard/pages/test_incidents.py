"""The list of incidents: sorted, filtered and paged by the address; its rows lead to each incident."""

from typing import Any

import pytest
from dash import dcc
from dash.development.base_component import Component

from dashboard.desk import Desk
from dashboard.pages import incidents
from dashboard.pages.drawing import draw_part
from dashboard.pages.incidents.listing import ROWS, asked_of, incident_list, listing
from dashboard.pages.overview.sections import incidents_section
from dashboard.view import View
from db.engine import reading, writing
from db.incidents.pages import Order
from db.ledger import record
from tests.dashboard.pages.conftest import Read
from tests.db.conftest import make_batch, make_claim


@pytest.fixture
def filled(empty_desk: Desk) -> Desk:
    """More incidents than a page holds: the first with one killed, the last with most."""
    many = [make_claim(f"k{n}", source="Office", incident=f"event {n:03}", best=n + 1) for n in range(ROWS + 5)]
    with writing(empty_desk.engine) as session:
        record(session, make_batch(*many))
    return empty_desk


def links(drawn: Any) -> list[str]:
    """Where the links of a drawing lead, in order."""
    if isinstance(drawn, dcc.Link):
        return [drawn.href]
    if isinstance(drawn, (list, tuple)):
        return [link for part in drawn for link in links(part)]
    return links(drawn.children) if isinstance(drawn, Component) and hasattr(drawn, "children") else []


def test_a_page_shows_its_rows_and_the_way_to_the_others(filled: Desk, read: Read) -> None:
    first = draw_part(filled, "?place=SY07&sort=killed", listing)
    assert f"Incidents 1 to {ROWS} of {ROWS + 5}" in read(first)
    assert "Page 1 of 2" in read(first)
    there = links(first)
    assert "/incident?place=SY07&code=event+054" in there
    assert "?place=SY07&sort=killed&page=2" in there
    second = draw_part(filled, "?place=SY07&sort=killed&page=2", listing)
    assert f"Incidents {ROWS + 1} to {ROWS + 5} of {ROWS + 5}" in read(second)
    assert links(second)[-1] == "?place=SY07&sort=killed"
    assert "?place=SY07&sort=claims" in links(second)


def test_a_page_of_a_wider_view_is_the_first_page(filled: Desk, read: Read) -> None:
    assert "Incidents 1 to" in read(draw_part(filled, "?page=77", listing))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_list_of_an_empty_view_says_so(filled: Desk, read: Read, language: str) -> None:
    told = read(draw_part(filled, f"?from=1990-01-01&to=1990-12-31&lang={language}", listing))
    assert ("Nothing in this view." in told) is (language == "en")
    assert "event" not in told


def test_the_whole_list_is_the_file(filled: Desk) -> None:
    with reading(filled.engine) as session:
        spec = incident_list(session, View.from_search("?sort=killed&page=2"))
    assert len(spec.table.rows) == ROWS + 5
    assert spec.table.rows[0][2] == str(ROWS + 5)
    assert spec.table.rows[0][-1] == f"event {ROWS + 4:03}"
    assert list(incidents.TABLES) == ["incident-list"]


@pytest.mark.parametrize(
    ("words", "order", "page"),
    [
        ({}, Order.NEWEST, 1),
        ({"sort": "claims", "page": "3"}, Order.CLAIMS, 3),
        ({"sort": "colour", "page": "-2"}, Order.NEWEST, 1),
        ({"page": "0"}, Order.NEWEST, 1),
        ({"page": "99999999999999999999"}, Order.NEWEST, 1),
        ({"page": "٣"}, Order.NEWEST, 3),
    ],
)
def test_an_address_asks_for_an_order_and_a_page(words: dict[str, str], order: Order, page: int) -> None:
    assert asked_of(words) == (order, page)


def test_the_newest_incidents_of_the_overview_lead_to_each(desk: Desk) -> None:
    view = View.from_search("?lang=ar&show=injured")
    with reading(desk.engine) as session:
        there = links(incidents_section(session, view))
    assert there[0].startswith("/incident?lang=ar&show=injured&code=")
    assert there[-1] == "/incidents?lang=ar&show=injured"
