"""Registers to test against: each engine for real, migrated, empty or with the demo in it, a new one for each test."""

import gc
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, make_url, select
from sqlmodel import SQLModel

import db.models  # noqa: F401  (fills the metadata)
import tests.tries  # noqa: F401  (tells Hypothesis of the thorough profile before it looks for one)
from db.engine import migrate, open_register
from ingest.demo import load_demo
from tests import memory, postgresql, statements
from tests.postgresql import PostgreSQL

memory.keep_files_in_memory()  # before anybody asks for a temporary folder
statements.keep_what_is_compiled()

ROOT = Path(__file__).parents[1]
ENGINES = ("sqlite", "postgresql")

Contents = dict[str, list[tuple[Any, ...]]]
"""Every row of every table, by table."""

Fill = Callable[[Engine], object]
"""Puts something into a register: a function of a module, by which it is known."""


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes name no test: those of an archive hold the time at which it was made, and each process makes its own."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_finish() -> None:
    """Look for garbage less often, and not in what was imported and collected, which stays to the end.

    FastAPI keeps every server that it made, so that each look through all of it takes seconds after a hundred tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 100)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Other people's files, which are kept beside the project and never in it."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the real files of ../shared/data are not on this machine")
    return folder


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgreSQL]:
    """PostgreSQL, started for this run and stopped at its end, with a migrated database to copy."""
    folder = Path(tempfile.mkdtemp(prefix="sijill-pg-"))
    try:
        with postgresql.started(_programs(), folder) as server:
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


@pytest.fixture(scope="session")
def demo_template(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register with the demo in it, to copy."""
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("demo") / "register.sqlite"))
    engine = open_register(f"sqlite:///{path}")
    list(load_demo(engine))
    engine.dispose()
    return path


@pytest.fixture
def sqlite_demo_url(demo_template: Path, tmp_path: Path) -> str:
    """The URL of a register on SQLite with the demo in it."""
    return f"sqlite:///{shutil.copy(demo_template, tmp_path / 'demo.sqlite')}"


@pytest.fixture(scope="session")
def sqlite_filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Fill], Path]:
    """A register as a function fills an empty one, to copy; each function is asked once."""

    @cache
    def filled(fill: Fill) -> Path:
        path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("filled") / "register.sqlite"))
        engine = open_register(f"sqlite:///{path}")
        fill(engine)
        engine.dispose()
        return path

    return filled


@pytest.fixture
def begin_with(sqlite_url: str, sqlite_filled: Callable[[Fill], Path]) -> Callable[[Fill], None]:
    """Let the test's register on SQLite begin as a function fills it; to be called before anybody opens it."""

    def begin(fill: Fill) -> None:
        shutil.copy(sqlite_filled(fill), str(make_url(sqlite_url).database))

    return begin


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


def _programs() -> Path:
    """The folder of PostgreSQL's programs; skips without one, or fails where PostgreSQL is required."""
    found = postgresql.programs()
    if found is None:
        required = os.environ.get("CI") == "true" or os.environ.get("SIJILL_TEST_POSTGRESQL") == "required"
        (pytest.fail if required else pytest.skip)(postgresql.NOT_FOUND)
    return found
