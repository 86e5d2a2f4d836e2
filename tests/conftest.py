"""Registers to test against: each engine for real, empty and migrated, a new one for each test."""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, select
from sqlmodel import SQLModel

import db.models  # noqa: F401  (fills the metadata)
from db.engine import migrate, open_register

ROOT = Path(__file__).parents[1]
DEBIAN = Path("/usr/lib/postgresql")
ENGINES = ("sqlite", "postgresql")
PATIENCE_S = 30
SETTINGS = {"listen_addresses": "127.0.0.1", "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}

Contents = dict[str, list[tuple[Any, ...]]]
"""Every row of every table, by table."""


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Other people's files, which are kept beside the project and never in it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real files of ../shared/data are not on this machine")
    return folder


@dataclass(slots=True)
class PostgreSQL:
    """A server of our own on the loopback interface, which keeps nothing: durability is off."""

    port: int
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, name: str) -> str:
        return f"postgresql://sijill@127.0.0.1:{self.port}/{name}"

    def copies(self) -> Iterator[str]:
        """The URL of a copy of the migrated database, for as long as it is used."""
        name = f"register_{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE register")
        yield self.url(name)
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, statement: str) -> None:
        """One statement outside any transaction, as creating and dropping databases needs."""
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQL]:
    """PostgreSQL, started for this run and stopped at its end, with a migrated database to copy."""
    folder = Path(tempfile.mkdtemp(prefix="sijill-pg-"))
    try:
        with _started(_binaries(), folder) as server:
            server.run("CREATE DATABASE register")
            engine = open_register(server.url("register"))
            migrate(engine)
            engine.dispose()
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgresql_url(postgresql_server: PostgreSQL) -> Iterator[str]:
    """The URL of an empty, migrated register on PostgreSQL."""
    yield from postgresql_server.copies()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty, migrated register to copy."""
    path = tmp_path_factory.mktemp("template") / "register.sqlite"
    engine = open_register(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of an empty, migrated register on SQLite."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'register.sqlite')}"


@pytest.fixture(params=ENGINES)
def register_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty, migrated register, on SQLite and on PostgreSQL."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def engine(register_url: str) -> Iterator[Engine]:
    """An empty, migrated register, on SQLite and on PostgreSQL."""
    yield from _opened(register_url)


@pytest.fixture
def sqlite_engine(sqlite_url: str) -> Iterator[Engine]:
    """An empty, migrated register on SQLite, for what does not depend on the engine."""
    yield from _opened(sqlite_url)


@pytest.fixture(scope="module")
def lasting_postgresql_url(postgresql_server: PostgreSQL) -> Iterator[str]:
    yield from postgresql_server.copies()


@pytest.fixture(scope="module")
def lasting_sqlite_url(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path_factory.mktemp('lasting') / 'register.sqlite')}"


@pytest.fixture(scope="module", params=ENGINES)
def lasting_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """One register for all tests of a module, on SQLite and on PostgreSQL; none leaves in it what another may see."""
    yield from _opened(str(request.getfixturevalue(f"lasting_{request.param}_url")))


@pytest.fixture(scope="session")
def contents() -> Callable[[Engine], Contents]:
    """What a register holds, for comparing: all rows of all tables, by primary key."""

    def read(engine: Engine) -> Contents:
        with engine.connect() as connection:
            return {
                table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
                for table in SQLModel.metadata.sorted_tables
            }

    return read


def _opened(url: str) -> Iterator[Engine]:
    engine = open_register(url)
    yield engine
    engine.dispose()


def _binaries() -> Path:
    """The folder of PostgreSQL's programs; skips without one, or fails where PostgreSQL is required."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    if versions := sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])):
        return versions[-1].parent
    reason = f"no initdb in PATH or {DEBIAN}; install PostgreSQL's server (Debian: apt-get install postgresql)"
    if os.environ.get("CI") == "true" or os.environ.get("SIJILL_TEST_POSTGRESQL") == "required":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def _started(binaries: Path, folder: Path) -> Iterator[PostgreSQL]:
    """Make and run a server in ``folder``; it ends with the block, by its own process id."""
    who = _unprivileged(folder)
    data, log = folder / "data", folder / "log"
    subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "sijill", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
        check=True,
        capture_output=True,
        cwd=folder,
        **who,
    )
    server = PostgreSQL(_free_port())
    settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command = [str(binaries / "postgres"), "-D", str(data), "-p", str(server.port), "-k", str(folder), *settings]
    with log.open("wb") as told, subprocess.Popen(command, stdout=told, stderr=told, cwd=folder, **who) as process:
        try:
            _wait_for(server, process, log)
            yield server
        finally:
            process.send_signal(signal.SIGINT)  # its "fast shutdown": disconnect everybody and end
            _end(process)


def _wait_for(server: PostgreSQL, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while process.poll() is None and time.monotonic() < end:
        try:
            return server.run("SELECT 1")
        except psycopg.OperationalError:
            time.sleep(0.05)
    pytest.fail(f"PostgreSQL did not start:\n{log.read_text()}")


def _end(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()


def _unprivileged(folder: Path) -> dict[str, Any]:
    """How to run a program as somebody who is not root, which PostgreSQL refuses to be; gives them the folder."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        try:
            shutil.chown(folder, user=name)
        except LookupError:
            continue
        return {"user": name, "group": folder.stat().st_gid, "extra_groups": []}
    return pytest.fail("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as")


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
