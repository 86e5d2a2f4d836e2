"""Stocks that no longer stand: when, from which day that is looked at, and how they are told apart from what holds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from db.answers import LineCount, Total
from db.columns.store import beside
from db.drafts import ClaimDraft
from db.engine import open_register, reading
from db.filters import Filters
from db.queries import largest, standing, totals
from db.series.running import running
from db.stock_validity import oldest_day, stock_validity
from db.vocabulary import Measure, Series, Unit

Put = Callable[..., Any]
Claim = Callable[..., ClaimDraft]
NEW, TWO_YEARS, OLD = date(2024, 12, 31), date(2022, 12, 31), date(2022, 12, 30)


def stock(claim: Claim, key: str, day: date, **changes: Any) -> ClaimDraft:
    fields = {"series": Series.STOCK, "measure": Measure.IDPS, "speaks_of": day, "date_from": None, "date_to": None}
    return claim(key, **{**fields, "source": key, "incident": None, **changes})


@pytest.fixture
def both(sqlite_engine: Engine, sqlite_url: str) -> Iterator[list[Engine]]:
    """The register as its own words say it, and from its copy."""
    engines = [sqlite_engine, beside(open_register(sqlite_url))]
    yield engines
    engines[1].dispose()


@pytest.fixture
def engine(sqlite_engine: Engine) -> Engine:
    return sqlite_engine


@contextmanager
def reading_all(engines: list[Engine]) -> Iterator[list[Session]]:
    with reading(engines[0]) as one, reading(engines[1]) as other:
        yield [one, other]


def told(engines: list[Engine], **filters: Any) -> dict[str, bool]:
    """The stocks of a view by their sources, and whether they no longer stand; both ways say the same."""
    with reading_all(engines) as sessions:
        one, other = (totals(session, Filters(**filters)) for session in sessions)
    assert one == other
    return {str(total.source): total.outdated for total in one}


def test_a_stock_stands_for_so_many_months_before_the_newest_stock_of_the_register(
    both: list[Engine], put: Put, claim: Claim
) -> None:
    put(stock(claim, "new", NEW), stock(claim, "two years", TWO_YEARS), stock(claim, "old", OLD))
    assert told(both) == {"new": False, "two years": False, "old": True}
    assert told(both, source="old") == {"old": True}


def test_what_no_longer_stands_is_counted_and_comes_first_nowhere(both: list[Engine], put: Put, claim: Claim) -> None:
    put(stock(claim, "new", NEW, best=5), stock(claim, "old", OLD, best=9000))
    with reading_all(both) as sessions:
        for session in sessions:
            found = largest(session, Filters(), most=3, first="largest")
            assert ([total.source for total in found.totals], found.more) == (["new"], 0)
            assert found.counts == (LineCount(Measure.IDPS, Series.STOCK, Unit.PERSON, lines=1, wholes=1, outdated=1),)
            said = standing(session, Filters())
            assert (said.outdated, said.stocks_from) == (1, NEW)
            assert standing(session, Filters(series=Series.INCIDENT)).outdated == 0
            lines = running(session, Filters(), Series.STOCK).lines
            assert [(line.source, line.outdated) for line in lines] == [("new", False), ("old", True)]


def test_the_end_of_a_period_is_looked_from_where_it_is_before_the_newest_stock(
    both: list[Engine], put: Put, claim: Claim
) -> None:
    put(stock(claim, "new", NEW), stock(claim, "old", OLD), stock(claim, "older", date(2020, 1, 1)))
    assert told(both, until=date(2023, 6, 1)) == {"old": False, "older": True}
    assert told(both, until=date(2021, 6, 1)) == {"older": False}
    assert told(both, until=date(2040, 1, 1)) == {"new": False, "old": True, "older": True}


def test_an_evening_is_answered_as_it_was_then(both: list[Engine], put: Put, claim: Claim) -> None:
    then, later = (datetime(year, 1, 9, tzinfo=UTC) for year in (2023, 2025))
    put(stock(claim, "old", OLD), now=then)
    put(stock(claim, "new", NEW), now=later)
    assert told(both, as_of=then) == {"old": False}
    assert told(both) == {"old": True, "new": False}


def test_a_stock_of_a_day_to_come_makes_no_other_one_old(both: list[Engine], put: Put, claim: Claim) -> None:
    put(stock(claim, "office", OLD), stock(claim, "plan", date(2090, 1, 1)), now=datetime(2023, 1, 9, tzinfo=UTC))
    assert told(both) == {"office": False, "plan": False}


def test_a_layout_says_for_how_long_its_stocks_stand(both: list[Engine], put: Put, claim: Claim) -> None:
    put(stock(claim, "new", NEW), stock(claim, "two years", TWO_YEARS))
    put(stock(claim, "round", date(2023, 12, 31)), stock(claim, "older round", date(2023, 12, 30)), layout="iom_dtm")
    assert told(both) == {"new": False, "two years": False, "round": False, "older round": True}


def test_a_toll_and_a_stock_without_a_day_do_not_grow_old(both: list[Engine], put: Put, claim: Claim) -> None:
    toll = stock(claim, "toll", date(2011, 3, 1), series=Series.CUMULATIVE)
    put(stock(claim, "new", NEW), stock(claim, "some day", NEW, speaks_of=None, published=None), toll)
    assert told(both) == {"new": False, "some day": False, "toll": False}


def test_by_month_each_stock_stands_for_its_own_month(both: list[Engine], put: Put, claim: Claim) -> None:
    put(stock(claim, "new", NEW), stock(claim, "old", OLD))

    def by_month(session: Session) -> list[Total]:
        return totals(session, Filters(), "month")

    with reading_all(both) as (one, other):
        assert by_month(one) == by_month(other)
        assert {(total.group, total.outdated) for total in by_month(one)} == {("2024-12", False), ("2022-12", False)}


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 12, 31), 24, date(2022, 12, 31)),
        (date(2024, 12, 31), 18, date(2023, 6, 30)),
        (date(2024, 2, 29), 12, date(2023, 2, 28)),
        (date(2024, 1, 15), 1, date(2023, 12, 15)),
        (date(1, 6, 1), 24, date.min),
    ],
)
def test_months_are_counted_back_to_the_same_day_or_the_last_of_a_shorter_month(
    day: date, months: int, expected: date
) -> None:
    assert oldest_day(day, months) == expected


def test_every_validity_says_whose_practice_it_is_in_both_languages() -> None:
    every = [stock_validity().otherwise, *stock_validity().layouts.values()]
    assert all(each.reason("en") != each.reason("ar") for each in every)
    assert all(each.months <= stock_validity().otherwise.months for each in every)
