"""Stocks that were last told too long ago: apart, with their day, on every page, in files and on paper."""

from datetime import date
from typing import Any

import pytest

from dashboard.cli.tables import totals_table
from dashboard.desk import Desk
from dashboard.lite.page import lite_page
from dashboard.locale import speak
from dashboard.pages.displacement.charts import TABLES
from dashboard.pages.displacement.ids import Old, Stock, Way
from dashboard.pages.overview.charts import CHARTS
from dashboard.pages.overview.headlines import headlines
from dashboard.pages.overview.ids import Chart
from dashboard.pages.quality.charts import LISTINGS
from dashboard.pages.quality.ids import Listing
from dashboard.pages.quality.look import Look
from dashboard.pages.quality.summary import summary_part
from dashboard.rows.records import total_row
from dashboard.snapshot.build import build
from dashboard.view import View
from db import queries
from db.answers import Total
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from db.vocabulary import Measure, Series
from tests.dashboard.pages.conftest import Read
from tests.db.conftest import make_batch, make_claim

NEW, OLD = date(2024, 12, 31), date(1999, 12, 31)


def _stock(source: str, day: date, best: int, **changes: Any) -> Any:
    told: dict[str, Any] = {"series": Series.STOCK, "measure": Measure.REFUGEES, "speaks_of": day, "best": best}
    told |= {"source": source, "date_from": None, "date_to": None, "incident": None, "low": best, "high": best}
    return make_claim(f"{source}/{day}", **told | {"definition": "Refugees from Syria"} | changes)


@pytest.fixture
def aged(empty_desk: Desk) -> Desk:
    """A small stock that stands, a large one of the last century, and one of people detained."""
    claims = _stock("New", NEW, 7), _stock("Old", OLD, 5), _stock("Prison", OLD, 9000, measure=Measure.DETAINED)
    with writing(empty_desk.engine) as session:
        record(session, make_batch(*claims, _stock("Older", OLD, 9_000_000, place="Lebanon", pcode=None)))
    return empty_desk


@pytest.mark.parametrize("chart", [Stock.PLACES, Way.ROUTES])
def test_no_bar_and_no_sentence_is_of_what_no_longer_stands(aged: Desk, chart: str) -> None:
    with reading(aged.engine) as session:
        spec: Any = TABLES[chart](session, View())
    assert [row.figure.text for row in spec.rows] == ["7"]
    assert "9,000,000" not in spec.sentence
    assert spec.axis_max < 100
    note = "2 figures are no longer current and stand apart: they were last told too long ago."
    assert note in spec.notes


@pytest.mark.parametrize("most_rows", [None, 24])
def test_the_overview_draws_what_stands_and_says_how_much_does_not(aged: Desk, most_rows: int | None) -> None:
    with reading(aged.engine) as session:
        spec: Any = CHARTS[Chart.STOCKS](session, View(), most_rows)
        past: Any = CHARTS[Chart.STOCKS](session, View.from_search("?source=Old"), most_rows)
    assert [row.figure.text for row in spec.rows] == ["7"]
    assert any(note.startswith("2 figures are no longer current") for note in spec.notes)
    assert (past.rows, past.sentence) == (
        (),
        "No figure of people in displacement on a day in this view is current.",
    )


def test_a_table_of_its_own_tells_the_day_on_which_each_was_last_told(aged: Desk) -> None:
    with reading(aged.engine) as session:
        displaced, every = TABLES[Old.STOCKS](session, View()), LISTINGS[Listing.OLD](session, View())
    assert [(row[2], row[3], row[4]) for row in displaced.table.rows] == [
        ("Older", "31 December 1999", "9,000,000"),
        ("Old", "31 December 1999", "5"),
    ]
    assert displaced.sentence.startswith("2 figures were last told so long ago")
    assert {row[2] for row in every.table.rows} == {"Older", "Old", "Prison"}


def test_a_headline_is_never_of_what_no_longer_stands(aged: Desk, read: Read) -> None:
    with reading(aged.engine) as session:
        told = " ".join(read(section) for section in headlines(session, View()))
        past = " ".join(read(section) for section in headlines(session, View.from_search("?source=Old")))
        counted = read(summary_part(session, View(), Look.of("")))
    assert "9,000,000" not in told
    assert "3 more figures of people on a day are no longer current" in told
    assert "1 more figure of people on a day is no longer current" in past
    assert "3 figures of people on a day, no longer current" in " ".join(counted.split())
    page = str(lite_page(aged, "?lang=en").page)
    assert "3 figures of people on a day are no longer current (looked at from 31 December 2024)" in page
    assert "9,000,000" not in page


def test_files_and_the_command_line_mark_what_no_longer_stands(aged: Desk) -> None:
    with reading(aged.engine) as session:
        found = {str(total.source): total for total in queries.totals(session, Filters())}
    marked = {name: total_row(total, None)["outdated"] for name, total in found.items()}
    assert marked == {"New": False, "Old": True, "Older": True, "Prison": True}
    lines = {str(line["said by"]): line["when"] for line in totals_table(list(found.values()), None)}
    assert lines["Old"] == "last told 1999-12-31, no longer current"
    assert lines["New"] == "as of 2024-12-31"
    assert total_row(_toll(found["Old"]), None)["outdated"] is None


def _toll(total: Total) -> Total:
    return Total(**{name: getattr(total, name) for name in Total.__slots__} | {"series": Series.CUMULATIVE})


def test_paper_has_no_card_of_it_and_counts_it_among_what_is_left_out(aged: Desk) -> None:
    with reading(aged.engine) as session:
        content = build(session, Filters(), "en", "")
    assert [card.figure for card in content.headline] == ["7"]
    told = "3 figures of people on a day are no longer current (looked at from 31 December 2024)."
    assert told in content.left_out
    assert Old.STOCKS in {spec.id for spec in content.charts}


def test_in_arabic_it_is_told_as_well(aged: Desk) -> None:
    with reading(aged.engine) as session:
        spec = TABLES[Old.STOCKS](session, View(speaker=speak("ar")))
    assert spec.title == "لم يعد حالياً: آخر ما ذُكر"
    assert spec.sentence.startswith("رقمان مضى على آخر ذكر لهما زمن طويل")
