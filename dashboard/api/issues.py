"""The one shape in which the API says that something is wrong: ``{"issues": [...]}``, each as in ``ingest.issues``.

Where it is clear which words of an address were meant, ``mended`` beside them is that address.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dashboard.rows.problems import filter_problem, issue_row, problem
from db.engine import RegisterError
from db.filters import FilterError
from ingest.issues import Issue

CHECK_ADDRESS = "Check the address; /api/v1/health tells whether the register is there."


class RefusedError(Exception):
    """A request that is answered with ``status``, the issues that say why, and a ``mended`` address, if any."""

    def __init__(self, status: int, *issues: Issue, mended: str | None = None) -> None:
        super().__init__("; ".join(str(issue) for issue in issues))
        self.status = status
        self.issues = issues
        self.mended = mended

    @classmethod
    def because(cls, status: int, code: str, message: str, remedy: str) -> "RefusedError":
        """Refuse for one reason."""
        return cls(status, problem(code, message, remedy))


def refusal(status: int, issues: Sequence[Issue], mended: str | None = None) -> JSONResponse:
    """The response that carries issues, and the address that was probably meant."""
    way_out = {} if mended is None else {"mended": mended}
    return JSONResponse({"issues": [issue_row(issue) for issue in issues], **way_out}, status)


def answer_errors(server: FastAPI) -> None:
    """Give every error of the server the one shape."""

    @server.exception_handler(RefusedError)
    async def refused(_request: Request, error: RefusedError) -> JSONResponse:
        return refusal(error.status, error.issues, error.mended)

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
