"""The change log: what the register came to know between two moments, in order, from any place on.

The log is read from what the ledger keeps, a piece at a time, so a register with a million changes is told without
being held; nothing is written for it.
"""

from collections.abc import Iterator

from sqlmodel import Session

from db.history.change_records import Change, Cursor
from db.history.claim_changes import Deed, claim_changes
from db.history.deeds import TELLERS
from db.history.occasions import WITH_CLAIMS, Occasion, Window, occasions


def changes(session: Session, window: Window, after: Cursor | None = None) -> Iterator[Change]:
    """The changes in a window, oldest first, from the one that follows the place ``after``.

    A batch is told before its claims, in the order of its rows; a withdrawal before what it took back and put back.
    """
    if after is not None and after.rank in WITH_CLAIMS:
        yield from _rest(session, window, after)
    for some in occasions(session, window, after):
        told = _told(session, some)
        for occasion in some:
            change = told[occasion]
            yield change
            if occasion.rank in WITH_CLAIMS and change.batch is not None:
                yield from claim_changes(session, Deed(change.cursor, change.batch, change.by))


def _rest(session: Session, window: Window, after: Cursor) -> Iterator[Change]:
    """What follows of the batch or the withdrawal in which a place lies."""
    occasion = Occasion(*after[:3])
    begun = window.since is None or occasion.moment > window.since
    if not begun or (window.until is not None and occasion.moment > window.until):
        return
    for change in _told(session, [occasion]).values():
        if change.moment == occasion.moment and change.batch is not None:
            yield from claim_changes(session, Deed(change.cursor, change.batch, change.by), after)


def _told(session: Session, some: list[Occasion]) -> dict[Occasion, Change]:
    """The entries of the occasions themselves."""
    told: dict[Occasion, Change] = {}
    for rank, teller in TELLERS.items():
        ids = [occasion.id for occasion in some if occasion.rank == rank]
        if ids:
            told |= {Occasion(*change.cursor[:3]): change for change in teller(session, ids, rank)}
    return told
