"""The change log as anybody may read it: what :mod:`dashboard.exports.discretion` says of exports, said of changes.

Who did what on the register's side is left out too: names, files' names and reasons that people wrote.
"""

from dataclasses import asdict, replace
from typing import Any

from dashboard.contacts import row_without_contacts
from dashboard.exports.discretion import Discretion
from dashboard.wording import vague_word
from db.history.change_records import (
    Change,
    Closed,
    Content,
    Counted,
    Decided,
    Described,
    Graded,
    Kept,
    Said,
)
from db.vocabulary import Quantifier


def public_change(change: Change, discretion: Discretion) -> Change:
    """A change as it may be shown; a reason stays where it is one of the register's own words."""
    is_claim = isinstance(change.after, Said)
    return replace(
        change,
        by=None,
        reason=change.reason if is_claim else None,
        claim=change.claim and _key(change.claim, discretion),
        before=_content(change.before, discretion),
        after=_content(change.after, discretion),
    )


def _content(content: Content | None, discretion: Discretion) -> Content | None:
    if isinstance(content, Said):
        return _said(content, discretion)
    if isinstance(content, Counted | Closed):
        return replace(content, file="")
    if isinstance(content, Decided):
        incident = content.incident and _incident(content.incident, discretion)
        other = content.other and _incident(content.other, discretion)
        key = content.key and _key(content.key, discretion)
        return replace(content, incident=incident, other=other, key=key)
    if isinstance(content, Graded):
        return replace(content, source=_named(content.source, discretion))
    return _described(content, discretion) if isinstance(content, Described | Kept) else None


def _key(key: str, discretion: Discretion) -> str:
    return discretion.text(discretion.numbers.of_key(key))


def _incident(code: str, discretion: Discretion) -> str:
    return discretion.text(discretion.numbers.of_incident(code))


def _named(source: str, discretion: Discretion) -> str:
    return discretion.text(discretion.kinds.get(source, source))


def _described(said: Described | Kept, discretion: Discretion) -> Described | Kept:
    """What is known of a source, or that a place became confidential or is so no more: if it is, as its governorate."""
    if isinstance(said, Described):
        value = "" if said.source in discretion.kinds else discretion.text(said.value)
        return replace(said, source=_named(said.source, discretion), value=value)
    if not discretion.hides_place(said.pcode):
        return replace(said, place=discretion.text(said.place))
    name, pcode = discretion.shown_place(said.pcode)
    return replace(said, pcode=pcode or "", place=name or "")


def _said(said: Said, discretion: Discretion) -> Said:
    """What a claim says: of hidden words the vague one that is its figure stays, exact coordinates never do."""
    word = vague_word(said.verbatim) if said.quantifier is Quantifier.VAGUE else None
    shown: dict[str, Any] = row_without_contacts(discretion.claim({**asdict(said), "word": word}))
    words = shown.pop("word")
    shown.pop("text", None)
    verbatim = shown["verbatim"] if shown["verbatim"] is not None else words or ""
    return Said(**{**shown, "verbatim": verbatim, "lat": None, "lon": None})
