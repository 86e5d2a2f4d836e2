"""What changed in a view since its moment: which of its claims were added, revised and taken back after it.

A claim that is in view at both times in one version has not changed. One that entered or left the view without a new
version, by a grade or a judgement, is only counted (``moved``): the claim itself says what it said.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final

import numpy as np
from sqlalchemy import Select, and_, select
from sqlmodel import Session, col

from db.columns.copies import micros
from db.columns.numbers import OPEN
from db.columns.store import copy_for
from db.entries import chunks, table_of
from db.filters import Filters
from db.history.change_records import ChangeKind
from db.history.claim_changes import STANDS, TAKEN_BACK, Version, versions_of
from db.models import Claim, Withdrawal
from db.selection.selecting import Selection
from db.views.frame import View, load

NONE: Final = 0
"""The id of no version."""


@dataclass(frozen=True, slots=True)
class Since:
    """How many claims of a view changed since its moment, and which: rows of ``versions`` are one claim each.

    ``versions`` has the ids of the version that stood then and of the one that stands, or took it back, now
    (:data:`NONE`: none), the newest change first.
    """

    added: int = 0
    revised: int = 0
    taken_back: int = 0
    moved: int = 0
    versions: Any = field(default_factory=lambda: np.zeros((0, 2), np.int64), repr=False)

    @property
    def changes(self) -> int:
        """How many claims changed; those that moved aside."""
        return self.added + self.revised + self.taken_back


@dataclass(frozen=True, slots=True)
class ChangedClaim:
    """One claim of a view that changed since its moment: what stood then (None: nothing) and what stands now.

    ``why`` is the reason that somebody wrote, where the file was withdrawn that had brought it.
    """

    before: Version | None
    after: Version
    why: str | None = None

    @property
    def kind(self) -> ChangeKind:
        """What was done with it, all in all."""
        if self.after.said.status not in STANDS:
            return TAKEN_BACK[self.after.said.status]
        return ChangeKind.CLAIM_ADDED if self.before is None else ChangeKind.CLAIM_REVISED


@dataclass(frozen=True, slots=True)
class _Differing:
    """Ids of versions that were written after the moment: ``fresh`` have none before them; ``now`` are in view by now.

    ``then`` are versions that were in view at the moment, and are superseded. ``moved`` counts those that are neither.
    """

    fresh: Any
    now: list[int]
    then: list[int]
    moved: int


def changed_since(session: Session, filters: Filters) -> Since | None:
    """What changed in the view since its moment; None for a view of now, of which nothing can have."""
    moment = filters.as_of
    if moment is None:
        return None
    then, now = View.of(session, filters), View.of(session, filters.but(as_of=None))
    copy = copy_for(session)
    if copy is None:
        return _told(session, moment, _in_frames(session, moment, then, now))
    first = Selection.of(copy, session, then)
    second = Selection.of(copy, session, now)
    return first.once("changed since", lambda: _told(session, moment, _in_copy(moment, first, second)))


def changed_claims(session: Session, since: Since, *, limit: int | None, offset: int = 0) -> Iterator[ChangedClaim]:
    """The changes, the newest first; of as many as there may be, some hundreds are read at a time."""
    end = None if limit is None else offset + limit
    for some in chunks(since.versions[offset:end].tolist()):
        found = versions_of(session, {number for pair in some for number in pair if number != NONE})
        why = _withdrawals(session, {version.batch for version in found.values()})
        for before, after in some:
            change = ChangedClaim(found.get(before), found[after])
            withdrawn = change.kind is ChangeKind.CLAIM_WITHDRAWN
            yield replace(change, why=why.get(change.after.batch)) if withdrawn else change


def _withdrawals(session: Session, batches: set[int]) -> dict[int, str]:
    """Why these of these files were withdrawn that were."""
    found = select(col(Withdrawal.batch_id), col(Withdrawal.reason)).where(col(Withdrawal.batch_id).in_(batches))
    return {batch: reason for batch, reason in session.execute(found)}  # noqa: C416  (rows)


def _in_frames(session: Session, moment: datetime, then: View, now: View) -> _Differing:
    before, after = (set(load(session, view)["id"].to_list()) for view in (then, now))
    new, gone = sorted(after - before), sorted(before - after)
    came = [row.id for row in _looked_up(session, select(_OWN.c.id).where(_OWN.c.recorded_at > moment), new)]
    ended = [row.id for row in _looked_up(session, select(_OWN.c.id).where(_OWN.c.superseded_at.is_not(None)), gone)]
    return _Differing(np.zeros(0, np.int64), came, ended, len(new) - len(came) + len(gone) - len(ended))


def _in_copy(moment: datetime, first: Selection, second: Selection) -> _Differing:
    """The same on whole columns, which also tell what needs no look at the register."""
    fresh, now, then, moved = [np.zeros(0, np.int64)], list[int](), list[int](), 0
    for part, was, stands in zip(first.copy.parts, first.masks, second.masks, strict=True):
        new, gone = stands & ~was, was & ~stands
        came, ended = new & (part["known"] > micros(moment)), gone & (part["superseded"] != OPEN)
        begun = came & (part["version"] == 1)
        moved += sum(int(np.count_nonzero(some)) for some in (new & ~came, gone & ~ended))
        fresh.append(part["id"][begun])
        now += part["id"][came & ~begun].tolist()
        then += part["id"][ended].tolist()
    return _Differing(np.concatenate(fresh), now, then, moved)


def _told(session: Session, moment: datetime, differing: _Differing) -> Since:
    """Each version beside that of the other time, which may have been out of view, or taken back."""
    pairs = dict.fromkeys(differing.now, NONE)
    for number, earlier, status in _looked_up(session, _before(moment), differing.now):
        pairs[number] = earlier if status in STANDS else NONE
    added = len(differing.fresh) + sum(earlier == NONE for earlier in pairs.values())
    taken_back = 0
    for number, newest, status in _looked_up(session, _NEWEST, differing.then):
        taken_back += newest not in pairs and status not in STANDS
        pairs.setdefault(newest, number)
    others = np.array([*pairs.items()], np.int64).reshape(-1, 2)[:, ::-1]
    versions = np.concatenate([np.stack([np.zeros_like(differing.fresh), differing.fresh], axis=1), others])
    revised = len(versions) - added - taken_back
    return Since(added, revised, taken_back, differing.moved, versions[np.argsort(-versions[:, 1])])


def _before(moment: datetime) -> Select[Any]:
    """Of versions: their id, and id and status of the version of the same claim that stood at the moment."""
    ended = and_(_OTHER.c.key == _OWN.c.key, _OTHER.c.superseded_at.is_not(None))  # by the index on these alone
    stood = and_(ended, _OTHER.c.recorded_at <= moment, _OTHER.c.superseded_at > moment)
    return select(_OWN.c.id, _OTHER.c.id, _OTHER.c.status).select_from(_OWN).join(_OTHER, stood)


def _looked_up(session: Session, statement: Select[Any], ids: list[int]) -> Iterable[Any]:
    for some in chunks(ids):
        yield from session.connection().execute(statement.where(_OWN.c.id.in_(some)))


_OWN, _OTHER = (table_of(Claim).alias(name) for name in ("own", "other"))
_NEWEST: Final = (
    select(_OWN.c.id, _OTHER.c.id, _OTHER.c.status)
    .select_from(_OWN)
    .join(_OTHER, and_(_OTHER.c.key == _OWN.c.key, _OTHER.c.superseded_at.is_(None)))
)
