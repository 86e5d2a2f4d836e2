"""What is wrong with a request, a view or a piece of work, each in the shape of ``ingest.issues``, and as a row."""

from collections.abc import Mapping

from dashboard.rows.records import Row
from db.filters import FilterError
from db.vocabulary import Severity
from ingest.issues import Issue


def problem(code: str, message: str, remedy: str, *, column: str | None = None, value: str | None = None) -> Issue:
    """An error about a request: about the whole, or about its parameter ``column`` with this value."""
    return Issue(Severity.ERROR, code, message, remedy, column=column, value=value)


def filter_problem(error: FilterError, given: Mapping[str, str]) -> Issue:
    """What a filter can't take, with the field and the value that were ``given`` and the way out."""
    told = str(error)
    field = told.partition(":")[0]
    value = given.get(field)
    at = told.find("; ", told.find(repr(value)) + len(repr(value)) if value else 0)
    message, remedy = (
        (told, "mend the filter in the address, or leave it out") if at < 0 else (told[:at], told[at + 2 :])
    )
    named = {"column": field, "value": value} if value is not None else {}
    return problem("filter", f"{message}.", f"{remedy[:1].upper()}{remedy[1:]}.", **named)


def issue_row(issue: Issue) -> Row:
    """One issue as plain values."""
    return {
        "severity": issue.severity,
        "code": issue.code,
        "row": issue.row,
        "column": issue.column,
        "value": issue.value,
        "message": issue.message,
        "remedy": issue.remedy,
    }
