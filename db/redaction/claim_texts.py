"""Texts of claims, of definitions and of documents taken away, and what was taken, for finding it elsewhere."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, update
from sqlmodel import col

from db.entries import chunks, table_of
from db.judgements.refusals import JudgementError
from db.models import Claim, Document
from db.redaction.masking import Words, figure_alone, is_only, numbered_mark, without, without_notes, without_words
from db.redaction.scope import Found, keys_of_rows, versions_of_keys
from db.vocabulary import Quantifier

_COLUMN: Final = {"words": "verbatim", "excerpt": "excerpt", "notes": "notes"}
_NOT_REDACTED: Final = ("place", "cause", "attributed_to", "factor_source", "key")
_READ: Final = (
    *("id", "key", "batch_id", "row", "source_id", "verbatim", "span_start", "span_end", "quantifier"),
    *("excerpt", "notes", "place", "cause", "attributed_to", "factor_source"),
)


@dataclass(slots=True)
class Taken:
    """What was taken away, while it is looked for elsewhere; it is kept nowhere.

    ``gaps`` are the columns with a gap by the ids of versions, ``replaced`` maps each text that is gone to what stands
    instead, ``spoken`` are the batches that said one of them. ``rows`` are the batches and rows that brought the
    ``versions`` that were looked through, and ``sources`` who says them.
    """

    gaps: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    keys: set[str] = field(default_factory=set)
    replaced: dict[str, str] = field(default_factory=dict)
    spoken: set[int] = field(default_factory=set)
    versions: set[int] = field(default_factory=set)
    rows: set[tuple[int, int]] = field(default_factory=set)
    sources: set[int] = field(default_factory=set)
    still_in: set[str] = field(default_factory=set)
    texts: int = 0

    def note(self, version: Any, column: str, before: str, after: str) -> None:
        """That a text of a version is gone."""
        self.gaps[version.id].add(column)
        self.keys.add(version.key)
        self.replaced[before] = after
        self.spoken.add(version.batch_id)
        self.texts += 1


def take_texts(connection: Connection, found: Found, fields: Collection[str], exact: str | None) -> Taken:
    """Take the texts away from all versions; from claims that came in the same rows, what says the same."""
    taken, columns = Taken(), [name for name in fields if name in _COLUMN]
    _take(connection, found.keys, columns, exact, taken, None)
    if beside := keys_of_rows(connection, found.rows) - set(found.keys):
        _take(connection, beside, columns, exact, taken, set(taken.replaced))
    return taken


def _take(
    connection: Connection,
    keys: Iterable[str],
    fields: Collection[str],
    exact: str | None,
    taken: Taken,
    only: set[str] | None,
) -> None:
    """``only``: without an exact text, only what says one of these."""
    changed: list[dict[str, Any]] = []
    for version in versions_of_keys(connection, keys, [col(getattr(Claim, name)) for name in _READ]):
        taken.rows.add((version.batch_id, version.row))
        taken.versions.add(version.id)
        taken.sources.add(version.source_id)
        if exact is not None:
            taken.still_in |= {name for name in _NOT_REDACTED if exact in (getattr(version, name) or "")}
        new = _without(version, fields, exact, only)
        for name in ("verbatim", "excerpt", "notes"):
            if name in new and new[name] != getattr(version, name):
                taken.note(version, name, getattr(version, name), new[name])
        if version.id in taken.gaps:
            start, end = version.span_start, version.span_end
            old = {"verbatim": version.verbatim, "span_start": start, "span_end": end}
            old |= {"excerpt": version.excerpt, "notes": version.notes}
            changed.append({f"new_{name}": value for name, value in (old | new | {"id": version.id}).items()})
    _write(connection, changed)


def _without(version: Any, fields: Collection[str], exact: str | None, only: set[str] | None) -> dict[str, Any]:
    """The columns of a version as they are to be."""
    new: dict[str, Any] = {}

    def goes(text: str | None) -> bool:
        if not text:
            return False
        return exact in text if exact is not None else only is None or text in only

    if "words" in fields and goes(version.verbatim):
        span = None if version.span_start is None else (version.span_start, version.span_end)
        words = Words(version.verbatim, span)
        left = without_words(words, exact)
        if left.span is None and version.quantifier is Quantifier.VAGUE:  # the word is the figure: "dozens"
            left = figure_alone(words)
        start, end = left.span or (None, None)
        new |= {"verbatim": left.text, "span_start": start, "span_end": end}
    if "excerpt" in fields and goes(version.excerpt):
        new["excerpt"] = without(version.excerpt, exact)
    if "notes" in fields and goes(version.notes):
        new["notes"] = without_notes(version.notes, exact)
    return new


def _write(connection: Connection, changed: list[dict[str, Any]]) -> None:
    table = table_of(Claim)
    names = ("verbatim", "span_start", "span_end", "excerpt", "notes")
    values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names}
    statement = update(table).where(table.c.id == bindparam("new_id")).values(**values)
    for some in chunks(changed):
        connection.execute(statement, some)


def take_definitions(connection: Connection, taken: Taken, exact: str, redaction: int) -> None:
    """Take the exact text out of the definitions of all claims of the same sources, which tell one line from another.

    Each gets a mark of its own, so that no two that were different become the same.
    """
    of_sources = col(Claim.source_id).in_(taken.sources)
    holding = select(col(Claim.definition)).where(of_sources, col(Claim.definition).contains(exact, autoescape=True))
    defined = sorted(text for text in connection.scalars(holding.distinct()) if text and exact in text)
    for number, old in enumerate(defined, start=1):
        if is_only(old, exact):
            raise JudgementError("definition_is_whole")
        new = old.replace(exact, numbered_mark(redaction, number))
        which = (of_sources, col(Claim.definition) == old)
        for version in connection.execute(select(col(Claim.id), col(Claim.key), col(Claim.batch_id)).where(*which)):
            taken.note(version, "definition", old, new)
        connection.execute(update(table_of(Claim)).where(*which).values(definition=new))


def take_documents(
    connection: Connection, documents: Collection[int], fields: Collection[str], exact: str | None
) -> int:
    """Take the titles and addresses of documents away; how many texts. The key that names a document stays."""
    table, texts = table_of(Document), 0
    for some in chunks(documents):
        for row in connection.execute(select(table.c.id, table.c.title, table.c.url).where(table.c.id.in_(some))).all():
            old = {name: getattr(row, name) for name in fields}
            new = {
                name: without(text, exact) for name, text in old.items() if text and (exact is None or exact in text)
            }
            new = {name: text for name, text in new.items() if text != old[name]}
            if new:
                connection.execute(update(table).where(table.c.id == row.id).values(**new))
                texts += len(new)
    return texts
