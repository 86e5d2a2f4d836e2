"""Tolls that stand below what they were, with and without the columnar copy."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from db.drafts import ClaimDraft
from db.engine import reading
from db.filters import Filters
from db.lines.falls import Change
from db.queries import By, totals
from db.series.fallen import Fallen, fallen
from db.vocabulary import Age, Quantifier, Series

Claim = Callable[..., ClaimDraft]
JANUARY, FEBRUARY, MARCH, APRIL, MAY = (date(2024, month, 1) for month in (1, 2, 3, 4, 5))
DAYS = (JANUARY, FEBRUARY, MARCH, APRIL, MAY)


@pytest.fixture
def engine(sqlite_engine: Engine) -> Engine:
    return sqlite_engine


def told(engine: Engine, by: By | None = None, **filters: Any) -> dict[tuple[int | None, str | None], Fallen]:
    """What is told of each toll in a view, by its figure and group."""
    view = Filters(**filters)
    with reading(engine) as session:
        shown = totals(session, view, by)
        found = fallen(session, view, shown)
    return {(total.best, total.group): found[total.key] for total in shown if total.key in found}


def tolls(claim: Claim, *numbers: int | None, **changes: Any) -> list[ClaimDraft]:
    fields: dict[str, Any] = {"series": Series.CUMULATIVE, "date_from": date(2023, 10, 7), "date_to": None}
    named = changes.get("source", "office")
    return [
        claim(f"{named}/{day}", **{**fields, "speaks_of": day, "best": number, **changes})
        for day, number in zip(DAYS, numbers, strict=False)
    ]


def was(found: Fallen) -> tuple[Change | None, int | None, date | None]:
    return found.change, found.before.best, found.before.speaks_of


def test_a_toll_that_began_anew_says_what_it_was_and_on_which_day(
    asked: Engine, put: Callable[..., Any], claim: Claim
) -> None:
    put(*tolls(claim, 4327, 4324, 12))
    ((toll, found),) = told(asked).items()
    assert toll == (12, None)
    assert was(found) == (Change.RESET, 4324, FEBRUARY)


def test_a_toll_that_fell_is_marked_until_it_has_made_up_for_it(
    asked: Engine, put: Callable[..., Any], claim: Claim
) -> None:
    put(*tolls(claim, 4327, 4324, 4326, source="Mended"))
    put(*tolls(claim, 4327, 4324, 4327, source="Caught up"))
    put(*tolls(claim, 4327, 4324, 12, 15, source="Anew"))
    put(*tolls(claim, 100, 110, 120, source="Growing"))
    found = told(asked)
    assert {best: was(each) for (best, _), each in found.items()} == {
        4326: (Change.FALL, 4327, JANUARY),
        15: (Change.RESET, 4324, FEBRUARY),
    }


def test_a_figure_without_a_number_is_passed_over(asked: Engine, put: Callable[..., Any], claim: Claim) -> None:
    put(*tolls(claim, 4327, None, 12))
    ((_, found),) = told(asked).items()
    assert was(found) == (Change.RESET, 4327, JANUARY)


VAGUE: dict[str, Any] = {"low": 200_000, "best": None, "high": None, "quantifier": Quantifier.VAGUE}
AT_LEAST: dict[str, Any] = {"low": 290_000, "best": 290_000, "high": None, "quantifier": Quantifier.AT_LEAST}


@pytest.mark.parametrize("said", [VAGUE, AT_LEAST])
def test_a_toll_that_is_said_less_exactly_has_not_fallen(
    asked: Engine, put: Callable[..., Any], claim: Claim, said: dict[str, Any]
) -> None:
    first, second, third = tolls(claim, 310_000, 1, 2)
    put(first, *(replace(draft, **said) for draft in (second, third)))
    ((_, found),) = told(asked).items()
    assert was(found) == (None, 310_000, JANUARY)


def test_an_open_figure_of_a_count_that_began_anew_is_marked_while_it_is_far_below(
    asked: Engine, put: Callable[..., Any], claim: Claim
) -> None:
    *_, third = tolls(claim, 4324, 12, 15)
    put(*tolls(claim, 4324, 12), replace(third, high=None, quantifier=Quantifier.AT_LEAST))
    ((_, found),) = told(asked).items()
    assert was(found) == (Change.RESET, 4324, JANUARY)


def test_a_toll_from_another_start_and_a_part_are_not_told_to_have_fallen(
    asked: Engine, put: Callable[..., Any], claim: Claim
) -> None:
    first, second = tolls(claim, 4327, 4500)
    part = claim("children", **{"series": Series.CUMULATIVE, "age": Age.CHILD, "best": 9, "subset_of": first.key})
    again = claim("again", series=Series.CUMULATIVE, date_from=date(2024, 2, 1), date_to=None, speaks_of=MARCH, best=12)
    put(first, second, part, again)
    assert told(asked) == {}


def test_of_several_months_each_says_what_stood_before_it(asked: Engine, put: Callable[..., Any], claim: Claim) -> None:
    put(*tolls(claim, 4327, 4324, 12))
    found = told(asked, "month")
    assert {group: was(each) for (_, group), each in found.items()} == {
        "2024-02": (Change.FALL, 4327, JANUARY),
        "2024-03": (Change.RESET, 4324, FEBRUARY),
    }
    assert told(asked, "month", since=MARCH) == {}
