"""What the register says already is found without reading all of it, wherever an index leads there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import polars as pl
import pytest
from sqlalchemy import Engine, event

from db.drafts import BatchDraft, ClaimDraft
from db.engine import reading, writing
from db.ledger import Recorded, record
from db.upkeep import after_batch
from db.writing import recall

Put = Callable[..., Recorded]
Make = Callable[..., ClaimDraft]
Batched = Callable[..., BatchDraft]


@contextmanager
def _plans(engine: Engine) -> Iterator[list[str]]:
    """How SQLite finds claims in each statement, in its own words."""
    asked: list[tuple[str, Any]] = []

    def keep(_connection: object, _cursor: object, statement: str, given: Any, _context: object, many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE")) and not many:
            asked.append((statement, given))

    plans: list[str] = []
    event.listen(engine, "before_cursor_execute", keep)
    yield plans
    event.remove(engine, "before_cursor_execute", keep)
    with engine.connect() as connection:
        for statement, given in asked:
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given)
            plans += [plan for *_, plan in rows if plan.startswith(("SCAN claim", "SEARCH claim"))]


def test_the_claims_of_incidents_are_found_by_them(sqlite_engine: Engine) -> None:
    with _plans(sqlite_engine) as plans, reading(sqlite_engine) as session:
        recall.of_incidents(session.connection(), ["strike", "raid"])
    assert plans == ["SEARCH claim USING INDEX ix_claim_incident_id (incident_id=?)"]


def test_what_no_index_finds_is_read_as_it_lies(sqlite_engine: Engine) -> None:
    with _plans(sqlite_engine) as plans, reading(sqlite_engine) as session:
        recall.lines_of(session.connection(), ["Ministry"])
        recall.tolls_of(session.connection(), ["Ministry"])
        recall.parts_of(session.connection(), pl.Series(["office/1/killed"]))
    assert plans == ["SCAN claim"] * 3


def test_figures_are_brought_up_to_date_without_a_look_at_other_claims(
    sqlite_engine: Engine, batch: Batched, claim: Make
) -> None:
    with writing(sqlite_engine) as session:
        record(session, batch(claim("office/1/killed", best=4)))
        number = record(session, batch(claim("office/1/killed", best=5), sha256="5" * 64)).batch
    assert number is not None
    with _plans(sqlite_engine) as plans, writing(sqlite_engine) as session:
        after_batch(session, number, datetime.now(UTC))
    assert len(plans) > 3
    assert not any(plan.startswith("SCAN") for plan in plans)


def test_what_is_read_in_parts_is_all_there_is(
    engine: Engine, put: Put, claim: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [f"office/{number}/killed" for number in range(5)]
    put(*(claim(key, row=row) for row, key in enumerate(keys, 2)))
    monkeypatch.setattr(recall, "_AT_A_TIME", 2)
    with reading(engine) as session:
        held = recall.standing(session.connection(), pl.Series([*keys, "office/9/killed"]))
    assert sorted(held["key"]) == keys
    assert held.schema == pl.Schema(recall.HELD)
