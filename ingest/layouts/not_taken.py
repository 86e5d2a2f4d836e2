"""Publishers' tables that are known and not taken in: knowledge in ``not_taken.yml``."""

from collections.abc import Collection, Sequence
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.knowledge import knowledge
from ingest.normalize.fold import plain


class _Look(BaseModel):
    """The columns that a table has and those that it hasn't; ``name`` is for whoever reads the list."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    columns: tuple[str, ...]
    without: tuple[str, ...] = ()

    def fits(self, names: Collection[str]) -> bool:
        return all(plain(name) in names for name in self.columns) and not any(
            plain(name) in names for name in self.without
        )


class _NotTaken(BaseModel):
    """What ``not_taken.yml`` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    people_by_name: tuple[_Look, ...]
    tables_alike: tuple[_Look, ...]


def refusal_of(header: Sequence[str]) -> Issue | None:
    """Why a table with these columns is not taken in; None for every other."""
    names, known = {plain(name) for name in header}, _not_taken()
    if any(look.fits(names) for look in known.people_by_name):
        message = "The table lists people one by one with their names, and names of victims are not kept."
        remedy = "Count the people by day, place, sex and age, and send the counts, or the publisher's table of them."
        return Issue(Severity.ERROR, "people_by_name", message, remedy, 1)
    if any(look.fits(names) for look in known.tables_alike):
        message = "ACLED publishes several counts under these columns, and nothing in the table tells which it is."
        remedy = "Add “source” and “definition”, call the column of the smallest area “place”, and send the file again."
        return Issue(Severity.ERROR, "tables_alike", message, remedy, 1)
    return None


@cache
def _not_taken() -> _NotTaken:
    text = resources.files("ingest.layouts").joinpath("not_taken.yml").read_text(encoding="utf-8")
    return _NotTaken.model_validate(knowledge(text))
