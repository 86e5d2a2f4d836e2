"""What a load of files of places is told, what it did, and why it did not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.gazetteer.place_sets import PutPlaces
from db.gazetteer.populations import PutPopulations
from ingest.issues import Issue


@dataclass(frozen=True, slots=True)
class About:
    """What the person loading says of the files; None: the files say it, or nobody does."""

    country: str | None = None
    dataset: str | None = None
    version: str | None = None
    valid_on: date | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceIssue:
    """A problem with a file of places: in which file, what its numbers count, and the issue (``row`` is the number)."""

    file: str
    counted: str
    issue: Issue

    def __str__(self) -> str:
        issue = self.issue
        where = self.file if issue.row is None else f"{self.file}, {self.counted} {issue.row}"
        where += f", column {issue.column}" if issue.column else ""
        return f"{where}: {issue.message} {issue.remedy}".rstrip()


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load did, set by set, and what it noticed."""

    sets: tuple[PutPlaces, ...]
    issues: tuple[PlaceIssue, ...]
    populations: tuple[PutPopulations, ...] = ()


class LoadRefusedError(Exception):
    """Nothing was loaded; ``issues`` say why."""

    def __init__(self, issues: Sequence[PlaceIssue]) -> None:
        super().__init__("; ".join(map(str, issues)))
        self.issues = tuple(issues)
