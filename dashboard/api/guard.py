"""Who may ask: a guard before everything else on the server.

Without accounts, the register trusts whoever sits at this computer, and nobody else. So the guard refuses requests that
a foreign website makes through the reader's browser: by a name of its own that points here (``Host``), or from its own
pages (``Origin``, ``Sec-Fetch-Site``). It may lead a reader to a page, as a link in a mail does; whatever sets the
server to work, a file of the API as much as a change, is asked for from Sijill's own pages, from the address bar or
from a bookmark. Programs that are no browsers send neither of the headers, and pass.
"""

from typing import Final
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.api.from_elsewhere import asks_first
from dashboard.api.issues import refusal
from dashboard.api.rooms import PREFIX
from dashboard.locale import Language
from dashboard.rows.problems import problem
from ingest.issues import Issue

LOCAL_NAMES: Final = frozenset({"localhost", "127.0.0.1"})
FOREIGN_HOST: Final = "foreign_host"
FOREIGN_ORIGIN: Final = "foreign_origin"
_READING: Final = frozenset({"GET", "HEAD"})
_OWN_SITES: Final = frozenset({None, "same-origin", "none"})


def security_headers(script_hashes: list[str]) -> dict[str, str]:
    """Headers of every response: nothing from elsewhere, no framing, no address passed on.

    ``script_hashes`` are those of the inline scripts that Dash writes. Styles are set inline by Mantine and plotly.
    """
    policy = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *script_hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }


def objection(method: str, path: str, headers: Headers) -> Issue | None:
    """Why a request is refused; None: it may pass."""
    host = headers.get("host", "")
    if host.partition(":")[0].lower() not in LOCAL_NAMES:
        return problem(
            FOREIGN_HOST,
            f"The address names the host {host!r}, which is not this computer.",
            "Open http://127.0.0.1 or http://localhost with the port; from elsewhere, forward the port by SSH.",
        )
    if _from_own_site(host, headers) or (_leads(method, headers) and not _works(path)):
        return None
    return problem(
        FOREIGN_ORIGIN,
        f"A page of {headers.get('origin') or 'another site'} tried to change the register or to set it to work.",
        "Do it from Sijill's own pages, or type the address into the browser.",
    )


def _from_own_site(host: str, headers: Headers) -> bool:
    """Whether one of our pages asks, the person at the browser, or a program."""
    own = {None, f"http://{host}", f"https://{host}"}
    return headers.get("origin") in own and headers.get("sec-fetch-site") in _OWN_SITES


def _leads(method: str, headers: Headers) -> bool:
    """Whether a link was followed: the whole window goes there, and nothing is loaded into a page of another site."""
    went = (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest"))
    return method in _READING and "origin" not in headers and went == ("navigate", "document")


def _works(path: str) -> bool:
    """Whether the address is no page: what is asked for there is made for whoever asks."""
    return path.startswith(f"{PREFIX.rpartition('/')[0]}/")


class Guard:
    """ASGI middleware: refuses what :func:`objection` objects to, and puts the security headers on every response."""

    def __init__(self, app: ASGIApp, headers: dict[str, str], language: Language) -> None:
        self._app = app
        self._headers = headers
        self._language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":  # no page of ours opens one
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        refused = objection(scope["method"], scope["path"], Headers(scope=scope))
        answer = self._app if refused is None else self._refusal(refused, scope)
        await answer(scope, receive, send_guarded)

    def _refusal(self, refused: Issue, scope: Scope) -> ASGIApp:
        """A reader who followed a link is asked first; whatever else was refused is told why."""
        if refused.code == FOREIGN_ORIGIN and _leads(scope["method"], Headers(scope=scope)):
            query = scope["query_string"].decode("latin-1")
            return asks_first(quote(scope["path"]), f"?{query}" if query else "", self._language)
        return refusal(403, [refused])
