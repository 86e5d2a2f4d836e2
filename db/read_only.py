"""A SQLite register that may only be read: on read-only media, or in a folder in which one may not write.

SQLite keeps a log beside a register and can't open it without. Where it can make none, and none is left there, the file
alone is the whole register, and is read as one that does not change; should it change after all, nothing read is kept.
"""

import os
import sqlite3
from pathlib import Path
from typing import Any, Final, NamedTuple

from sqlalchemy import Connection, Dialect, Engine, event
from sqlalchemy.exc import DisconnectionError, OperationalError

_LOGS: Final = ("-wal", "-journal")
_WAY_OUT: Final = (
    "copy it, with the file named after it that ends in -wal if there is one, into a folder in which you may write, "
    "and name the copy by SIJILL_DATABASE_URL=sqlite:////path/FILE"
)


class State(NamedTuple):
    """What tells a file from the same file after a change."""

    changed_ns: int
    size: int


def still(engine: Engine) -> State | None:
    """The state of a register that is read as one that does not change; None for all others."""
    return _still(_file(engine)) if engine.dialect.name == "sqlite" and engine.url.database else None


def read_where_nothing_can_be_written(engine: Engine) -> None:
    """Let a SQLite register be opened where no log can be made beside it, and say what can't be done there."""
    if not engine.url.database:
        return
    file = _file(engine)

    @event.listens_for(engine, "do_connect")
    def connect(dialect: Dialect, _record: Any, arguments: Any, parameters: Any) -> Any:
        if _still(file) is not None:
            return dialect.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True, **parameters)
        _require_readable(file)
        return dialect.connect(*arguments, **parameters)

    @event.listens_for(engine, "connect")
    def keep_state(_connection: Any, record: Any) -> None:
        record.info[State] = _still(file)

    @event.listens_for(engine, "checkout")
    def require_state(_connection: Any, record: Any, _borrowed: Any) -> None:
        if record.info.get(State) != _still(file):
            raise DisconnectionError  # the pool opens it anew


def require_writable(connection: Connection) -> None:
    """Refuse to write into a file that can't be, with its name and the way out."""
    if connection.engine.url.database:
        file = _file(connection.engine)
        if file.exists() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
            raise _refused(f"{file} can only be read here: {_WAY_OUT}")


def _require_readable(file: Path) -> None:
    """Its last changes are in a log, of which SQLite makes an index beside it; without one it would open nothing."""
    left = [log for log in map(file.with_name, (f"{file.name}{end}" for end in _LOGS)) if _holds_something(log)]
    if left and not os.access(file.parent, os.W_OK) and not file.with_name(f"{file.name}-shm").exists():
        raise _refused(f"{file} has its last changes in {left[0].name} and can't be read without writing: {_WAY_OUT}")


def _still(file: Path) -> State | None:
    try:
        found = file.stat()
    except OSError:
        return None
    logs = (file.with_name(f"{file.name}{end}") for end in _LOGS)
    if os.access(file.parent, os.W_OK) or any(_holds_something(log) for log in logs):
        return None
    return State(found.st_mtime_ns, found.st_size)


def _holds_something(file: Path) -> bool:
    try:
        return file.stat().st_size > 0
    except OSError:
        return False


def _file(engine: Engine) -> Path:
    return Path(engine.url.database or "").resolve()


def _refused(words: str) -> OperationalError:
    return OperationalError("BEGIN", None, sqlite3.OperationalError(words))
