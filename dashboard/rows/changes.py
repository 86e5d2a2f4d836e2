"""The change log as plain values: nested for JSON, flat for tables."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any, Final

from dashboard.locale import speak
from dashboard.rows.records import Row
from dashboard.wording import figure_text, vague_word
from db.history.change_records import (
    CLASSES,
    Change,
    Closed,
    Content,
    Counted,
    Decided,
    Described,
    Graded,
    Kept,
    Said,
    Withheld,
)
from db.vocabulary import JudgementKind, Quantifier

_WRITTEN: Final = {"date_from": "from", "date_to": "to", "speaks_of": "as_of"}
"""What the API calls fields that the register calls otherwise."""

_SIDE_BY_SIDE: Final = ("status", "verbatim", "low", "best", "high", "from", "to", "as_of", "place", "pcode")
"""The fields of a claim that a flat row has twice: before and after."""


FLAT: Final = (
    *("cursor", "moment", "kind", "by", "reason", "batch", "row", "claim", "version", "changed", "subject", "what"),
    *(f"{name}_{when}" for name in _SIDE_BY_SIDE for when in ("before", "after")),
)
"""The columns of a flat row."""


def change_row(change: Change) -> dict[str, Any]:
    """One change; ``before`` and ``after`` are what a claim, judgement or grade says, or what a file brought."""
    before, after = _content(change.before), _content(change.after)
    return {
        "cursor": str(change.cursor),
        "moment": change.moment.isoformat(),
        "kind": change.kind,
        "by": change.by,
        "reason": change.reason,
        "batch": change.batch,
        "row": change.row,
        "claim": change.claim,
        "version": change.version,
        "changed": [_WRITTEN.get(name, name) for name in change.changed],
        "before": before,
        "after": after,
    }


def flat_row(change: Change) -> Row:
    """One change as a row of a table: what names its subject, what it says, and of a claim what was said before."""
    row = change_row(change)
    before, after = row.pop("before") or {}, row.pop("after") or {}
    is_claim = isinstance(change.after, Said)
    told: dict[str, Any] = {**row, "changed": " ".join(row["changed"])}
    told |= {"subject": subject_of(change), "what": what(change)}
    for name in _SIDE_BY_SIDE:
        told[f"{name}_before"] = before.get(name) if is_claim else None
        told[f"{name}_after"] = after.get(name) if is_claim else None
    return told


def what(change: Change) -> str:
    """What changed, in a few words: "4 → 5", "merge with event-2", "4; population civilian → combatant", "B → D"."""
    now, was = _in_words(change.after), _in_words(change.before)
    if isinstance(change.after, Said) and not change.kind.endswith(("added", "revised", "restored")):
        return was or now
    figures = f"{was} → {now}" if was and now and was != now else now or was
    return "; ".join([figures, *_reclassified(change)])


def _reclassified(change: Change) -> list[str]:
    """From what to what a claim was put in another class: "population civilian → combatant"."""
    if not (isinstance(change.before, Said) and isinstance(change.after, Said)):
        return []
    moved = ((name, getattr(change.before, name), getattr(change.after, name)) for name in CLASSES)
    return [
        f"{name.replace('_', ' ')} {was or 'not stated'} → {now or 'not stated'}"
        for name, was, now in moved
        if was != now
    ]


def _content(content: Content | None) -> dict[str, Any] | None:
    if content is None:
        return None
    return {_WRITTEN.get(name, name): _plain(value) for name, value in asdict(content).items()}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def subject_of(change: Change) -> str:
    """Whom or what a change is about: a claim's source and measure, a file, an incident, a source."""
    content = change.after or change.before
    if isinstance(content, Said):
        who = f"{content.origin}, via {content.source}" if content.origin else content.source
        return f"{who}: {content.measure}"
    if isinstance(content, Counted | Closed):
        return content.file
    if isinstance(content, Decided):
        return content.incident or content.key or ""
    if isinstance(content, Described):
        return f"{content.source}: {content.field}"
    if isinstance(content, Kept):
        return f"{content.place} ({content.pcode})"
    return _of(content) if isinstance(content, Withheld) else content.source if content is not None else ""


def _of(content: Withheld) -> str:
    """What texts were taken away from."""
    return content.key or content.file or f"document {content.document}"


_OF_TWO: Final = {
    JudgementKind.MERGE: "merge with",
    JudgementKind.DISTINCT: "distinct from",
    JudgementKind.POSSIBLE: "possibly one with",
    JudgementKind.COVERS: "covers",
}
"""How a judgement about the incident that is the subject leads to the second."""


def _decided(said: Decided) -> str:
    """What was judged of the incident: "merge with event-2", "link claim office/1", "override: killed (civilian) 5"."""
    if said.measure is not None:
        whom = f" ({said.population})" if said.population else ""
        figure = figure_text(said.low, said.best, said.high, speaker=speak("en"))
        return f"{said.kind}: {said.measure}{whom} {figure}"
    if said.incident is None:  # a review, of the claim that is the subject
        return str(said.kind)
    kind = _OF_TWO.get(said.kind, str(said.kind)) if said.other else str(said.kind)
    parts = (kind, said.key and f"claim {said.key}", said.other)
    return " ".join(part for part in parts if part)


def _known(said: Described | Kept) -> str:
    """What is known of a source, or whether a place may be shown."""
    if isinstance(said, Kept):
        return "confidential" if said.confidential else "not confidential"
    return " ".join(said.value.split())


def _settled(said: Closed | Withheld) -> str:
    """How many problems of which kind, or how many texts in which fields."""
    if isinstance(said, Closed):
        return f"{said.issues} × {said.code}"
    return f"{said.texts} × redacted in {', '.join(said.fields)}"


def _in_words(content: Content | None) -> str:
    if isinstance(content, Said):
        word = vague_word(content.verbatim) if content.quantifier is Quantifier.VAGUE else None
        return figure_text(
            *(content.low, content.best, content.high),
            quantifier=content.quantifier,
            word=word,
            speaker=speak("en"),
        )
    if isinstance(content, Counted):
        return f"{content.new} new, {content.revised} revised, {content.rejected} rejected"
    if isinstance(content, Closed | Withheld):
        return _settled(content)
    if isinstance(content, Decided):
        return _decided(content)
    if isinstance(content, Described | Kept):
        return _known(content)
    return str(content.reliability) if isinstance(content, Graded) else ""
