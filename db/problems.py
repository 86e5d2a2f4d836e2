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


class Kinds:
    """Kinds by number. Problems that share them are put together without a look at what they say."""

    def __init__(self) -> None:
        self.said: list[Kind] = []
        self._numbers: dict[Kind, int] = {}

    def number(self, kind: Kind) -> int:
        """The number of a kind, which may be a new one."""
        number = self._numbers.setdefault(kind, len(self.said))
        if number == len(self.said):
            self.said.append(kind)
        return number


Naming = Callable[[str], str]
"""What a column is called elsewhere."""


class Problems:
    """Problems in the order in which they were found, or of their rows. ``of``: kinds that others number too."""

    def __init__(self, problems: Iterable[Problem] = (), *, of: Kinds | None = None) -> None:
        self._kinds = of or Kinds()
        self._parts: list[pl.DataFrame] = []
        self._adopted: tuple[Kinds, Naming | None, dict[int, int]] | None = None
        self.extend(problems)

    @property
    def kinds(self) -> list[Kind]:
        """The kinds by number; none of these problems may be of some of them."""
        return self._kinds.said

    @property
    def told(self) -> pl.DataFrame:
        """The problems as a frame of :data:`TOLD`: the row (null: the whole file) and the index of the kind."""
        if len(self._parts) != 1:
            self._parts = [pl.concat([pl.DataFrame(schema=TOLD), *self._parts])]
        return self._parts[0]

    def __len__(self) -> int:
        return sum(map(len, self._parts))

    def extend(self, problems: "Problems | Iterable[Problem]", named: Naming | None = None) -> None:
        """Add problems behind these; ``named`` says what their columns are called here."""
        if not isinstance(problems, Problems):
            told = [(problem.row, self.number(problem, named)) for problem in problems]
            if told:
                self._parts.append(pl.DataFrame(told, schema=TOLD, orient="row"))
        elif problems._kinds is self._kinds and named is None:
            self._parts.extend(problems._parts)
        else:
            self._adopt(problems, named)

    def number(self, problem: Problem, named: Naming | None = None) -> int:
        """The index of the kind of a problem, which may be a new one."""
        kind = Kind(problem.severity, problem.code, problem.message, problem.remedy, problem.column, problem.value)
        return self._kinds.number(_called(kind, named))

    def add_numbered(self, told: pl.DataFrame) -> None:
        """Add problems of kinds that have their numbers, as a frame of :data:`TOLD`."""
        if len(told):
            self._parts.append(told.select(pl.col(name).cast(kind) for name, kind in TOLD.items()))

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
        once = self.told.filter(pl.struct("row", "kind").is_first_distinct())
        return self._with(once.sort(pl.col("row").fill_null(0), maintain_order=True))

    def without_rows(self, rows: list[int]) -> Self:
        """Those of the file and of other rows."""
        return self._with(self.told.filter(pl.col("row").is_null() | ~pl.col("row").is_in(rows)))

    def without_code(self, code: str, rows: list[int]) -> Self:
        """These without the problems of a code in these rows."""
        kinds = [number for number, kind in enumerate(self.kinds) if kind.code == code]
        return self._with(
            self.told.filter(~(pl.col("kind").is_in(kinds) & pl.col("row").is_in(rows).fill_null(value=False)))
        )

    def _with(self, told: pl.DataFrame) -> Self:
        found = type(self)(of=self._kinds)
        found._parts = [told]
        return found

    def _adopt(self, others: "Problems", named: Naming | None) -> None:
        """Add problems of kinds that are numbered otherwise; what was found out of them last time is remembered."""
        if self._adopted is None or self._adopted[:2] != (others._kinds, named):
            self._adopted = (others._kinds, named, {})
        told, numbers = others.told, self._adopted[2]
        for number in told["kind"].unique(maintain_order=True).to_list():
            if number not in numbers:
                numbers[number] = self._kinds.number(_called(others.kinds[number], named))
        if len(told):
            renumbered = pl.col("kind").replace_strict(numbers, return_dtype=pl.Int32)
            self._parts.append(told.with_columns(renumbered))


def _called(kind: Kind, named: Naming | None) -> Kind:
    return kind._replace(column=named(kind.column)) if named and kind.column else kind
