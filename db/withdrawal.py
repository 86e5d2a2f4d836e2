"""The ledger's verb for taking a batch back: a revision, not a deletion.

After it the register answers as if the batch had never been sent, but for the log: every version stays, and what was
known before the withdrawal can still be asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import CompoundSelect, Connection, Select, null, select, union_all
from sqlmodel import Session, col

from db.batches import UnknownBatchError
from db.clock import moment_of
from db.models import Batch, Claim, Repetition, Withdrawal
from db.upkeep import after_batch
from db.vocabulary import BatchStatus, ClaimStatus, RevisionReason
from db.writing import recall
from db.writing.versions import NewVersion, write_versions


class WithdrawalError(ValueError):
    """The batch can't be withdrawn; the message says why in one line."""


class AlreadyWithdrawnError(WithdrawalError):
    """A batch is withdrawn once."""

    def __init__(self, batch: int, withdrawal: Withdrawal | None) -> None:
        told = f" on {withdrawal.recorded_at:%Y-%m-%d}" if withdrawal else ""
        by = f" by {withdrawal.recorded_by}" if withdrawal and withdrawal.recorded_by else ""
        super().__init__(f"batch {batch} was withdrawn already{told}{by}")


class NoReasonError(WithdrawalError):
    """Whoever reads the register later must be able to see why."""

    def __init__(self) -> None:
        super().__init__("say why the batch is withdrawn; the reason is kept with it")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did, or would do, in claims.

    ``withdrawn`` stand no more; ``restored`` stand again as another batch had said them; ``kept`` stand as they did,
    because a later batch has revised them.
    """

    batch: int
    withdrawn: int
    restored: int
    kept: int


def withdraw(session: Session, batch: int, *, by: str, reason: str, now: datetime | None = None) -> Withdrawn:
    """Take a batch back. Each claim says again what the latest other batch says that is not withdrawn, or nothing.

    Raises :class:`db.batches.UnknownBatchError` and :class:`WithdrawalError`, and has then changed nothing.
    """
    now = now or moment_of(session)
    if not reason.strip():
        raise NoReasonError
    found = _standing_batch(session, batch)
    connection = session.connection()
    plan = list(_plan(connection, batch))
    write_versions(connection, filter(None, (claim.version(batch) for claim in plan)), now)
    found.status = BatchStatus.WITHDRAWN
    session.add(Withdrawal(batch_id=batch, recorded_by=by, recorded_at=now, reason=reason.strip()))
    session.flush()
    after_batch(session, batch, now)
    return _told(batch, plan)


def foresee(session: Session, batch: int) -> Withdrawn:
    """What :func:`withdraw` would do now; changes nothing. Raises as it does."""
    _standing_batch(session, batch)
    connection = session.connection()
    return _told(batch, list(_plan(connection, batch)))


class _Said(NamedTuple):
    """What a batch says of a claim, in a version of its own or by repeating one: ``like`` is that version's id.

    Sayings sort by when they were said; ``version`` orders those of one batch.
    """

    batch: int
    version: int
    like: int
    row: int
    says: int
    reason: RevisionReason | None

    def follows(self, earlier: "_Said | None") -> bool:
        """Whether it says something else than the saying before it, so that it stands in its place."""
        if earlier is None or self.says != earlier.says:
            return True
        return self.reason is RevisionReason.RECONFIRMATION and earlier.reason is not self.reason


class _Planned(NamedTuple):
    """A claim that the batch spoke of: its open version, who brought that, and what is to stand; None: nothing."""

    open: int
    row: int
    key: str
    brought_by: int
    said: _Said | None

    def version(self, batch: int) -> NewVersion | None:
        """The version to write; None: the open one stays."""
        if self.said is not None and self.said.batch != self.brought_by:
            return NewVersion(self.open, self.said.like, self.said.batch, self.said.row)
        if self.brought_by != batch:
            return None
        withdrawn = ClaimStatus.WITHDRAWN
        return NewVersion(self.open, self.open, batch, self.row, RevisionReason.RETRACTION, withdrawn)


def _standing_batch(session: Session, batch: int) -> Batch:
    found = session.get(Batch, batch)
    if found is None:
        raise UnknownBatchError(batch)
    if found.status is BatchStatus.WITHDRAWN:
        raise AlreadyWithdrawnError(batch, session.get(Withdrawal, batch))
    return found


def _plan(connection: Connection, batch: int) -> Iterator[_Planned]:
    said = _said_by_others(connection, batch)
    columns = (col(Claim.id), col(Claim.row), col(Claim.key), col(Claim.batch_id))
    statement = select(*columns).where(col(Claim.superseded_at).is_(None), col(Claim.key).in_(_spoken_of(batch)))
    for number, row, key, brought_by in connection.execute(statement).fetchall():
        yield _Planned(int(number or 0), row, key, brought_by, said.get(key))


def _spoken_of(batch: int) -> Select[Any]:
    """The keys of the claims that the batch brought or revised."""
    return select(col(Claim.key)).where(col(Claim.batch_id) == batch)


def _said_by_others(connection: Connection, batch: int) -> dict[str, _Said]:
    """What other batches, not withdrawn, say last of each claim that this batch brought or revised.

    Of batches that say the same one after the other the first counts: it was known since then.
    """
    others = (
        col(Batch.status) == BatchStatus.RECORDED,
        col(Batch.id) != batch,
        col(Claim.key).in_(_spoken_of(batch)),
    )
    who = (col(Claim.key), col(Batch.id), col(Claim.version), col(Claim.id))
    statement: CompoundSelect[Any] = union_all(
        select(*who, col(Claim.row), col(Claim.revision_reason))
        .join(Batch, col(Batch.id) == col(Claim.batch_id))
        .where(*others),
        select(*who, col(Repetition.row), null())
        .join(Repetition, col(Repetition.claim_id) == col(Claim.id))
        .join(Batch, col(Batch.id) == col(Repetition.batch_id))
        .where(*others),
    )
    says = recall.contents(connection, col(Claim.key).in_(_spoken_of(batch)))
    rows = connection.execute(statement).fetchall()
    sayings = [(key, _Said(of, n, like, row, says[like], reason)) for key, of, n, like, row, reason in rows]
    last: dict[str, _Said] = {}
    for key, said in sorted(sayings, key=lambda saying: saying[1][:2]):
        if said.follows(last.get(key)):
            last[key] = said
    return last


def _told(batch: int, plan: list[_Planned]) -> Withdrawn:
    own = [claim for claim in plan if claim.brought_by == batch]
    restored = sum(claim.said is not None for claim in own)
    return Withdrawn(batch, len(own) - restored, restored, len(plan) - len(own))
