"""A backup into a register that holds nothing yet."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine

from db.engine import migrate, open_register, reading, writing
from db.keeping.backup import BackupError, look_through
from db.keeping.rows import copy_rows, counts

_SOWN = {"place", "term"}
"""What a register holds from its beginning."""


def restore(path: Path, engine: Engine) -> dict[str, int]:
    """Fill a register with all of a backup; gives how many rows of each table it then holds.

    A backup of an earlier version is brought to this one on the way; the file stays as it is. All goes in or nothing.
    Raises :class:`BackupError` for a file that is no whole backup and for a register that holds something,
    :class:`db.engine.RegisterError` for the backup of a later version.
    """
    with _of_this_version(path) as backup:
        migrate(engine)
        with reading(backup) as given, writing(engine) as taking:
            _require_nothing_in(taking.connection(), engine)
            copy_rows(given.connection(), taking.connection())
            return counts(taking.connection())


@contextmanager
def _of_this_version(path: Path) -> Iterator[Engine]:
    """A copy of a backup, which was looked through."""
    look_through(path)
    with TemporaryDirectory(prefix="sijill-restore-") as folder:
        copy = open_register(f"sqlite:///{shutil.copy(path, Path(folder) / 'register.sqlite')}")
        try:
            migrate(copy)
            yield copy
        finally:
            copy.dispose()


def _require_nothing_in(connection: Connection, engine: Engine) -> None:
    held = {name: count for name, count in counts(connection).items() if count and name not in _SOWN}
    if held:
        told = ", ".join(f"{name}: {count:,}" for name, count in held.items())
        shown = engine.url.render_as_string(hide_password=True)
        raise BackupError(
            f"the register at {shown} is not empty ({told}), and restoring overwrites nothing; "
            "name another one by SIJILL_DATA_DIR or SIJILL_DATABASE_URL"
        )
