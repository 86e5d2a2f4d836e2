"""The claims of a view that are in review, each with the hold that keeps it back."""

from typing import NamedTuple

from sqlalchemy import or_, select
from sqlmodel import Session, col

from db import records
from db.answers import ClaimRecord
from db.filters import Filters
from db.judgements.judged import held
from db.judgements.waiting import waiting
from db.models import Claim, Judgement
from db.views.frame import View, read
from db.vocabulary import ClaimStatus, JudgementKind


class InReview(NamedTuple):
    """A claim that waits, and who holds it back, when and why; no hold: it was recorded as one that waits."""

    claim: ClaimRecord
    hold: Judgement | None


def in_review(session: Session, filters: Filters) -> list[InReview]:
    """All of a view, those that have waited longest first."""
    view = View.of(session, filters)
    keys = waiting(session.connection(), filters)
    waits = or_(col(Claim.key).in_(keys), col(Claim.status) == ClaimStatus.IN_REVIEW)
    found = records.claims(session, filters, read(session, view, waits))
    of_kind = select(Judgement).where(col(Judgement.kind) == JudgementKind.REVIEW, *held(filters))
    holds = {hold.claim_key: hold for hold in session.scalars(of_kind)}
    listed = [InReview(claim, holds.get(claim.key)) for claim in found]
    return sorted(listed, key=lambda each: ((each.hold or each.claim).recorded_at, each.claim.key))
