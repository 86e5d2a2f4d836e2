"""Parts of totals outside a view, and discounted incidents: said beside the figures, in files and on paper."""

import pytest

from dashboard.components.standing_line import standing_line
from dashboard.desk import Desk
from dashboard.exports.about import About
from dashboard.exports.columns import Table
from dashboard.exports.order import Order
from dashboard.lite.page import lite_page
from dashboard.pages.overview.charts import CHARTS
from dashboard.pages.overview.headlines import headlines
from dashboard.pages.overview.ids import Chart, Overview
from dashboard.snapshot.build import build
from dashboard.view import View
from db import queries
from db.deciding.verdicts import discount
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from db.vocabulary import Population
from tests.dashboard.pages.conftest import Read
from tests.db.conftest import make_batch, make_claim

CIVILIAN = Population.CIVILIAN
CIVILIANS = "population=civilian"
PART = "1 claim is a part of a total outside this view and is not counted"
SET_ASIDE = "1 incident is discounted and left out of sums"


@pytest.fixture
def parted(empty_desk: Desk) -> Desk:
    """A strike that killed ten, of whom four civilians, a raid that killed three civilians, and a hoax."""
    with writing(empty_desk.engine) as session:
        claims = (
            make_claim("1", best=10, population=Population.ALL, incident="strike"),
            make_claim("1/civilians", best=4, population=CIVILIAN, subset_of="1", incident="strike"),
            make_claim("2", best=3, population=CIVILIAN, source="Monitor", incident="raid"),
            make_claim("3", best=90, population=CIVILIAN, incident="hoax"),
        )
        record(session, make_batch(*claims))
    with writing(empty_desk.engine) as session:
        discount(session, "hoax", by="editor", reason="Nothing happened")
    return empty_desk


@pytest.mark.parametrize("words", [CIVILIANS, f"{CIVILIANS}&lang=ar"])
def test_the_view_says_what_no_sum_holds(parted: Desk, read: Read, words: str) -> None:
    view = View.from_search(f"?{words}", "en")
    with reading(parted.engine) as session:
        standing = queries.standing(session, view.filters)
        line, cards = read(standing_line(standing, view.speaker)), read(headlines(session, view))
    page = str(lite_page(parted, f"?{words}").page)
    arabic = ("إفادة واحدة هي جزء من مجموع خارج هذا العرض ولا تُحتسب", "حادث واحد مستبعد ولا يدخل في المجاميع")
    for said in arabic if view.speaker.rtl else (PART, SET_ASIDE):
        assert said in line
        assert said in cards
        assert said in page


def test_the_list_of_incidents_marks_the_part_and_leaves_no_dash(parted: Desk) -> None:
    with reading(parted.engine) as session:
        spec = CHARTS[Overview.INCIDENTS.value](session, View.from_search(f"?{CIVILIANS}", "en"))
    cells = " ".join(cell for row in spec.table.rows for cell in row)
    assert "Civilians: 4 (part, not in sums)" in cells
    assert "Civilians: 90 (not in sums)" in cells


@pytest.mark.parametrize("chart", [Chart.TIMELINE, Chart.MAP])
def test_a_view_of_parts_alone_is_not_one_without_incidents(parted: Desk, read: Read, chart: Chart) -> None:
    view = View.from_search(f"?{CIVILIANS}&source=Field+office", "en")
    with reading(parted.engine) as session:
        said = read(headlines(session, view))
        sentence = CHARTS[chart.value](session, view).sentence
    assert "No figure in this view counts." in said
    assert PART in said
    assert "does not stand" not in said
    assert sentence == "People killed: no recorded incident in this view has a figure that counts."


def test_paper_and_files_say_it_too(parted: Desk) -> None:
    filters = Filters(population=CIVILIAN)
    with reading(parted.engine) as session:
        content = build(session, filters, "en", "")
        about = About.of(session, Order(Table.TOTALS, filters), "").text()
    for said in (PART, SET_ASIDE):
        assert f"{said}." in content.left_out
        assert said in " ".join(about.split())


def test_nothing_is_said_where_all_counts(parted: Desk) -> None:
    with reading(parted.engine) as session:
        said = queries.standing(session, Filters(source="Monitor"))
    assert (said.claims, said.parts_apart, said.discounted) == (1, 0, 0)
