"""A document of one part or several: each says the same in its own language, around one set of data."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dashboard.snapshot.content import Attachment, SnapshotContent

BETWEEN = " · "
"""What stands between the languages where a text is in all of them."""


def check_parts(parts: Sequence[SnapshotContent]) -> None:
    """Refuse parts that are not one document; `ValueError` says in what they differ."""
    if not parts:
        raise ValueError("a document needs at least one part")
    if len({part.language for part in parts}) < len(parts):
        raise ValueError("two parts are in one language; each must be in its own")
    first, *others = (dict(_held_in_common(part)) for part in parts)
    for other in others:
        if differing := [name for name, value in first.items() if other[name] != value]:
            raise ValueError(f"the parts of the document differ in {', '.join(differing)}; they must say the same")


def _held_in_common(part: SnapshotContent) -> Iterator[tuple[str, Any]]:
    yield "moment", part.known_at
    yield "data version", part.data_version
    yield "filters", dict(part.filters)
    yield "attachments", [(each.name, each.media_type, each.data) for each in part.attachments]
    yield "headline figures", len(part.headline)
    yield "charts", [spec.id for spec in (*part.charts, *part.records, *part.quality)]
    yield "claims", len(part.claims.rows)
    yield "incidents", len(part.incidents.rows)
    yield "sources", [source.grade for source in part.sources]


def in_each(texts: Sequence[str]) -> str:
    """A text in all languages of a document, said once where it is the same."""
    return BETWEEN.join(text for text in dict.fromkeys(texts) if text)


def described_in_each(files: Sequence[Sequence[Attachment]]) -> tuple[Attachment, ...]:
    """The files of a document, which each part describes in its language, described in all of them."""
    return tuple(
        replace(same[0], description=in_each([one.description for one in same])) for same in zip(*files, strict=True)
    )
