"""Where the copy of a register is kept, and which sessions it answers for."""

import logging
import shutil
import tempfile
import weakref
from pathlib import Path
from threading import Lock
from typing import Final

from sqlalchemy import Connection, Engine, func, select
from sqlmodel import Session, col

from db.columns.copies import Copy as Copy  # noqa: PLC0414  (callers know these words from here)
from db.columns.copies import Part as Part  # noqa: PLC0414
from db.columns.copies import micros
from db.columns.growing import follow
from db.models import Claim, Redaction

log = logging.getLogger(__name__)

_REDACTED: Final = select(func.count()).select_from(Redaction).scalar_subquery()
_LAST: Final = select(col(Claim.id), col(Claim.recorded_at), _REDACTED).order_by(col(Claim.id).desc()).limit(1)
"""The newest version and its moment, and how often texts were taken away."""


class Columns:
    """The copies of one register, the newest kept in memory; made when first asked for.

    A process that can't keep one in the folder (it is read-only, or the disk is full) keeps its own among temporary
    files until it ends. Where that fails too there is none, and the register itself answers.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own: Path | None = None
        self._none = False
        self._lock = Lock()
        self._copy: Copy | None = None
        self._known = (0, 0)

    def copy(self, session: Session) -> Copy | None:
        """The copy at the state that the session sees; None if the copy is ahead of it, or can't be kept anywhere."""
        connection = session.connection()
        until, recorded, redacted = connection.execute(_LAST).first() or (0, None, 0)  # an empty one has an empty copy
        known = micros(recorded), redacted
        with self._lock:
            if self._copy is None or (self._copy.until, self._known) != (until, known):
                found = self._follow(connection, until or 0)
                if found is None:
                    return None
                self._copy, self._known = found.following(self._copy), known
            return self._copy

    def _follow(self, connection: Connection, until: int) -> Copy | None:
        known = () if self._copy is None else self._copy.segments
        while not self._none:
            try:
                return follow(self._own or self._folder, connection, until, known)
            except OSError as error:
                self._give_up(error)
        return None

    def _give_up(self, error: OSError) -> None:
        """Look no more at a folder that failed, because to try it again reads the whole register."""
        kept = self._own or self._folder
        try:
            if self._own is not None:
                raise error
            self._own = Path(tempfile.mkdtemp(prefix="sijill-columns-"))
        except OSError:
            self._none = True
            log.warning("no columnar copy can be kept in %s (%s): the register itself answers, slowly", kept, error)
            return
        weakref.finalize(self, shutil.rmtree, self._own, ignore_errors=True)
        log.warning("no columnar copy can be kept in %s (%s): this process keeps its own in %s", kept, error, self._own)


def beside(engine: Engine, data_dir: Path | None = None) -> Engine:
    """The same register, whose reading sessions know its copy: beside a SQLite file, else in ``data_dir``.

    A register in memory, or one on a server without a folder here, has none.
    """
    folder = _folder(engine, data_dir)
    if folder is None:
        return engine
    return engine.execution_options(columns=Columns(folder))


def forget_copy(engine: Engine, data_dir: Path) -> None:
    """Take away what is kept beside a register, which may be of another that was there before; it is made again."""
    folder = _folder(engine, data_dir)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)


def _folder(engine: Engine, data_dir: Path | None) -> Path | None:
    if engine.dialect.name == "sqlite":
        return Path(f"{engine.url.database}.columns") if engine.url.database else None
    return data_dir and data_dir / f"{engine.url.host}-{engine.url.database}.columns"


def copy_for(session: Session) -> Copy | None:
    """The copy that answers for a reading session; None where the register itself has to.

    A session that writes has none: what it sees may yet be taken back, and must never get into a copy.
    """
    connection = session.connection()
    if connection.get_execution_options().get("writes"):
        return None
    if "copy" not in session.info:
        columns = connection.engine.get_execution_options().get("columns")
        session.info["copy"] = columns.copy(session) if isinstance(columns, Columns) else None
    found: Copy | None = session.info["copy"]
    return found
