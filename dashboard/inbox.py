"""Uploaded files that wait for a decision: each under a random token that only its uploader is told, for a day.

The name that a browser gives is kept to be shown and is never a path. What is known about an upload lies beside it, so
that a restart forgets nothing.
"""

import hashlib
import json
import secrets
import shutil
import time
from collections.abc import AsyncIterator, Container, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any, Final

from dashboard.jobs.pulse import beats, pulse
from db.owner_only import own_folder

EXPIRES_S: Final = 24 * 3600
_TOKEN_BYTES: Final = 32
_TOKEN_LETTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
_FILE, _NOTE, _REJECTS, _SAID = "file", "upload.json", "rejects.csv", "said.json"
_TAKEN, _RECORDED = "taken", "recorded"


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
        self.forget_expired()
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        place = own_folder(own_folder(self._folder) / token)
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

    @contextmanager
    def taken(self, token: str) -> Iterator[None]:
        """Hold the upload while it is recorded; once the block is left without an error, for good.

        Raises :class:`AlreadyTakenError` where it is held or recorded already. Who died while holding it holds it no
        more.
        """
        place = self._place(token)
        hold = place / _TAKEN
        if hold.exists() and not beats(hold):
            with suppress(FileNotFoundError):
                hold.rename(place / f"{_TAKEN}-{secrets.token_hex(4)}")  # of two who see it dead, one takes it away
        if (place / _RECORDED).exists():
            raise AlreadyTakenError(token)
        try:
            hold.touch(exist_ok=False)
        except FileExistsError:
            raise AlreadyTakenError(token) from None
        try:
            with pulse(hold):
                yield
            (place / _RECORDED).touch()
        finally:
            hold.unlink(missing_ok=True)

    def keep_said(self, token: str, said: dict[str, Any]) -> None:
        """Lay beside the file what a person says of it, which stands for the parts of it that were said before.

        Raises :class:`UnknownUploadError`.
        """
        self.find(token)
        known = (self.said(token) or {}) | said
        (self._place(token) / _SAID).write_text(json.dumps(known), encoding="utf-8")

    def said(self, token: str) -> dict[str, Any] | None:
        """What a person said about the file, as it was kept; None before anything was said."""
        try:
            kept: dict[str, Any] = json.loads((self._place(token) / _SAID).read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return kept

    def keep_rejects(self, token: str, text: str) -> None:
        """Lay the rejected rows beside the file, to be downloaded."""
        (self._place(token) / _REJECTS).write_text(text, encoding="utf-8", newline="")

    def rejects(self, token: str) -> Path | None:
        """The rejected rows, if there are any."""
        self.find(token)
        path = self._place(token) / _REJECTS
        return path if path.is_file() else None

    def forget_expired(self) -> None:
        """Delete the uploads of more than a day ago."""
        places = list(self._folder.iterdir()) if self._folder.is_dir() else []
        for place in places:
            if _expired(place):
                shutil.rmtree(place, ignore_errors=True)

    def forget_settled(self, sha256s: Container[str] = ()) -> int:
        """Delete the uploads that are recorded, and those that wait with one of these hashes; how many."""
        places = list(self._folder.iterdir()) if self._folder.is_dir() else []
        settled = [place for place in places if (place / _RECORDED).exists() or _hash_of(place / _FILE) in sha256s]
        for place in settled:
            shutil.rmtree(place, ignore_errors=True)
        return len(settled)

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


def _hash_of(path: Path) -> str:
    with suppress(OSError), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
    return ""


def _expired(place: Path) -> bool:
    try:
        return time.time() - place.stat().st_mtime > EXPIRES_S
    except FileNotFoundError:  # another took it away
        return True


def _shown_name(name: str) -> str:
    """The last part of a name, whichever system it was written on, without control characters."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    return "".join(letter for letter in last if letter.isprintable())[:200] or "upload"
