"""Where the plain page is served, and when a reader's copy of it, or one that is kept here, still holds."""

from collections import OrderedDict
from hashlib import sha256
from importlib.metadata import version
from typing import Final

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response
from sqlalchemy import func, select
from sqlmodel import Session, col

from dashboard.desk import Desk
from dashboard.lite.markup import Markup
from dashboard.lite.page import PATH, lite_page
from dashboard.lite.sheet import sheet
from db.engine import reading
from db.filters import Filters
from db.models import PlaceSet
from db.records import data_version

FOUND: Final = 200
NOT_MODIFIED: Final = 304
MOST_KEPT: Final = 32
"""Pages of about 100 kB."""


def mount(server: FastAPI, desk: Desk) -> None:
    """Add the page. It is no callback, so it runs in a worker thread as every route that is not async."""

    kept: OrderedDict[str, Markup] = OrderedDict()

    @server.get(PATH, include_in_schema=False, response_class=HTMLResponse)
    def lite(request: Request) -> Response:
        search = f"?{request.url.query}" if request.url.query else ""
        headers = {"Cache-Control": "private, no-cache"}
        tag = etag(desk, search)
        if tag is not None:
            headers["ETag"] = tag
            if tag in request.headers.get("if-none-match", ""):
                return Response(status_code=NOT_MODIFIED, headers=headers)
            if page := kept.get(tag):
                return HTMLResponse(page, headers=headers)
        status, page = lite_page(desk, search)
        if status != FOUND:
            headers.pop("ETag", None)
        elif tag is not None:
            keep(kept, tag, page)
        return HTMLResponse(page, status, headers)


def keep(kept: OrderedDict[str, Markup], tag: str, page: Markup) -> None:
    """Keep a page for the next who asks for it, and no more than :data:`MOST_KEPT` of them."""
    kept[tag] = page
    while len(kept) > MOST_KEPT:
        kept.popitem(last=False)


def etag(desk: Desk, search: str) -> str | None:
    """What tells one state of the page from another: the register's, the address, this program.

    None: the register can't be read, as the page says.
    """
    try:
        with reading(desk.engine) as session:
            state = (data_version(session, Filters()), _places(session))
    except Exception:
        return None
    made = (version("sijill"), sheet(), desk.settings.organisation, desk.settings.language, search, *state)
    return f'W/"{sha256(repr(made).encode()).hexdigest()[:32]}"'


def _places(session: Session) -> int:
    """The newest set of places, which changes names and the map."""
    return session.scalar(select(func.max(col(PlaceSet.id)))) or 0
