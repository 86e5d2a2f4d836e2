"""Uploaded files that wait for a decision: each under a random token that only its uploader is told, for a day.

The name that a browser gives is kept to be shown and is never a path. What is known about an upload lies beside it, so
that a restart forgets nothing.
"""

import json
import secrets
import shutil
import time
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Final

EXPIRES_S: Final = 24 * 3600
_TOKEN_BYTES: Final = 32
_TOKEN_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_FILE, _NOTE, _REJECTS, _TAKEN = "file", "upload.json", "rejects.csv", "taken"


class TooLargeError(Exception):
    """The file is larger than what may be uploaded. Nothing of it was kept."""


class UnknownUploadError(LookupError):
    """There is no upload under this token: never was, has expired, or was put back."""


class AlreadyTakenError(RuntimeError):
    """The upload is being recorded, or has been."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file in the inbox. ``name`` is what the uploader calls it."""

    token: str
    name: str
    size_bytes: int


class Inbox:
    """The folder of uploads, holding files of up to ``max_bytes``."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._folder = folder
        self.max_bytes = max_bytes

    async def receive(self, name: str, chunks: AsyncIterator[bytes]) -> Upload:
        """Write a stream to disk under a new token. Raises :class:`TooLargeError`."""
        self._forget_expired()
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        place = self._folder / token
        place.mkdir(parents=True, mode=0o700)
        try:
            upload = Upload(token, _shown_name(name), await self._write(place / _FILE, chunks))
        except BaseException:
            shutil.rmtree(place, ignore_errors=True)
            raise
        (place / _NOTE).write_text(json.dumps(asdict(upload)), encoding="utf-8")
        return upload

    def find(self, token: str) -> Upload:
        """The upload under ``token``. Raises :class:`UnknownUploadError`."""
        note = self._place(token) / _NOTE
        if not note.is_file() or _expired(note.parent):
            raise UnknownUploadError(token)
        return Upload(**json.loads(note.read_text(encoding="utf-8")))

    def path(self, token: str) -> Path:
        """The file itself."""
        return self._place(token) / _FILE

    def take(self, token: str) -> None:
        """Claim the upload for recording, once. Raises :class:`AlreadyTakenError` the second time."""
        try:
            (self._place(token) / _TAKEN).touch(exist_ok=False)
        except FileExistsError:
            raise AlreadyTakenError(token) from None

    def put_back(self, token: str) -> None:
        """Undo :meth:`take`: nothing was recorded."""
        (self._place(token) / _TAKEN).unlink(missing_ok=True)

    def keep_rejects(self, token: str, text: str) -> None:
        """Lay the rejected rows beside the file, to be downloaded."""
        (self._place(token) / _REJECTS).write_text(text, encoding="utf-8", newline="")

    def rejects(self, token: str) -> Path | None:
        """The rejected rows, if there are any."""
        self.find(token)
        path = self._place(token) / _REJECTS
        return path if path.is_file() else None

    def _place(self, token: str) -> Path:
        if not token or not _TOKEN_LETTERS.issuperset(token):
            raise UnknownUploadError(token)
        return self._folder / token

    async def _write(self, path: Path, chunks: AsyncIterator[bytes]) -> int:
        size = 0
        with path.open("wb") as file:
            async for chunk in chunks:
                size += len(chunk)
                if size > self.max_bytes:
                    raise TooLargeError
                file.write(chunk)
        return size

    def _forget_expired(self) -> None:
        if self._folder.is_dir():
            for place in self._folder.iterdir():
                if _expired(place):
                    shutil.rmtree(place, ignore_errors=True)


def _expired(place: Path) -> bool:
    return time.time() - place.stat().st_mtime > EXPIRES_S


def _shown_name(name: str) -> str:
    """The last part of a name, whichever system it was written on, without control characters."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return "".join(letter for letter in last if letter.isprintable())[:200] or "upload"
