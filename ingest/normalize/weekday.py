"""Days of the week beside a date: where the two contradict each other one is wrong, and nobody can tell which."""

from datetime import date
from typing import Final, NamedTuple

from ingest.normalize.date_words import weekdays_in

_NAMES: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class OtherWeekday(NamedTuple):
    """What the words call a day that is another: ``said`` and ``falls_on`` are English names."""

    day: date
    said: str
    falls_on: str

    def told(self, text: str) -> str:
        """The sentence for people; ``text`` are the words of the date."""
        return f"{text!r} says {self.said}, and {self.day} is a {self.falls_on}."


def other_weekday(text: str, start: date | None, end: date | None) -> OtherWeekday | None:
    """The contradiction in words that were read as the days from ``start`` to ``end``; None where there is none.

    One day of the week is held against a single day or the beginning of what is still going on, and two against the
    two ends of a span. Of which day any other speaks is not said.
    """
    said = weekdays_in(text)
    days = [start] if end in (None, start) else [start, end]
    if not said or len(said) != len(days):
        return None
    for number, day in zip(said, days, strict=True):
        if day is not None and day.isoweekday() != number:
            return OtherWeekday(day, _NAMES[number - 1], _NAMES[day.weekday()])
    return None
