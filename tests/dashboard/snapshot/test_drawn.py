"""The charts and tables of a document: those of the pages, legible on paper however large the register is."""

from datetime import date, timedelta

import pypdfium2
import pytest
from sqlalchemy import Engine

from dashboard.charts.panels import PanelsSpec
from dashboard.charts.spec import ChartSpec, Table
from dashboard.locale import speak
from dashboard.sections import parts_of, wholes
from dashboard.settings import Settings, assets_dir
from dashboard.snapshot import data
from dashboard.snapshot.build import build, snapshot_pdf
from dashboard.snapshot.cards import MOST_CARDS
from dashboard.snapshot.check import check_snapshot
from dashboard.snapshot.codec import from_json, to_json
from dashboard.snapshot.drawn import MOST_ROWS
from dashboard.snapshot.paper import printed
from dashboard.snapshot.verify import inspect, rerender_matches
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from db.queries import totals
from db.vocabulary import Measure, RevisionReason, Series
from tests.db.conftest import make_batch, make_claim

START = date(2024, 1, 1)


@pytest.fixture
def register(sqlite_engine: Engine) -> Engine:
    """A toll that falls and begins anew, stocks, movements of months, routes, and a figure that was revised."""
    toll = {"series": Series.CUMULATIVE, "incident": None, "date_from": START, "definition": "Named people"}
    tolls = [
        make_claim(f"t{at}", best=best, speaks_of=START + timedelta(days=30 * at), **toll)
        for at, best in enumerate((1000, 1400, 1350, 2000, 100, 300))
    ]
    stock = {"series": Series.STOCK, "measure": Measure.REFUGEES, "incident": None, "definition": "Refugees from Syria"}
    stocks = [
        make_claim(f"s{at}", best=5000 + at, speaks_of=date(2010 + at, 12, 31), place="Lebanon", pcode=None, **stock)
        for at in range(MOST_ROWS + 5)
    ]
    moved = {"series": Series.PERIOD, "measure": Measure.DISPLACED, "incident": None}
    months = [
        make_claim(f"m{at}", best=70 + at, date_from=date(2024, at, 1), date_to=date(2024, at, 28), **moved)
        for at in range(1, 8)
    ]
    with writing(sqlite_engine) as session:
        record(session, make_batch(*tolls, *stocks, *months, make_claim("i", best=4)))
        record(session, make_batch(make_claim("i", best=6, revision_reason=RevisionReason.LATE_REPORT)))
    return sqlite_engine


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())
    finally:
        document.close()


TITLES = {
    "en": [
        *("Tolls over time", "Falls and new counts", "falls from 1,400 to 1,350", "counts anew: 2,000, then 100"),
        *("People in displacement over time", "Displacement by month", "From where to where", "What was revised"),
        *("How often figures were revised", "Claims that lack a place, a day or a grade"),
        f"The first {MOST_ROWS} of {MOST_ROWS + 5} rows are printed",
    ],
    "ar": ["الحصائل عبر الزمن", "من أين إلى أين", "النزوح بحسب الشهر", "ما عدل"],
}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_charts_of_the_pages_are_in_the_pdf_which_can_be_rendered_again(register: Engine, language: str) -> None:
    pdf = snapshot_pdf(register, Filters(), language, Settings())  # type: ignore[arg-type]
    told = text_of(pdf)
    assert [words for words in TITLES[language] if words not in told] == []
    assert rerender_matches(pdf, assets_dir())


def test_panels_come_back_from_the_text_of_the_document_as_they_were(register: Engine) -> None:
    with reading(register) as session:
        content = build(session, Filters(), "ar", "Office")
    files = {attachment.name: attachment.data for attachment in content.attachments}
    assert from_json(to_json(content), files) == (content,)
    assert sum(isinstance(chart, PanelsSpec) for chart in content.charts) == 3


def test_a_view_of_many_figures_keeps_its_first_page_and_says_what_is_elsewhere(register: Engine) -> None:
    many = [
        make_claim(
            f"p{at}", best=at, series=Series.CUMULATIVE, incident=None, source=f"Source {at}", definition=str(at)
        )
        for at in range(30)
    ]
    injured = {"series": Series.CUMULATIVE, "measure": Measure.INJURED, "incident": None}
    many += [make_claim(f"h{at}", best=at, definition=str(at), **injured) for at in range(10)]
    with writing(register) as session:
        record(session, make_batch(*many))
    with reading(register) as session:
        content = build(session, Filters(), "en", "")
    assert len(content.headline) <= MOST_CARDS
    assert {card.group for card in content.headline} == {
        *("Recorded incidents", "Tolls since a start (5 of 41 figures)", "In displacement on a day"),
        "Displacement and return",
    }
    tolls = [(card.label, card.figure) for card in content.headline if card.group.startswith("Tolls")]
    assert tolls == [
        *((("People killed", str(at))) for at in (27, 28, 29)),
        *(("People injured", str(at)) for at in (9, 8)),
    ]
    assert "headline figures are in the attached data only" in " ".join(content.left_out)


def test_what_the_first_page_says_ends_on_it(register: Engine) -> None:
    office = "An office with a name of many words that takes the width of a card and most of a line of the key points"
    told = {"incident": None, "source": office}
    many = [
        make_claim(
            f"{series.value}{measure.value}{at}", best=int(at), series=series, measure=measure, definition=at, **told
        )
        for series in (Series.CUMULATIVE, Series.PERIOD, Series.STOCK)
        for measure in (Measure.KILLED, Measure.INJURED, Measure.DISPLACED)
        for at in ("1", "2", "3")
    ]
    with writing(register) as session:
        record(session, make_batch(*many))
    document = pypdfium2.PdfDocument(snapshot_pdf(register, Filters(), "en", Settings()))
    first, second = (document[at].get_textpage().get_text_bounded() for at in (0, 1))
    document.close()
    assert "Key points" in first
    assert "Contents" in second.splitlines()[1]


def test_a_large_view_carries_its_newest_claims_and_says_how_many_it_leaves_out(
    register: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "MOST_CLAIMS", 9)
    pdf = snapshot_pdf(register, Filters(), "en", Settings())
    assert len(inspect(pdf).tables["claims.csv"].decode().strip().splitlines()) == 1 + 9
    assert f"{6 + MOST_ROWS + 5 + 7 + 1 - 9} older claims are not in the attached data" in text_of(pdf)
    assert check_snapshot(pdf, register, assets_dir()).lines[-1] == "The register still says the same."


def test_what_comes_again_in_a_table_is_said_once_and_empty_columns_are_left_out() -> None:
    long = "People in displacement in camps and outside of them, as the camps count them"
    rows = tuple((f"{at}", "—", long if at % 2 else "short", "") for at in range(6))
    table = Table(("Number", "Nothing", "Definition", "Blank"), rows, numeric=(0,))
    spec = printed(ChartSpec("x", "X", "", "", table, notes=("a note",)), speak("en"))
    assert spec.table.columns == ("Number", "Definition")
    assert [row[1] for row in spec.table.rows] == ["short", "(1)"] * 3
    assert spec.notes == ("a note", f"(1) {long}")
    assert spec.table.numeric == (0,)


def test_wholes_are_the_totals_that_are_a_part_of_none(register: Engine) -> None:
    whole = make_claim("w", series=Series.CUMULATIVE, incident=None, best=9)
    part = make_claim("w/c", series=Series.CUMULATIVE, incident=None, best=2, subset_of="w")
    with writing(register) as session:
        record(session, make_batch(whole, part))
    with reading(register) as session:
        found = totals(session, Filters())
    parts = {id(part) for total in found for part in parts_of(total, found) if part is not total}
    assert wholes(found) == [total for total in found if id(total) not in parts]
    assert len(parts) == 1
