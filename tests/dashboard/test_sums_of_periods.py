"""A sum of periods says which days it has figures of, and parts are of the sum: on cards, charts, files and paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from dashboard.charts.movement_lines import movement_lines
from dashboard.cli.tables import totals_table
from dashboard.lite.content import overview_parts
from dashboard.locale import speak
from dashboard.rows.records import total_row
from dashboard.snapshot.build import build
from dashboard.view import View
from dashboard.wording import headline
from db import queries
from db.engine import open_register, reading
from db.filters import Filters
from ingest.pipeline import ingest
from tests.dashboard.charts.running import EN
from tests.dashboard.pages.conftest import Words

ROWS = """id,source,from,to,place,measure,value,age,subset_of
a1,Alpha,2024-01-01,2024-01-31,Idleb,killed,1000,,
a1c,Alpha,2024-01-01,2024-01-31,Idleb,killed,100,child,a1
a2,Alpha,2024-02-01,2024-02-29,Idleb,killed,2000,,
a2c,Alpha,2024-02-01,2024-02-29,Idleb,killed,900,child,a2
b1,Bravo,2023-01-01,2023-01-31,Homs,killed,10,,
b2,Bravo,2024-05-01,2024-05-31,Homs,killed,30,,
b2c,Bravo,2024-05-01,2024-05-31,Homs,killed,7,child,b2
m1,Office,2024-01-01,2024-01-31,Idleb,displaced,1000,,
m2,Office,2024-03-01,2024-03-31,Idleb,displaced,3000,,
"""
GAPS = "January 2023 – May 2024 (figures for 62 of 517 days)"
SOME = "of which children: 7+, figures for 1 of 2 periods"


@pytest.fixture
def engine(sqlite_url: str, tmp_path: Path) -> Iterator[Engine]:
    file = tmp_path / "periods.csv"
    file.write_text(ROWS, "utf-8")
    engine = open_register(sqlite_url)
    ingest(engine, file)
    yield engine
    engine.dispose()


def test_cards_and_the_plain_page_say_it(engine: Engine) -> None:
    with reading(engine) as session:
        said = " ".join(Words.of(str(overview_parts(session, View(), ""))))
    assert f"Homs, who is counted is not stated, {GAPS}" in said
    assert SOME in said
    assert "January – February 2024 Alpha of which children: 1,000" in said
    assert "900" not in said
    assert "Such figures are never added" not in said


def test_sentences_and_charts_say_it(engine: Engine) -> None:
    with reading(engine) as session:
        found = queries.totals(session, Filters())
    said = [headline(total, speak("en")) for total in found]
    assert f"People killed: 40 (Homs, {GAPS}, Bravo)." in said
    moved = movement_lines(found, EN)
    assert "January – March 2024 (figures for 62 of 91 days)" in moved.sentence
    assert moved.table.rows[0][7] == "January – March 2024 (figures for 62 of 91 days)"


def test_files_have_a_column_for_it(engine: Engine) -> None:
    with reading(engine) as session:
        found = queries.totals(session, Filters())
    rows = [total_row(total, None) for total in found]
    assert {row["source"]: row["days_covered"] for row in rows if not row["part_of"]} == {
        "Alpha": None,
        "Bravo": 62,
        "Office": 62,
    }


def test_the_terminal_says_it(engine: Engine) -> None:
    with reading(engine) as session:
        rows = totals_table(queries.totals(session, Filters()), None)
    told = {(row["figure"], row["said by"]): row["when"] for row in rows}
    assert told["40", "Bravo"] == "2023-01-01 to 2024-05-31 (figures for 62 of 517 days)"
    assert told["of which 1,000", "Alpha"] == "2024-01-01 to 2024-02-29"
    assert told["of which 7+", "Bravo"] == "2024-05-01 to 2024-05-31"


def test_the_document_says_it_in_both_languages(engine: Engine) -> None:
    with reading(engine) as session:
        cards = [{card.figure: card for card in build(session, Filters(), each, "").headline} for each in ("en", "ar")]
    assert (cards[0]["40"].when, cards[0]["40"].note) == (GAPS, SOME)
    assert cards[0]["3,000"].note == "of which children: 1,000"
    assert "(الأيام التي لها أرقام: 62 من 517)" in cards[1]["40"].when
    assert "الفترات التي لها أرقام: 1 من 2" in cards[1]["40"].note
