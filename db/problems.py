"""The problems of a file, held as numbers: a million rows have few kinds of problem between them.

A kind is everything that a problem says but its row; each is kept once, and of each problem only its row and its kind.
"""

from collections.abc import Callable, Iterable
from typing import NamedTuple, Protocol, Self

import polars as pl

from db.vocabulary import Severity

TOLD = {"row": pl.Int64, "kind": pl.Int32}
"""The columns of the problems themselves."""


class Problem(Protocol):
    """What the ledger keeps of a problem; ``ingest.issues.Issue`` is one."""

    @property
    def severity(self) -> Severity: ...
    @property
    def code(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def remedy(self) -> str: ...
    @property
    def row(self) -> int | None: ...
    @property
    def column(self) -> str | None: ...
    @property
    def value(self) -> str | None: ...


class Kind(NamedTuple):
    """What problems say that differ in nothing but their row."""

    severity: Severity
    code: str
    message: str
    remedy: str
    column: str | None
    value: str | None


class Problems:
    """Problems in the order in which they were found, or of their rows."""

    def __init__(self, problems: Iterable[Problem] = ()) -> None:
        self.kinds: list[Kind] = []
        self._numbers: dict[Kind, int] = {}
        self._parts: list[pl.DataFrame] = []
        self.extend(problems)

    @property
    def told(self) -> pl.DataFrame:
        """The problems as a frame of :data:`TOLD`: the row (null: the whole file) and the index of the kind."""
        if len(self._parts) != 1:
            self._parts = [pl.concat([pl.DataFrame(schema=TOLD), *self._parts])]
        return self._parts[0]

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def extend(self, problems: "Problems | Iterable[Problem]") -> None:
        """Add problems behind these."""
        if isinstance(problems, Problems):
            self._adopt(problems)
            return
        told = [(problem.row, self.number(problem)) for problem in problems]
        if told:
            self._parts.append(pl.DataFrame(told, schema=TOLD, orient="row"))

    def number(self, problem: Problem) -> int:
        """The index of the kind of a problem, which may be a new one."""
        return self._number(
            Kind(problem.severity, problem.code, problem.message, problem.remedy, problem.column, problem.value)
        )

    def add_numbered(self, told: pl.DataFrame) -> None:
        """Add problems of kinds that have their numbers, as a frame of :data:`TOLD`."""
        if len(told):
            self._parts.append(told.select(pl.col(name).cast(kind) for name, kind in TOLD.items()))

    def kinds_of(self, others: "Problems", told: pl.DataFrame) -> None:
        """Add problems of kinds that ``others`` number."""
        self._take(told.select(pl.col(name).cast(kind) for name, kind in TOLD.items()), others.kinds)

    def in_each(self, problem: Problem, rows: pl.Series) -> None:
        """Add the same problem in each of these rows."""
        self.add_numbered(pl.DataFrame({"row": rows}).with_columns(kind=pl.lit(self.number(problem))))

    def within(self, severity: Severity) -> pl.DataFrame:
        """The problems of a severity."""
        kinds = [number for number, kind in enumerate(self.kinds) if kind.severity is severity]
        return self.told.filter(pl.col("kind").is_in(kinds))

    def broken_rows(self) -> list[int]:
        """The rows that are rejected."""
        return self.within(Severity.ERROR)["row"].drop_nulls().unique().to_list()

    def each_once(self) -> Self:
        """These by row, each once; of one row, as they were found."""
        ordered = self.told.unique(maintain_order=True).sort(pl.col("row").fill_null(0), maintain_order=True)
        return self._with(ordered)

    def without_rows(self, rows: list[int]) -> Self:
        """Those of the file and of other rows."""
        return self._with(self.told.filter(pl.col("row").is_null() | ~pl.col("row").is_in(rows)))

    def with_columns_named(self, name: Callable[[str], str]) -> Self:
        """The same, each column called as ``name`` calls it."""
        named = type(self)()
        kinds = [kind._replace(column=name(kind.column)) if kind.column else kind for kind in self.kinds]
        named._take(self.told, kinds)
        return named

    def _with(self, told: pl.DataFrame) -> Self:
        found = type(self)()
        found.kinds, found._numbers, found._parts = self.kinds.copy(), self._numbers.copy(), [told]
        return found

    def _number(self, kind: Kind) -> int:
        number = self._numbers.setdefault(kind, len(self.kinds))
        if number == len(self.kinds):
            self.kinds.append(kind)
        return number

    def _adopt(self, others: "Problems") -> None:
        self._take(others.told, others.kinds)

    def _take(self, told: pl.DataFrame, kinds: list[Kind]) -> None:
        """Add problems of kinds that are numbered otherwise; kinds that none of them is of are left out."""
        used = told["kind"].unique(maintain_order=True)
        numbers = dict(zip(used.to_list(), (self._number(kinds[number]) for number in used), strict=True))
        if len(told):
            renumbered = pl.col("kind").replace_strict(numbers, return_dtype=pl.Int32)
            self._parts.append(told.with_columns(renumbered))
