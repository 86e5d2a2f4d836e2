"""How many people a household has, as a row or whoever sends the file says it; kept only with who says so.

It is kept beside claims that count households and changes no figure. What can't be kept is told, and the claim goes in
without it: what a household comes to is never guessed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import polars as pl

from db.households import LEAST_PEOPLE, MOST_PEOPLE, HouseholdSize
from db.vocabulary import Severity, Unit
from ingest.issues import Issue, Issues
from ingest.layouts.cells import Cells
from ingest.layouts.distinct import LINE, Memory, read_each

SIZE: Final = "household_size"
SOURCE: Final = "household_size_source"
FIELDS: Final = (SIZE, SOURCE)
"""The fields of a row that say it."""

_READ: Final[dict[str, Any]] = {
    "said_factor": pl.Float64,
    "said_factor_source": pl.String,
    "said_size": pl.String,
    "said_anything": pl.Boolean,
}
_WRITTEN: Final = re.compile(r"\d{1,3}(?:[.,٫]\d{1,6})?")
_HOUSEHOLDS: Final = pl.col("unit") == Unit.HOUSEHOLD.number


class HouseholdSizeError(ValueError):
    """A household size for a whole file that can't be kept; ``issue`` says why."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(f"{issue.message} {issue.remedy}")
        self.issue = issue


def stated(size: str, source: str) -> HouseholdSize | None:
    """The household size of a whole file; None where neither is stated. Raises :class:`HouseholdSizeError`."""
    cells = Cells({SIZE: size.strip(), SOURCE: source.strip()}, {})
    said = _size(cells)
    for issue in cells.issues:
        remedy = "Give both, a size such as 5.1 and who says it, or neither."
        raise HouseholdSizeError(replace(issue, severity=Severity.ERROR, remedy=remedy))
    return said


def with_household_sizes(
    claims: pl.DataFrame,
    rows: pl.DataFrame,
    names: Mapping[str, str],
    of_file: HouseholdSize | None,
    memory: Memory,
) -> tuple[pl.DataFrame, Issues]:
    """Claims of households with the size that their row says, or where it says nothing, that of the file.

    ``claims`` has ``line`` and the columns of a claim frame; it stays as it is where nobody says any size.
    """
    issues = Issues(of=memory.kinds)
    if not {*FIELDS} & {*rows.columns}:
        return (claims if of_file is None else _with(claims, _HOUSEHOLDS, of_file)), issues
    read = read_each(rows, FIELDS, names, _read, _READ, memory)
    said = claims.join(read.frame, on=LINE, how="left", maintain_order="left")
    of_row = {name: pl.when(_HOUSEHOLDS).then(f"said_{name}") for name in ("factor", "factor_source")}
    sized = said.with_columns(**of_row)
    if of_file is not None:
        sized = _with(sized, _HOUSEHOLDS & ~pl.col("said_anything"), of_file)
    counting = said.filter(_HOUSEHOLDS)["row"].unique().implode()
    issues.extend(read.issues.without_rows(rows["row"].filter(~rows["row"].is_in(counting)).to_list()))
    of_people = said.filter(~pl.col("row").is_in(counting), pl.col("said_size") != "")
    for (size,), some in of_people.group_by("said_size", maintain_order=True):
        issues.in_each(_of_people(str(size), names), some["row"].unique(maintain_order=True))
    return sized.drop(*_READ), issues


def of_whole_file(claims: pl.DataFrame, size: HouseholdSize) -> Issue:
    """What is told of a size that was stated for the whole file, whose ``claims`` are all of these."""
    which = (pl.col("factor") == size.people) & (pl.col("factor_source") == size.source)
    taken = claims.filter(which).height
    sent = f"The file was sent with {size.people:g} people a household by {size.source!r}"
    if not taken:
        message = f"{sent}, and none of its claims took it."
        return Issue(Severity.WARNING, "household_size_of_file", message, "Send it without one.")
    message = f"{sent}; its claims of households have it: {taken:,}."
    return Issue(Severity.NOTE, "household_size_of_file", message, "The people that it comes to are in no sum.")


def _with(claims: pl.DataFrame, which: pl.Expr, size: HouseholdSize) -> pl.DataFrame:
    people, source = pl.lit(size.people, pl.Float64), pl.lit(size.source)
    return claims.with_columns(
        factor=pl.when(which).then(people).otherwise("factor"),
        factor_source=pl.when(which).then(source).otherwise("factor_source"),
    )


def _read(cells: Cells) -> Iterator[tuple[Any, ...]]:
    said = _size(cells)
    size = cells.text(SIZE)
    yield (*(said or (None, None)), size, any(cells.texts(*FIELDS)))


def _size(cells: Cells) -> HouseholdSize | None:
    """What the two fields say together; None, and a warning, where that can't be kept."""
    size, source = cells.texts(*FIELDS)
    if not size:
        if source:
            message = f"{source!r} is named for the size of households, and no size."
            cells.warn("no_household_size", message, "Fill in “household_size”, or clear its source.", SOURCE)
        return None
    people = _people(size)
    if people is None:
        message = f"{size!r} is no household size from {LEAST_PEOPLE:g} to {MOST_PEOPLE:g} people."
        remedy = "The figure stays one of households. Write a number such as 5.1, or clear it."
        cells.warn("no_such_household_size", message, remedy, SIZE)
    elif not source:
        message = f"Nobody is named who says that a household has {size!r} people."
        remedy = "The figure stays one of households. Say in “household_size_source” who says it, or clear the size."
        cells.warn("unsourced_household_size", message, remedy, SIZE)
    else:
        return HouseholdSize(people, source)
    return None


def _people(text: str) -> float | None:
    """A number with a point or a comma, in the digits of any script; None beyond the bounds."""
    if not _WRITTEN.fullmatch(text):
        return None
    people = float(text.replace(",", ".").replace("٫", "."))
    return people if LEAST_PEOPLE <= people <= MOST_PEOPLE else None


def _of_people(size: str, names: Mapping[str, str]) -> Issue:
    message = f"The row counts no households; its household size of {size!r} stands for nothing."
    remedy = "Write “household” into “unit” if households are counted, or clear the size."
    return Issue(Severity.WARNING, "household_size_of_people", message, remedy, None, names.get(SIZE, SIZE), size)
