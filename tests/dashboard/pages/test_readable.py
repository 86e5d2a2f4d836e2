"""Totals in the words of who reads the page."""

from datetime import date

import pytest

from dashboard.pages.overview.readable import readable
from db.vocabulary import Measure, Series
from tests.dashboard.charts.demo import exactly
from tests.dashboard.charts.running import AR, EN


@pytest.mark.parametrize(
    ("place", "pcode", "said"),
    [
        ("Aleppo", "SY02", "حلب"),
        ("Germany", None, "ألمانيا"),
        (None, "SY07", "إدلب"),
        ("Atma, Harim, Idleb (C4130)", "SY07", "Atma, Harim, Idleb (C4130)"),
        (None, None, None),
    ],
)
def test_a_place_is_named_in_the_readers_language_and_a_village_is_no_governorate(
    place: str | None, pcode: str | None, said: str | None
) -> None:
    (total,) = readable([exactly(Measure.DISPLACED, 815, place=place, pcode=pcode)], AR)
    assert total.place == said


def test_a_sum_of_days_was_not_published_on_the_first_of_them() -> None:
    first, last = date(2023, 10, 7), date(2024, 6, 30)
    dates = {"series": Series.PERIOD, "since": first, "until": last, "published": first}
    summed, single = readable(
        [exactly(Measure.KILLED, 37_877, claims=268, **dates), exactly(Measure.KILLED, 9, **dates)], EN
    )
    assert (summed.published, single.published) == (None, first)
