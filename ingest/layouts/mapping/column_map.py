"""What a person says about the columns of a file: which field each one is, and what holds for all its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, Final

from db.vocabulary import Measure
from ingest.issues import Issue
from ingest.layouts.fields import generic
from ingest.layouts.header.name_in_table import name_in
from ingest.normalize.fold import plain

FIGURES: Final = ("value", "low", "best", "high")
OF_ONE_ROW: Final = frozenset({*FIGURES, *Measure, "id", "subset_of", "incident", "lat", "lon", "excerpt"})
"""Fields that are never the same in every row of a file."""
DAYS: Final = frozenset({"date", "month", "year", "from", "to", "as_of", "published"})
"""Fields that are never the same in the next file, though they may be in every row of one."""


class ColumnMapError(Exception):
    """A map that can't be used; ``issues`` say where it is wrong and the way out."""

    def __init__(self, *issues: Issue) -> None:
        super().__init__("; ".join(f"{issue.message} {issue.remedy}" for issue in issues))
        self.issues = issues


@dataclass(frozen=True, slots=True)
class Kept:
    """Who said it and when. ``by`` is blank where nobody was named."""

    at: datetime
    by: str


@dataclass(frozen=True)
class ColumnMap:
    """``columns``: column to field or measure (None: kept with the rows, and not read).

    A column that is not named is read by its name, as in a file without a map. ``constants`` is field to the text that
    holds for every row; ``words`` is field to the file's own words (folded) and the controlled words that they mean.
    ``kept`` is None for a map that came with the file. ``carried`` are the fields whose constants were stated for an
    earlier file and by nobody for this one, ``days`` those of days that were, and that are never carried.
    """

    columns: Mapping[str, str | None]
    constants: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kept: Kept | None = None
    carried: frozenset[str] = frozenset()
    days: frozenset[str] = frozenset()

    def field_of(self, column: str, header: Sequence[str] = ()) -> str | None:
        """The field that a column of a file is; names are compared without case, spaces and vowel signs."""
        if column in self.columns:
            return self.columns[column]
        if plain(column) in self._folded:
            return self._folded[plain(column)]
        return field_by_name(column, header)

    @cached_property
    def _folded(self) -> dict[str, str | None]:
        return {plain(column): field for column, field in self.columns.items()}

    def as_data(self) -> dict[str, Any]:
        """The map as plain values, of which ``map_of`` makes it again."""
        words = {field: dict(meant) for field, meant in self.words.items()}
        return {"columns": dict(self.columns), "constants": dict(self.constants), "words": words}


def mappable_fields() -> tuple[str, ...]:
    """What a column can be: the fields and the measures of the generic layout."""
    return (*generic().fields, *(measure.value for measure in generic().measures))


def field_by_name(column: str, header: Sequence[str]) -> str | None:
    """The field that a column's name says; the second of two columns of one name, "killed (2)", says the same."""
    return None if is_left_alone(column) else name_in(column, header).field


def is_left_alone(column: str) -> bool:
    """Whether it is a column that Sijill's own files of rejected rows have beside those of the file."""
    return plain(column) in {plain(name) for name in generic().ignored}
