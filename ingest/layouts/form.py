"""How a table is read: by a publisher's layout where its columns are that publisher's, else by the generic one.

Whichever it is, it gives rows of text with the fields of the generic layout, which are then read in one way.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

import polars as pl
from sqlmodel import Session

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.layouts.columns import FIGURES, Columns
from ingest.layouts.fields import generic
from ingest.layouts.flow_or_stock import flow_or_stock
from ingest.layouts.header.column_name import MEASURES
from ingest.layouts.laid import Laid, Texts, laid_of
from ingest.layouts.lay_out import lay_out
from ingest.layouts.left_over import unknown_columns
from ingest.layouts.mapping.column_map import ColumnMap
from ingest.layouts.mapping.saved import columns_of
from ingest.layouts.not_taken import refusal_of
from ingest.layouts.own_export import coarsened
from ingest.layouts.plan import Plan
from ingest.layouts.publisher import PublisherLayout
from ingest.layouts.recognise import publisher_of
from ingest.layouts.rounds import incomplete_rounds
from ingest.layouts.row.status import status_told
from ingest.layouts.table_beside import table_beside
from ingest.layouts.ticked import without_ticked
from ingest.layouts.unread import unread_columns
from ingest.layouts.wholes import Wholes
from ingest.normalize.fold import plain
from ingest.readers.table import Table

HXL = "hxl"
"""The layout of tables that only their tags explain; a form that people fill in may have tags too."""


class Form(Protocol):
    """A table with the layout that it is read by."""

    @property
    def layout(self) -> tuple[str, int]:
        """The layout's id and version."""

    @property
    def issues(self) -> Sequence[Issue]:
        """What the layout has to say of the table and its rows. An error refuses the file."""

    @property
    def skipped(self) -> int:
        """Rows that are no data (totals, headings) or state no figure, each told among the issues."""

    @property
    def fields(self) -> Mapping[str, str]:
        """Field to the column of the file that holds it."""

    @property
    def unread(self) -> Sequence[str]:
        """The columns that nobody knows, as far as rows may differ in nothing but them."""

    def texts(self, rows: Iterator[Table]) -> Iterator[Texts]:
        """The rows in pieces, of ``rows``, the pieces of the table; a publisher has its own laid out."""

    def values(self, name: str) -> list[str]:
        """The distinct texts of a field."""

    def without_rows(self) -> "Form":
        """What is known of the columns, when the rows have been read and are in the way."""


def column_name(fields: Mapping[str, str], name: str) -> str:
    """The file's own name for the column of a field or of a measure's figure; ``name`` where it has none.

    What is the name of a column that is read stays as it is.
    """
    if name in fields.values():
        return name
    others = ("from",) if name == "date" else (*FIGURES, *_slots(fields, name)) if name in MEASURES else ()
    return next((fields[holder] for holder in (name, *others) if holder in fields), name)


def _slots(fields: Mapping[str, str], measure: str) -> list[str]:
    """The columns of a measure whose names say more than it."""
    return [slot for slot in fields if slot.startswith(f"{measure}/")]


def form_of(session: Session, table: Table, mapping: ColumnMap | None = None) -> Form:
    """The form of a table. A form whose issues hold an error can't be read.

    ``mapping`` is what somebody says of the columns; without it the one counts that was kept for them, if any was.
    Raises ``ColumnMapError`` where that can't be used.
    """
    layout = publisher_of(table.header, table.tags)
    if layout is not None and layout.id != HXL:
        return PublisherForm.of(table, layout, mapping)
    columns = without_ticked(columns_of(session, table.header, mapping), table)
    if (refusal := refusal_of(table.header)) is not None:
        return GenericForm(table, columns, (refusal,))
    if layout is not None and any(issue.severity is Severity.ERROR for issue in columns.issues):
        return PublisherForm.of(table, layout, mapping)
    beside = table_beside(table, columns.by_field)
    told = (*unread_columns(columns, table), *flow_or_stock(columns, table), *status_told(columns, table), *beside)
    return GenericForm(table, columns, (*columns.issues, *told))


@dataclass(frozen=True, slots=True)
class GenericForm:
    """A form that people filled in, with the template's columns or names that they go by."""

    table: Table
    columns: Columns
    issues: tuple[Issue, ...]
    skipped: int = 0

    @property
    def layout(self) -> tuple[str, int]:
        return generic().id, generic().version

    @property
    def fields(self) -> Mapping[str, str]:
        return self.columns.by_field

    @property
    def unread(self) -> Sequence[str]:
        return self.columns.unread

    def texts(self, rows: Iterator[Table]) -> Iterator[Texts]:
        columns = self.columns  # and not the table, which may be gone
        return (Texts(columns.rows(piece), columns.by_field) for piece in rows)

    def values(self, name: str) -> list[str]:
        return self.columns.texts(self.table, name).unique().to_list() if name in self.columns.by_field else []

    def without_rows(self) -> "GenericForm":
        return replace(self, table=self.table.beginning(0))


@dataclass(frozen=True, slots=True)
class PublisherForm:
    """A publisher's table, laid out as its YAML says."""

    layout: tuple[str, int]
    issues: tuple[Issue, ...]
    skipped: int = 0
    laid: tuple[Laid, ...] = ()
    fields: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table, layout: PublisherLayout, mapping: ColumnMap | None = None) -> "PublisherForm":
        """Lay out the whole table; a map of its columns is refused, because what they mean is known."""
        if mapping is not None:
            return cls((layout.id, layout.version), (_not_mapped(layout),))
        if (refusal := coarsened(layout.id, table) or _not_placed(layout, table)) is not None:
            return cls((layout.id, layout.version), (refusal,))
        issues = [*_unknown(layout, table)]
        laid = list(_laid(layout, table))
        wholes = Wholes()
        for piece in laid:
            issues += [Issue(Severity.NOTE, row.code, row.why, "", row.number) for row in piece.skipped]
            issues += list(_told(layout, piece))
            wholes.add(piece.rows("whole"))
        issues += incomplete_rounds(wholes.totals())
        skipped = sum(len(piece.skipped) for piece in laid)
        laid.append(laid_of(list(wholes.rows())))
        fields = {name: column for piece in reversed(laid) for name, column in piece.columns.items()}
        return cls((layout.id, layout.version), tuple(issues), skipped, tuple(laid), fields)

    @property
    def unread(self) -> Sequence[str]:
        return ()

    def texts(self, rows: Iterator[Table]) -> Iterator[Texts]:  # noqa: ARG002  (they are laid out)
        return _one_by_one(list(self.laid))

    def values(self, name: str) -> list[str]:
        found = [piece.values(name) for piece in self.laid]
        return pl.concat(found).unique().to_list() if found else []

    def without_rows(self) -> "PublisherForm":
        return replace(self, laid=())


def _laid(layout: PublisherLayout, table: Table) -> Iterator[Laid]:
    plan, section = Plan.of(layout, table.header, table.tags), ""
    for piece in table.pieces():
        yield (found := lay_out(plan, piece, section))
        section = found.section


def _one_by_one(laid: list[Laid]) -> Iterator[Texts]:
    """The texts of pieces, each of which is let go of when it was read."""
    while laid:
        yield from laid.pop(0).texts()


def _not_mapped(layout: PublisherLayout) -> Issue:
    message = f"The columns are those of {layout.name}, and are read as that publisher means them."
    return Issue(Severity.ERROR, "publisher_is_not_mapped", message, "Send the file without a map.", row=1)


def _not_placed(layout: PublisherLayout, table: Table) -> Issue | None:
    """The refusal of a table that names no country, of a publisher whose tables of several have the same rows."""
    there = {plain(name) for name in table.header}
    if not layout.placed_by or not there.isdisjoint(map(plain, layout.placed_by)):
        return None
    message = f"The columns are those of {layout.name}, and none says of which country or area the figures are."
    remedy = f"Add a column “{layout.placed_by[0]}” that says it; if the table is somebody else's, add a column"
    return Issue(Severity.ERROR, "place_not_named", message, f"{remedy} “source” that names them.")


def _unknown(layout: PublisherLayout, table: Table) -> Iterator[Issue]:
    for column in unknown_columns(layout, table.header, table.tags):
        message = f"Column {column!r} is not one that the layout {layout.name!r} knows; it is kept but not read."
        yield Issue(Severity.NOTE, "unread_column", message, "The publisher may have added it.", column=column)


def _told(layout: PublisherLayout, laid: Laid) -> Iterator[Issue]:
    """What the layout says of rows whose claims are not what they seem."""
    for row, code in laid.said("issue"):
        about = layout.issues[code]
        yield Issue(Severity(about.severity), code, about.message, about.remedy, row)
