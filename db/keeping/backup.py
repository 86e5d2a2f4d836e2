"""A backup: one SQLite file that is itself a register, whichever database it was taken from."""

import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from db.engine import migrate, open_register, reading, require_current, writing
from db.keeping.rows import copy_rows, tables
from db.owner_only import FILE_MODE


class BackupError(RuntimeError):
    """A backup can't be made or restored: the message says why and what to do. Nothing has changed."""


def back_up(engine: Engine, path: Path) -> dict[str, int]:
    """Write all that a register holds at one moment to ``path``; gives how many rows of each table are in the file.

    Nobody is held up meanwhile; the file is looked through, and is there whole or not at all. Raises
    :class:`BackupError` where a file is there already or none can be written, :class:`db.engine.RegisterError` for a
    register of another version.
    """
    require_current(engine)
    if path.exists():
        raise BackupError(f"{path} is there already, and a backup overwrites nothing; name another file")
    try:
        with TemporaryDirectory(prefix=".sijill-backup-", dir=path.parent) as folder:
            made = Path(folder) / "register.sqlite"
            (_vacuum if engine.dialect.name == "sqlite" else _copy)(engine, made)
            held = look_through(made)
            made.chmod(FILE_MODE)
            made.replace(path)
    except OSError as error:
        raise BackupError(f"{path} can't be written: {error.strerror}; name a file in another folder") from error
    return held


def look_through(path: Path) -> dict[str, int]:
    """How many rows of each table a backup holds; raises :class:`BackupError` for what is no whole backup."""
    if not path.is_file():
        raise BackupError(f"there is no file {path}; `sijill backup FILE` makes one")
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as file:
            broken = [text for (text,) in file.execute("PRAGMA integrity_check(3)") if text != "ok"]
            known = {name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
            names = [table.name for table in tables() if table.name in known]
            held = {name: int(file.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]) for name in names}  # noqa: S608
    except sqlite3.DatabaseError as error:
        raise BackupError(f"{path} can't be read as a backup ({error}); `sijill backup FILE` makes one") from error
    if broken:
        raise BackupError(f"{path} is damaged ({'; '.join(broken)}); take another backup")
    if "claim" not in held:
        raise BackupError(f"{path} is a SQLite file, but no register; `sijill backup FILE` makes one")
    return held


def _vacuum(engine: Engine, made: Path) -> None:
    """SQLite's own way: as small as can be, without what was deleted and still stands in free pages."""
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute("VACUUM INTO ?", (str(made),))  # outside of any transaction, as it must be


def _copy(engine: Engine, made: Path) -> None:
    """Row by row, from a server."""
    target = open_register(f"sqlite:///{made}")
    try:
        migrate(target)
        with reading(engine) as given, writing(target) as taking:
            copy_rows(given.connection(), taking.connection())
    finally:
        target.dispose()
    with closing(sqlite3.connect(made)) as file:
        file.execute("PRAGMA journal_mode = DELETE")  # all of it is in the one file, and none beside it
