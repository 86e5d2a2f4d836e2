"""What is left of a table when a layout has taken what it reads: columns that the publisher has added since."""

import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.layouts.publisher import PublisherLayout
from ingest.layouts.recognise import NO_TAGS
from ingest.layouts.row_texts import Names
from ingest.normalize.fold import plain


def unknown_columns(
    layout: PublisherLayout, header: Sequence[str], tags: Mapping[str, str] = NO_TAGS
) -> tuple[str, ...]:
    """The columns that the layout neither reads nor knows and leaves alone; they are to be told, never guessed."""
    names = Names.of(header, tags)
    read = {column for reference in _references(layout) for column in names.columns(reference)}
    each = [re.compile(claim.each) for claim in layout.claims if claim.each]
    read |= {column for column in header for pattern in each if pattern.search(column)}
    read |= {claim.column for claim in (layout.tagged.claims(tags) if layout.tagged else ())}
    return tuple(column for column in header if column not in read and not _left_alone(layout, column))


def _references(layout: PublisherLayout) -> Iterator[str]:
    for text in layout.fields.values():
        yield from text.references
    for claim in layout.claims:
        yield from claim.references
        for text in (*claim.figures.values(), *claim.fields.values()):
            yield from text.references
    yield from layout.tagged.origin if layout.tagged else ()
    for rule in (*layout.skip, *layout.sections):
        yield from rule.references


def _left_alone(layout: PublisherLayout, column: str) -> bool:
    return any(
        re.search(entry, column) if entry.startswith("^") else plain(entry) == plain(column)
        for entry in layout.left_alone
    )
