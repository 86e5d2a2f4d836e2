"""Tolls, stocks and periods: lines of one speaker, of which only like is ever added."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import Session

from db.answers import Total
from db.drafts import ClaimDraft
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import Recorded, record
from db.queries import By, totals
from db.vocabulary import Age, Basis, Measure, Population, Quantifier, Series, Unit

Put = Callable[..., Recorded]
MakeClaim = Callable[..., ClaimDraft]


def _totals(engine: Engine, by: By | None = None, **view: Any) -> list[Total]:
    with reading(engine) as session:
        return totals(session, Filters(**view), by)


def _toll(claim: MakeClaim, day: int, best: int, **changes: Any) -> ClaimDraft:
    source = changes.get("source", "Ministry")
    fields = {
        "source": source,
        "series": Series.CUMULATIVE,
        "date_from": date(2023, 10, 7),
        "date_to": None,
        "speaks_of": date(2023, 10, day),
        "best": best,
    }
    return claim(
        f"{source}/{day}/{changes.get('key', '')}", **fields | {k: v for k, v in changes.items() if k != "key"}
    )


def _period(claim: MakeClaim, first: date, last: date, best: int | None, **changes: Any) -> ClaimDraft:
    fields = {"series": Series.PERIOD, "date_from": first, "date_to": last, "best": best, "row": first.day}
    return claim(f"office/{first}/{last}/{changes.get('source', '')}", **fields | changes)


def test_the_latest_of_a_toll_stands_and_tolls_are_never_added(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(_toll(claim, 15, 300), _toll(claim, 20, 420), _toll(claim, 18, 400))
    [total] = _totals(engine)
    assert (total.best, total.speaks_of, total.claims) == (420, date(2023, 10, 20), 3)


def test_a_toll_that_falls_stands_as_its_latest_figure(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(_toll(claim, 15, 4237), _toll(claim, 16, 4327), _toll(claim, 17, 4324))
    assert [total.best for total in _totals(engine)] == [4324]


def test_several_figures_of_one_word_are_the_range_that_they_span(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(_toll(claim, 15, 300), *(_toll(claim, 20, best, key=f"row-{best}") for best in (950, 900, 960)))
    [total] = _totals(engine)
    assert (total.low, total.best, total.high, total.quantifier, total.claims) == (900, None, 960, None, 4)
    put(_toll(claim, 20, 960, key="later"))
    assert [total.best for total in _totals(engine)] == [960]


def test_an_open_figure_among_several_of_one_word_leaves_the_range_open(
    engine: Engine, put: Put, claim: MakeClaim
) -> None:
    put(_toll(claim, 20, 900), _toll(claim, 20, 950, key="open", high=None, quantifier=Quantifier.AT_LEAST))
    assert [(total.low, total.best, total.high) for total in _totals(engine)] == [(900, None, None)]


def test_tolls_of_two_sources_are_two_lines(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(_toll(claim, 15, 300), _toll(claim, 16, 280, source="Monitor"))
    assert {(total.source, total.best) for total in _totals(engine)} == {("Ministry", 300), ("Monitor", 280)}


@pytest.mark.parametrize(
    "other",
    [
        {"definition": "identified by name"},
        {"place": "Aleppo", "pcode": "SY02"},
        {"population": Population.CIVILIAN},
        {"age": Age.CHILD},
        {"basis": Basis.STATISTICAL_ESTIMATE},
        {"measure": Measure.INJURED},
        {"unit": Unit.HOUSEHOLD},
        {"origin": "Hospital", "direct": False},
        {"subset_of": "Ministry/15/"},
    ],
    ids=str,
)
def test_what_differs_in_kind_is_another_line(
    sqlite_engine: Engine, claim: MakeClaim, batch: Callable[..., Any], other: dict[str, Any]
) -> None:
    with writing(sqlite_engine) as session:
        record(session, batch(_toll(claim, 15, 300), _toll(claim, 16, 200, **other, key="other")))
    assert sorted(total.best or 0 for total in _totals(sqlite_engine)) == [200, 300]


def test_stocks_are_not_summed_over_time(engine: Engine, put: Put, claim: MakeClaim) -> None:
    stock = {"series": Series.STOCK, "measure": Measure.REFUGEES, "date_from": None, "date_to": None}
    put(
        *(
            claim(f"un/{year}", source="UNHCR", speaks_of=date(year, 12, 31), best=best, **stock)
            for year, best in ((2021, 6_848_900), (2022, 6_547_800), (2020, 6_702_900))
        )
    )
    [total] = _totals(engine)
    assert (total.best, total.claims) == (6_547_800, 3)
    assert [(t.group, t.best) for t in _totals(engine, "month")] == [
        ("2020-12", 6_702_900),
        ("2021-12", 6_848_900),
        ("2022-12", 6_547_800),
    ]


def test_periods_that_follow_each_other_add_up(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(
        _period(claim, date(2024, 1, 1), date(2024, 1, 31), 10),
        _period(claim, date(2024, 2, 1), date(2024, 2, 29), 20),
        _period(claim, date(2024, 4, 1), date(2024, 4, 30), 5),
    )
    [total] = _totals(engine)
    assert (total.low, total.best, total.high, total.claims) == (35, 35, 35, 3)
    assert (total.since, total.until) == (date(2024, 1, 1), date(2024, 4, 30))


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2024, 1, 31), date(2024, 2, 29)),  # the last day counts twice
        (date(2024, 1, 8), date(2024, 1, 14)),  # a week inside the month
        (date(2023, 1, 1), date(2024, 12, 31)),  # years around it
        (None, None),  # nobody knows
        (date(2024, 3, 1), None),
    ],
)
def test_periods_that_overlap_or_are_not_known_are_not_added(
    sqlite_engine: Engine, claim: MakeClaim, batch: Callable[..., Any], first: date | None, last: date | None
) -> None:
    january = _period(claim, date(2024, 1, 1), date(2024, 1, 31), 10)
    other = claim("office/other", series=Series.PERIOD, date_from=first, date_to=last, best=20)
    with writing(sqlite_engine) as session:
        record(session, batch(january, other))
    assert sorted(total.best or 0 for total in _totals(sqlite_engine)) == [10, 20]


def test_periods_of_two_sources_are_not_added(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(
        _period(claim, date(2024, 1, 1), date(2024, 1, 31), 10),
        _period(claim, date(2024, 2, 1), date(2024, 2, 29), 20, source="Monitor"),
    )
    assert sorted(total.best or 0 for total in _totals(engine)) == [10, 20]


def test_a_sum_of_periods_with_an_open_part_is_open(engine: Engine, put: Put, claim: MakeClaim) -> None:
    dozens = {"quantifier": Quantifier.VAGUE, "verbatim": "dozens"}
    put(
        _period(claim, date(2024, 1, 1), date(2024, 1, 31), 10),
        _period(claim, date(2024, 2, 1), date(2024, 2, 29), 4, high=None, quantifier=Quantifier.AT_LEAST),
        _period(claim, date(2024, 3, 1), date(2024, 3, 31), None, low=24, **dozens),
    )
    [total] = _totals(engine)
    assert (total.low, total.best, total.high, total.quantifier) == (38, None, None, None)


@pytest.mark.parametrize("series", [Series.PERIOD, Series.UNSPECIFIED])
@pytest.mark.parametrize(
    ("first", "last", "month"),
    [
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2024, 2, 10), date(2024, 2, 10), "2024-02"),
        (date(2024, 1, 20), date(2024, 2, 10), None),
        (date(2024, 1, 1), date(2024, 12, 31), None),
        (date(2023, 2, 1), date(2024, 2, 29), None),
        (date(2024, 2, 1), None, None),
        (None, date(2024, 2, 29), None),
    ],
)
def test_what_spans_more_than_a_month_is_in_no_month(
    sqlite_engine: Engine,
    claim: MakeClaim,
    batch: Callable[..., Any],
    series: Series,
    first: date | None,
    last: date | None,
    month: str | None,
) -> None:
    with writing(sqlite_engine) as session:
        record(session, batch(claim("a", series=series, date_from=first, date_to=last, speaks_of=last, best=10)))
    assert [(total.group, total.best) for total in _totals(sqlite_engine, "month")] == [(month, 10)]


def test_a_toll_is_in_the_month_that_it_speaks_of(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(_toll(claim, 15, 300), _toll(claim, 20, 420), _toll(claim, 1, 900, speaks_of=date(2023, 11, 1)))
    assert [(total.group, total.best) for total in _totals(engine, "month")] == [("2023-10", 420), ("2023-11", 900)]


def test_a_part_goes_with_the_figure_that_it_is_a_part_of(engine: Engine, put: Put, claim: MakeClaim) -> None:
    """The children of January's stock are no part of February's, and no stock of their own."""
    stock = {"series": Series.STOCK, "measure": Measure.IDPS, "date_from": None, "date_to": None}
    for number, (day, whole, part) in enumerate(((date(2024, 1, 31), 100, 40), (date(2024, 2, 29), 120, 50))):
        children = {"age": Age.CHILD, "subset_of": f"{number}/all"}
        put(
            claim(f"{number}/all", speaks_of=day, best=whole, **stock),
            claim(f"{number}/children", speaks_of=day, best=part, **stock, **children),
            claim(f"{number}/girls", speaks_of=day, best=9, **stock, **children | {"subset_of": f"{number}/children"}),
        )
    assert [(total.best, total.part_of) for total in _totals(engine)] == [
        (120, None),
        (50, "1/all"),
        (9, "1/children"),
    ]


def test_kinds_are_never_added(engine: Engine, put: Put, claim: MakeClaim) -> None:
    """Four kinds of killed, from one source, of one place: four figures."""
    put(
        claim("a", best=1, source="Ministry"),
        _period(claim, date(2024, 1, 1), date(2024, 1, 31), 10, source="Ministry"),
        _toll(claim, 15, 300),
        claim("b", best=5, source="Ministry", series=Series.UNSPECIFIED, date_from=None, date_to=None),
    )
    assert [(total.series, total.best) for total in _totals(engine)] == [
        (Series.INCIDENT, 1),
        (Series.PERIOD, 10),
        (Series.CUMULATIVE, 300),
        (Series.UNSPECIFIED, 5),
    ]


def test_incidents_that_are_counted_in_a_toll_are_not_added_to_it(engine: Engine, put: Put, claim: MakeClaim) -> None:
    put(*(claim(f"e/{n}", incident=f"event-{n}", best=n) for n in range(1, 5)), _toll(claim, 15, 300))
    assert [(total.series, total.best, total.incidents) for total in _totals(engine)] == [
        (Series.INCIDENT, 10, 4),
        (Series.CUMULATIVE, 300, 0),
    ]


SPANS = st.tuples(st.dates(date(2024, 1, 1), date(2024, 3, 1)), st.integers(0, 20)).map(
    lambda pair: (pair[0], date.fromordinal(pair[0].toordinal() + pair[1]))
)


@given(st.lists(st.tuples(SPANS, st.integers(0, 9)), max_size=6, unique_by=lambda period: period[0]), st.randoms())
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_periods_are_added_only_where_no_day_counts_twice(
    sqlite_engine: Engine,
    claim: MakeClaim,
    batch: Callable[..., Any],
    periods: list[tuple[tuple[date, date], int]],
    random: Any,
) -> None:
    random.shuffle(periods)
    drafts = [_period(claim, *span, best) for span, best in periods]
    days = [day for (first, last), _ in periods for day in range(first.toordinal(), last.toordinal() + 1)]
    with sqlite_engine.connect() as connection, connection.begin() as transaction:
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            if drafts:
                record(session, batch(*drafts))
            found = totals(session, Filters())
        transaction.rollback()
    if len(days) == len(set(days)):
        assert [total.best for total in found] == ([sum(best for _, best in periods)] if periods else [])
    else:
        assert sorted(total.best or 0 for total in found) == sorted(best for _, best in periods)
