from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import Engine

from db.drafts import ClaimDraft
from db.engine import reading
from db.filters import Filters
from db.series.monthly import Monthly, monthly
from db.vocabulary import Measure, Quantifier, Series

Put = Callable[..., Any]
Claim = Callable[..., ClaimDraft]


def moved(claim: Claim, key: str, best: int | None, first: date, last: date, **changes: Any) -> ClaimDraft:
    fields = {"measure": Measure.DISPLACED, "series": Series.PERIOD, "best": best, "date_from": first, "date_to": last}
    return claim(key, **{**fields, **changes})


JANUARY = date(2024, 1, 1), date(2024, 1, 31)
FEBRUARY = date(2024, 2, 1), date(2024, 2, 29)
HOMS, HAMA, SYRIA = (
    {"place": name, "pcode": code} for name, code in (("Homs", "SY04"), ("Hama", "SY05"), ("Syria", "SY"))
)


def by_month(engine: Engine) -> Monthly:
    with reading(engine) as session:
        return monthly(session, Filters(), [Measure.DISPLACED])


def test_one_source_is_added_over_places_that_lie_apart(engine: Engine, put: Put, claim: Claim) -> None:
    put(
        moved(claim, "a", 500, *JANUARY, **HOMS),
        moved(claim, "b", 300, *JANUARY, **HAMA),
        moved(claim, "c", 20, *FEBRUARY, **HAMA),
    )
    (line,) = by_month(engine).lines
    assert [(m.start, m.low, m.best, m.high, m.claims, m.places) for m in line.months] == [
        (date(2024, 1, 1), 800, 800, 800, 2, 2),
        (date(2024, 2, 1), 20, 20, 20, 1, 1),
    ]


def test_a_word_that_stands_alone_stays_the_word(engine: Engine, put: Put, claim: Claim) -> None:
    word = {"verbatim": "thousands", "span": (0, 9), "quantifier": Quantifier.VAGUE, "low": 2000, "high": None}
    put(
        moved(claim, "a", None, *JANUARY, **HOMS, **word),
        moved(claim, "b", None, *FEBRUARY, **HOMS, **word),
        moved(claim, "c", 20, *FEBRUARY, **HAMA),
    )
    (line,) = by_month(engine).lines
    assert [(month.word, month.quantifier, month.low) for month in line.months] == [
        ("thousands", Quantifier.VAGUE, 2000),
        (None, None, 2020),
    ]


def test_sources_and_definitions_are_never_added(engine: Engine, put: Put, claim: Claim) -> None:
    put(
        moved(claim, "a", 500, *JANUARY),
        moved(claim, "b", 300, *JANUARY, source="Monitor"),
        moved(claim, "c", 100, *JANUARY, definition="Households moved twice"),
    )
    assert sorted(month.best or 0 for line in by_month(engine).lines for month in line.months) == [100, 300, 500]


def test_an_area_stands_for_the_places_in_it(engine: Engine, put: Put, claim: Claim) -> None:
    put(
        moved(claim, "a", 900, *JANUARY, **SYRIA),
        moved(claim, "b", 300, *JANUARY, **HAMA),
        moved(claim, "c", 40, *FEBRUARY, **HAMA),
    )
    (line,) = by_month(engine).lines
    assert [(month.best, month.places) for month in line.months] == [(900, 1), (40, 1)]


def test_periods_of_one_place_that_overlap_are_not_added(engine: Engine, put: Put, claim: Claim) -> None:
    put(
        moved(claim, "a", 100, date(2024, 1, 1), date(2024, 1, 20)),
        moved(claim, "b", 200, date(2024, 1, 15), date(2024, 1, 31)),
        moved(claim, "c", 7, date(2024, 2, 1), date(2024, 2, 7)),
        moved(claim, "d", 8, date(2024, 2, 8), date(2024, 2, 14)),
    )
    (line,) = by_month(engine).lines
    assert [(month.added, month.best, month.low) for month in line.months] == [(False, None, None), (True, 15, 15)]


def test_a_month_of_weeks_says_for_how_many_of_its_days_there_are_figures(
    engine: Engine, put: Put, claim: Claim
) -> None:
    nothing = {"low": None, "high": None, "quantifier": None}
    put(
        moved(claim, "a", 100, date(2024, 1, 1), date(2024, 1, 7), **HOMS),
        moved(claim, "b", 200, date(2024, 1, 15), date(2024, 1, 21), **HOMS),
        moved(claim, "c", 300, *FEBRUARY, **HOMS),
        moved(claim, "d", 7, date(2024, 2, 1), date(2024, 2, 14), **HAMA),
        moved(claim, "e", 5, date(2024, 3, 1), date(2024, 3, 15), **HOMS),
        moved(claim, "f", 6, date(2024, 3, 16), date(2024, 3, 31), **HOMS),
        moved(claim, "g", 8, date(2024, 4, 1), date(2024, 4, 10), **HOMS),
        moved(claim, "h", None, date(2024, 4, 11), date(2024, 4, 30), **HOMS, **nothing),
        moved(claim, "i", 9, date(2024, 5, 1), date(2024, 5, 20), **HOMS),
        moved(claim, "j", 9, date(2024, 5, 15), date(2024, 5, 25), **HOMS),
        moved(claim, "k", None, date(2024, 6, 1), date(2024, 6, 10), **HOMS, **nothing),
    )
    (line,) = by_month(engine).lines
    assert [(month.low, month.covered, month.days) for month in line.months] == [
        (300, (14, 14), 31),
        (307, (14, 29), 29),
        (11, None, 31),
        (8, (10, 10), 30),
        (None, None, 31),  # not added
        (None, None, 30),
    ]


def test_places_that_nobody_can_tell_apart_are_not_added(engine: Engine, put: Put, claim: Claim) -> None:
    put(
        moved(claim, "a", 100, *JANUARY, place="Northern Syria", pcode=None),
        moved(claim, "b", 200, *JANUARY, **HAMA),
        moved(claim, "c", 5, *FEBRUARY, place="Northern Syria", pcode=None),
    )
    (line,) = by_month(engine).lines
    assert [month.best for month in line.months] == [None, 5]


def test_a_month_with_an_open_part_has_no_upper_bound(engine: Engine, put: Put, claim: Claim) -> None:
    at_least = {"low": 30, "high": None, "quantifier": Quantifier.AT_LEAST}
    put(moved(claim, "a", 100, *JANUARY, **HOMS), moved(claim, "b", 30, *JANUARY, **HAMA, **at_least))
    (month,) = by_month(engine).lines[0].months
    assert (month.low, month.best, month.high) == (130, 130, None)


def test_a_period_of_more_than_one_month_stands_in_none(engine: Engine, put: Put, claim: Claim) -> None:
    put(moved(claim, "a", 100, date(2024, 1, 1), date(2024, 3, 31)))
    assert by_month(engine) == Monthly((), 1)


def test_stocks_and_tolls_are_no_movements_of_a_month(engine: Engine, put: Put, claim: Claim) -> None:
    put(
        moved(claim, "a", 100, *JANUARY, series=Series.CUMULATIVE, speaks_of=date(2024, 1, 31)),
        moved(claim, "b", 100, *JANUARY, series=Series.STOCK, speaks_of=date(2024, 1, 31)),
    )
    assert by_month(engine) == Monthly((), 0)
