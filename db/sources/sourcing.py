"""The verbs for what people decide about a source: its grade, whether it is confidential, its names and its note.

As those of :mod:`db.deciding.judging`: each runs inside one transaction (``db.engine.writing``), is kept with who
decided and why, and raises :class:`db.judgements.refusals.JudgementError`, having changed nothing, where it can't be
done. Sources are named by any name that the register has for them.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from db.clock import moment_of
from db.deciding.judging import signed
from db.drafts import GradeDraft
from db.judgements.refusals import JudgementError, UnknownSourceError
from db.models import Grade, Source, SourceChange
from db.vocabulary import SourceKind
from db.writing.grades import put_grade

DESCRIBED = ("kind", "name_ar", "url", "interests", "interests_ar", "reliability_note", "reliability_note_ar")
"""The fields of a source that :func:`describe` changes."""

YES, NO = "yes", "no"


def source_named(session: Session, name: str) -> Source:
    """The source of a name; the name that it is registered under goes before Arabic and other names.

    Raises :class:`db.judgements.refusals.UnknownSourceError`.
    """
    wanted = " ".join(name.split()).casefold()
    sources = list(session.scalars(select(Source).order_by(col(Source.id))))
    for names in (lambda source: (source.name,), _other_names):
        for source in sources:
            if wanted and wanted in {each.casefold() for each in names(source)}:
                return source
    raise UnknownSourceError(name)


def _other_names(source: Source) -> tuple[str, ...]:
    return (*([source.name_ar] if source.name_ar else []), *source.aliases)


def grade(session: Session, name: str, given: GradeDraft, *, now: datetime | None = None) -> Grade:
    """Grade a source for one measure or for all; the grade that it had for the same stays in the history."""
    signed(given.assessor, given.reason)
    now = now or moment_of(session)
    source = source_named(session, name)
    if given.assessed_on > now.date() + timedelta(days=1):  # where the sun rises before it does at Greenwich
        raise JudgementError("graded_ahead", day=given.assessed_on)
    stated = replace(given, assessor=given.assessor.strip(), reason=given.reason.strip())
    fresh = put_grade(session, source.id or 0, stated, now)
    if fresh is None:
        raise JudgementError("graded_so_already", name=source.name, by=stated.assessor)
    return fresh


def set_confidential(
    session: Session, name: str, confidential: bool, *, by: str, reason: str, now: datetime | None = None
) -> SourceChange:
    """Let a source be named in nothing that leaves the register, or take that back."""
    signed(by, reason)
    source = source_named(session, name)
    if source.confidential is confidential:
        raise JudgementError("confidential_already" if confidential else "public_already", name=source.name)
    source.confidential = confidential
    before, after = (NO, YES) if confidential else (YES, NO)
    return _kept(session, source, "confidential", before, after, by, reason, now)


def add_alias(
    session: Session, name: str, alias: str, *, by: str, reason: str, now: datetime | None = None
) -> SourceChange:
    """Let a name in later files mean this source. What is recorded keeps its speaker.

    A name that is a source of its own is refused: two voices would become one without a word.
    """
    signed(by, reason)
    source, spelt = source_named(session, name), " ".join(alias.split())
    if not spelt:
        raise JudgementError("blank_name")
    if spelt.casefold() in {each.casefold() for each in (source.name, *_other_names(source))}:
        raise JudgementError("known_so_already", name=source.name, alias=spelt)
    for other in session.scalars(select(Source).order_by(col(Source.id))):
        if spelt.casefold() == other.name.casefold():
            raise JudgementError("source_of_its_own", alias=spelt)
        if spelt.casefold() in {each.casefold() for each in _other_names(other)}:
            raise JudgementError("alias_of_another", alias=spelt, other=other.name)
    source.aliases = [*source.aliases, spelt]
    return _kept(session, source, "alias", None, spelt, by, reason, now)


def remove_alias(
    session: Session, name: str, alias: str, *, by: str, reason: str, now: datetime | None = None
) -> SourceChange:
    """A name no longer means this source; a later file that has it brings a source of its own."""
    signed(by, reason)
    source, spelt = source_named(session, name), " ".join(alias.split())
    held = [each for each in source.aliases if each.casefold() == spelt.casefold()]
    if not held:
        raise JudgementError("not_known_so", name=source.name, alias=spelt)
    source.aliases = [each for each in source.aliases if each not in held]
    return _kept(session, source, "alias", held[0], None, by, reason, now)


def describe(
    session: Session, name: str, said: Mapping[str, str], *, by: str, reason: str, now: datetime | None = None
) -> list[SourceChange]:
    """Write down what is known of a source: some of :data:`DESCRIBED`, in words; blank takes what stands away.

    What it was before stays in the history. Raises ``ValueError`` for a kind that is none.
    """
    signed(by, reason)
    source, now = source_named(session, name), now or moment_of(session)
    changes = []
    for field in DESCRIBED:
        before = getattr(source, field)
        after = _value(field, said[field]) if field in said else before
        if after != before:
            setattr(source, field, after)
            changes.append(_kept(session, source, field, before, after, by, reason, now))
    if not changes:
        raise JudgementError("noted_so_already", name=source.name)
    return changes


def _value(field: str, said: str) -> str | None:
    text = said.strip()
    return SourceKind(text or SourceKind.UNKNOWN) if field == "kind" else text or None


def _kept(
    session: Session,
    source: Source,
    field: str,
    before: str | None,
    after: str | None,
    by: str,
    reason: str,
    now: datetime | None,
) -> SourceChange:
    change = SourceChange(
        source_id=source.id or 0,
        field=field,
        before=None if before is None else str(before),
        after=None if after is None else str(after),
        decided_by=by.strip(),
        reason=reason.strip(),
        recorded_at=now or moment_of(session),
    )
    session.add(change)
    session.flush()
    return change
