"""What is made to be shown to anybody has no telephones, e-mail addresses or numbers of identity in its texts."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar

from dashboard.rows.records import Row
from ingest.personal.found import without_contacts

Shown = TypeVar("Shown")

_IN_WORDS: Final = frozenset(
    {"verbatim", "excerpt", "notes", "definition", "cause", "place", "title", "text", "word", "reason", "factor_source"}
)
"""The columns of rows that hold what somebody wrote; keys, codes and addresses of the web stay."""


def row_without_contacts(row: Row) -> Row:
    """A row in whose texts every contact is withheld."""
    own = {name: without_contacts(str(row[name])) for name in _IN_WORDS & row.keys() if type(row[name]) is str}
    return row | own


def all_without_contacts(value: Shown) -> Shown:
    """A record, with all that it is made of, in whose texts every contact is withheld."""
    shown: Any = _without(value)
    return shown  # type: ignore[no-any-return]


def _without(value: Any) -> Any:
    if type(value) is str:
        return without_contacts(value)
    if isinstance(value, tuple):
        return tuple(map(_without, value))
    if isinstance(value, Mapping):
        return {name: _without(each) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _without(getattr(value, field.name)) for field in fields(value)})
    return value
