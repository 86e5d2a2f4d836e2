"""A file read, laid out, normalized and checked by itself, before it meets the register."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl
from sqlalchemy import select
from sqlmodel import Session

from db.bulk.side_file import telling
from db.claim_frame import SCHEMA
from db.drafts import Retraction
from db.models import Source
from db.problems import Naming
from db.vocabulary import Severity
from ingest.adding_up.apart import AddingUp, kept_apart
from ingest.checks import check_claims, check_file
from ingest.choosing import table_of_claims
from ingest.days_of_columns import day_orders, told_of_orders
from ingest.issues import Issue, Issues
from ingest.layouts.distinct import Memory
from ingest.layouts.form import Form, column_name
from ingest.layouts.generic import read_rows
from ingest.layouts.household_size import SIZE
from ingest.layouts.laid import Texts
from ingest.layouts.mapping.column_map import ColumnMap, ColumnMapError
from ingest.layouts.merged_down import filled_down
from ingest.layouts.own_export import FACTOR, OWN_EXPORT
from ingest.layouts.own_ids import ids_are_the_senders
from ingest.layouts.stated import Stated, of_figures, refusal_of_mark
from ingest.layouts.surroundings import Surroundings
from ingest.layouts.unread import apart_in
from ingest.normalize.source import known_names
from ingest.outcome import FileRefusedError
from ingest.personal.warned import in_claims, in_columns
from ingest.places.known import known_places
from ingest.population import known_populations
from ingest.readers.table import Table, UnreadableFileError
from ingest.rows_apart import read_of, rows_apart
from ingest.rows_away import RowsAway

Progress = Callable[[str, int, int | None], None]
"""Called with the step ("read", "check", "record"), rows done and rows in all (None: not known yet)."""

SAMPLE_ROWS = 20


@dataclass(slots=True)
class Prepared:
    """A file read, laid out, normalized and checked by itself, before it meets the register.

    ``table`` and ``form`` are soon without their rows, but for the first few; ``rows`` has all of them, ``apart`` the
    numbers of those that are not read.
    """

    table: Table
    form: Form
    rows: RowsAway
    apart: pl.Series
    surroundings: Surroundings
    known_sources: frozenset[str]
    issues: Issues
    claims: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SCHEMA))
    silent: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={"row": pl.Int64, "key": pl.String}))
    retractions: list[Retraction] = field(default_factory=list)
    called: Naming = field(init=False)

    def __post_init__(self) -> None:
        self.called = partial(column_name, self.form.fields)

    def tell(self, issues: Iterable[Issue]) -> None:
        """Add what was found, each once, under the names that its columns have in the file."""
        self.issues.extend(issues, self.called)

    @property
    def tells_household_sizes(self) -> bool:
        """Whether the file has a column of how many people a household has, or came with one for all of it."""
        exported = self.form.layout[0] == OWN_EXPORT and FACTOR in self.table.header
        return exported or SIZE in self.form.fields or self.surroundings.stated.household is not None

    def let_go_of_rows(self) -> None:
        """Keep only the first rows as they came, for a preview: a million of them take as much as their claims."""
        self.rows.all_packed()
        self.table, self.form = self.table.beginning(SAMPLE_ROWS), self.form.without_rows()

    def leave_out_broken(self) -> None:
        """Keep the claims of the rows that are not rejected: the very frame where none of them is, for it is large."""
        broken = self.claims["row"].is_in(self.issues.broken_rows())
        if broken.any():
            self.claims = self.claims.filter(~broken)

    def keep_apart(self, found: AddingUp) -> None:
        """Keep what adds up other rows as figures of a period, and tell what was found."""
        self.tell(found.issues)
        if found.rows:
            self.claims = kept_apart(self.claims, found.rows)


class Asked(NamedTuple):
    """How a file is to be read: what it is called, what its columns are, and what else is stated of it."""

    file_name: str | None
    mapping: ColumnMap | None
    stated: Stated


def prepare(session: Session, path: Path, asked: Asked, tell: Progress) -> Prepared:
    """Read, lay out, normalize and check a file. Raises :class:`FileRefusedError`."""
    prepared = _opened(session, path, asked, tell)
    _read_rows(prepared, known_populations(session), tell)
    return prepared


def _opened(session: Session, path: Path, asked: Asked, tell: Progress) -> Prepared:
    """A file of which only the columns are known so far, and all that its rows are read by."""
    try:
        table, form, chosen = table_of_claims(session, path, asked.file_name, asked.stated.sheet, asked.mapping)
    except UnreadableFileError as error:
        raise FileRefusedError((error.issue,)) from error
    except ColumnMapError as error:
        raise FileRefusedError(error.issues) from error
    tell("read", len(table.frame), len(table.frame))
    _refuse_any([issue for issue in [refusal_of_mark(asked.stated)] if issue and table.own_numbers])
    _refuse_any((issue for issue in form.issues if issue.severity is Severity.ERROR), chosen)
    table, form, of_merged = filled_down(table, form)
    sources = list(session.scalars(select(Source)))
    names = known_names((source.name, source.name_ar, source.aliases) for source in sources)
    today = (datetime.now(UTC) + timedelta(hours=14)).date()  # the latest date that is today anywhere on earth
    rows = RowsAway(table)  # packed beside
    form, apart, of_rows, footnotes = rows_apart(table, form)
    orders = day_orders(form, asked.stated.days)
    same_ids = ids_are_the_senders(form.layout[0])
    surroundings = Surroundings(
        known_places(session),
        names,
        orders,
        today,
        same_ids,
        asked.stated,
        table.from_1904,
        memory=Memory(footnotes=footnotes),
    )
    of_orders = told_of_orders(form, orders, asked.stated.days)
    issues = Issues([*table.issues, *chosen, *form.issues, *of_merged, *of_orders])
    issues.extend(of_rows)
    known = frozenset(source.name for source in sources)
    return Prepared(table, form, rows, apart, surroundings, known, issues)


def _read_rows(prepared: Prepared, people: pl.DataFrame, tell: Progress) -> None:
    """Read the rows piece by piece into what is prepared, and look for the traps of claims, rows and the file."""
    unread = prepared.form.unread
    prepared.tell(in_columns(prepared.table, unread))
    apart = apart_in(replace(prepared.table, frame=prepared.table.frame.select(unread)), unread)
    texts = prepared.form.texts(read_of(prepared.rows.pieces(), prepared.apart))
    prepared.let_go_of_rows()
    pieces = list(_claims_of_pieces(prepared, texts, people, tell))
    prepared.claims = _one_piece(pieces)
    prepared.leave_out_broken()
    prepared.tell(of_figures(prepared.claims, prepared.surroundings.stated))
    prepared.tell(check_file(prepared.claims, apart))
    prepared.leave_out_broken()


def _claims_of_pieces(
    prepared: Prepared, pieces: Iterator[Texts], people: pl.DataFrame, tell: Progress
) -> Iterator[pl.DataFrame]:
    """The claims of rows, piece by piece, without columns that say nothing; the rest is told to what is prepared."""
    surroundings, rows, silent, done = prepared.surroundings, prepared.rows.count, [prepared.silent], 0
    for texts in pieces:
        laid = read_rows(texts.rows, texts.names, surroundings)
        prepared.tell(laid.issues)
        prepared.tell(check_claims(laid.claims, surroundings.today, people))
        prepared.tell(in_claims(laid.claims))
        prepared.retractions.extend(laid.retractions)
        silent.append(laid.silent)
        yield telling(laid.claims)
        done += len(texts.rows)
        tell("check", min(done, rows), rows)  # a publisher's row may be laid out as several
    prepared.silent = pl.concat(silent)


def _one_piece(pieces: list[pl.DataFrame]) -> pl.DataFrame:
    """Claims in one piece: Polars copies all columns of a frame where one more is added that is not cut like them.

    They are put together column by column, so that no more than one of them is there twice; one that says nothing
    anywhere takes no memory.
    """
    rows = [len(piece) for piece in pieces]
    if not any(rows):
        return pl.DataFrame(schema=SCHEMA)
    made: dict[str, pl.Series] = {}
    for name, kind in SCHEMA.items():
        if any(name in piece.columns for piece in pieces):
            parts = [
                piece.drop_in_place(name) if name in piece.columns else pl.repeat(None, count, dtype=kind, eager=True)
                for piece, count in zip(pieces, rows, strict=True)
            ]
            made[name] = pl.concat(parts, rechunk=True)
    blank = [pl.lit(None, kind).alias(name) for name, kind in SCHEMA.items() if name not in made]
    return pl.DataFrame(made).with_columns(blank).select(list(SCHEMA))


def _refuse_any(errors: Iterable[Issue], beside: Iterable[Issue] = ()) -> None:
    if found := tuple(errors):
        raise FileRefusedError((*found, *beside))
