"""The change log as anybody may read it: what :mod:`dashboard.api.exports.discretion` says of exports, said of changes.

Who did what on the register's side is left out too: names, files' names and reasons that people wrote.
"""

from dataclasses import asdict, replace
from typing import Any

from dashboard.api.exports.discretion import Discretion
from dashboard.wording import vague_word
from db.history.change_records import Change, Closed, Content, Counted, Decided, Described, Graded, Said
from db.vocabulary import Quantifier


def public_change(change: Change, discretion: Discretion) -> Change:
    """A change as it may be shown; a reason stays where it is one of the register's own words."""
    is_claim = isinstance(change.after, Said)
    return replace(
        change,
        by=None,
        reason=change.reason if is_claim else None,
        claim=change.claim and discretion.claims.get(change.claim, change.claim),
        before=_content(change.before, discretion),
        after=_content(change.after, discretion),
    )


def _content(content: Content | None, discretion: Discretion) -> Content | None:
    if isinstance(content, Said):
        return _said(content, discretion)
    if isinstance(content, Counted | Closed):
        return replace(content, file="")
    if isinstance(content, Decided):
        incident = discretion.incidents.get(content.incident, content.incident)
        other = content.other and discretion.incidents.get(content.other, content.other)
        key = content.key and discretion.claims.get(content.key, content.key)
        return replace(content, incident=incident, other=other, key=key)
    if isinstance(content, Graded):
        return replace(content, source=discretion.kinds.get(content.source, content.source))
    if isinstance(content, Described):
        kind = discretion.kinds.get(content.source)
        return content if kind is None else replace(content, source=kind, value="")
    return None


def _said(said: Said, discretion: Discretion) -> Said:
    """What a claim says: of hidden words the vague one that is its figure stays, exact coordinates never do."""
    word = vague_word(said.verbatim) if said.quantifier is Quantifier.VAGUE else None
    shown: dict[str, Any] = discretion.claim({**asdict(said), "word": word})
    words = shown.pop("word")
    shown.pop("text", None)
    verbatim = shown["verbatim"] if shown["verbatim"] is not None else words or ""
    return Said(**{**shown, "verbatim": verbatim, "lat": None, "lon": None})
