"""Times that sentences speak of, beside the days of their rows."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ingest.normalize.cursor import Cursor
from ingest.normalize.lexicon import lex
from ingest.normalize.meant_time import Meaning, Meant, RowDays, meant_time
from ingest.normalize.said_time import take_time

GOLDEN: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("times.yml").read_text(encoding="utf-8"))
DAY = date(2024, 11, 13)
WORDS = sorted({case["words"][0] for case in GOLDEN})


@pytest.mark.parametrize("case", GOLDEN, ids=lambda case: f"{case['words']} {case.get('row', '')}")
def test_words_mean_the_days_of_the_table(case: dict[str, Any]) -> None:
    first, last = case.get("row", (DAY, DAY))
    row = RowDays(first, last, case.get("published"))
    found = meant_time(case["words"], row, one_event=case.get("one_event", True))
    assert found == Meant(Meaning(case["meaning"]), *case.get("days", ()))


@pytest.mark.parametrize("words", WORDS)
def test_the_words_of_a_time_are_found_whole_behind_in(words: str) -> None:
    text = f"in {words}"
    cursor = Cursor(text, lex(text, sentence=True), index=1)
    assert take_time(cursor) == words
    assert cursor.at_end


@pytest.mark.parametrize("text", ["may", "sept", "of 12 people", "2000 families", "first aid", "the night", "12"])
def test_other_words_are_no_time(text: str) -> None:
    cursor = Cursor(text, lex(text, sentence=True))
    assert take_time(cursor) is None
    assert cursor.index == 0


@given(st.sampled_from(WORDS), st.dates(date(2001, 1, 1), date(2099, 12, 1)), st.integers(0, 60), st.integers(0, 10))
def test_days_that_words_mean_are_in_order_and_never_those_of_the_row_alone(
    words: str, first: date, length: int, later: int
) -> None:
    last = first + timedelta(days=length)
    found = meant_time([words], RowDays(first, last, last + timedelta(days=later)))
    if found.start is not None and found.end is not None:
        assert found.start <= found.end
        assert not first <= found.start <= found.end <= last
    else:
        assert found.start is found.end is None
