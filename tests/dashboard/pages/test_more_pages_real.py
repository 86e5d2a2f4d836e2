"""The pages on tolls and displacement over real files, whose totals are known."""

from collections import Counter
from pathlib import Path

from dashboard.desk import Desk
from dashboard.pages.displacement.charts import CHARTS as DISPLACEMENT
from dashboard.pages.tolls.charts import LISTINGS
from dashboard.view import View
from db.engine import reading
from db.filters import Filters
from db.series.monthly import monthly
from db.vocabulary import Measure
from ingest.pipeline import ingest

OCHA_BY_YEAR = {2016: 2_148_498, 2017: 2_797_067, 2018: 1_633_984, 2019: 1_827_930, 2020: 1_821_973, 2021: 455_864}


def test_ochas_movements_by_month_come_to_its_own_yearly_totals(empty_desk: Desk, shared_data: Path) -> None:
    file = shared_data / "displacement" / "ocha_syria_idp_movements_tidy.csv"
    ingest(empty_desk.engine, file, recorded_by="test")
    with reading(empty_desk.engine) as session:
        (line,) = monthly(session, Filters(), [Measure.DISPLACED]).lines
        spec = DISPLACEMENT["displaced-months"](session, View())
    years: Counter[int] = Counter()
    for month in line.months:
        years[month.start.year] += month.best or 0
    assert years == OCHA_BY_YEAR
    assert "most in February 2020 (752,131), latest in December 2021 (19,561), as OCHA counts" in spec.sentence


def test_the_falls_of_gazas_tolls_are_found(empty_desk: Desk, shared_data: Path) -> None:
    ingest(empty_desk.engine, shared_data / "series" / "tfp_gaza_daily_2023.csv", recorded_by="test")
    with reading(empty_desk.engine) as session:
        spec = LISTINGS["toll-changes"](session, View())
    assert spec.sentence == "In this view: 2 falls."
    assert [(row[0], row[4], row[5]) for row in spec.table.rows] == [
        ("24 December 2023", "100", "97"),
        ("21 October 2023", "1,000", "967"),
    ]
