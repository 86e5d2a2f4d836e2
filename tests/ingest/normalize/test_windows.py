"""Windows of time: how long the words of one say that it lasted."""

import pytest

from ingest.normalize.windows import outlasts_a_day

LONG = [
    "over three days",
    "in 48 h",
    "during the past week",
    "over two months",
    "خلال ثلاثة أيام",
    "خلال يومين",
    "en trois jours",
]
SHORT = ["in the past 24 hours", "in 6 hours", "over the past day", "خلال ٢٤ ساعة", "since 2011", "in Idlib", ""]


@pytest.mark.parametrize("words", LONG)
def test_a_window_of_several_days_outlasts_a_day(words: str) -> None:
    assert outlasts_a_day(words)


@pytest.mark.parametrize("words", SHORT)
def test_a_day_or_a_toll_or_no_window_does_not(words: str) -> None:
    assert not outlasts_a_day(words)
