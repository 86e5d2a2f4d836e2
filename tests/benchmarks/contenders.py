"""Who puts the same file into a database, each in a process of its own: Sijill, and the peers that only copy its cells.

A peer that is not on this machine gives None.
"""

import csv
import json
import resource
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from tests.postgresql import PostgreSQL

ROOT = Path(__file__).parents[2]


class Run(NamedTuple):
    """What a contender took; ``told`` is what became of the rows, ``peak_mib`` None where it was not measured."""

    name: str
    seconds: float
    processor_s: float
    peak_mib: float | None = None
    told: str = ""


def sijill(path: Path, url: str, name: str) -> Run:
    """Into a register of which the tables are there; starting Python is not measured."""
    with_file = [sys.executable, "-m", "tests.benchmarks.ingest_alone", url, str(path)]
    done = subprocess.run(with_file, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    said = json.loads(done.stdout)
    told = f"{said['claims']:,} claims, {said['rejected']:,} rows rejected, {said['warnings']:,} warnings"
    return Run(name, said["seconds"], said["processor_s"], said["peak_bytes"] / 2**20, told)


def bare_rows(register: Path, folder: Path) -> Run:
    """The rows of a filled register told to an empty one by ``executemany``, without reading or checking a thing."""
    command = [sys.executable, "-m", "tests.benchmarks.bare_rows", str(register), str(folder / "bare.sqlite")]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    said = json.loads(done.stdout)
    return Run("its rows by executemany", said["seconds"], said["processor_s"])


def sqlite_utils(path: Path, folder: Path) -> Run | None:
    """``sqlite-utils insert --csv``; it comes with the dependency group "bench"."""
    if find_spec("sqlite_utils") is None:
        return None
    command = [sys.executable, "-m", "sqlite_utils", "insert", str(folder / "utils.db"), "reports", str(path), "--csv"]
    return _timed("sqlite-utils insert --csv", command)


def dot_import(path: Path, folder: Path) -> Run | None:
    """The ``.import`` of the ``sqlite3`` shell."""
    if shutil.which("sqlite3") is None:
        return None
    command = ["sqlite3", str(folder / "import.db"), f'.import --csv "{path}" reports']
    run = _timed("sqlite3 .import", command)
    _require_rows(path, folder / "import.db")
    return run


def copy(path: Path, server: PostgreSQL, binaries: Path) -> Run | None:
    """PostgreSQL's ``COPY`` of all columns as text, from the side of the client, as Sijill uses it."""
    psql = shutil.which("psql", path=str(binaries)) or shutil.which("psql")
    if psql is None:
        return None
    server.run("CREATE DATABASE plain")
    here = [psql, "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", server.url("plain"), "--command"]
    with path.open(encoding="utf-8", newline="") as file:
        columns = ", ".join(f"{name} text" for name in next(csv.reader(file)))
    subprocess.run([*here, f"CREATE TABLE reports ({columns})"], check=True)
    return _timed("PostgreSQL COPY", [*here, f"\\copy reports FROM '{path}' WITH (FORMAT csv, HEADER)"])


def _timed(name: str, command: Sequence[str]) -> Run:
    """The whole command. Its processor time leaves a server's out."""
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    seconds, after = time.perf_counter() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    return Run(name, seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _require_rows(path: Path, database: Path) -> None:
    """The shell says what it does not understand and goes on: look whether the rows are there."""
    with path.open(encoding="utf-8") as file:
        lines = sum(1 for _ in file) - 1
    connection = sqlite3.connect(database)
    [rows] = connection.execute("SELECT count(*) FROM reports").fetchone()
    connection.close()
    if rows != lines:
        raise RuntimeError(f"the sqlite3 shell imported {rows:,} of {lines:,} rows")
