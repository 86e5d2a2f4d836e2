from dataclasses import replace
from datetime import date
from typing import Any

from dashboard.charts.incident_months import incident_months
from dashboard.charts.monthly import monthly_chart
from dashboard.charts.movement_lines import MOST_ROWS, movement_lines
from dashboard.charts.routes import routes
from dashboard.charts.screen import figure
from dashboard.charts.stock_lines import stock_curves, stock_places
from db.series.monthly import Month, Monthly, MonthlyLine
from db.vocabulary import Age, Measure, Population, Quantifier, Series, Unit
from tests.dashboard.charts.demo import MILLIONS, MOVEMENTS, exactly
from tests.dashboard.charts.running import AR, EN, line, point, these

DAY = date(2024, 6, 30)


def stock(number: int, place: str, day: date = DAY, **changes: Any) -> Any:
    fields = {"measure": Measure.REFUGEES, "series": Series.STOCK, "source": "UNHCR", "since": None, "pcode": None}
    return line(point(day, number), **{**fields, "place": place, "spot": place.lower(), **changes})


def months(*figures: tuple[int, int | None], **changes: Any) -> MonthlyLine:
    fields: dict[str, Any] = {
        "measure": Measure.DISPLACED,
        "population": Population.UNKNOWN,
        "unit": Unit.PERSON,
        "source": "OCHA",
        "origin": None,
        "direct": True,
        "sex": None,
        "age": None,
        "basis": None,
        "definition": "Movements",
    }
    told = tuple(Month(date(2024, m, 1), n, n, n, 2, 2, n is not None) for m, n in figures)
    return MonthlyLine(months=told, **fields | changes)


def test_the_latest_stocks_are_told_by_place_and_never_added() -> None:
    spec = stock_places(these(stock(700, "Lebanon"), stock(2800, "TUR"), stock(50, "Idleb", measure=Measure.IDPS)), EN)
    assert [(row.group, row.label, row.figure.best) for row in spec.rows] == [
        ("Refugees", "Türkiye", 2800),
        ("Refugees", "Lebanon", 700),
        ("Internally displaced people", "Idleb", 50),
    ]
    assert "3,500" not in " ".join((spec.sentence, *spec.notes))


def test_many_stocks_are_drawn_as_far_as_there_is_room_and_all_in_the_table() -> None:
    spec = stock_places(these(*(stock(n, f"Place {n}") for n in range(1, 31))), EN)
    assert (len(spec.rows), len(spec.table.rows)) == (8, 30)
    assert "In the table only: 22 smaller lines." in spec.notes


def test_stocks_over_time_have_a_panel_for_each_measure() -> None:
    spec = stock_curves(these(stock(700, "Lebanon"), stock(50, "Idleb", measure=Measure.IDPS)), EN)
    assert [panel.heading for panel in spec.panels] == ["Refugees", "Internally displaced people"]


def test_a_word_that_stands_alone_in_a_month_is_printed_as_the_word() -> None:
    word = Month(date(2024, 1, 1), 2000, None, None, 1, 1, added=True, quantifier=Quantifier.VAGUE, word="thousands")
    line = replace(months((2, 800)), months=(word, *months((2, 800)).months))
    spec = monthly_chart("months", "By month", Monthly((line,), 0), EN)
    assert spec.table.rows[-1][3:7] == ("thousands", "—", "—", "—")


def test_movements_of_a_month_are_bars_on_one_axis() -> None:
    found = Monthly((months((1, 800), (2, 20)), months((5, 7), source="Monitor")), 3)
    spec = monthly_chart("months", "By month", found, EN)
    one, other = spec.panels
    assert (one.bars, one.ticks, one.first, one.last) == (True, other.ticks, other.first, other.last)
    assert (
        spec.sentence == "People displaced: most in January 2024 (800), latest in February 2024 (20), as OCHA counts."
    )
    assert "Not in this chart, because they are of no one month: 3 claims." in spec.notes
    bars = [trace for trace in figure(spec)["data"] if trace["type"] == "bar"]
    assert [bar["y"] for bar in bars] == [[800, 20], [7]]


def test_a_month_that_could_not_be_added_has_no_bar_and_no_number() -> None:
    spec = monthly_chart("months", "By month", Monthly((months((1, 800), (2, None)),), 0), EN)
    assert [spot.figure.best for spot in spec.panels[0].curves[0].spots] == [800]
    assert spec.table.rows[0][3:7] == ("not added", "—", "—", "—")
    assert "Not added, because their claims may be of the same movements: 1 month." in spec.notes


def some_days(month: int, number: int, covered: tuple[int, int], places: int = 1) -> Month:
    return Month(date(2024, month, 1), number, number, number, 2, places, added=True, covered=covered)


def test_a_month_with_gaps_says_for_how_many_of_its_days_there_are_figures() -> None:
    gaps = (some_days(2, 20, (14, 14)), some_days(3, 30, (7, 7), 2), some_days(4, 40, (7, 30), 2))
    line = replace(months((1, 800)), months=(*months((1, 800)).months, *gaps))
    spec = monthly_chart("months", "By month", Monthly((line,), 0), EN)
    assert [row[0] for row in spec.table.rows] == [
        "April 2024 (figures for 7 to 30 of 30 days, by place)",
        "March 2024 (figures for 7 of 31 days in each place)",
        "February 2024 (figures for 14 of 29 days)",
        "January 2024",
    ]
    assert "Without a figure for some of their days: 3 months. The table says for how many." in spec.notes
    (hidden,) = (trace for trace in figure(spec)["data"] if "customdata" in trace)
    assert hidden["customdata"][:2] == [
        "January 2024: 800<br>OCHA",
        "February 2024: 20<br>figures for 14 of 29 days<br>OCHA",
    ]
    arabic = monthly_chart("months", "By month", Monthly((line,), 0), AR)
    assert "الأيام التي لها أرقام: 14 من 29" in arabic.table.rows[2][0]


def test_a_month_is_the_one_with_most_only_where_none_with_gaps_may_have_more() -> None:
    whole = months((1, 800), (3, 20))
    with_gaps = replace(whole, months=(*whole.months[:1], some_days(2, 20, (14, 14)), whole.months[1]))
    spec = monthly_chart("months", "By month", Monthly((with_gaps,), 0), EN)
    assert spec.sentence == "People displaced in March 2024: 20 (OCHA)."
    largest = replace(whole, months=(some_days(1, 900, (30, 30)), *whole.months[1:]))
    spec = monthly_chart("months", "By month", Monthly((largest,), 0), EN)
    assert spec.sentence == (
        "People displaced: most in January 2024 (900, figures for 30 of 31 days), latest in March 2024 (20), "
        "as OCHA counts."
    )


def test_recorded_incidents_stand_beside_what_is_counted_over_months() -> None:
    totals = [
        exactly(Measure.DISPLACED, 30, group="2024-02"),
        exactly(Measure.DISPLACED, 10, group="2024-01"),
        exactly(Measure.DISPLACED, 7, group=None),
        exactly(Measure.DISPLACED, 5, group="2024-01", age=Age.CHILD),
        exactly(Measure.DISPLACED, 800, group="2024-01", series=Series.PERIOD, source="OCHA"),
    ]
    (line,) = incident_months(totals, EN)
    assert [(month.start.month, month.best, month.places) for month in line.months] == [(1, 10, None), (2, 30, None)]
    spec = monthly_chart("months", "By month", Monthly((months((1, 800)), line), 0), EN)
    assert [panel.curves[0].label for panel in spec.panels] == ["OCHA", "all sources of the incidents"]


def test_no_movement_by_month_is_a_sentence_even_where_longer_periods_are_claimed() -> None:
    spec = monthly_chart("months", "By month", Monthly((), 2), EN)
    assert (spec.sentence, spec.panels) == ("No movement in this view is known to the month.", ())


def test_movements_keep_kinds_apart_and_vague_words_as_words() -> None:
    spec = movement_lines(MOVEMENTS, EN)
    assert {row.group for row in spec.rows} == {
        "People displaced (over a period)",
        "People displaced (period not stated)",
        "Households displaced (recorded incidents)",
    }
    assert "millions" in {row.figure.text for row in movement_lines([MILLIONS], EN).rows}


def test_movements_of_many_places_are_drawn_as_far_as_there_is_room() -> None:
    totals = [
        exactly(Measure.DISPLACED, n, series=Series.PERIOD, source="OCHA", place=f"Place {n}") for n in range(1, 21)
    ]
    spec = movement_lines(totals, EN)
    assert (len(spec.rows), len(spec.table.rows)) == (MOST_ROWS, 20)
    assert "In the table only: 12 smaller figures." in spec.notes


def refugees(number: int, definition: str | None, place: str | None, **rest: Any) -> Any:
    fields = {"series": Series.STOCK, "source": "UNHCR", "speaks_of": DAY, "definition": definition, "place": place}
    return exactly(Measure.REFUGEES, number, **{**fields, **rest})


def test_ways_are_read_from_definitions_and_named_in_the_readers_language() -> None:
    totals = [
        refugees(2800, "Refugees from Syrian Arab Rep.", "TUR"),
        refugees(700, "Refugees from IRQ", "Lebanon"),
        refugees(9, "Refugees", "Lebanon"),
        refugees(8, "Refugees from IRQ", None),
        refugees(0, "Refugees from IRQ", "Malta"),
    ]
    assert [row.label for row in routes(totals, EN).rows] == ["From Syria to Türkiye", "From Iraq to Lebanon"]
    assert [row.label for row in routes(totals[1:2], AR).rows] == ["من العراق إلى لبنان"]


def test_no_way_is_a_sentence() -> None:
    spec = routes([refugees(9, "Refugees", "Lebanon")], EN)
    assert spec.sentence == "No claim in this view says from where people came and where they went."
