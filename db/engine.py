"""The one place that opens a database: SQLite by default, PostgreSQL by URL.

Writers take their turn: SQLite begins a writing transaction with ``BEGIN IMMEDIATE``, PostgreSQL takes one advisory
lock, so that two ingests at once wait for each other instead of losing a revision.
"""

import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Dialect, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlmodel import Session

from db.gazetteer.places import sow
from db.owner_only import FILE_MODE, FOLDER_MODE
from db.read_only import read_where_nothing_can_be_written, require_writable, still

BUSY_TIMEOUT_MS = 60_000
IN_MEMORY = "sqlite://"
"""The URL of a register that is nowhere and ends with its engine, for trials; one thread's."""

_WRITER_LOCK = 0x51711  # any constant that nobody else uses in this database
_MIGRATIONS = Path(__file__).parent / "migrations"


class RegisterError(RuntimeError):
    """The register can't be opened or is not of this version; the message says what to do."""


def open_register(url: str) -> Engine:
    """Open the database at an SQLAlchemy ``url`` (``sqlite:///path`` or ``postgresql://...``). Nothing is created yet.

    Raises :class:`RegisterError` for a URL that is not one of the two; on connecting, for a PostgreSQL database that
    can't keep every script.
    """
    try:
        parsed = make_url(url)
        if parsed.drivername in {"postgres", "postgresql"}:
            parsed = parsed.set(drivername="postgresql+psycopg")
        if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
            raise ArgumentError("neither SQLite nor PostgreSQL")
        engine = create_engine(parsed)
    except (ArgumentError, NoSuchModuleError) as error:
        raise RegisterError(
            f"this is not a database URL that works here ({type(error).__name__}); "
            "write sqlite:////path/register.sqlite or postgresql://user@host/name"
        ) from error
    if engine.dialect.name == "sqlite":
        read_where_nothing_can_be_written(engine)
        _prepare_sqlite(engine)
        if engine.url.database:
            weakref.finalize(engine, engine.pool.dispose)  # who closes it last leaves all of it in the one file
    else:
        _require_utf8(engine)
    return engine


def holds_nothing_yet(engine: Engine) -> bool:
    """Whether the register is a SQLite file that does not exist: connecting would make an empty one."""
    return (
        engine.dialect.name == "sqlite" and bool(engine.url.database) and not Path(engine.url.database or "").exists()
    )


def migrate(engine: Engine) -> None:
    """Create the tables or bring them to this version; does nothing where they are. One transaction.

    A new SQLite file, and a new folder for it, can be read by nobody else on the computer. Raises
    :class:`RegisterError` where the folder can't be made, or a later version made the register.
    """
    if holds_nothing_yet(engine):
        _make_file(Path(engine.url.database or ""))
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        _take_turn(connection)
        config = _alembic(connection)
        versions, found = ScriptDirectory.from_config(config), _revision(connection)
        if found is not None and found not in {script.revision for script in versions.walk_revisions()}:
            raise RegisterError(f"the register at {engine.url} was made by a later Sijill ({found}); update this one")
        if found != versions.get_current_head():
            command.upgrade(config, "head")
        sow(connection)


def require_current(engine: Engine) -> None:
    """Raise :class:`RegisterError` unless the tables are there and of this version."""
    if holds_nothing_yet(engine):
        raise _no_register(engine)
    with engine.connect() as connection:
        found = _revision(connection)
        wanted = ScriptDirectory.from_config(_alembic(connection)).get_current_head()
    if found is None:
        raise _no_register(engine)
    if found != wanted:
        raise RegisterError(
            f"the register at {engine.url} is of version {found}, not {wanted}; run `sijill db upgrade`"
        )


def _make_file(path: Path) -> None:
    """An empty file, which SQLite takes for an empty database; its log and what else lies beside it take its rights."""
    try:
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
    except OSError as error:
        raise RegisterError(f"the register's folder {path.parent} can't be made: {error.strerror}") from error
    with suppress(OSError):  # it was made meanwhile, or can't be, as SQLite says in its own words
        path.touch(mode=FILE_MODE, exist_ok=False)


def _no_register(engine: Engine) -> RegisterError:
    return RegisterError(f"there is no register at {engine.url}; `sijill demo` or `sijill ingest FILE` makes one")


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A session for reading: one consistent view, no lock.

    Raises :class:`RegisterError` at its end if a file that could only be read was changed meanwhile by somebody else.
    """
    before = still(engine)
    with Session(_steady(engine)) as session:
        yield session
    if before is not None and still(engine) != before:
        raise RegisterError(f"the register at {engine.url} was changed while it was read; ask once more")


def _steady(engine: Engine) -> Engine:
    """Every statement of a transaction sees the same moment: SQLite always does that, PostgreSQL when asked to."""
    if engine.dialect.name == "postgresql":
        return engine.execution_options(isolation_level="REPEATABLE READ")
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A session in one transaction that commits at the end and leaves nothing behind if anything goes wrong."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        _take_turn(connection)
        with Session(connection) as session:
            yield session
            session.flush()


def _take_turn(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _WRITER_LOCK})


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _alembic(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.attributes["connection"] = connection
    return config


def _require_utf8(engine: Engine) -> None:
    """Connect only to databases that keep every script; in others text comes back as bytes or not at all."""

    @event.listens_for(engine, "do_connect")
    def connect(dialect: Dialect, _record: Any, arguments: Any, parameters: Any) -> Any:
        connection: Any = dialect.connect(*arguments, **parameters)
        encoding = connection.info.parameter_status("server_encoding")
        if encoding == "UTF8":
            return connection
        connection.close()
        name = engine.url.database
        raise RegisterError(
            f"the database {name} has the encoding {encoding}, which can't keep every script; make one that can: "
            f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"
        )


def _prepare_sqlite(engine: Engine) -> None:
    """Readers don't block the writer, foreign keys hold, and a transaction begins when we say so."""

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        if writes:
            require_writable(connection)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
