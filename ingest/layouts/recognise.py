"""Which publisher's layout a table is of: told from its columns and tags, never from the name of the file."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from ingest.layouts.fields import generic
from ingest.layouts.hxl import columns_of
from ingest.layouts.publisher import PublisherLayout, Recognised, publisher_layouts
from ingest.normalize.fold import plain

NO_TAGS: Mapping[str, str] = MappingProxyType({})
"""The tags of a table that has none."""


def publisher_of(header: Sequence[str], tags: Mapping[str, str] = NO_TAGS) -> PublisherLayout | None:
    """The layout of a table with these columns and HXL tags (column to tag); None if none fits, or several do."""
    fitting = fitting_layouts(header, tags)
    return fitting[0] if len(fitting) == 1 else None


def fitting_layouts(header: Sequence[str], tags: Mapping[str, str] = NO_TAGS) -> tuple[PublisherLayout, ...]:
    """The layouts that ask for most of what is there; more than one only if they can't be told apart."""
    names = frozenset(_known(name) for name in header)
    weights = {layout.id: _weight(layout, header, names, tags) for layout in publisher_layouts()}
    most = max(weights.values(), default=-1)
    return tuple(layout for layout in publisher_layouts() if weights[layout.id] == most >= 0)


def _weight(layout: PublisherLayout, header: Sequence[str], names: frozenset[str], tags: Mapping[str, str]) -> int:
    """What the look that fits asks for; -1 if none fits."""
    return max((look.weight for look in layout.recognise if _fits(look, header, names, tags)), default=-1)


def _fits(look: Recognised, header: Sequence[str], names: frozenset[str], tags: Mapping[str, str]) -> bool:
    return (
        all(_known(column) in names for column in look.columns)
        and not any(_known(column) in names for column in look.without)
        and not (look.without_fields and any(generic().field_of(name) in look.without_fields for name in header))
        and all(any(re.search(pattern, name) for name in header) for pattern in look.patterns)
        and (not look.tags or any(columns_of(pattern, tags) for pattern in look.tags))
    )


@lru_cache(maxsize=10_000)
def _known(name: str) -> str:
    return plain(name)
