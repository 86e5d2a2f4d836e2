"""Lists of populations (COD-PS): a row an area, with its P-code and how many people live in it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final, NamedTuple

from pydantic import BaseModel, ConfigDict

from ingest.knowledge import knowledge
from ingest.readers.table import Table

_NUMBER: Final = re.compile(r"[0-9]+(?:\.0+)?")
_GROUPS: Final = re.compile(r"(?<=\d)[,\s\u00a0\u202f](?=\d{3}(?:\D|$))")
_YEAR: Final = re.compile(r"((?:19|20)[0-9]{2})(?:\.0+)?")


class PopulationEntry(NamedTuple):
    """One row: which place, how many people (None: the cell holds no number) in which year (None: not said)."""

    number: int
    pcode: str
    people: int | None
    year: int | None
    text: str


@dataclass(frozen=True, slots=True)
class PopulationList:
    """A list of populations as read; ``column`` is where the people stand, ``counted`` what its numbers count."""

    name: str
    sha256: str
    entries: tuple[PopulationEntry, ...]
    column: str
    counted: str = "row"


class PopulationColumns(NamedTuple):
    """The columns of such a list: P-codes from the narrowest level on, the total, and the year or where it is said."""

    pcodes: tuple[str, ...]
    total: str
    year: str | None
    total_year: int | None


class _Patterns(BaseModel):
    """The content of ``population_list.yml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pcode: re.Pattern[str]
    total: re.Pattern[str]
    year: re.Pattern[str]
    places: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    text = resources.files("ingest.places").joinpath("population_list.yml").read_text(encoding="utf-8")
    return _Patterns.model_validate(knowledge(text))


def population_columns(header: Sequence[str]) -> PopulationColumns | None:
    """The columns of a list of populations; None where the header is not that of one."""
    patterns = _patterns()
    plain = {column: re.sub(r"[^a-z0-9]", "", column.casefold()) for column in header}
    if any(patterns.places.fullmatch(name) for name in plain.values()):
        return None
    pcodes = {column: found for column, name in plain.items() if (found := patterns.pcode.fullmatch(name))}
    totals = [(column, found) for column, name in plain.items() if (found := patterns.total.fullmatch(name))]
    if not pcodes or not totals:
        return None
    total, found = max(totals, key=lambda entry: int(entry[1]["year"] or 0))
    year = next((column for column, name in plain.items() if patterns.year.fullmatch(name)), None)
    narrowest = sorted(pcodes, key=lambda column: -int(pcodes[column]["level"] or 9))
    return PopulationColumns(tuple(narrowest), total, year, int(found["year"]) if found["year"] else None)


def populations_of_table(name: str, table: Table, columns: PopulationColumns, sha256: str) -> PopulationList:
    """The rows of such a table that name a place."""
    entries = (_entry(row.number, row.cells, columns) for row in table.rows)
    return PopulationList(name, sha256, tuple(entry for entry in entries if entry.pcode), columns.total)


def _entry(number: int, cells: Mapping[str, str], columns: PopulationColumns) -> PopulationEntry:
    pcode = next((text for column in columns.pcodes if (text := cells.get(column, "").strip())), "")
    text = cells.get(columns.total, "").strip()
    return PopulationEntry(number, pcode.upper(), _people(text), _year(cells, columns), text)


def _people(text: str) -> int | None:
    bare = _GROUPS.sub("", text)
    return int(bare.partition(".")[0]) if _NUMBER.fullmatch(bare) else None


def _year(cells: Mapping[str, str], columns: PopulationColumns) -> int | None:
    said = _YEAR.fullmatch(cells.get(columns.year or "", "").strip())
    return int(said[1]) if said else columns.total_year
