from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from dash import no_update
from sqlalchemy import text as sql

from dashboard.charts.spec import RangesSpec
from dashboard.components.chart_card import Part
from dashboard.desk import Desk
from dashboard.pages.drawing import draw_chart, draw_part, reader_of
from dashboard.pages.overview.callbacks import PARTS as SECTIONS
from dashboard.pages.overview.callbacks import chosen_place
from dashboard.pages.overview.charts import CHARTS
from dashboard.pages.overview.headlines import MOST_CARDS, OPEN_CARDS, headlines
from dashboard.pages.overview.ids import Chart
from dashboard.pages.overview.layout import measure_switch
from dashboard.pages.overview.readable import readable
from dashboard.pages.overview.short import DRAWN as LINES_DRAWN
from dashboard.pages.overview.short import LINES
from dashboard.sections import in_sections, wholes
from dashboard.view import View
from db import queries
from db.engine import reading
from db.filters import Filters
from ingest.pipeline import ingest
from tests.dashboard.pages.conftest import Read

PARTS = list(Part)


def drawn(desk: Desk, chart: str, search: str = "", drawn_at: str | None = None) -> dict[Part, Any]:
    return dict(zip(PARTS, draw_chart(desk, chart, CHARTS[chart], search, dark=False, drawn_at=drawn_at), strict=True))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("chart", list(Chart))
def test_every_chart_has_a_title_a_sentence_a_figure_and_a_table(
    desk: Desk, chart: Chart, language: str, read: Read
) -> None:
    parts = drawn(desk, chart, f"?lang={language}")
    assert len(read(parts[Part.HEADING])) > 20
    assert parts[Part.FIGURE]["data"]
    assert parts[Part.CANVAS] is False
    assert read(parts[Part.TABLE])
    assert parts[Part.CSV] == f"/api/v1/charts/{chart}.csv?lang={language}"
    assert parts[Part.BANNER] is None


def test_an_empty_view_says_so_and_draws_nothing(desk: Desk, read: Read) -> None:
    parts = drawn(desk, Chart.TIMELINE, "?from=1990-01-01&to=1990-12-31")
    assert "No recorded incident in this view" in read(parts[Part.HEADING])
    assert parts[Part.FIGURE] is no_update
    assert parts[Part.CANVAS] is True


def test_a_failed_chart_keeps_the_last_figure_under_a_dated_banner(desk: Desk, read: Read) -> None:
    with desk.engine.begin() as connection:
        connection.execute(sql("ALTER TABLE claim RENAME TO claim_elsewhere"))
    parts = drawn(desk, Chart.TIMELINE, drawn_at="2026-11-22T16:30:00+00:00")
    banner = read(parts.pop(Part.BANNER))
    assert "could not be brought up to date" in banner
    assert "22 November 2026 at 16:30" in banner
    assert set(map(id, parts.values())) == {id(no_update)}


def test_a_filter_that_can_not_be_used_is_named_in_the_banner_of_what_was_drawn_before(desk: Desk, read: Read) -> None:
    parts = drawn(desk, Chart.MAP, "?from=yesterday", drawn_at="2026-11-22T16:30:00+00:00")
    assert "'yesterday' is not a day" in read(parts[Part.BANNER])


def test_a_chart_that_an_address_can_not_ask_for_leaves_it_to_the_page_to_say_so(desk: Desk) -> None:
    parts = drawn(desk, Chart.MAP, "?from=yesterday")
    assert (parts[Part.BANNER].className, parts[Part.HEADING], parts[Part.CANVAS]) == ("unasked", [], True)


def test_headlines_keep_kinds_apart_and_say_who_says_so(desk: Desk, read: Read) -> None:
    sections = draw_part(desk, "", SECTIONS["headlines"])
    by_heading = {read(section.children[0]): read(section.children[1]) for section in sections}
    incidents = next(cards for heading, cards in by_heading.items() if heading.startswith("Recorded incidents"))
    tolls = next(cards for heading, cards in by_heading.items() if heading.startswith("Tolls"))
    assert "4+" in incidents
    assert "White Helmets" in incidents
    assert "350,209" not in incidents
    assert "> 300,000" in tolls
    assert "350,209" in tolls
    assert any("millions" in cards for cards in by_heading.values())


@pytest.fixture
def many(desk: Desk, tmp_path: Path) -> Desk:
    """Thirty sources that each state a stock on a day of its own."""
    file = tmp_path / "many.csv"
    rows = "".join(f"s{n},Source {n},2026-01-{n:02},Aleppo,{n},stock\n" for n in range(1, 31))
    file.write_text(f"id,source,as_of,place,idps,series\n{rows}", encoding="utf-8")
    ingest(desk.engine, file, recorded_by="test")
    return desk


def test_of_very_many_figures_the_newest_are_shown_and_the_way_to_all(many: Desk, read: Read) -> None:
    sections = draw_part(many, "?lang=en", SECTIONS["headlines"])
    [stocks] = [section for section in sections if "Source 30" in read(section)]
    _, at_once, folded, _ = stocks.children
    assert len(at_once.children) == OPEN_CARDS
    assert "Source 30" in read(at_once)
    assert "Refugees" in read(at_once), "each measure has its turn"
    assert len(folded.children[1].children) == MOST_CARDS - OPEN_CARDS
    assert read(folded).startswith(f"{MOST_CARDS - OPEN_CARDS} more figures")
    assert "Source 20" in read(folded)
    assert "Source 19" not in read(stocks)
    assert f"{MOST_CARDS} of" in read(stocks)
    assert stocks.children[-1].children[-1].href == "/displacement?lang=en"


def test_of_very_many_lines_the_largest_of_a_group_are_drawn_and_the_file_holds_all(many: Desk) -> None:
    with reading(many.engine) as session:
        whole = CHARTS[Chart.STOCKS](session, View())
        short = CHARTS[Chart.STOCKS](session, View(), 20)
    assert isinstance(whole, RangesSpec)
    assert isinstance(short, RangesSpec)
    assert len(whole.rows) == len(whole.table.rows) > 30
    assert max(Counter(row.group for row in short.rows).values()) == LINES_DRAWN
    assert len(short.table.rows) == 20
    assert short.notes[0] == f"{len(whole.rows) - len(short.rows)} older or smaller lines are not drawn."
    assert [row for row in whole.rows if row in short.rows] == list(short.rows)


@pytest.fixture
def very_many(desk: Desk, tmp_path: Path) -> Desk:
    """Seventy sources that each state a toll and a stock, each on a day of its own."""
    file = tmp_path / "very_many.csv"
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(70)]
    rows = [
        f"t{n},Source {n},{day},Aleppo,{n + 7},,cumulative\ns{n},Source {n},{day},Aleppo,,{500 - n},stock\n"
        for n, day in enumerate(days)
    ]
    header = "id,source,as_of,place,killed,idps,series\n"
    file.write_text(header + "".join(rows), encoding="utf-8")
    ingest(desk.engine, file, recorded_by="test")
    return desk


@pytest.mark.parametrize("chart", [Chart.TOLLS, Chart.STOCKS])
def test_a_page_asks_for_the_first_of_very_many_lines_and_says_the_same_of_them(very_many: Desk, chart: Chart) -> None:
    with reading(very_many.engine) as session:
        whole, short = CHARTS[chart](session, View()), CHARTS[chart](session, View(), LINES)
    assert isinstance(whole, RangesSpec)
    assert isinstance(short, RangesSpec)
    assert len(whole.rows) > 2 * LINES
    assert short.sentence == whole.sentence
    assert set(short.rows) < set(whole.rows)
    assert [row for row in whole.rows if row in short.rows] == list(short.rows)
    assert short.table.rows == whole.table.rows[:LINES]
    assert short.notes[0].startswith(f"{len(whole.rows) - len(short.rows)} ")
    assert f"{LINES} of {len(whole.table.rows)} rows" in short.notes[1]


def test_cards_count_all_figures_of_a_kind_though_few_are_asked_for(very_many: Desk, read: Read) -> None:
    with reading(very_many.engine) as session:
        every = in_sections(readable(queries.totals(session, Filters()), reader_of(session, View(), None)))
        shown = headlines(session, View())
    for (section, totals), first in zip(every, shown, strict=True):
        cards = len(wholes(totals))
        assert read(first.children[0]).startswith(section.heading)
        assert cards <= MOST_CARDS or f"{MOST_CARDS} of {cards} figures" in read(first)


def test_headlines_of_an_empty_register_say_how_to_begin(empty_desk: Desk, read: Read) -> None:
    assert "The register is empty" in read(draw_part(empty_desk, "", SECTIONS["headlines"]))
    assert "Widen the filters" in read(draw_part(empty_desk, "?measure=killed", SECTIONS["headlines"]))


def test_incidents_and_sources_are_told_with_their_grades(desk: Desk, read: Read) -> None:
    assert "4+" in read(draw_part(desk, "", SECTIONS["incidents"]))
    sources = read(draw_part(desk, "", SECTIONS["sources"]))
    assert "B: usually reliable" in sources
    assert "its own assessment" in sources
    assert "1 November 2026" in sources


def test_the_switch_is_made_of_addresses_and_gives_way_to_a_filter() -> None:
    killed, injured = measure_switch(View.from_search("?place=SY07"))
    assert (killed.className, injured.className) == ("switch-option here", "switch-option")
    assert injured.href == "?place=SY07&show=injured"
    assert measure_switch(View.from_search("?measure=killed")) == []


@pytest.mark.parametrize(
    ("click", "place"), [(None, None), ({"points": [{"location": "SY07"}]}, "SY07"), ({"points": [{"lon": 1}]}, None)]
)
def test_a_click_on_the_map_chooses_a_governorate(click: dict[str, Any] | None, place: str | None) -> None:
    assert chosen_place(click) == place
