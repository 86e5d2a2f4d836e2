"""A file read, laid out, normalized and checked by itself, before it meets the register."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import NamedTuple

import polars as pl
from sqlalchemy import select
from sqlmodel import Session

from db.claim_frame import SCHEMA
from db.drafts import Retraction
from db.models import Source
from db.problems import Naming
from db.vocabulary import Severity
from db.writing.claims_ahead import WORTH_IT, Ahead, ClaimsAhead
from ingest.adding_up.apart import AddingUp, kept_apart
from ingest.checks import check_claims, check_file
from ingest.issues import Issue, Issues
from ingest.layouts.form import Form, column_name, form_of
from ingest.layouts.generic import read_rows
from ingest.layouts.mapping.column_map import ColumnMap, ColumnMapError
from ingest.layouts.surroundings import Surroundings
from ingest.layouts.unread import apart_in
from ingest.normalize.date import DayOrder, day_order
from ingest.normalize.date_order import contradiction
from ingest.normalize.source import known_names
from ingest.outcome import FileRefusedError
from ingest.places.known import known_places
from ingest.population import known_populations
from ingest.readers import read
from ingest.readers.table import Table, UnreadableFileError

Progress = Callable[[str, int, int | None], None]
"""Called with the step ("read", "check", "record"), rows done and rows in all (None: not known yet)."""

SAMPLE_ROWS = 20

_DATES = ("date", "month", "from", "to", "as_of", "published")


@dataclass(slots=True)
class Prepared:
    """A file read, laid out, normalized and checked by itself, before it meets the register."""

    table: Table
    form: Form
    surroundings: Surroundings
    known_sources: frozenset[str]
    issues: Issues
    claims: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=SCHEMA))
    silent: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={"row": pl.Int64, "key": pl.String}))
    retractions: list[Retraction] = field(default_factory=list)
    ahead: Ahead | None = None
    called: Naming = field(init=False)

    def __post_init__(self) -> None:
        self.called = partial(column_name, self.form.fields)

    def tell(self, issues: Iterable[Issue]) -> None:
        """Add what was found, each once, under the names that its columns have in the file."""
        self.issues.extend(issues, self.called)

    def let_go_of_rows(self) -> None:
        """Keep only the first rows as they came, for a preview: a million of them take as much as their claims."""
        self.table, self.form = self.table.beginning(SAMPLE_ROWS), self.form.without_rows()

    def let_go_of_pieces(self) -> None:
        """Make the claims one piece: Polars copies all columns where one more is added that is not cut like them.

        Column by column, so that no more than one of them is there twice.
        """
        names = self.claims.columns
        self.claims = pl.DataFrame([self.claims.drop_in_place(name).rechunk() for name in names])

    def leave_out_broken(self) -> None:
        """Keep the claims of the rows that are not rejected: the very frame where none of them is, for it is large."""
        broken = self.claims["row"].is_in(self.issues.broken_rows())
        if broken.any():
            self.claims = self.claims.filter(~broken)
            self.ahead = self.ahead and self.ahead._replace(at=self.ahead.at.filter(~broken))

    def keep_apart(self, found: AddingUp) -> None:
        """Keep what adds up other rows as figures of a period, and tell what was found."""
        self.tell(found.issues)
        if found.rows:
            self.claims, self.ahead = kept_apart(self.claims, found.rows), None  # what was written ahead says otherwise


class Asked(NamedTuple):
    """How a file is to be read: what it is called, which of its sheets, and what its columns are.

    ``ahead``: the claims of a large one are to be written while the rest of it is being read.
    """

    file_name: str | None
    sheet: str | None
    mapping: ColumnMap | None
    ahead: bool = False


def prepare(session: Session, path: Path, asked: Asked, tell: Progress) -> Prepared:
    """Read, lay out, normalize and check a file. Raises :class:`FileRefusedError`."""
    try:
        table = read(path, file_name=asked.file_name, sheet=asked.sheet)
        form = form_of(session, table, asked.mapping)
    except UnreadableFileError as error:
        raise FileRefusedError((error.issue,)) from error
    except ColumnMapError as error:
        raise FileRefusedError(error.issues) from error
    tell("read", len(table.frame), len(table.frame))
    _refuse_any(issue for issue in form.issues if issue.severity is Severity.ERROR)
    sources = list(session.scalars(select(Source)))
    names = known_names((source.name, source.name_ar, source.aliases) for source in sources)
    today = (datetime.now(UTC) + timedelta(hours=14)).date()  # the latest date that is today anywhere on earth
    orders = _day_orders(form)
    surroundings = Surroundings(known_places(session), names, orders, today)
    issues = Issues([*table.issues, *form.issues, *_mixed_days(form, orders)])
    prepared = Prepared(table, form, surroundings, frozenset(source.name for source in sources), issues)
    people = known_populations(session)
    _read_rows(prepared, people, ClaimsAhead() if asked.ahead and len(table.frame) >= WORTH_IT else None, tell)
    return prepared


def _read_rows(prepared: Prepared, people: pl.DataFrame, ahead: ClaimsAhead | None, tell: Progress) -> None:
    """Read the rows piece by piece into what is prepared, and look for the traps of claims, rows and the file."""
    form, surroundings, rows = prepared.form, prepared.surroundings, len(prepared.table.frame)
    claims, silent, done = [prepared.claims], [prepared.silent], 0
    for texts in form.texts():
        laid = read_rows(texts.rows, texts.names, surroundings)
        prepared.tell(laid.issues)
        prepared.tell(check_claims(laid.claims, surroundings.today, people))
        prepared.retractions.extend(laid.retractions)
        claims.append(laid.claims)
        if ahead is not None:
            ahead.add(laid.claims)
        silent.append(laid.silent)
        done += len(texts.rows)
        tell("check", min(done, rows), rows)  # a publisher's row may be laid out as several
    prepared.claims, prepared.silent = pl.concat(claims), pl.concat(silent)
    if ahead is not None:
        prepared.ahead = Ahead(ahead, pl.int_range(len(prepared.claims), dtype=pl.Int64, eager=True))
    prepared.leave_out_broken()
    prepared.tell(check_file(prepared.claims, apart_in(prepared.table, form.unread)))
    prepared.leave_out_broken()


def _day_orders(form: Form) -> dict[str, DayOrder]:
    return {name: day_order(form.values(name)) for name in _DATES}


def _mixed_days(form: Form, orders: Mapping[str, DayOrder]) -> Iterator[Issue]:
    """A column of dates that writes the day first in one row and the month first in another."""
    for name, order in orders.items():
        if order is DayOrder.MIXED and (pair := contradiction(form.values(name))):
            message = f"The column writes the day first in {pair[0]!r} and the month first in {pair[1]!r}."
            remedy = "Dates that could be either are rejected. Write all of them as 2024-11-30."
            yield Issue(Severity.WARNING, "mixed_day_order", message, remedy, None, column_name(form.fields, name))


def _refuse_any(errors: Iterable[Issue]) -> None:
    if found := tuple(errors):
        raise FileRefusedError(found)
