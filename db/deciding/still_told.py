"""Which incidents claims still stand of: a judgement stays when the file that told of its incident is withdrawn."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import Session, col

from db.entries import chunks
from db.filters import Filters
from db.judgements.judged import held
from db.models import Claim, Incident, Judgement
from db.views.frame import View, known
from db.vocabulary import ClaimStatus, JudgementKind, Series


def still_told(session: Session, view: View, ids: Iterable[int]) -> set[int]:
    """Those of these incidents of which an active claim tells at the view's moment, or of one that is merged with them.

    No other filter counts. A claim that was judged to be about none is not taken out: to show too much is no harm here.
    """
    wanted = set(ids)
    roots = view.judged.roots
    families: dict[int, set[int]] = {root: {root} for root in (roots.get(number, number) for number in wanted)}
    for merged, root in roots.items():
        if root in families:
            families[root].add(merged)
    told = _told(session, view.filters, {member for family in families.values() for member in family})
    return {number for number in wanted if not told.isdisjoint(families[roots.get(number, number)])}


def codes_still_told(session: Session, filters: Filters, codes: Iterable[str]) -> frozenset[str]:
    """The same for incidents by their codes."""
    view = View.of(session, Filters(as_of=filters.as_of))
    found = {}
    for some in chunks(sorted(set(codes))):
        statement = select(col(Incident.id), col(Incident.code)).where(col(Incident.code).in_(some))
        found.update({number or 0: code for number, code in session.execute(statement)})
    return frozenset(found[number] for number in still_told(session, view, found))


def _told(session: Session, filters: Filters, ids: set[int]) -> set[int]:
    stands = (known(Claim, filters), col(Claim.status) == ClaimStatus.ACTIVE, col(Claim.series) == Series.INCIDENT)
    linked = select(col(Judgement.incident_id)).join(Claim, col(Claim.key) == col(Judgement.claim_key))
    told: set[int] = set()
    for some in chunks(sorted(ids)):
        own = select(col(Claim.incident_id)).where(*stands, col(Claim.incident_id).in_(some)).distinct()
        by_link = linked.where(
            *stands, *held(filters), col(Judgement.kind) == JudgementKind.LINK, col(Judgement.incident_id).in_(some)
        )
        told.update(number for number in (*session.scalars(own), *session.scalars(by_link)) if number is not None)
    return told
