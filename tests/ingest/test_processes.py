"""Ingest in processes of their own: two at once lose nothing, and one that is killed leaves nothing."""

import csv
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text
from sqlmodel import SQLModel

from db.engine import open_register, reading, require_current
from db.models import Batch, Claim
from ingest.pipeline import ingest

ROOT = Path(__file__).parents[2]
SCRIPT = Path(__file__).with_name("run_ingest.py")
MANY = 100_000
PATIENCE_S = 120

Process = subprocess.Popen[str]


def _start(url: str, path: Path) -> Process:
    return subprocess.Popen(
        [sys.executable, SCRIPT, url, path],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def _finish(process: Process) -> None:
    _, errors = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0, errors


def _counts(engine: Engine) -> dict[str, int]:
    with reading(engine) as session:
        tables = SQLModel.metadata.sorted_tables
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def _file(path: Path, rows: range, figure: int, source: str = "Office") -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "source", "date", "pcode", "measure", "value", "incident"])
        for n in rows:
            event = n % 5_000
            day = f"2024-{event % 12 + 1:02}-{event % 28 + 1:02}"
            writer.writerow([n, source, day, f"SY{event % 14 + 1:02}", "killed", figure, f"event-{event}"])
    return path


def test_two_processes_that_ingest_at_once_lose_nothing(register_url: str, engine: Engine, tmp_path: Path) -> None:
    """Both bring claims of their own, a source that they share, and a figure for 500 claims of the other."""
    first = _file(tmp_path / "first.csv", range(1_500), 4)
    second = _file(tmp_path / "second.csv", range(1_000, 2_500), 5)
    for process in [_start(register_url, first), _start(register_url, second)]:
        _finish(process)
    with reading(engine) as session:
        batches = sorted(session.scalars(select(Batch)), key=lambda batch: batch.id or 0)
        claims = list(session.scalars(select(Claim)))
    assert [(batch.new, batch.revised, batch.unchanged) for batch in batches] == [(1_500, 0, 0), (1_000, 500, 0)]
    assert Counter(claim.version for claim in claims) == {1: 2_500, 2: 500}
    assert Counter(claim.superseded_at is None for claim in claims) == {True: 2_500, False: 500}
    last = {"first.csv": 4, "second.csv": 5}[batches[-1].file_name]
    assert {claim.best for claim in claims if claim.version == 2} == {last}
    counts = _counts(engine)
    assert (counts["source"], counts["incident"], counts["judgement"]) == (1, 2_500, 0)


def test_two_processes_that_bring_the_same_file_at_once_bring_it_once(
    register_url: str, engine: Engine, tmp_path: Path
) -> None:
    path = _file(tmp_path / "same.csv", range(500), 4)
    for process in [_start(register_url, path), _start(register_url, path)]:
        _finish(process)
    counts = _counts(engine)
    assert (counts["batch"], counts["claim"], counts["batch_row"]) == (1, 500, 0)


def test_two_processes_that_make_the_register_at_once_make_one(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.sqlite"
    files = [_file(tmp_path / f"{name}.csv", range(50), 4, source=name) for name in ("a", "b")]
    for process in [_start(url, path) for path in files]:
        _finish(process)
    engine = open_register(url)
    require_current(engine)
    assert _counts(engine)["claim"] == 100
    engine.dispose()


@pytest.fixture(scope="module")
def large_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _file(tmp_path_factory.mktemp("large") / "large.csv", range(MANY), 4)


def test_a_process_that_is_killed_while_it_records_leaves_nothing(
    sqlite_url: str, postgresql_url: str, large_file: Path, tmp_path: Path, contents: Callable[[Engine], object]
) -> None:
    """SIGKILL in the middle of writing 100,000 rows, on both engines at the same time."""
    small = _file(tmp_path / "small.csv", range(MANY, MANY + 20), 4)
    with ExitStack() as stack:
        engines = [_opened(url, stack) for url in (sqlite_url, postgresql_url)]
        for engine in engines:
            ingest(engine, small)
        before = [contents(engine) for engine in engines]
        with ThreadPoolExecutor() as pool:
            list(pool.map(_kill_midway, [sqlite_url, postgresql_url], engines, [large_file, large_file]))
        for engine, held in zip(engines, before, strict=True):
            engine.dispose()
            require_current(engine)
            assert contents(engine) == held
            _assert_intact(engine)
            after = ingest(engine, _file(tmp_path / "after.csv", range(20), 4))
            assert after.new == 20, "the register takes the next file"


def _kill_midway(url: str, engine: Engine, path: Path) -> None:
    """Start an ingest and kill it once it has begun to write."""
    process = _start(url, path)
    assert process.stdout is not None
    while not (line := process.stdout.readline()).startswith("record 0 "):
        assert line, "the process ended before it recorded"
    _wait_until_it_writes(engine)
    process.send_signal(signal.SIGKILL)
    told, errors = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == -signal.SIGKILL, errors
    assert "record" not in told, "it was done before it was killed"


def _assert_intact(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []


def _opened(url: str, stack: ExitStack) -> Engine:
    engine = open_register(url)
    stack.callback(engine.dispose)
    return engine


def _wait_until_it_writes(engine: Engine) -> None:
    """Return once rows of the transaction that is under way have reached the disk, or the server."""
    end = time.monotonic() + PATIENCE_S
    sizes = _sizes(engine)
    before = next(sizes)
    while next(sizes) < before + 1_000_000:
        assert time.monotonic() < end, "nothing was written"
        time.sleep(0.02)


def _sizes(engine: Engine) -> Iterator[int]:
    """The register's size in bytes, with what is written and not yet committed."""
    path = Path(f"{engine.url.database}-wal")
    while True:
        if engine.dialect.name == "sqlite":
            yield path.stat().st_size if path.exists() else 0
        else:
            with engine.connect() as connection:
                yield int(connection.execute(text("SELECT pg_database_size(current_database())")).scalar_one())
