"""The one shape of a problem: for the command line, the API, the upload page and the rejects file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import overload

from db.problems import Kind, Problems
from db.vocabulary import Severity


@dataclass(frozen=True, slots=True)
class Issue:
    """Something wrong or worth knowing about one cell, row or file.

    ``row`` is the row's number as a spreadsheet shows it, the header being row 1 (None: the whole file). ``message``
    says what is wrong and names the value; ``remedy`` says what to do about it.
    """

    severity: Severity
    code: str
    message: str
    remedy: str
    row: int | None = None
    column: str | None = None
    value: str | None = None

    def __str__(self) -> str:
        where = "file" if self.row is None else f"row {self.row}"
        if self.column is not None:
            where += f", column {self.column}"
        return f"{where}: {self.message} {self.remedy}".rstrip()


class Issues(Problems, Sequence[Issue]):
    """Issues, each made when it is asked for: a file of a million rows may have as many."""

    @overload
    def __getitem__(self, at: int) -> Issue: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Issue]: ...
    def __getitem__(self, at: int | slice) -> Issue | Sequence[Issue]:
        told = self.told
        if isinstance(at, slice):
            return [_issue(self.kinds[kind], row) for row, kind in told[at].iter_rows()]
        row, kind = told.row(at)
        return _issue(self.kinds[kind], row)

    def __iter__(self) -> Iterator[Issue]:
        return (_issue(self.kinds[kind], row) for row, kind in self.told.iter_rows())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(Issue.__eq__, self, other))

    __hash__ = None  # type: ignore[assignment]  # they grow

    def of_severity(self, severity: Severity) -> tuple[Issue, ...]:
        """Those of a severity."""
        return tuple(_issue(self.kinds[kind], row) for row, kind in self.within(severity).iter_rows())


def _issue(kind: Kind, row: int | None) -> Issue:
    severity, code, message, remedy, column, value = kind
    return Issue(severity, code, message, remedy, row, column, value)
