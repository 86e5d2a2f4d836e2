"""A register looked through: whether it holds together, and says the same by every way of asking."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlalchemy import Connection, Engine, select
from sqlmodel import Session, col

from db.clock import WAY_OUT, behind
from db.columns.store import copy_for
from db.engine import reading, require_current
from db.filters import Filters
from db.models import Incident
from db.queries import totals
from db.upkeep import out_of_date
from db.views.groups import By

_NAMED: Final = 5
_WAYS: Final[tuple[By | None, ...]] = (None, "place", "source", "month")
_FROM_A_BACKUP: Final = "Go back to a backup of before (`sijill restore`), and keep this file."


class Finding(NamedTuple):
    """Something that is wrong with a register: what, in a sentence, and the way out."""

    code: str
    message: str
    remedy: str


def check(engine: Engine) -> Iterator[Finding]:
    """What is wrong with a register and the copy beside it, as it is found; nothing is changed.

    Looked at: the file itself, its conditions and its references (SQLite; PostgreSQL sees to its own), that stored
    figures are what the claims come to, that the copy answers as the register does, and that nothing in it is of later
    than the computer's clock says.
    Raises :class:`db.engine.RegisterError` for a register of another version.
    """
    require_current(engine)
    with reading(engine.execution_options(columns=None)) as session:
        connection = session.connection()
        if connection.dialect.name == "sqlite":
            yield from _of_the_file(connection)
        yield from _of_the_clock(session)
        yield from _of_figures(session)
    yield from _of_the_copy(engine)


def _of_the_file(connection: Connection) -> Iterator[Finding]:
    for (said,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_NAMED})"):
        if said != "ok":
            yield Finding("damaged", f"The database file is damaged: {said}.", _FROM_A_BACKUP)
    for table, row, other, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_NAMED):
        told = f"Row {row} of the table {table} refers to a row of {other} that is not there."
        yield Finding("nothing_there", told, _FROM_A_BACKUP)


def _of_the_clock(session: Session) -> Iterator[Finding]:
    found = behind(session)
    if found is not None:
        told = f"{found.told}: what is recorded next has a moment right after those, not the one of the clock."
        yield Finding("clock_behind", told, WAY_OUT)


def _of_figures(session: Session) -> Iterator[Finding]:
    found = out_of_date(session)
    if not found:
        return
    codes = session.scalars(select(col(Incident.code)).where(col(Incident.id).in_(found[:_NAMED])))
    named = "; ".join([*sorted(codes), *(["…"] if len(found) > _NAMED else [])])
    told = f"Stored figures are not what the claims of their incidents come to ({len(found):,}): {named}."
    yield Finding("figures_differ", told, "Run `sijill check --mend`, which works them out anew.")


def _of_the_copy(engine: Engine) -> Iterator[Finding]:
    with reading(engine) as copied, reading(engine.execution_options(columns=None)) as plain:
        if copy_for(copied) is None:
            return
        for by in _WAYS:
            if totals(copied, Filters(), by) != totals(plain, Filters(), by):
                told = "The copy that answers quickly says something else than the register" + (
                    f", by {by}" if by else ""
                )
                yield Finding(
                    "copy_differs", f"{told}.", "Run `sijill check --mend`, which takes it away; it is made again."
                )
                return
