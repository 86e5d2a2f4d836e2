"""What the form on sources does: grades, confidentiality, names and notes."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import NamedTuple

from sqlmodel import Session

from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.deeds import NotTypedError, Outcome, Signature, Typed, done, needed, signature
from dashboard.pages.names import source_names
from dashboard.pages.sources.ids import Decide, Do
from dashboard.view import View, speaker_of
from dashboard.wording import reliability_words
from db import queries
from db.drafts import GradeDraft
from db.engine import reading
from db.sources import sourcing
from db.vocabulary import Measure, Reliability

FIELDS = {
    Decide.KIND: "kind",
    Decide.NOTE: "reliability_note",
    Decide.NOTE_AR: "reliability_note_ar",
    Decide.INTERESTS: "interests",
    Decide.INTERESTS_AR: "interests_ar",
}
"""The fields of the form that describe a source, and what of the source they are."""


class _Said(NamedTuple):
    """A decision as it was typed: about which source, signed by whom, read in whose language."""

    source: str
    typed: Typed
    signed: Signature
    speaker: Speaker


def choices(desk: Desk, search: str) -> list[dict[str, str]]:
    """All sources of the register, whatever the filters, by their names in the reader's language."""
    speaker = speaker_of(search, desk.settings.language)
    with reading(desk.engine) as session:
        names = source_names(session, speaker)
        found = [name for name, _ in queries.choices(session).sources]
    options = [{"value": name, "label": names.get(name, name)} for name in found]
    return sorted(options, key=lambda option: option["label"].casefold())


def decide(desk: Desk, search: str, deed: Do, typed: Typed) -> Outcome:
    """Do it, in one transaction; what can't be done changes nothing and says why."""

    def do(session: Session, view: View) -> tuple[int, str]:
        speaker = view.speaker
        source = needed(typed, Decide.SOURCE, speaker.text("Choose the source."))
        signed = signature(typed.get(Decide.BY, ""), typed.get(Decide.REASON, ""), speaker)
        number, what = _DEEDS[deed](session, _Said(source, typed, signed, speaker))
        name = source_names(session, speaker).get(source, source)
        return number, speaker.text("{source}: {what}", source=name, what=what)

    return done(desk, search, do)


def _grade(session: Session, said: _Said) -> tuple[int, str]:
    text = said.speaker.text
    chosen = Reliability(needed(said.typed, Decide.GRADE, text("Choose a grade.")))
    measure = Measure(said.typed[Decide.MEASURE]) if said.typed.get(Decide.MEASURE) else None
    about = said.speaker.term(measure) if measure else text("claims of every kind")
    by, reason = said.signed["by"], said.signed["reason"]
    draft = GradeDraft(chosen, by, _day(said), reason, measure=measure)
    made = sourcing.grade(session, said.source, draft)
    grade = reliability_words(chosen, said.speaker)
    return made.id or 0, text("graded {grade} ({about}).", grade=grade, about=about)


def _day(said: _Said) -> date:
    typed = said.typed.get(Decide.DAY, "").strip()
    if not typed:
        return datetime.now(UTC).date()
    try:
        return date.fromisoformat("".join(str(int(sign)) if sign.isdecimal() else sign for sign in typed))
    except ValueError:
        message = said.speaker.text("“{typed}” is no day; write it as 2024-11-30.", typed=typed)
        raise NotTypedError(message) from None


def _keep_confidential(session: Session, said: _Said) -> tuple[int, str]:
    made = sourcing.set_confidential(session, said.source, True, **said.signed)
    return made.id or 0, said.speaker.text("confidential from now on.")


def _make_public(session: Session, said: _Said) -> tuple[int, str]:
    made = sourcing.set_confidential(session, said.source, False, **said.signed)
    return made.id or 0, said.speaker.text("may be named from now on.")


def _add_alias(session: Session, said: _Said) -> tuple[int, str]:
    alias = _alias(said)
    made = sourcing.add_alias(session, said.source, alias, **said.signed)
    return made.id or 0, said.speaker.text("also known as “{alias}”.", alias=alias)


def _remove_alias(session: Session, said: _Said) -> tuple[int, str]:
    alias = _alias(said)
    made = sourcing.remove_alias(session, said.source, alias, **said.signed)
    return made.id or 0, said.speaker.text("no longer known as “{alias}”.", alias=alias)


def _alias(said: _Said) -> str:
    return needed(said.typed, Decide.ALIAS, said.speaker.text("Write the other name."))


def _describe(session: Session, said: _Said) -> tuple[int, str]:
    text = said.speaker.text
    words = {field: said.typed[name] for name, field in FIELDS.items() if said.typed.get(name, "").strip()}
    if not words:
        raise NotTypedError(text("Write what is to be known about the source."))
    changes = sourcing.describe(session, said.source, words, **said.signed)
    return changes[-1].id or 0, text("what to know about it is written down.")


_DEEDS: dict[Do, Callable[[Session, _Said], tuple[int, str]]] = {
    Do.GRADE: _grade,
    Do.CONFIDENTIAL: _keep_confidential,
    Do.PUBLIC: _make_public,
    Do.ADD_ALIAS: _add_alias,
    Do.REMOVE_ALIAS: _remove_alias,
    Do.DESCRIBE: _describe,
}
