from datetime import date

import pytest

from dashboard.view import View, language_of, search_of, without_filters, words_of
from db.filters import FilterError
from db.vocabulary import Measure, Series


def test_an_address_is_read_into_filters_language_digits_and_what_is_shown() -> None:
    view = View.from_search("?from=2024-11-01&place=SY07&lang=ar&digits=arab&show=injured")
    assert (view.filters.since, view.filters.place) == (date(2024, 11, 1), "SY07")
    assert (view.speaker.language, view.speaker.numerals, view.show) == ("ar", "arab", Measure.INJURED)


def test_a_filter_on_a_measure_goes_before_what_the_charts_would_show() -> None:
    assert View.from_search("?show=injured&measure=missing").shown.measure is Measure.MISSING


def test_the_charts_of_incidents_ask_for_incidents_alone() -> None:
    assert View.from_search("").shown.series is Series.INCIDENT


@pytest.mark.parametrize("show", ["", "?show=", "?show=killed"])
def test_what_is_shown_where_nothing_is_asked_is_killed(show: str) -> None:
    assert View.from_search(show).show is Measure.KILLED


@pytest.mark.parametrize("show", ["?show=refugees", "?show=<script>", "?show=Injured"])
def test_what_can_not_be_shown_is_told(show: str) -> None:
    with pytest.raises(FilterError, match="there are killed, injured"):
        View.from_search(show)


def test_an_error_in_a_filter_is_raised_and_the_language_is_still_known() -> None:
    search = "?lang=ar&from=yesterday"
    with pytest.raises(FilterError):
        View.from_search(search)
    assert language_of(search, "en") == "ar"


def test_the_whole_register_keeps_the_manner_and_drops_the_filters() -> None:
    assert words_of(without_filters("?lang=ar&place=SY07&show=injured&digits=arab")) == {"lang": "ar", "digits": "arab"}
    assert search_of({}) == ""
