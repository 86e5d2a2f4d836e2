"""The files on the line: packed as the browser asks, kept for good where the address holds a mark of the content."""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.delivery import assets, bundles
from dashboard.delivery.shelf import Shelf

FOR_GOOD: Final = "public, max-age=31536000, immutable"
ASKED_AGAIN: Final = "no-cache"
CALLBACKS: Final = "/_dash-update-component"
_PREFIXES: Final = (assets.PREFIX, bundles.PREFIX)


class Delivery:
    """ASGI middleware: answers for the files of a shelf, and leaves everything else to the application."""

    def __init__(self, app: ASGIApp, shelf: Shelf) -> None:
        self._app = app
        self._shelf = shelf

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(_PREFIXES) or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        answer = _answer(self._shelf, scope["path"], Headers(scope=scope))
        await answer(scope, receive, send)


def _answer(shelf: Shelf, path: str, asked: Headers) -> Response:
    held = shelf.at(path)
    if held is None:
        return PlainTextResponse("There is no such file.", 404)
    encoding, body = shelf.packer.packed(held.asset, accepted_encodings(asked.get("accept-encoding", "")))
    tag = f'"{held.asset.mark}{encoding or ""}"'
    headers = {
        "Cache-Control": FOR_GOOD if held.for_good else ASKED_AGAIN,
        "ETag": tag,
        "Vary": "Accept-Encoding",
    }
    if tag in asked.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if encoding is not None:
        headers["Content-Encoding"] = encoding
    return Response(body, headers=headers, media_type=held.asset.media_type)


def accepted_encodings(header: str) -> frozenset[str]:
    """The encodings that a request's header accepts; one with the quality 0 is refused."""
    accepted = set()
    for offer in header.split(","):
        name, _, quality = offer.replace(" ", "").partition(";q=")
        if quality.strip("0.") or not quality:
            accepted.add(name.lower())
    return frozenset(accepted)


class Typed:
    """ASGI middleware: says that answers of callbacks are JSON. Dash does not, and what has no type is not packed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_typed(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                MutableHeaders(scope=message).setdefault("Content-Type", "application/json")
            await send(message)

        asked_by_a_page = scope["type"] == "http" and scope["path"] == CALLBACKS
        await self._app(scope, receive, send_typed if asked_by_a_page else send)
