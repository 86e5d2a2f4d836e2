"""Who may ask: a guard before everything else on the server.

Without accounts, the register trusts whoever sits at this computer, and nobody else. So the guard refuses requests that
a foreign website makes through the reader's browser: by a name of its own that points here (``Host``), or from its own
pages (``Origin``, ``Sec-Fetch-Site``). Programs that are no browsers send neither of the two, and pass.
"""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.api.issues import problem, refusal
from ingest.issues import Issue

LOCAL_NAMES: Final = frozenset({"localhost", "127.0.0.1"})
_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
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


def objection(method: str, headers: Headers) -> Issue | None:
    """Why a request is refused; None: it may pass."""
    host = headers.get("host", "")
    if host.partition(":")[0].lower() not in LOCAL_NAMES:
        return problem(
            "foreign_host",
            f"The address names the host {host!r}, which is not this computer.",
            "Open http://127.0.0.1 or http://localhost with the port; from elsewhere, forward the port by SSH.",
        )
    if method in _READING:
        return None
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    own = {None, f"http://{host}", f"https://{host}"}
    if origin not in own or site not in _OWN_SITES:
        return problem(
            "foreign_origin",
            f"A page of {origin or 'another site'} tried to change the register.",
            "Do it from Sijill's own pages.",
        )
    return None


class Guard:
    """ASGI middleware: refuses what :func:`objection` objects to, and puts the security headers on every response."""

    def __init__(self, app: ASGIApp, headers: dict[str, str]) -> None:
        self._app = app
        self._headers = headers

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

        refused = objection(scope["method"], Headers(scope=scope))
        answer = self._app if refused is None else refusal(403, [refused])
        await answer(scope, receive, send_guarded)
