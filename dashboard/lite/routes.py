"""Where the plain page and the first responses of the full pages are served, and when a copy of one still holds."""

from collections import OrderedDict
from collections.abc import Callable
from hashlib import sha256
from importlib.metadata import version
from typing import Final

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from dashboard.desk import Desk
from dashboard.lite.frame import PATH
from dashboard.lite.page import FOUND, lite_page
from dashboard.lite.sheet import drawing_sheet, page_sheet
from db.engine import reading
from db.records import state_version

NOT_MODIFIED: Final = 304
SCHEMES: Final = frozenset({"light", "dark"})
MOST_KEPT: Final = 64
"""Pages of about 100 kB."""

Make = Callable[[], tuple[int, str, bool]]
"""A page anew: its status, its text, and whether it holds until the register changes."""


def mount(server: FastAPI, desk: Desk) -> None:
    """Add the plain page. It is no callback, so it runs in a worker thread as every route that is not async."""
    kept = Kept(desk)

    @server.get(PATH, include_in_schema=False, response_class=HTMLResponse)
    def lite(request: Request) -> Response:
        def make() -> tuple[int, str, bool]:
            status, page = lite_page(desk, search, scheme_of(request))
            return status, page, status == FOUND

        search = search_of_request(request)
        return kept.answer(request, search, make)


class Kept:
    """Pages for the next who asks for them, as long as they hold; ``program`` is what they are made of besides."""

    def __init__(self, desk: Desk, program: str = "") -> None:
        self._desk = desk
        self._program = (version("sijill"), page_sheet(), drawing_sheet(), program)
        self._pages: OrderedDict[str, str] = OrderedDict()

    def answer(self, request: Request, search: str, make: Make) -> Response:
        """The page that the reader has, one that is kept, or a new one."""
        headers = {"Cache-Control": "private, no-cache"}
        tag = self._etag(request.url.path, search, scheme_of(request))
        if tag is not None and tag in request.headers.get("if-none-match", ""):
            return Response(status_code=NOT_MODIFIED, headers=headers | {"ETag": tag})
        page = self._pages.get(tag or "")
        if tag is not None and page is not None:
            return HTMLResponse(page, headers=headers | {"ETag": tag})
        status, page, holds = make()
        if tag is not None and holds:
            self._keep(tag, page)
            headers["ETag"] = tag
        return HTMLResponse(page, status, headers)

    def _keep(self, tag: str, page: str) -> None:
        self._pages[tag] = page
        while len(self._pages) > MOST_KEPT:
            self._pages.popitem(last=False)

    def _etag(self, path: str, search: str, scheme: str | None) -> str | None:
        """What tells one state of a page from another: the register's, the address, this program.

        None: the register can't be read, as the page says.
        """
        try:
            with reading(self._desk.engine) as session:
                state = state_version(session)
        except Exception:
            return None
        settings = self._desk.settings
        made = (*self._program, settings.organisation, settings.language, path, search, scheme, state)
        return f'W/"{sha256(repr(made).encode()).hexdigest()[:32]}"'


def search_of_request(request: Request) -> str:
    """The query of a request's address with its question mark; empty without one."""
    return f"?{request.url.query}" if request.url.query else ""


def scheme_of(request: Request) -> str | None:
    """Light or dark, as the reader chose on an earlier page (``assets/js/theme.js``); None: as the computer is."""
    chosen = request.cookies.get("theme")
    return chosen if chosen in SCHEMES else None
