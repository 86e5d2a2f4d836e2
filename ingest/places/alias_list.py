"""Lists of other spellings: a CSV file with a P-code and an alias a row, or JSON with an object a place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

from pydantic import BaseModel, ConfigDict

from ingest.knowledge import knowledge
from ingest.places.layer import PlaceFileError
from ingest.readers.table import Table


class AliasEntry(NamedTuple):
    """One row or object: which place, what it is also called; ``column`` is where the P-code stands."""

    number: int
    pcode: str
    aliases: tuple[str, ...]
    column: str


@dataclass(frozen=True, slots=True)
class AliasList:
    """A list of aliases as read; ``counted`` says what its numbers count ("row", "entry")."""

    name: str
    sha256: str
    entries: tuple[AliasEntry, ...]
    counted: str


class AliasColumns(NamedTuple):
    """The columns of a CSV file of aliases."""

    pcode: str
    alias: str


class _Paths(BaseModel):
    """The content of ``alias_list.yml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: dict[str, tuple[str, ...]]
    listed: dict[str, tuple[str, ...]]


@cache
def _paths() -> _Paths:
    text = resources.files("ingest.places").joinpath("alias_list.yml").read_text(encoding="utf-8")
    return _Paths.model_validate(knowledge(text))


def alias_columns(header: Sequence[str]) -> AliasColumns | None:
    """The columns of a list of aliases; None where the header says more or less than such a list."""
    found: dict[str, str] = {}
    for column in header:
        what = next((what for what, names in _paths().table.items() if column.casefold() in names), None)
        if what is None or what in found:
            return None
        found[what] = column
    return AliasColumns(found["pcode"], found["alias"]) if {"pcode", "alias"} <= found.keys() else None


def aliases_of_table(name: str, table: Table, columns: AliasColumns, sha256: str) -> AliasList:
    """The entries of a CSV file, one a row."""
    entries = tuple(
        AliasEntry(
            row.number, row.cells[columns.pcode], tuple(filter(None, (row.cells[columns.alias],))), columns.pcode
        )
        for row in table.rows
    )
    return AliasList(name, sha256, entries, "row")


def aliases_of_json(name: str, content: object, sha256: str) -> AliasList:
    """The entries of a JSON list, one an object. Raises :class:`PlaceFileError` where no object has a P-code."""
    paths = _paths().listed
    objects = content if isinstance(content, list) else []
    entries = []
    for number, one in enumerate(objects, 1):
        pcode, column = next(((value, path) for path in paths["pcode"] for value in _at(one, path)), ("", "pcode"))
        names = dict.fromkeys(value for path in paths["aliases"] for value in _at(one, path))
        entries.append(AliasEntry(number, pcode, tuple(names), column))
    if not any(entry.pcode for entry in entries):
        raise PlaceFileError(
            name,
            "no_pcodes",
            "The file is a JSON list, but none of its objects has a P-code.",
            f"Give each object its P-code as {' or '.join(paths['pcode'])}.",
        )
    return AliasList(name, sha256, tuple(entries), "entry")


def _at(value: Any, path: str) -> Iterator[str]:
    """The texts at a path of keys; a star stands for all of them."""
    key, _, rest = path.partition(".")
    for inner in _inner(value, key):
        if rest:
            yield from _at(inner, rest)
        elif isinstance(inner, str) and inner.strip():
            yield inner.strip()


def _inner(value: Any, key: str) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values()) if key == "*" else [value[key]] if key in value else []
    return value if isinstance(value, list) and key == "*" else []
