"""Why a view can't be asked for, in Arabic: with the value, and what is allowed."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.locale import speak
from dashboard.wording.filters import filter_words
from db import queries
from db.filters import FilterError, Filters
from db.history.moments import window_of
from tests.dashboard.wording.latin import ARABIC, Said

AR, EN = speak("ar"), speak("en")
WORDS = ("measure", "series", "population", "reliability", "corroboration", "policy", "convention")
UNREAD = ("from=yesterday", "to=2024-02-30", "as_of=soon", "from=2024-02-01&to=2024-01-01")
UNASKED = ("place=Nowhere", "source=Nobody", "incident=no-code")


def refusal(ask: Callable[[], object]) -> FilterError:
    with pytest.raises(FilterError) as refused:
        ask()
    return refused.value


def is_told(error: FilterError) -> bool:
    told = filter_words(error, AR)
    return bool(ARABIC.search(told)) and not Said(told, marked=False).own


@pytest.mark.parametrize("query", [*UNREAD, *(f"{name}=nonsense" for name in WORDS)])
def test_a_value_that_is_none_is_told(query: str) -> None:
    error = refusal(lambda: Filters.from_query(query))
    assert is_told(error)
    assert filter_words(error, EN) == str(error)


@pytest.mark.parametrize("query", UNASKED)
def test_what_the_register_has_not_got_is_told(sqlite_engine: Engine, query: str) -> None:
    with Session(sqlite_engine) as session:
        assert is_told(refusal(lambda: queries.totals(session, Filters.from_query(query))))


def test_a_window_that_ends_before_it_begins_is_told() -> None:
    assert is_told(refusal(lambda: window_of("2024-02-01", "2024-01-01")))
    assert is_told(refusal(lambda: window_of("soon", None)))


def test_what_is_said_in_other_words_stays_as_it_is() -> None:
    assert filter_words(FilterError("something new"), AR) == "something new"
