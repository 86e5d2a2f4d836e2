"""Which column of a file is which field: recognised from the names of the columns, never from the name of the file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from db.drafts import RowDraft
from db.vocabulary import Measure, Severity
from ingest.issues import Issue
from ingest.layouts.fields import generic
from ingest.normalize.fold import plain

FIGURES = ("value", "low", "best", "high")


@dataclass(frozen=True, slots=True)
class Columns:
    """``by_field``: field or measure to column of the file; ``unread``: columns that are kept but stand for nothing."""

    by_field: dict[str, str]
    unread: tuple[str, ...]
    issues: tuple[Issue, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures that have a column of their own (the wide form)."""
        return tuple(measure for measure in Measure if measure.value in self.by_field)

    @property
    def form(self) -> str:
        """``long`` (a column says which measure), ``wide`` (a column for each) or ``mixed``."""
        if "measure" not in self.by_field:
            return "wide"
        return "mixed" if self.measures else "long"

    def name(self, field: str) -> str:
        """The file's own name for the column of a field or of a measure's figure; the field where it has none."""
        holders = (field, *(("from",) if field == "date" else FIGURES))
        return next((self.by_field[holder] for holder in holders if holder in self.by_field), field)

    def cell(self, cells: dict[str, str], field: str) -> str:
        """The cell of a field; blank where the file has no such column. A guard against formulas is taken off."""
        column = self.by_field.get(field)
        text = cells.get(column, "") if column else ""
        return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@"} else text


def recognise(header: Sequence[str]) -> Columns:
    """Match columns to fields. Its issues hold an error if the file is of no form that can be read."""
    layout = generic()
    ignored = {plain(name) for name in layout.ignored}
    fields = {column: layout.field_of(column) for column in header if plain(column) not in ignored}
    issues = [*_twins(fields, header), *_gaps({field for field in fields.values() if field}, header)]
    unread = tuple(column for column, field in fields.items() if field is None)
    issues += [
        Issue(
            Severity.NOTE,
            "unread_column",
            f"Column {column!r} is not known; its cells are kept with the rows but not read.",
            "Rename it if it holds one of the template's fields.",
            column=column,
        )
        for column in unread
    ]
    return Columns({field: column for column, field in fields.items() if field}, unread, tuple(issues))


def unread_figures(columns: Columns, rows: Iterable[RowDraft]) -> Iterator[Issue]:
    """A warning for each column that nobody knows and that seems to hold figures of people."""
    rows = list(islice(rows, _LOOKED_AT))
    for column in columns.unread:
        name = plain(column)
        told = any(word in name for word in _figure_words())
        if told and any(character.isdigit() for row in rows for character in row.cells.get(column, "")):
            yield Issue(
                Severity.WARNING,
                "figures_unread",
                f"Column {column!r} seems to hold figures of people and was not read.",
                "Rename it as in the template (`sijill template --columns` tells how), and send the file again.",
                column=column,
            )


_LOOKED_AT = 1_000


@cache
def _figure_words() -> tuple[str, ...]:
    return tuple(plain(word) for word in generic().figure_words)


def _twins(fields: dict[str, str | None], header: Sequence[str]) -> list[Issue]:
    """Two columns of one field; of two columns of one name the reader calls the second "killed (2)"."""
    named = {column.removesuffix(" (2)") for column in header if column.endswith(" (2)")}
    again = {f"{column} (2)": generic().field_of(column) for column in named}
    fields = fields | {column: field for column, field in again.items() if field}
    counts = Counter(field for field in fields.values() if field)
    return [
        _error(
            "two_columns_one_field",
            f"Columns {' and '.join(repr(c) for c, f in fields.items() if f == field)} both mean {field!r}.",
            "Rename or remove all but one of them.",
        )
        for field, count in counts.items()
        if count > 1
    ]


def _gaps(fields: set[str], header: Sequence[str]) -> list[Issue]:
    found = f"The columns are: {', '.join(header)}."
    issues = []
    if "source" not in fields:
        issues.append(
            _error(
                "no_source_column",
                f"No column says who makes the claims. {found}",
                "Add a column “source” and name the organisation or person in each row.",
            )
        )
    wide = fields & {measure.value for measure in Measure}
    long = "measure" in fields and fields & set(FIGURES)
    if not wide and not long and "excerpt" not in fields:
        issues.append(
            _error(
                "no_figure_column",
                f"No column holds figures. {found}",
                "Add columns such as “killed”, “injured”, “displaced”, or “measure” and “value”, or text; "
                "`sijill template` shows them all.",
            )
        )
    return issues


def _error(code: str, message: str, remedy: str) -> Issue:
    return Issue(Severity.ERROR, code, message, remedy, row=1)
