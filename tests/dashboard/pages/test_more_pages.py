"""The pages on tolls, displacement and sources over the demo register."""

from types import ModuleType
from typing import Any

import pytest
from sqlalchemy import text as sql

from dashboard.components.chart_card import Part
from dashboard.desk import Desk
from dashboard.pages import displacement, sources, tolls
from dashboard.pages.displacement.charts import CHARTS as DISPLACEMENT
from dashboard.pages.drawing import draw_chart, draw_part, table_part
from dashboard.pages.sources.charts import CHARTS as SOURCES
from dashboard.pages.sources.charts import LISTINGS as RECORDS
from dashboard.pages.sources.profiles import profiles
from dashboard.pages.tolls.charts import CHARTS as TOLLS
from dashboard.pages.tolls.charts import LISTINGS as FALLS
from dashboard.view import View
from db.engine import reading
from tests.dashboard.pages.conftest import Read

CHARTS = TOLLS | DISPLACEMENT | SOURCES
LISTINGS = FALLS | RECORDS
BY_MONTH = {"displaced-months", "returned-months", "routes"}
"""What the demo has nothing of: no movement of one month, and no place of origin."""


def drawn(desk: Desk, chart: str, search: str = "") -> dict[Part, Any]:
    return dict(zip(Part, draw_chart(desk, chart, CHARTS[chart], search, dark=False, drawn_at=None), strict=True))


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_every_chart_says_what_it_shows_and_shows_it_if_there_is_anything(
    desk: Desk, chart: str, language: str, read: Read
) -> None:
    parts = drawn(desk, chart, f"?lang={language}")
    assert parts[Part.BANNER] is None
    assert len(read(parts[Part.HEADING])) > 20
    assert parts[Part.CANVAS] is (chart in BY_MONTH)
    if chart not in BY_MONTH:
        assert parts[Part.FIGURE]["data"]
        assert read(parts[Part.TABLE])
    assert parts[Part.CSV] == f"/api/v1/charts/{chart}.csv?lang={language}"


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_every_chart_of_an_empty_register_is_a_sentence(empty_desk: Desk, chart: str, read: Read) -> None:
    parts = drawn(empty_desk, chart)
    assert (parts[Part.BANNER], parts[Part.CANVAS]) == (None, True)
    assert read(parts[Part.HEADING])


@pytest.mark.parametrize("chart", sorted(CHARTS))
def test_every_chart_follows_the_address(desk: Desk, chart: str) -> None:
    assert drawn(desk, chart, "?from=1990-01-01&to=1990-12-31")[Part.CANVAS] is True


@pytest.mark.parametrize("listing", sorted(LISTINGS))
@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_table_that_stands_alone_has_a_title_and_a_sentence(
    desk: Desk, listing: str, language: str, read: Read
) -> None:
    view = View.from_search(f"?lang={language}")
    with reading(desk.engine) as session:
        spec = LISTINGS[listing](session, view)
    heading, *table = table_part(spec, "/table.csv", view)
    assert spec.title in read(heading)
    assert spec.sentence in read(heading)
    assert bool(table) == bool(spec.table.rows)


def test_the_tolls_are_told_apart_with_the_reasons(desk: Desk, read: Read) -> None:
    notes = read(drawn(desk, "toll-differences")[Part.NOTES])
    assert "They differ in: who is counted" in notes
    assert "> 300,000" in read(drawn(desk, "toll-curves")[Part.TABLE])


def test_a_source_is_told_with_its_grade_assessor_and_whom_it_passes_on(desk: Desk, read: Read) -> None:
    told = read(draw_part(desk, "", profiles))
    assert "B: usually reliable (claims of every kind), by Sijill demo (its own assessment) on 1 November 2026." in told
    assert "White Helmets (2), an origin that it does not state (2)" in told
    assert "News article on Aleppo and Idlib (2)" in told
    assert "no claim of its own" in told
    assert "December 2011 – December 2025" in told


def test_a_part_that_can_not_be_read_says_so(desk: Desk, read: Read) -> None:
    with desk.engine.begin() as connection:
        connection.execute(sql("ALTER TABLE claim RENAME TO claim_elsewhere"))
    assert "The register could not be read." in read(draw_part(desk, "", profiles))
    assert draw_part(desk, "?from=yesterday", profiles) == []


@pytest.mark.parametrize("page", [tolls, displacement, sources])
def test_every_table_of_a_page_can_be_fetched_under_a_name_of_its_own(page: ModuleType) -> None:
    others = [other for other in (tolls, displacement, sources) if other is not page]
    assert not set(page.TABLES) & {name for other in others for name in other.TABLES}
