"""The PDF of a real register in both languages: they say the same figures, each in its own words and digits."""

from collections.abc import Iterator

import pypdfium2
import pytest
from sqlalchemy import Engine

from dashboard.charts.spec import ChartSpec, MapSpec, RangesSpec, TimelineSpec
from dashboard.locale.tongues import speakers_of
from dashboard.settings import Settings, assets_dir
from dashboard.snapshot.build import document, snapshot_pdf
from dashboard.snapshot.check import check_snapshot
from db.columns.store import beside
from db.engine import open_register, reading
from db.filters import Filters

HEADLINE = ("350,209", "367,965", "300,000")


@pytest.fixture
def demo(sqlite_demo_url: str) -> Iterator[Engine]:
    engine = open_register(sqlite_demo_url)
    yield beside(engine)
    engine.dispose()


def numbers_of(chart: ChartSpec) -> list[tuple[int | None, ...]]:
    """The figures that a chart is drawn from."""
    match chart:
        case TimelineSpec():
            figures = [point.figure for point in chart.points]
        case MapSpec():
            figures = [area.figure for area in chart.areas]
        case RangesSpec():
            figures = [row.figure for row in chart.rows]
        case _:
            figures = []
    return [(each.low, each.best, each.high) for each in figures if each]


def test_both_languages_say_the_same_figures(demo: Engine) -> None:
    with reading(demo) as session:
        english, arabic = document(session, Filters(), speakers_of("both"), "")
    assert [each.data for each in english.attachments] == [each.data for each in arabic.attachments]
    assert [chart.id for chart in english.charts] == [chart.id for chart in arabic.charts]
    assert sum(len(numbers_of(chart)) for chart in english.charts) > 5
    for one, other in zip(english.charts, arabic.charts, strict=True):
        assert numbers_of(one) == numbers_of(other)
        assert len(one.table.rows) == len(other.table.rows)


def test_the_arabic_of_both_is_in_the_digits_that_are_asked_for(demo: Engine) -> None:
    """On the first page of each part: further on, verbatim words stand in the digits of who said them."""
    pdf = pypdfium2.PdfDocument(snapshot_pdf(demo, Filters(), speakers_of("both", "ar", "arab"), Settings()))
    try:
        pages = [page.get_textpage() for page in pdf]
        half = next(at for at, page in enumerate(pages) if page.search("Headline figures").get_next())
        arabic, english = (pages[at].get_text_bounded() for at in (0, half))
    finally:
        pdf.close()
    assert [number for number in HEADLINE if number not in english] == []
    in_arabic = [number.translate(str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬")) for number in HEADLINE]
    assert [number for number in in_arabic if number not in arabic] == []
    assert [number for number in (*HEADLINE, *in_arabic) if number in arabic and number in english] == []


def test_the_same_register_and_view_give_the_same_bytes_and_the_register_agrees(demo: Engine) -> None:
    first, again = (snapshot_pdf(demo, Filters(), speakers_of("both", "ar"), Settings()) for _ in range(2))
    assert first == again
    verdict = check_snapshot(first, demo, assets_dir())
    assert verdict.intact
    assert "One set of data, told in Arabic and English." in verdict.lines
    assert verdict.lines[-1] == "The register still says the same."
