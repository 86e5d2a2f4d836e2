"""The one shape of a problem: for the command line, the API, the upload page and the rejects file."""

from dataclasses import dataclass

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
