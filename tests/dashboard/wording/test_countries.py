"""Countries as publishers write them."""

import pytest

from dashboard.locale import speak
from dashboard.wording.countries import country_name, is_country

EN, AR = speak("en"), speak("ar")


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("SYR", "Syria"),
        ("Syrian Arab Rep.", "Syria"),
        ("Syrian Arab Rep", "Syria"),
        ("Rep. of Moldova", "Moldova"),
        ("Iran (Islamic Rep. of)", "Iran"),
        ("Netherlands (Kingdom of the)", "Netherlands"),
        ("Republic Street", None),
        ("Aleppo (C1001)", None),
    ],
)
def test_a_country_is_known_by_the_names_that_are_written(written: str, known: str | None) -> None:
    assert country_name(written, EN) == known


def test_a_country_is_told_from_a_town_in_the_readers_language() -> None:
    assert is_country("Germany", EN)
    assert is_country("ألمانيا", AR)
    assert not is_country("Aleppo", EN)
