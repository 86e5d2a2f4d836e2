"""The columnar copy and the register give the same answers, for registers and filters drawn at random."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, Table
from sqlmodel import Session, SQLModel

from db.answers import First
from db.columns.growing import SEGMENTS
from db.columns.segments import TOLD
from db.columns.store import beside, copy_for
from db.conventions.registry import Convention
from db.drafts import BatchDraft, ClaimDraft
from db.engine import reading, writing
from db.filters import FilterError, Filters
from db.history.figures_said import figures_said
from db.history.revisions import revisions
from db.history.since import changed_since
from db.incidents.pages import Order, incident_page
from db.ledger import record
from db.queries import changed_at, claims, incidents, largest, sources, speakers, standing, totals
from db.series.fallen import fallen
from db.series.monthly import monthly
from db.series.running import running
from db.sources.coverage import by_area, by_month, relays
from db.views.groups import Parting
from db.vocabulary import Corroboration, Measure, Policy, Population, Reliability, Series
from tests.db.histories import DAYS, INCIDENTS, SOURCES, Step, fresh, happen, histories
from tests.tries import tries

MANY = {"deadline": None, "suppress_health_check": [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]}
GROUPS: tuple[Parting | None, ...] = (None, "month", "place", "district", "source")

filters = st.builds(
    Filters,
    since=st.sampled_from([None, None, DAYS[1]]),
    until=st.sampled_from([None, None, DAYS[4], date(2024, 12, 1)]),
    measure=st.sampled_from([None, None, Measure.KILLED]),
    series=st.sampled_from([None, None, None, Series.INCIDENT]),
    population=st.sampled_from([None, None, Population.CIVILIAN]),
    place=st.sampled_from([None, None, "SY07"]),
    source=st.sampled_from([None, None, *SOURCES]),
    reliability=st.sampled_from([None, None, Reliability.C]),
    corroboration=st.sampled_from([None, None, None, *Corroboration]),
    policy=st.sampled_from(list(Policy)),
    convention=st.sampled_from([None, *Convention]),
    incident=st.sampled_from([None, None, None, *INCIDENTS]),
)


def _answers(engine: Engine, view: Filters) -> dict[str, Any]:
    """What the questions answer; a name that the register does not know yet is an answer too."""
    try:
        with reading(engine) as session:
            return {
                **{f"totals by {by}": totals(session, view, by) for by in GROUPS},
                "standing": standing(session, view),
                "incidents": incidents(session, view, limit=2),
                "more incidents": incidents(session, view, limit=2, offset=2),
                "sources": sources(session, view),
                "speakers": speakers(session, view),
                "claims": [(claim.key, claim.version) for claim in claims(session, view, limit=4, offset=1)],
                "pages of incidents": {order: incident_page(session, view, order, limit=3) for order in Order},
                **{f"{first} lines": largest(session, view, most=1, first=first) for first in get_args(First)},
                "months": by_month(session, view),
                "areas": by_area(session, view),
                "relays": relays(session, view),
                "revisions": revisions(session, view),
                "figures said": figures_said(session, view),
                "stocks over time": running(session, view, Series.STOCK),
                "tolls over time": running(session, view, Series.CUMULATIVE),
                "fallen tolls": fallen(session, view, totals(session, view)),
                "movements": monthly(session, view, list(Measure)),
                "changed at": changed_at(session),
                "changed since": _changed_since(session, view),
            }
    except FilterError as error:
        return {"error": str(error)}


def _changed_since(session: Session, view: Filters) -> tuple[Any, ...] | None:
    found = changed_since(session, view)
    return found and (found.added, found.revised, found.taken_back, found.moved, found.versions.tolist())


def _check(plain: Engine, copied: Engine, view: Filters) -> None:
    expected, found = _answers(plain, view), _answers(copied, view)
    for name, answer in expected.items():
        assert found[name] == answer, (name, view, found[name], answer)


@settings(max_examples=tries(10), **MANY)  # type: ignore[arg-type]
@given(history=histories, views=st.lists(filters, min_size=2, max_size=4), moment=st.integers(0, 8))
def test_the_copy_answers_as_the_register_does(
    history: tuple[Step, ...], views: list[Filters], moment: int, sqlite_template: Path, tmp_path: Path
) -> None:
    with fresh(sqlite_template, tmp_path) as plain:
        copied = beside(plain)
        evenings: list[datetime] = []
        for evening in happen(plain, history):
            evenings.append(evening)
            _check(plain, copied, views[0])  # the copy follows the register step by step
        for view in views:
            _check(plain, copied, view)
            _check(plain, copied, view.but(as_of=evenings[min(moment, len(evenings) - 1)]))
        again = beside(plain)  # another process, which finds the segments on disk
        _check(plain, again, views[-1])
        with reading(again) as session:
            assert copy_for(session) is not None


def test_what_is_taken_back_before_it_is_recorded_never_gets_into_the_copy(
    sqlite_engine: Engine, claim: Callable[..., ClaimDraft], batch: Callable[..., BatchDraft]
) -> None:
    engine = beside(sqlite_engine)

    def fail() -> None:
        with writing(engine) as session:
            record(session, batch(claim(best=400), claim("office/2/killed", source="Monitor", best=900)))
            assert copy_for(session) is None
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError):
        fail()
    with writing(engine) as session:
        record(session, batch(claim(best=4)))
    _check(sqlite_engine, engine, Filters())
    with reading(engine) as session:
        assert [total.best for total in totals(session, Filters())] == [4]


def test_a_register_that_was_put_back_and_went_on_gets_a_new_copy(
    sqlite_engine: Engine, tmp_path: Path, claim: Callable[..., ClaimDraft], batch: Callable[..., BatchDraft]
) -> None:
    engine = beside(sqlite_engine)
    with writing(engine) as session:
        record(session, batch(claim(best=1), sha256="1" * 64))
    saved = {table.name: _rows(engine, table) for table in SQLModel.metadata.sorted_tables}
    with writing(engine) as session:
        record(session, batch(claim("office/2/killed", incident="other", best=50)))
    _check(sqlite_engine, engine, Filters())
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in reversed(SQLModel.metadata.sorted_tables):
            connection.execute(table.delete())
        for table in SQLModel.metadata.sorted_tables:
            if saved[table.name]:
                connection.execute(table.insert(), saved[table.name])
    with writing(engine) as session:
        record(session, batch(claim("office/3/killed", incident="third", best=7)))
    _check(sqlite_engine, beside(sqlite_engine), Filters())


def test_a_copy_whose_files_are_damaged_is_made_again(
    sqlite_engine: Engine, claim: Callable[..., ClaimDraft], batch: Callable[..., BatchDraft]
) -> None:
    with writing(sqlite_engine) as session:
        record(session, batch(claim(best=4)))
    _check(sqlite_engine, beside(sqlite_engine), Filters())
    [column] = Path(f"{sqlite_engine.url.database}.columns").glob("*/best.npy")
    column.write_bytes(column.read_bytes()[:40])
    again = beside(sqlite_engine)
    _check(sqlite_engine, again, Filters())
    with reading(again) as session:
        assert copy_for(session) is not None


def test_many_small_files_become_one_segment_and_answers_stay_what_they_were(
    sqlite_engine: Engine, claim: Callable[..., ClaimDraft], batch: Callable[..., BatchDraft]
) -> None:
    engine = beside(sqlite_engine)
    folder = Path(f"{sqlite_engine.url.database}.columns")
    for number in range(SEGMENTS + 3):
        stock = {"series": Series.STOCK, "measure": Measure.IDPS, "incident": None, "speaks_of": DAYS[number % 3]}
        told = claim(f"{number}/idps", place=f"Camp {number % 4}", best=number, **stock)
        revised = claim("office/1/killed", best=number)
        shared = claim(f"{number}/killed", incident=f"event-{number // 2}", source=SOURCES[number % 2], best=number)
        with writing(engine) as session:
            record(session, batch(told, revised, shared))
        if number < 2 or number >= SEGMENTS - 2:  # one, two, and around the number at which they are joined
            _check(sqlite_engine, engine, Filters())
        else:
            with reading(engine) as session, reading(sqlite_engine) as plain:
                assert totals(session, Filters()) == totals(plain, Filters())
    assert len([path for path in folder.glob("*-*") if path.is_dir()]) < SEGMENTS
    assert len([path for path in (folder / TOLD).iterdir() if path.is_dir()]) < SEGMENTS
    _check(sqlite_engine, beside(sqlite_engine), Filters())


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY", b"nothing of the kind"])
def test_words_whose_files_are_damaged_are_read_again(
    damage: bytes, sqlite_engine: Engine, claim: Callable[..., ClaimDraft], batch: Callable[..., BatchDraft]
) -> None:
    with writing(sqlite_engine) as session:
        record(session, batch(claim(series=Series.STOCK, measure=Measure.IDPS, incident=None, speaks_of=DAYS[0])))
    _check(sqlite_engine, beside(sqlite_engine), Filters())
    [column] = Path(f"{sqlite_engine.url.database}.columns").glob(f"{TOLD}/*/line.npy")
    column.write_bytes(damage)
    _check(sqlite_engine, beside(sqlite_engine), Filters())


def _rows(engine: Engine, table: Table) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        return [dict(row) for row in connection.execute(table.select()).mappings()]
