"""Which column of a boundary or place file says what: recognised by pattern, because every country and year differs."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final

from babel import Locale
from pydantic import BaseModel, ConfigDict

from ingest.knowledge import knowledge

OWN: Final = -1
"""The level under which the columns stand that are about the feature itself."""


class _Patterns(BaseModel):
    """The content of ``columns.yml``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    area_pcode: re.Pattern[str]
    area_name: re.Pattern[str]
    area_alias: re.Pattern[str]
    own_pcode: re.Pattern[str]
    own_name: re.Pattern[str]
    own_alias: re.Pattern[str]
    lat: re.Pattern[str]
    lon: re.Pattern[str]
    valid_on: re.Pattern[str]
    updated: re.Pattern[str]
    version: re.Pattern[str]
    language: re.Pattern[str]
    languages: dict[str, str]
    ignored: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    text = resources.files("ingest.places").joinpath("columns.yml").read_text(encoding="utf-8")
    return _Patterns.model_validate(knowledge(text))


@dataclass(frozen=True, slots=True)
class NameColumn:
    """A column with names. ``language`` None: the file does not say it in the column's name."""

    column: str
    language: str | None
    nth: str
    alias: bool


@dataclass(slots=True)
class PlaceColumns:
    """Columns by what they say: P-codes and names by administrative level, :data:`OWN` for the feature itself."""

    pcodes: dict[int, str] = field(default_factory=dict)
    names: dict[int, list[NameColumn]] = field(default_factory=dict)
    languages: dict[str, str] = field(default_factory=dict)
    lat: str | None = None
    lon: str | None = None
    valid_on: str | None = None
    updated: str | None = None
    version: str | None = None
    unknown: list[str] = field(default_factory=list)

    def language(self, name: NameColumn, cells: Mapping[str, str]) -> str | None:
        """The language of a name: by its column's name, else by the file's column of languages."""
        said = cells.get(self.languages.get(name.nth, ""), "").strip().casefold()
        return name.language or _known_language(said)


def recognise(header: Iterable[str]) -> PlaceColumns:
    """What the columns of a file say; ``unknown`` are those that nothing is known of."""
    columns = PlaceColumns()
    for column in header:
        if not _take(columns, column, re.sub(r"[^a-z0-9]", "", column.casefold())):
            columns.unknown.append(column)
    return columns


def _take(columns: PlaceColumns, column: str, plain: str) -> bool:
    """Put a column where it belongs; False if no pattern knows it."""
    patterns = _patterns()
    for level, pattern in ((None, patterns.area_pcode), (OWN, patterns.own_pcode)):
        if found := pattern.fullmatch(plain):
            columns.pcodes.setdefault(int(found["level"]) if level is None else level, column)
            return True
    for name in ("lat", "lon", "valid_on", "updated", "version"):
        if getattr(patterns, name).fullmatch(plain) and getattr(columns, name) is None:
            setattr(columns, name, column)
            return True
    if found := patterns.language.fullmatch(plain):
        columns.languages[found["nth"] or ""] = column
        return True
    for level, name_column in _names(patterns, column, plain):
        columns.names.setdefault(level, []).append(name_column)
        return True
    return patterns.ignored.fullmatch(plain) is not None


def _names(patterns: _Patterns, column: str, plain: str) -> Iterator[tuple[int, NameColumn]]:
    """The readings of a column as one of names, the likeliest first."""
    for pattern, alias in (
        (patterns.area_alias, True),
        (patterns.area_name, False),
        (patterns.own_alias, True),
        (patterns.own_name, False),
    ):
        if (found := pattern.fullmatch(plain)) is None:
            continue
        parts = found.groupdict()
        language = _known_language(parts["lang"] or "")
        if parts["lang"] and language is None:
            continue
        yield int(parts.get("level") or OWN), NameColumn(column, language, parts.get("nth") or "", alias)


def _known_language(code: str) -> str | None:
    """A code of ISO 639-1; None for what is not the code of a language."""
    code = _patterns().languages.get(code, code)
    return code if len(code) == 2 and code in Locale("en").languages else None
