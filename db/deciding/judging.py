"""The ledger's verbs for what people judge about incidents: nothing is deleted, a judgement is undone with a reason.

Each verb runs inside one transaction (``db.engine.writing``) and raises :class:`db.judgements.refusals.JudgementError`,
having changed nothing, where the judgement contradicts one that stands. Incidents are named by their codes.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlmodel import Session, col

from db.clock import moment_of
from db.judgements.parting import end_verdicts
from db.judgements.refusals import JudgementError, Value
from db.judgements.standing import OF_TWO, RULE, Judged, Standing, incident_named, standing
from db.judgements.undoing import undone
from db.models import Claim, Incident, Judgement
from db.upkeep import refresh_figures
from db.vocabulary import JudgementKind


def merge(session: Session, one: str, other: str, *, by: str, reason: str, now: datetime | None = None) -> Judgement:
    """The two are one event: the one recorded later, with all that is merged with it, counts with the earlier."""
    first, second, held = _two(session, one, other, by, reason)
    if held.one_event(first.id or 0, second.id or 0):
        raise JudgementError("already_one", one=one, other=other)
    if apart := held.told_apart(first.id or 0, second.id or 0):
        pair = _codes(session, apart)
        said: dict[str, Value] = {"judged": apart.named, "why": apart.reason, "number": apart.id}
        raise JudgementError("told_apart", one=one, other=other, pair=pair, **said)
    if held.covers(first.id or 0, second.id or 0) or held.covers(second.id or 0, first.id or 0):
        raise JudgementError("one_in_the_other", one=one, other=other)
    kept, joined = ordered(session, held, first, second)
    return _decide(session, held, JudgementKind.MERGE, kept, joined, by, reason, now)


def distinct(session: Session, one: str, other: str, *, by: str, reason: str, now: datetime | None = None) -> Judgement:
    """The two are two events. It holds against every rule."""
    first, second, held = _two(session, one, other, by, reason)
    if held.one_event(first.id or 0, second.id or 0):
        raise JudgementError("merged", one=one, other=other)
    if held.of_kind(first.id or 0, second.id or 0, JudgementKind.COVERS):
        raise JudgementError("told_in_one", one=one, other=other)
    return _decide(session, held, JudgementKind.DISTINCT, *_by_code(first, second), by, reason, now)


def covers(session: Session, whole: str, part: str, *, by: str, reason: str, now: datetime | None = None) -> Judgement:
    """``whole`` tells in one of several events, of which ``part`` is one: its figures are not added to theirs."""
    first, second, held = _two(session, whole, part, by, reason)
    if held.one_event(first.id or 0, second.id or 0):
        raise JudgementError("merged", one=whole, other=part)
    if apart := held.told_apart(first.id or 0, second.id or 0):
        raise JudgementError("nothing_in_common", judged=apart.named, number=apart.id)
    if held.covers(second.id or 0, first.id or 0):
        raise JudgementError("in_a_circle", part=part, whole=whole)
    return _decide(session, held, JudgementKind.COVERS, first, second, by, reason, now)


def possible(session: Session, one: str, other: str, *, by: str, reason: str, now: datetime | None = None) -> Judgement:
    """The two may be one event; whoever reviews decides."""
    first, second, held = _two(session, one, other, by, reason)
    if held.one_event(first.id or 0, second.id or 0):
        raise JudgementError("already_one", one=one, other=other)
    if found := held.of_kind(first.id or 0, second.id or 0, *OF_TWO):
        raise JudgementError("stands_between", judged=found.named, one=one, other=other)
    return _decide(session, held, JudgementKind.POSSIBLE, *_by_code(first, second), by, reason, now)


def split(session: Session, one: str, other: str, *, by: str, reason: str, now: datetime | None = None) -> Judgement:
    """Take back that the two are one event, or that one is told in the other, and keep that they are two events.

    What was judged of the one event as a whole since they were merged ends with it.
    """
    first, second, held = _two(session, one, other, by, reason)
    found = held.of_kind(first.id or 0, second.id or 0, JudgementKind.MERGE, JudgementKind.COVERS)
    if found is None:
        raise _why_no_split(session, held, first, second)
    now = now or moment_of(session)
    parted = _end(session, held, found, by, reason, now)
    _undo(session, [found], undone("split", by=by, why=reason), now)
    left = Standing(judged for judged in standing(session) if judged.id != found.id)
    judgement = _decide(session, left, JudgementKind.DISTINCT, *_by_code(first, second), by, reason, now)
    refresh(session, parted, now)
    return judgement


def _end(session: Session, held: Standing, found: Judged, by: str, reason: str, now: datetime) -> set[int]:
    """End what rests on a merge; the incidents that this touches."""
    if found.kind is not JudgementKind.MERGE:
        return set()
    return end_verdicts(session, held, found, by=by, reason=reason, now=now)


def _why_no_split(session: Session, held: Standing, first: Incident, second: Incident) -> JudgementError:
    one, other = first.code, second.code
    if not held.one_event(first.id or 0, second.id or 0):
        return JudgementError("not_merged", one=one, other=other)
    cluster = held.members(first.id or 0)
    merges = [
        judged
        for pair, listed in held.between.items()
        for judged in listed
        if judged.kind is JudgementKind.MERGE and pair <= cluster
    ]
    named = "; ".join(sorted(_codes(session, judged) for judged in merges))
    return JudgementError("merged_through_others", one=one, other=other, pairs=named)


def link(session: Session, key: str, code: str, *, by: str, reason: str, now: datetime | None = None) -> Judgement:
    """The claim is about another incident than its row says."""
    incident, now = incident_named(session, code), now or moment_of(session)
    signed(by, reason)
    about, links = counts_with(session, key)
    if about == incident.id:
        raise JudgementError("about_it_already", key=key, code=code)
    denied = select(Judgement).where(
        col(Judgement.claim_key) == key,
        col(Judgement.incident_id) == incident.id,
        col(Judgement.kind) == JudgementKind.UNLINK,
        col(Judgement.undone_at).is_(None),
    )
    for judgement in [*links, *session.scalars(denied)]:
        _close(judgement, undone("linked", by=by, why=reason), now)
    return _written(session, JudgementKind.LINK, incident, None, by, reason, now, key)


def split_claim(session: Session, key: str, *, by: str, reason: str, now: datetime | None = None) -> Judgement:
    """The claim is not about the incident that it counts with: a link is taken back, and no rule makes it again."""
    now = now or moment_of(session)
    signed(by, reason)
    about, links = counts_with(session, key)
    incident = session.get(Incident, about) if about is not None else None
    if incident is None:
        raise JudgementError("about_none", key=key)
    for judgement in links:
        _close(judgement, undone("split", by=by, why=reason), now)
    return _written(session, JudgementKind.UNLINK, incident, None, by, reason, now, key)


def undo(session: Session, number: int, *, by: str, reason: str, now: datetime | None = None) -> Judgement:
    """Take a judgement back. What a rule had made it may make again; :func:`split` holds against that.

    With a merge ends what was judged since of the one event as a whole.
    """
    signed(by, reason)
    found = session.get(Judgement, number)
    if found is None:
        raise JudgementError("no_judgement", number=number)
    if found.undone_at is not None:
        why = found.undone_reason or ""
        raise JudgementError("undone_already", number=number, day=found.undone_at.date(), why=why)
    now = now or moment_of(session)
    judged = standing(session)
    parted = [_end(session, Standing(judged), one, by, reason, now) for one in judged if one.id == number]
    _close(found, undone("undone", by=by, why=reason), now)
    session.flush()
    touched = {found.incident_id, found.other_id}.union(*parted)
    if found.kind is JudgementKind.REVIEW and found.claim_key is not None:
        touched |= {_about(session, found.claim_key)}
    refresh(session, touched, now)
    return found


def ordered(session: Session, held: Standing, first: Incident, second: Incident) -> tuple[Incident, Incident]:
    """Which counts with which: whose event was recorded first is kept (by code where both came at once); the other's
    event is named by its root, which is the incident itself where nothing is merged with it yet."""
    roots = [session.get_one(Incident, held.root(side.id or 0)) for side in (first, second)]
    earlier = 0 if (roots[0].recorded_at, roots[0].code) <= (roots[1].recorded_at, roots[1].code) else 1
    return (first, roots[1]) if earlier == 0 else (second, roots[0])


def _two(session: Session, one: str, other: str, by: str, reason: str) -> tuple[Incident, Incident, Standing]:
    signed(by, reason)
    first, second = incident_named(session, one), incident_named(session, other)
    if first.id == second.id:
        raise JudgementError("one_incident", one=one)
    return first, second, Standing(standing(session))


def signed(by: str, reason: str) -> None:
    """Refuse what nobody, a rule's name or no reason stands behind."""
    if not by.strip() or by.startswith(RULE):
        raise JudgementError("nobody_judges")
    if not reason.strip():
        raise JudgementError("no_reason")


def counts_with(session: Session, key: str) -> tuple[int | None, list[Judgement]]:
    """The incident that a standing claim counts with (None: none, or a denied one), and the links that say so."""
    claim = session.scalar(select(Claim).where(col(Claim.key) == key, col(Claim.superseded_at).is_(None)))
    if claim is None:
        raise JudgementError("no_claim", key=key)
    judged = session.scalars(
        select(Judgement).where(col(Judgement.claim_key) == key, col(Judgement.undone_at).is_(None))
    ).all()
    links = [judgement for judgement in judged if judgement.kind is JudgementKind.LINK]
    denied = {judgement.incident_id for judgement in judged if judgement.kind is JudgementKind.UNLINK}
    about = links[-1].incident_id if links else claim.incident_id
    return (None if about in denied else about), links


def _about(session: Session, key: str) -> int | None:
    """The incident that a claim counts with, if it stands still."""
    try:
        return counts_with(session, key)[0]
    except JudgementError:
        return None


def _by_code(first: Incident, second: Incident) -> tuple[Incident, Incident]:
    return (first, second) if first.code <= second.code else (second, first)


def _decide(
    session: Session,
    held: Standing,
    kind: JudgementKind,
    incident: Incident,
    other: Incident,
    by: str,
    reason: str,
    now: datetime | None,
) -> Judgement:
    """Write the judgement, and close what asked for it."""
    now = now or moment_of(session)
    if kind is JudgementKind.DISTINCT and (found := held.of_kind(incident.id or 0, other.id or 0, kind)):
        raise JudgementError("said_already", judged=found.named)
    asked = held.of_kind(incident.id or 0, other.id or 0, JudgementKind.POSSIBLE)
    if asked:
        _undo(session, [asked], undone("decided", by=by, kind=kind.term.en.lower()), now)
    return _written(session, kind, incident, other, by, reason, now)


def _written(
    session: Session,
    kind: JudgementKind,
    incident: Incident,
    other: Incident | None,
    by: str,
    reason: str,
    now: datetime,
    key: str | None = None,
) -> Judgement:
    judgement = Judgement(
        kind=kind,
        incident_id=incident.id or 0,
        other_id=other.id if other else None,
        claim_key=key,
        decided_by=by.strip(),
        reason=reason.strip(),
        recorded_at=now,
    )
    session.add(judgement)
    session.flush()
    refresh(session, {judgement.incident_id, judgement.other_id}, now)
    return judgement


def _undo(session: Session, judged: list[Judged], reason: str, now: datetime) -> None:
    for one in judged:
        _close(session.get_one(Judgement, one.id), reason, now)


def _close(judgement: Judgement, reason: str, now: datetime) -> None:
    judgement.undone_at, judgement.undone_reason = now, reason


def _codes(session: Session, judged: Judged) -> str:
    return " and ".join(session.get_one(Incident, number).code for number in (judged.incident, judged.other))


def refresh(session: Session, incidents: Iterable[int | None], now: datetime) -> None:
    """The one place where judgements tell the figures that they have changed."""
    refresh_figures(session, [number for number in incidents if number is not None], now)
