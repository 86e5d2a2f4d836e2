"""The one shape in which the API says that something is wrong: ``{"issues": [...]}``, each as in ``ingest.issues``."""

from collections.abc import Sequence

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


def problem(code: str, message: str, remedy: str) -> Issue:
    """An error about a request as a whole."""
    return Issue(Severity.ERROR, code, message, remedy)


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
    async def filtered(_request: Request, error: FilterError) -> JSONResponse:
        return refusal(400, [problem("filter", f"{error}.", "Mend the filter in the address, or leave it out.")])

    @server.exception_handler(RegisterError)
    async def unopened(_request: Request, error: RegisterError) -> JSONResponse:
        return refusal(503, [problem("register", f"{error}.", "Mend the register's settings and start again.")])

    @server.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        return refusal(400, [_parameter(detail["loc"], detail["msg"]) for detail in error.errors()])

    @server.exception_handler(HTTPException)
    async def http(_request: Request, error: HTTPException) -> JSONResponse:
        return refusal(error.status_code, [problem("http", f"{error.detail}.", CHECK_ADDRESS)])


def _parameter(where: Sequence[str | int], message: str) -> Issue:
    return problem("parameter", f"{where[-1]}: {message}.", "Mend this parameter in the address.")
