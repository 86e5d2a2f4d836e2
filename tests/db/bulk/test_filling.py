"""An empty register that is filled at one go holds what it would hold otherwise, and is kept as it was before."""

import gc
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Thread
from typing import Any

import polars as pl
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from db.bulk.filling import WORTH_IT, filling
from db.drafts import BatchDraft, ClaimDraft
from db.engine import migrate, open_register, reading, writing
from db.ledger import record
from db.problems import Problems
from db.vocabulary import Severity
from ingest.issues import Issue

MakeClaim = Callable[..., ClaimDraft]
MakeBatch = Callable[..., BatchDraft]
ROOT = Path(__file__).parents[3]
TABLES = ("batch", "source", "document", "incident", "claim", "issue_kind", "issue", "figure")
NEVER_SEEN = Issue(Severity.WARNING, "never_seen", "Nobody saw it.", "Ask.")


@pytest.fixture
def large(batch: MakeBatch, claim: MakeClaim) -> BatchDraft:
    """A batch worth filling a register with: two sources tell of each incident, with a warning in every row."""
    some = batch(
        claim(), claim("office/2/killed", source="Rescue service", origin="Eyewitnesses", place="", notes='a\n"b"')
    )
    numbers = pl.DataFrame({"number": range(WORTH_IT // 2)})
    many = some.claims.join(numbers, how="cross", maintain_order="right_left").with_columns(
        key=pl.concat_str("key", pl.lit("/"), "number"),
        incident=pl.concat_str(pl.lit("EV-"), "number"),
        row=pl.int_range(2, WORTH_IT + 2, dtype=pl.Int64),
    )
    problems = Problems()
    problems.in_each(NEVER_SEEN, many["row"])
    return batch(claims=many.drop("number"), rows=WORTH_IT, issues=lambda: problems)


@pytest.fixture
def url(tmp_path: Path) -> str:
    found = f"sqlite:///{tmp_path}/filled.sqlite"
    engine = open_register(found)
    migrate(engine)
    engine.dispose()
    return found


@pytest.fixture
def filled(url: str) -> Iterator[Engine]:
    engine = open_register(url)
    yield engine
    engine.dispose()


def _held(engine: Engine) -> dict[str, list[tuple[Any, ...]]]:
    """All rows; of moments only that they are there."""
    with reading(engine) as session:
        found = {table: session.execute(text(f"SELECT * FROM {table} ORDER BY id")).mappings() for table in TABLES}
        return {table: [tuple(map(_compared, row.items())) for row in rows] for table, rows in found.items()}


def _compared(cell: tuple[Any, Any]) -> Any:
    name, value = cell
    return value is None if name.endswith("_at") else value


def _kept_so(engine: Engine) -> dict[str, Any]:
    names = ("journal_mode", "foreign_keys", "synchronous", "busy_timeout")
    with engine.connect() as connection:
        return {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names}


def test_a_register_that_is_filled_holds_what_it_holds_when_rows_are_told_one_by_one(
    filled: Engine, sqlite_engine: Engine, large: BatchDraft
) -> None:
    with filling(filled) as session:
        done = record(session, large)
    with writing(sqlite_engine) as session:
        assert record(session, large) == done
    held = _held(filled)
    assert held == _held(sqlite_engine)
    assert [len(held[table]) for table in ("claim", "issue", "issue_kind")] == [WORTH_IT, WORTH_IT, 1]
    assert held["figure"]
    with filled.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]


def test_afterwards_the_register_is_kept_as_before(filled: Engine, large: BatchDraft) -> None:
    before = _kept_so(filled)
    with filling(filled) as session:
        record(session, large)
    assert _kept_so(filled) == before
    assert before["journal_mode"] == "wal"


def test_a_row_that_refers_to_nothing_is_refused_at_the_end_and_leaves_nothing(
    filled: Engine, large: BatchDraft
) -> None:
    before = _held(filled)
    with pytest.raises(IntegrityError, match="refers to a row"), filling(filled) as session:  # noqa: PT012  (all of it is one transaction)
        record(session, large)
        session.connection().exec_driver_sql("UPDATE claim SET incident_id = 999999999 WHERE id = 7")
    assert _held(filled) == before
    assert _kept_so(filled)["foreign_keys"] == 1


def test_what_a_table_forbids_is_refused_and_leaves_neither_row_nor_file(
    filled: Engine, large: BatchDraft, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (beside := tmp_path / "beside").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(beside))
    before = _held(filled)
    wrong = large.claims.with_columns(low=pl.lit(-1, pl.Int64))
    with pytest.raises(Exception, match="people_are_not_negative"), filling(filled) as session:
        record(session, replace(large, claims=wrong))
    assert _held(filled) == before
    gc.collect()  # what was raised holds on to what was being written
    assert list(beside.iterdir()) == []


_FILLS = """
import sys, time
from db.engine import open_register
from db.bulk.filling import filling
with filling(open_register(sys.argv[1])) as session:
    session.connection().exec_driver_sql(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 50000) "
        "INSERT INTO incident (code, recorded_at) SELECT hex(randomblob(100)) || i, '2024-12-01 00:00:00' FROM n"
    )
    print("written", flush=True)
    time.sleep(60)
"""


def test_a_process_that_is_killed_while_it_fills_leaves_the_register_as_it_was(url: str, tmp_path: Path) -> None:
    register = tmp_path / "filled.sqlite"
    size = register.stat().st_size
    with Popen([sys.executable, "-c", _FILLS, url], stdout=PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        process.kill()
    assert register.stat().st_size > 5 * size, "half of it was in the file"
    engine = open_register(url)
    assert _held(engine)["incident"] == []
    assert _kept_so(engine)["journal_mode"] == "wal"
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
    engine.dispose()
    assert register.stat().st_size == size


def test_who_has_the_register_open_reads_on_what_was_there(filled: Engine, url: str, large: BatchDraft) -> None:
    other = open_register(url)
    with reading(other) as session:
        assert session.scalar(text("SELECT count(*) FROM claim")) == 0
        with filling(filled) as writer:
            record(writer, large)
        assert session.scalar(text("SELECT count(*) FROM claim")) == 0
    with reading(other) as session:
        assert session.scalar(text("SELECT count(*) FROM claim")) == WORTH_IT
    other.dispose()


def test_who_opens_the_register_meanwhile_waits_and_reads_all_of_it(
    filled: Engine, url: str, large: BatchDraft
) -> None:
    counted: list[int | None] = []

    def count() -> None:
        other = open_register(url)
        with reading(other) as session:
            counted.append(session.scalar(text("SELECT count(*) FROM claim")))
        other.dispose()

    late = Thread(target=count)
    with filling(filled) as session:
        record(session, large)
        late.start()
        late.join(timeout=0.2)
        assert counted == []
    late.join()
    assert counted == [WORTH_IT]
