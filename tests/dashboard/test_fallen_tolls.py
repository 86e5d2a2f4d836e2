"""A toll that fell or began anew never stands unmarked: on cards, in sentences, on the terminal and on paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.cli.tables import totals_table
from dashboard.lite.content import overview_parts
from dashboard.pages.overview.charts import CHARTS
from dashboard.pages.overview.ids import Chart
from dashboard.snapshot.build import build
from dashboard.view import View
from db import queries
from db.engine import open_register, reading
from db.filters import Filters
from db.series.fallen import fallen
from ingest.pipeline import ingest
from tests.dashboard.pages.conftest import Words

ROWS = """id,source,from,as_of,place,measure,value,series
1,Ministry,2023-10-07,2024-04-03,Aleppo,killed,4327,cumulative
2,Ministry,2023-10-07,2024-05-03,Aleppo,killed,4324,cumulative
3,Ministry,2023-10-07,2024-06-03,Aleppo,killed,12,cumulative
4,Monitor,2023-10-07,2024-05-03,Aleppo,killed,5100,cumulative
5,Monitor,2023-10-07,2024-06-03,Aleppo,killed,5000,cumulative
6,Observatory,2023-10-07,2024-05-03,Aleppo,killed,300,cumulative
7,Observatory,2023-10-07,2024-06-03,Aleppo,killed,310,cumulative
"""
VAGUER = """id,source,from,as_of,place,measure,value,series
1,Paper,2011-03-15,2023-12-31,Syria,killed,"310,000",cumulative
2,Paper,2011-03-15,2024-12-31,Syria,killed,hundreds of thousands,cumulative
3,Monitor,2011-03-15,2023-12-31,Syria,killed,"300,000",cumulative
4,Monitor,2011-03-15,2024-12-31,Syria,killed,"at least 290,000",cumulative
5,Office,2024-01-01,2024-12-31,Idleb,killed,240,cumulative
6,Office,2025-01-01,2025-01-31,Idleb,killed,10,cumulative
"""
ANEW, LOWER = "was 4,324 on 3 May 2024; counts anew", "was 5,100 on 3 May 2024; lower than before"


@pytest.fixture
def engine(sqlite_url: str, tmp_path: Path) -> Iterator[Engine]:
    yield from _register(sqlite_url, tmp_path, ROWS)


@pytest.fixture
def vaguer(sqlite_url: str, tmp_path: Path) -> Iterator[Engine]:
    yield from _register(sqlite_url, tmp_path, VAGUER)


def _register(url: str, folder: Path, rows: str) -> Iterator[Engine]:
    file = folder / "tolls.csv"
    file.write_text(rows, "utf-8")
    engine = open_register(url)
    ingest(engine, file)
    yield engine
    engine.dispose()


def test_a_toll_that_is_said_less_exactly_is_not_told_to_fall(vaguer: Engine) -> None:
    with reading(vaguer) as session:
        said = " ".join(Words.of(str(overview_parts(session, View(), ""))))
        sentence = CHARTS[Chart.TOLLS](session, View()).sentence
        found = queries.totals(session, Filters())
        rows = totals_table(found, None, fallen(session, Filters(), found))
    assert "lower than before" not in said
    assert "Was 310,000 on 31 December 2023; the new figure does not rule that out" in said
    assert sentence.startswith("People killed: at least 290,000 (Syria, ")
    assert "was 300,000 on 31 December 2023; the new figure does not rule that out." in sentence
    assert [row["was"] for row in rows if row["figure"] == "hundreds of thousands"] == [
        "310,000 on 2023-12-31; the new figure does not rule that out"
    ]


def test_a_toll_from_another_day_does_not_hide_the_one_before_it(vaguer: Engine) -> None:
    with reading(vaguer) as session:
        said = " ".join(Words.of(str(overview_parts(session, View(), ""))))
        tolls = [total for total in queries.totals(session, Filters()) if total.source == "Office"]
    assert [(total.best, str(total.since)) for total in tolls] == [(10, "2025-01-01"), (240, "2024-01-01")]
    assert "Idleb, since January 2024, as of 31 December 2024" in said


def test_the_card_and_the_plain_page_say_what_it_was(engine: Engine) -> None:
    with reading(engine) as session:
        said = " ".join(Words.of(str(overview_parts(session, View(), ""))))
    assert said.count("Was 4,324 on 3 May 2024; counts anew") == 1
    assert said.count("Was 5,100 on 3 May 2024; lower than before") == 1
    assert "310" in said
    assert "Was 300" not in said


def test_the_sentence_on_tolls_says_what_those_were_that_it_names(engine: Engine) -> None:
    with reading(engine) as session:
        spec = CHARTS[Chart.TOLLS](session, View())
    assert spec.sentence == f"People killed: from 12 (Ministry) to 5,000 (Monitor). Ministry: {ANEW}. Monitor: {LOWER}."


def test_the_terminal_has_a_column_for_it(engine: Engine) -> None:
    with reading(engine) as session:
        found = queries.totals(session, Filters())
        rows = totals_table(found, None, fallen(session, Filters(), found))
    assert {row["figure"]: row["was"] for row in rows} == {
        "12": "4,324 on 2024-05-03; counts anew",
        "5,000": "5,100 on 2024-05-03; lower now",
        "310": None,
    }


def test_the_first_page_of_the_document_says_it_in_cards_and_sentences(engine: Engine) -> None:
    with reading(engine) as session:
        content = build(session, Filters(), "en", "")
        arabic = build(session, Filters(), "ar", "")
    assert {card.figure: card.note for card in content.headline} == {
        "12": ANEW.replace("was", "Was"),
        "5,000": LOWER.replace("was", "Was"),
        "310": "",
    }
    assert sum(ANEW.replace("was", "Was") in sentence for sentence in content.summary) == 1
    assert any("عدّ من جديد" in card.note for card in arabic.headline)
