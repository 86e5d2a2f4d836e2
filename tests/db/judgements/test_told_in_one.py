"""An incident that tells in one what others tell one by one: counted once, kind by kind, and nothing is lost."""

from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from sqlalchemy import Engine

from db.deciding import judging, verdicts
from db.engine import reading
from db.filters import Filters
from db.judgements.told_in_one import told_elsewhere
from db.ledger import Recorded
from db.queries import totals
from db.views.groups import By
from db.vocabulary import Measure, Population, Quantifier
from tests.db.conftest import make_claim
from tests.db.deciding.test_judging import judge

Put = Callable[..., Recorded]
Totals = dict[tuple[str, str], int | None]


def put_event(put: Put, source: str, incident: str, **claimed: Any) -> None:
    """An incident of a source: for each measure the best, or the population and the best."""
    for measure, told in claimed.items():
        population, best = told if isinstance(told, tuple) else (Population.UNKNOWN, told)
        put(
            make_claim(
                f"{source}/{incident}/{measure}",
                **{"source": source, "incident": incident, "best": best, "population": population},
                measure=Measure(measure),
            )
        )


def added(engine: Engine, by: By | None = None, **view: Any) -> Totals:
    with reading(engine) as session:
        found = totals(session, Filters(**view), by)
    return {(total.group or str(total.measure), str(total.population)): total.best for total in found}


def test_the_whole_counts_and_its_parts_only_for_what_it_does_not_tell(engine: Engine, put: Put) -> None:
    put_event(put, "A", "W", killed=100, injured=20)
    put_event(put, "B", "P1", killed=(Population.CIVILIAN, 3), injured=1, missing=2)
    put_event(put, "B", "P2", killed=4)
    for part in ("P1", "P2"):
        judge(engine, judging.covers, "W", part)
    assert added(engine) == {
        ("killed", "unknown"): 100,
        ("killed", "civilian"): 3,
        ("injured", "unknown"): 20,
        ("missing", "unknown"): 2,
    }
    assert added(engine, source="B")["killed", "unknown"] == 4
    assert added(engine, "source", measure=Measure.KILLED) == {
        ("A", "unknown"): 100,
        ("B", "civilian"): 3,
        ("B", "unknown"): 4,
    }


def test_parts_that_together_have_more_than_the_whole_count_in_its_place(engine: Engine, put: Put) -> None:
    put_event(put, "A", "W", killed=5)
    put_event(put, "B", "P1", killed=4)
    put_event(put, "B", "P2", killed=3)
    judge(engine, judging.covers, "W", "P1")
    assert added(engine) == {("killed", "unknown"): 8}
    judge(engine, judging.covers, "W", "P2")
    assert added(engine) == {("killed", "unknown"): 7}


def test_a_whole_without_an_upper_bound_hides_no_larger_parts(engine: Engine, put: Put) -> None:
    put(make_claim("A/W/killed", source="A", incident="W", low=3, best=None, quantifier=Quantifier.AT_LEAST))
    put(make_claim("A/V/killed", source="A", incident="V", low=50, best=None, quantifier=Quantifier.AT_LEAST))
    put_event(put, "B", "P1", killed=24)
    put_event(put, "B", "P2", killed=20)
    put_event(put, "B", "Q", killed=40)
    for whole, part in (("W", "P1"), ("W", "P2"), ("V", "Q")):
        judge(engine, judging.covers, whole, part)
    with reading(engine) as session:
        (found,) = totals(session, Filters())
    assert (found.low, found.best, found.high) == (94, None, None)


def test_what_is_set_aside_covers_nothing(engine: Engine, put: Put) -> None:
    put_event(put, "A", "W", killed=10)
    put_event(put, "B", "P", killed=4)
    judge(engine, judging.covers, "W", "P")
    judge(engine, verdicts.discount, "W")
    assert added(engine) == {("killed", "unknown"): 4}


def test_a_figure_that_a_person_sets_is_put_in_no_sources_mouth(engine: Engine, put: Put) -> None:
    put_event(put, "A", "E", killed=4)
    put_event(put, "B", "E", killed=6)
    judge(engine, verdicts.override, "E", Measure.KILLED, Population.UNKNOWN, (30, 30, 30))
    assert added(engine) == {("killed", "unknown"): 30}
    assert added(engine, "source") == {("A", "unknown"): 4, ("B", "unknown"): 6}
    assert added(engine, source="A") == {("killed", "unknown"): 4}


KIND: dict[str, Any] = {"measure": 1, "population": 1, "sex": None, "age": None, "unit": 1}
TYPES = {"sex": pl.Int16, "age": pl.Int16, "low": pl.Int64, "best": pl.Int64, "high": pl.Int64}


@pytest.mark.parametrize(
    ("bounds", "covers", "elsewhere"),
    [
        ({"W": (9, 9, 9), "P": (4, 4, 4)}, [("W", "P")], {"P"}),
        ({"W": (9, 9, None), "P": (10, 10, 10)}, [("W", "P")], {"W"}),  # open above: taken for what it states
        ({"W": (10, None, None), "P": (10, 10, 10)}, [("W", "P")], {"P"}),
        ({"W": (None, None, None), "P": (4, 4, 4)}, [("W", "P")], set()),
        ({"W": (9, 9, 9), "Q": (4, 4, 4)}, [("W", "P"), ("P", "Q")], {"Q"}),  # a part of a part, which says nothing
        ({"P": (4, 4, 4)}, [("W", "P")], set()),  # the whole is not in view
        ({"W": (9, 9, 9)}, [("W", "P")], set()),
    ],
)
def test_which_of_two_accounts_is_told_elsewhere(
    bounds: dict[str, tuple[int | None, ...]], covers: list[tuple[str, str]], elsewhere: set[str]
) -> None:
    rows = [
        KIND | {"incident": code} | dict(zip(("low", "best", "high"), own, strict=True)) for code, own in bounds.items()
    ]
    pairs = pl.DataFrame(covers, schema={"incident": pl.String, "part": pl.String}, orient="row")
    found = told_elsewhere(pl.DataFrame(rows, schema_overrides=TYPES), pairs)
    assert set(found["incident"]) == elsewhere
