"""Days of the week beside a date: what contradicts it is told with both names, and what agrees says nothing."""

from datetime import date

import pytest

from ingest.normalize.date import read_date
from ingest.normalize.date_words import weekdays_in
from ingest.normalize.weekday import other_weekday


@pytest.mark.parametrize(
    ("text", "day", "said", "falls_on"),
    [
        ("Friday 2 March 2024", date(2024, 3, 2), "Friday", "Saturday"),
        ("Fri, 2 Mar 2024", date(2024, 3, 2), "Friday", "Saturday"),
        ("vendredi 2 mars 2024", date(2024, 3, 2), "Friday", "Saturday"),
        ("الجمعة ٢ آذار ٢٠٢٤", date(2024, 3, 2), "Friday", "Saturday"),
        ("يوم الأحد 2 مارس 2024", date(2024, 3, 2), "Sunday", "Saturday"),
        ("Sunday 2024-03-02", date(2024, 3, 2), "Sunday", "Saturday"),
        ("since Monday 2 March 2024", date(2024, 3, 2), "Monday", "Saturday"),
        ("Fri 1 - Sat 3 March 2024", date(2024, 3, 3), "Saturday", "Sunday"),
    ],
)
def test_a_weekday_that_contradicts_its_date_is_told_with_both_names(
    text: str, day: date, said: str, falls_on: str
) -> None:
    when = read_date(text)
    assert "other_weekday" in when.notes
    other = other_weekday(text, when.start, when.end)
    assert other is not None
    assert (other.day, other.said, other.falls_on) == (day, said, falls_on)
    assert other.told(text) == f"{text!r} says {said}, and {day} is a {falls_on}."


@pytest.mark.parametrize(
    "text",
    [
        *("Saturday 2 March 2024", "samedi 2 mars 2024", "السبت ٢ آذار ٢٠٢٤", "2 March 2024", "2024-03-02"),
        *("Fri 1 - Sun 3 March 2024", "Friday 1 to 3 March 2024", "March 2024", "since March 2024"),
        "week beginning Monday 4 March 2024",  # the one day named is not both ends of the week
    ],
)
def test_a_weekday_that_agrees_or_may_be_of_any_day_says_nothing(text: str) -> None:
    assert "other_weekday" not in read_date(text).notes


def test_weekdays_are_known_by_their_numbers_in_three_languages() -> None:
    assert weekdays_in("Mon, mardi, الأربعاء, thurs, VENDREDI, السبت, dimanche") == [1, 2, 3, 4, 5, 6, 7]
    assert weekdays_in("12/3/2024") == []
