from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.time_axis import MOST_TICKS, day_ticks, few_ticks, padded
from dashboard.locale import speak

EN = speak("en")
DAYS = st.dates(date(1950, 1, 1), date(2090, 1, 1))


@given(DAYS, st.integers(0, 40_000))
def test_a_time_axis_has_a_few_names_inside_it(first: date, length: int) -> None:
    start, end = padded(first, first + timedelta(days=length))
    ticks = day_ticks(start, end, EN)
    assert 1 <= len(ticks) <= MOST_TICKS
    assert all(start <= day <= end for day, _ in ticks)
    assert len({name for _, name in ticks}) == len(ticks)


def test_years_and_months_begin_where_people_expect() -> None:
    assert [name for _, name in day_ticks(date(2010, 5, 1), date(2026, 1, 1), EN)] == ["2015", "2020"]
    months = [name for _, name in day_ticks(date(2023, 10, 1), date(2024, 8, 1), EN)]
    assert months == ["January 2024", "April 2024", "July 2024"]


def test_few_days_are_named_themselves() -> None:
    days = [date(2018, 12, 31), date(2021, 3, 31)]
    assert [name for _, name in few_ticks(days, EN)] == ["December 2018", "March 2021"]
    assert [name for _, name in few_ticks([date(2024, 1, 1), date(2024, 1, 20)], EN)] == [
        "1 January 2024",
        "20 January 2024",
    ]
    assert few_ticks([date(2024, 1, 1), date(2024, 1, 2), date(2025, 1, 1)], EN) == ()
    assert few_ticks([date(2024, n, 1) for n in range(1, 9)], EN) == ()
