"""Figures that would be told alike are told apart, and none is compared with a part of another."""

from datetime import date
from itertools import pairwise
from typing import Any

from dashboard.charts.displacement import movements, stocks
from dashboard.charts.figures import size
from dashboard.charts.monthly import monthly_chart
from dashboard.charts.screen import figure
from dashboard.charts.timeline import timeline
from dashboard.charts.toll_changes import toll_changes
from dashboard.charts.toll_curves import toll_curves
from dashboard.charts.tolls import tolls
from dashboard.locale import speak
from db.answers import Total
from db.series.monthly import Month, Monthly, MonthlyLine
from db.vocabulary import Age, Basis, Measure, Population, Series, Unit
from tests.dashboard.charts import running
from tests.dashboard.charts.demo import exactly, toll, total
from tests.dashboard.charts.running import line, point, these

EN = speak("en")
DAY = date(2025, 12, 31)


def returned(number: int, definition: str, year: int) -> Total:
    when: dict[str, Any] = {"since": date(year, 1, 1), "until": DAY}
    who: dict[str, Any] = {"source": "UNHCR", "place": "Syria", "definition": definition}
    return exactly(Measure.RETURNED, number, series=Series.PERIOD, **when, **who)


def test_returns_of_one_source_and_place_say_from_where_they_are() -> None:
    spec = movements([returned(800, "Returned from Lebanon", 2012), returned(390, "Returned from Jordan", 2017)], EN)
    assert [row.detail for row in spec.rows] == [
        "Returned from Lebanon, Syria, 2012–2025",
        "Returned from Jordan, Syria, 2017–2025",
    ]
    assert [row[6] for row in spec.table.rows] == ["Returned from Lebanon", "Returned from Jordan"]


def test_a_definition_that_tells_nothing_apart_is_left_to_the_notes() -> None:
    one, other = returned(800, "Returned", 2012), returned(390, "Returned", 2017)
    assert all("Returned" not in row.detail for row in movements([one, other], EN).rows)


def test_parts_of_one_toll_say_whom_they_count() -> None:
    whole = toll(900, "Office", Population.ALL, Basis.REPORTED, key="whole")
    parts = [
        toll(n, "Office", Population.PROTECTED, Basis.REPORTED, key=said, part_of="whole", definition=said)
        for n, said in ((50, "Medical staff"), (7, "Journalists"))
    ]
    assert [row.label for row in tolls([whole, *parts], EN).rows[1:]] == [
        "of which Medical staff",
        "of which Journalists",
    ]


def test_a_toll_of_children_or_of_journalists_alone_is_not_the_least_toll() -> None:
    told = [
        toll(37_877, "Ministry", Population.ALL, Basis.REPORTED, key="a"),
        toll(14_800, "Monitor", Population.ALL, Basis.REPORTED, key="b"),
        toll(20, "Monitor", Population.PROTECTED, Basis.REPORTED, key="c", part_of="not in this view"),
        toll(8_000, "Ministry", Population.ALL, Basis.REPORTED, key="d", age=Age.CHILD),
    ]
    assert ": from 14,800 (Monitor) to 37,877 (Ministry)." in tolls(told, EN).sentence


def test_of_stocks_by_country_the_largest_is_said_whether_or_not_the_gazetteer_has_the_country() -> None:
    told = [
        exactly(Measure.ASYLUM_SEEKERS, n, series=Series.STOCK, source="UNHCR", place=place, pcode=pcode, speaks_of=DAY)
        for n, place, pcode in ((0, "Egypt", "EG"), (65_511, "Germany", None), (3, "Atma", None))
    ]
    spec = stocks(told, EN)
    assert spec.sentence.startswith("Asylum-seekers: 65,511 (Germany, on 31 December 2025, UNHCR). ")
    assert [row.figure.best for row in spec.rows] == [65_511, 3, 0]
    assert max(map(size, told)) == 65_511


def test_a_number_that_low_and_high_agree_on_has_its_dot_though_nobody_calls_it_best() -> None:
    told = [
        total(Measure.REFUGEES, 4, None, 4, series=Series.STOCK),
        total(Measure.REFUGEES, 3, None, 9, series=Series.STOCK),
    ]
    dots = figure(stocks(told, EN))["data"][-1]
    assert sorted(zip(dots["x"], dots["marker"]["opacity"], strict=True)) == [(4, 1), (6.0, 0)]


def test_months_are_named_so_that_years_begin_with_january() -> None:
    months = [exactly(Measure.KILLED, 5, group=f"{year}-{month:02}") for year in (2016, 2017) for month in range(1, 13)]
    axis = figure(timeline(months, Measure.KILLED, EN))["layout"]["xaxis"]
    assert axis["tickvals"] == [0, 6, 12, 18]
    assert axis["ticktext"] == ["January<br>2016", "July<br>2016", "January<br>2017", "July<br>2017"]


def test_of_a_few_months_as_many_are_named_as_a_narrow_screen_holds() -> None:
    for months, named in ((1, [0]), (2, [0, 1]), (3, [0, 1, 2]), (4, [0, 2]), (6, [0, 2, 4])):
        killed = [exactly(Measure.KILLED, 5, group=f"2024-{month:02}") for month in range(1, months + 1)]
        axis = figure(timeline(killed, Measure.KILLED, EN))["layout"]["xaxis"]
        assert axis["tickvals"] == named
        month_px = 200 / (axis["range"][1] - axis["range"][0])
        assert all((later - earlier) * month_px > 60 for earlier, later in pairwise(named)), "as wide as a name is"


def test_a_fall_of_a_part_is_said_beside_tolls_that_do_not_fall() -> None:
    fell = running.FALLING.points[2]
    part = line(point(date(2024, 2, 1), 40), fell, part=True, definition="Journalists")
    found = these(line(point(date(2024, 2, 1), 100), point(date(2024, 3, 1), 120)), part)
    spec = toll_curves(found, running.EN)
    assert spec.sentence.endswith(": none of them falls; of their parts, 1 falls.")
    assert not any("▼" in note for note in spec.notes), "a sign that is not drawn needs no note"
    assert toll_changes(found, running.EN).table.rows[0][-1] == "Journalists"


def test_movements_of_a_month_that_can_not_be_added_are_not_said_to_be_unknown() -> None:
    month = Month(start=date(2021, 12, 1), low=None, best=None, high=None, claims=9, places=9, added=False)
    moved = MonthlyLine(
        measure=Measure.DISPLACED, population=Population.UNKNOWN, unit=Unit.PERSON, sex=None, age=None, source="OCHA",
        origin=None, direct=True, basis=None, definition=None, months=(month,),
    )  # fmt: skip
    spec = monthly_chart("moved", "Displacement by month", Monthly(lines=(moved,), longer=0), running.EN)
    assert spec.sentence == "Movements are known to the month, and none can be added to a month's sum. See the table."
    assert figure(spec)["layout"]["height"] < 20
