"""Sums of periods, their gaps and their parts, with and without the columnar copy."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine

from db.answers import First, Total
from db.columns.store import beside, copy_for
from db.drafts import ClaimDraft
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from db.queries import By, largest, totals
from db.vocabulary import Age, Quantifier, Series, Sex
from tests.db.conftest import make_batch, make_claim
from tests.db.histories import fresh
from tests.tries import tries

Claim = Callable[..., ClaimDraft]
MONTHS = {n: (date(2024, n, 1), date(2024, n + 1, 1) - timedelta(days=1)) for n in range(1, 12)}


@pytest.fixture
def engine(sqlite_engine: Engine) -> Engine:
    return sqlite_engine


def told(engine: Engine, by: By | None = None, **view: Any) -> list[Total]:
    with reading(engine) as session:
        return totals(session, Filters(**view), by)


def period(claim: Claim, month: int, best: int | None, **changes: Any) -> ClaimDraft:
    first, last = MONTHS[month]
    return claim(
        f"all/{month}", **{"series": Series.PERIOD, "date_from": first, "date_to": last, "best": best, **changes}
    )


def children(claim: Claim, month: int, best: int | None, **changes: Any) -> ClaimDraft:
    fields = {"series": Series.PERIOD, "age": Age.CHILD, "best": best, "subset_of": f"all/{month}"}
    first, last = MONTHS[month]
    key = changes.pop("key", f"children/{month}")
    return claim(key, **{**fields, "date_from": first, "date_to": last, **changes})


def test_parts_of_added_figures_are_added_alike(asked: Engine, put: Callable[..., Any], claim: Claim) -> None:
    put(period(claim, 1, 1000), children(claim, 1, 100), period(claim, 2, 2000), children(claim, 2, 900))
    whole, part = told(asked)
    assert (whole.best, part.best, part.low, part.high) == (3000, 1000, 1000, 1000)
    assert (part.part_of, part.claims, part.covered) == (whole.key, 2, None)
    assert (part.since, part.until) == (whole.since, whole.until)


def test_a_part_of_some_added_figures_is_the_least_of_a_part(
    asked: Engine, put: Callable[..., Any], claim: Claim
) -> None:
    put(*(period(claim, month, 1000) for month in (1, 2, 3)), *(children(claim, month, 100) for month in (2, 3)))
    whole, part = told(asked)
    assert (part.low, part.best, part.high, part.claims) == (200, None, None, 2)
    assert part.part_of == whole.key
    assert (part.since, part.until) == (MONTHS[2][0], MONTHS[3][1])


def test_a_vague_word_for_a_part_of_one_added_figure_stays_a_word(
    asked: Engine, put: Callable[..., Any], claim: Claim
) -> None:
    dozens = {"low": 24, "high": None, "quantifier": Quantifier.VAGUE, "verbatim": "dozens", "span": (0, 6)}
    about = {"low": None, "high": None, "quantifier": Quantifier.ABOUT, "age": None, "sex": Sex.FEMALE}
    put(
        *(period(claim, month, 1000) for month in (1, 2)),
        children(claim, 1, None, **dozens),
        children(claim, 2, 50, key="women", **about),
    )
    parts = {total.age: total for total in told(asked) if total.part_of}
    assert (parts[Age.CHILD].low, parts[Age.CHILD].word) == (24, "dozens")
    women = parts[None]  # about 50 in one month: nobody says the least of both
    assert (women.low, women.best, women.high, women.quantifier) == (None, None, None, None)


def test_of_two_parts_of_one_added_figure_the_larger_is_the_least(
    asked: Engine, put: Callable[..., Any], claim: Claim
) -> None:
    """Nobody says whether the 30 are among the 70."""
    two = children(claim, 1, 30, key="a"), children(claim, 1, 70, key="b")
    put(*(period(claim, month, 1000) for month in (1, 2)), *two, children(claim, 2, 5))
    _, part = told(asked)
    assert (part.low, part.best, part.high, part.claims) == (75, None, None, 3)


def test_parts_of_parts_are_parts_of_as_many_figures(asked: Engine, put: Callable[..., Any], claim: Claim) -> None:
    girls = {"sex": Sex.FEMALE, "subset_of": "children/1", "key": "girls/1"}
    both = (*(period(claim, month, 1000) for month in (1, 2)), *(children(claim, month, 100) for month in (1, 2)))
    put(*both, children(claim, 1, 40, **girls))
    whole, part, part_of_part = told(asked)
    assert (part.best, part.part_of) == (200, whole.key)
    assert (part_of_part.low, part_of_part.best, part_of_part.part_of) == (40, None, part.key)


def test_parts_of_figures_that_are_not_added_stay_theirs(asked: Engine, put: Callable[..., Any], claim: Claim) -> None:
    put(
        period(claim, 1, 1000),
        children(claim, 1, 100),
        period(claim, 2, 2000, date_from=date(2024, 1, 20)),
        children(claim, 2, 900),
    )
    assert {(total.best, total.part_of) for total in told(asked)} == {
        (1000, None),
        (2000, None),
        (100, "all/1"),
        (900, "all/2"),
    }


def test_parts_are_found_with_the_first_lines_and_count_for_none(
    asked: Engine, put: Callable[..., Any], claim: Claim
) -> None:
    put(period(claim, 1, 1000), period(claim, 2, 2000), children(claim, 1, 100), children(claim, 2, 900))
    with reading(asked) as session:
        found = largest(session, Filters(), most=1)
    assert ([total.best for total in found.totals], found.more) == ([3000, 1000], 0)


def test_a_sum_with_gaps_says_how_many_days_it_covers(asked: Engine, put: Callable[..., Any], claim: Claim) -> None:
    put(period(claim, 1, 10), period(claim, 4, 30), children(claim, 1, 4), children(claim, 4, 6))
    whole, part = told(asked)
    assert (whole.best, whole.covered, whole.until) == (40, 61, MONTHS[4][1])
    assert (part.best, part.covered) == (10, 61)
    assert [total.covered for total in told(asked, "month")] == [None] * 4


def test_a_sum_without_gaps_covers_all_its_days(asked: Engine, put: Callable[..., Any], claim: Claim) -> None:
    put(*(period(claim, month, 10) for month in (1, 2, 3)))
    assert [(total.best, total.covered) for total in told(asked)] == [(30, None)]


@st.composite
def _file(draw: st.DrawFn) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Figures of few months, most of them one line, and parts of them and of each other."""
    claims: dict[str, dict[str, Any]] = {}
    for number in range(draw(st.integers(2, 9))):
        month, best = draw(st.integers(1, 5)), draw(st.integers(0, 90))
        first, last = MONTHS[month]
        low = draw(st.sampled_from([best, None]))
        changes = {
            "series": Series.PERIOD,
            "date_from": draw(st.sampled_from([first, first, first, first, None])),
            "date_to": draw(st.sampled_from([last] * 6 + [MONTHS[6][1]])),
            "best": draw(st.sampled_from([best, best, None])),
            "low": low,
            "high": draw(st.sampled_from([best, best, None])),
            "quantifier": draw(st.sampled_from([Quantifier.EXACT, Quantifier.VAGUE])),
            "definition": draw(st.sampled_from([None, None, None, "named"])),
            "age": draw(st.sampled_from([None, None, Age.CHILD])),
            "pcode": draw(st.sampled_from(["SY07", "SY07", "SY07", "SY02"])),
        }
        changes["place"] = {"SY07": "Idleb", "SY02": "Aleppo"}[changes["pcode"]]
        if number and draw(st.booleans()):
            changes["subset_of"] = f"claim/{draw(st.integers(0, number - 1))}"
        elif draw(st.integers(0, 9)) == 0:
            changes["subset_of"] = f"claim/{number + 1}"  # which may be a part of it
        claims[f"claim/{number}"] = changes
    return tuple(claims.items())


@settings(max_examples=tries(60), deadline=None, suppress_health_check=list(HealthCheck))
@given(files=st.lists(_file(), min_size=1, max_size=2))
def test_periods_from_the_copy_are_those_of_the_register(
    files: list[tuple[tuple[str, dict[str, Any]], ...]], sqlite_template: Path, tmp_path: Path
) -> None:
    with fresh(sqlite_template, tmp_path) as plain:
        copied = beside(plain)
        for file in files:
            with writing(plain) as session:
                record(session, make_batch(*(make_claim(key, **changes) for key, changes in file)))
        with reading(plain) as own, reading(copied) as other:
            assert copy_for(other) is not None
            for by in (None, "month", "place"):
                expected = totals(own, Filters(), by)
                assert totals(other, Filters(), by) == expected
                _check(expected, {key for file in files for key, _ in file})
                for first in get_args(First):
                    lines = (largest(session, Filters(), by, most=1, first=first) for session in (own, other))
                    assert next(lines) == next(lines)


def _check(found: list[Total], said: set[str]) -> None:
    """A part of a figure that was said is a part of one that is told; no key stands twice."""
    keys = [total.key for total in found]
    assert len(keys) == len(set(keys))
    assert {total.part_of for total in found} & said <= set(keys)
