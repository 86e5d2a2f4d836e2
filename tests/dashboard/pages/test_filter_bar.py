import pytest

from dashboard.components.filter_bar import day_typed, in_force_words, synchronise
from dashboard.components.ids import Control
from dashboard.locale import speak


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024-11-30", "2024-11-30"),
        (" 2024/4/3 ", "2024-04-03"),
        ("20241130", "2024-11-30"),
        ("٢٠٢٤-١١-٣٠", "2024-11-30"),
        ("۲۰۲۴.۱۱.۳۰", "2024-11-30"),
        ("03/04/2024", "03/04/2024"),
        ("2024113", "2024113"),
        ("yesterday", "yesterday"),
        ("", ""),
    ],
)
def test_a_day_is_read_year_first_and_otherwise_left_as_typed(typed: str, day: str) -> None:
    assert day_typed(typed) == day


def test_a_typed_day_is_written_into_the_address_as_iso() -> None:
    assert synchronise("", {Control.SINCE: "2024/4/3"}) == "?from=2024-04-03"
    assert synchronise("?from=2024-04-03", {Control.SINCE: "2024/4/3"}) == "?from=2024-04-03"


def test_the_filters_in_force_are_counted_in_the_reader_s_digits() -> None:
    assert in_force_words("?lang=ar", speak("ar")) == ""
    assert in_force_words("?place=SY07&measure=killed&show=killed", speak("ar", "arab")) == " (٢)"
