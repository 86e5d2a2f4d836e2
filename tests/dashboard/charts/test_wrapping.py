from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.wrapping import wrapped
from dashboard.locale import speak

NAME = "Gaza Government Media Office"


def test_a_name_that_runs_the_other_way_is_shielded_in_each_of_its_lines() -> None:
    said = speak("ar").text("{origin}، نقلاً عبر {source}", origin=NAME, source="Tech for Palestine")
    lines = wrapped(said, 20)
    assert len(lines) > 2
    assert all(line.count("\u2068") == line.count("\u2069") for line in lines)
    assert "".join(line.strip("\u2068\u2069") for line in lines).count("Palestine") == 1


@given(st.text(alphabet="ab \u2068\u2069", max_size=60), st.integers(5, 30))
def test_no_letter_is_lost(text: str, letters: int) -> None:
    kept = "".join(wrapped(text, letters))
    assert [letter for letter in kept if letter in "ab"] == [letter for letter in text if letter in "ab"]
