"""The one shape in which the API says that something is wrong: ``{"issues": [...]}``, each as in ``ingest.issues``."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dashboard.api.rows import Row
from db.engine import RegisterError
from db.filters import FilterError
from db.vocabulary import Severity
from ingest.issues import Issue

CHECK_ADDRESS = "Check the address; /api/v1/health tells whether the register is there."


class RefusedError(Exception):
    """A request that is answered with ``status`` and the issues that say why."""

    def __init__(self, status: int, *issues: Issue) -> None:
        super().__init__("; ".join(str(issue) for issue in issues))
        self.status = status
        self.issues = issues

    @classmethod
    def because(cls, status: int, code: str, message: str, remedy: str) -> "RefusedError":
        """Refuse for one reason."""
        return cls(status, problem(code, message, remedy))


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


def refusal(status: int, issues: Sequence[Issue]) -> JSONResponse:
    """The response that carries issues."""
    return JSONResponse({"issues": [issue_row(issue) for issue in issues]}, status)


def answer_errors(server: FastAPI) -> None:
    """Give every error of the server the one shape."""

    @server.exception_handler(RefusedError)
    async def refused(_request: Request, error: RefusedError) -> JSONResponse:
        return refusal(error.status, error.issues)

    @server.exception_handler(FilterError)
    async def filtered(request: Request, error: FilterError) -> JSONResponse:
        return refusal(422, [filter_problem(error, request.query_params)])

    @server.exception_handler(RegisterError)
    async def unopened(_request: Request, error: RegisterError) -> JSONResponse:
        return refusal(503, [problem("register", f"{error}.", "Mend the register's settings and start again.")])

    @server.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        return refusal(422, [_parameter(detail) for detail in error.errors()])

    @server.exception_handler(HTTPException)
    async def http(_request: Request, error: HTTPException) -> JSONResponse:
        return refusal(error.status_code, [problem("http", f"{error.detail}.", CHECK_ADDRESS)])


def _parameter(detail: Mapping[str, Any]) -> Issue:
    """What FastAPI found wrong: with a word of the address, or with the body."""
    name, given = str(detail["loc"][-1]), detail.get("input")
    in_body = detail["loc"][0] == "body"
    remedy = "Mend it in the body of the request." if in_body else "Mend this parameter in the address."
    value = given if isinstance(given, str) else None
    return problem("parameter", f"{name}: {detail['msg']}.", remedy, column=name, value=value)
