"""A publisher's rows as rows of the generic layout: what its YAML says, carried out. Nothing is read into values here.

A row of the publisher makes several laid rows, one for each claim, with the fields of the generic layout as text. The
generic reader then reads them as if a field office had sent them. All is done column by column: what a row says once is
kept once, however many claims it makes.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from ingest.layouts.laid import AT, TURN, Laid, Part, SkippedRow
from ingest.layouts.plan import Alternatives, Plan, Rule
from ingest.layouts.row_texts import Made
from ingest.readers.table import Table

NO_FIGURE: Final = "The row states no figure that the layout reads."

Columns = dict[str, pl.Series | str]
"""Field to the column that it comes from, or to a column of those, null where the field is blank."""

_FROM: Final = "from "
"""Begins the name of a column that says which column a field comes from."""


def lay_out(plan: Plan, rows: Table, section: str = "") -> Laid:
    """The claims of rows that follow each other; ``section`` is where the first of them stands."""
    found = _Rows.of(plan, plan.clean(rows.frame), section)
    shared, columns = _texts(found.cells.lazy(), plan.fields)
    parts = [part for name, claims in plan.claims.items() for part in _parts(found.within(name), claims, columns)]
    made = pl.concat([pl.Series(AT, [], pl.UInt32), *(part.own[AT] for part in parts)])
    skipped = tuple(_skipped(plan, found, made, rows.numbers))
    return Laid(rows.numbers, shared.drop(AT), tuple(parts), skipped, found.last_section(section))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows with their cells under :data:`AT`, their section, and which rule each meets first of those that begin a
    section and of those that skip (null: none)."""

    cells: pl.DataFrame
    begun: pl.Series
    skip: pl.Series
    section: pl.Series

    @classmethod
    def of(cls, plan: Plan, cells: pl.DataFrame, section: str) -> "_Rows":
        numbered = cells.with_row_index(AT)
        marks = numbered.lazy().select(AT, begun=_first_met(plan.sections), skip=_first_met(plan.skips)).collect()
        begun = marks["begun"]
        names = dict(enumerate(rule.section for rule in plan.sections))
        named = begun.replace_strict(names, return_dtype=pl.String) if names else begun.cast(pl.String)
        return cls(numbered, begun, marks["skip"], named.forward_fill().fill_null(section))

    def within(self, section: str) -> pl.LazyFrame:
        """The rows of data of a section, each under its number among all."""
        data = self.begun.is_null() & self.skip.is_null() & (self.section == section)
        return (self.cells if data.all() else self.cells.filter(data)).lazy()

    def last_section(self, section: str) -> str:
        """The section that the rows after these stand in; ``section`` where there are none of these."""
        return str(self.section[-1]) if len(self.section) else section


def _first_met(rules: Sequence[Rule]) -> pl.Expr:
    """Which of these rules a row meets first; null: none."""
    cases = [pl.when(rule.met).then(pl.lit(at, pl.Int32)) for at, rule in enumerate(rules)]
    return pl.coalesce(cases) if cases else pl.lit(None, pl.Int32)


def _parts(rows: pl.LazyFrame, claims: Sequence[Alternatives], shared: Columns) -> Iterator[Part]:
    """The claims of rows, of each part the first alternative that holds."""
    for turn, alternatives in enumerate(claims):
        earlier: list[pl.Expr] = []
        for claim in alternatives:
            made = rows.filter(~pl.any_horizontal(earlier) if earlier else True, claim.holds, claim.stands)
            own, columns = _texts(made, claim.texts)
            if not own.is_empty():
                yield from _apart(own.with_columns(pl.lit(turn, pl.UInt32).alias(TURN)), columns, shared)
            earlier.append(claim.holds)


def _texts(rows: pl.LazyFrame, made: dict[str, Made]) -> tuple[pl.DataFrame, Columns]:
    """The texts of rows beside :data:`AT`, and of each that any row has, the column or columns that it comes from."""
    several = {_FROM + field: told.column for field, told in made.items() if not isinstance(told.column, str)}
    found = rows.select(AT, *(told.text.alias(field) for field, told in made.items()), **several).collect()
    columns: Columns = {}
    for field, told in made.items():
        known = found[field] != ""
        if isinstance(told.column, str):
            columns |= {field: told.column} if told.column and known.any() else {}
        else:
            columns[field] = found.select(pl.when(known).then(_FROM + field)).to_series()
    return found.drop(several), columns


def _apart(own: pl.DataFrame, columns: Columns, shared: Columns) -> Iterator[Part]:
    """Claims in parts, in each of which a field comes from one column."""
    at = own[AT]
    others = {field: told for field, told in shared.items() if field not in own.columns}
    told = {**others, **columns}
    one = {field: column for field, column in told.items() if isinstance(column, str)}
    several = {
        _FROM + field: column[at] if field in others else column
        for field, column in told.items()
        if isinstance(column, pl.Series)
    }
    if not several:
        yield Part(own, one)
        return
    alike = own.with_columns(**several).partition_by(list(several), as_dict=True, include_key=False)
    for named, some in alike.items():
        found = zip(several, named, strict=True)
        yield Part(some, one | {field.removeprefix(_FROM): column for field, column in found if column})


def _skipped(plan: Plan, found: _Rows, made: pl.Series, numbers: pl.Series) -> Iterator[SkippedRow]:
    """The rows that make no claim, in their order."""
    data = found.begun.is_null() & found.skip.is_null()
    silent = data.arg_true().filter(~data.arg_true().is_in(made.implode()))
    rows = [(at, "section_heading", plan.sections[rule].why) for at, rule in _met(found.begun)]
    rows += [(at, "no_data", plan.skips[rule].why) for at, rule in _met(found.skip) if found.begun[at] is None]
    rows += [(at, "no_figure", NO_FIGURE) for at in silent]
    return (SkippedRow(numbers[at], code, why) for at, code, why in sorted(rows))


def _met(rules: pl.Series) -> Iterator[tuple[int, int]]:
    """Each row that meets a rule, and which."""
    rows = rules.is_not_null().arg_true()
    return zip(rows, rules[rows], strict=True)
