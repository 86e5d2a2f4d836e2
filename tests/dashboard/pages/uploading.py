"""The upload page without a browser: a file arrives, is looked at and recorded, each waited for."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.upload.looking import begin_recording
from dashboard.pages.upload.stage import Stage, stage

WAIT_S = 60


def arrived(desk: Desk, content: bytes, name: str = "claims.csv") -> str:
    """The token of a file that has arrived."""

    async def chunks() -> AsyncIterator[bytes]:
        yield content

    return asyncio.run(desk.inbox.receive(name, chunks())).token


def look(desk: Desk, token: str, speaker: Speaker, said: dict[str, Any] | None = None) -> Stage:
    """What the page shows of it, after its columns were said to be something."""
    if said is not None:
        desk.inbox.keep_said(token, said)
    return stage(desk, f"?upload={token}", speaker, WAIT_S)


def record(desk: Desk, token: str, by: str, speaker: Speaker, search: str = "") -> Stage:
    """What the page shows after the word to record it."""
    begin_recording(desk, token, by)
    return stage(desk, f"?upload={token}{search}", speaker, WAIT_S)
