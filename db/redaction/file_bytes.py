"""The kept bytes of files without a text that was taken away: cut out of plain text, else the file goes whole."""

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import suppress
from html import escape
from typing import Final

from sqlalchemy import Connection, delete, select
from sqlmodel import col

from db.entries import insert_rows, table_of
from db.kept_files.packed_file import in_parts
from db.models import BatchFile
from db.redaction.masking import MARK

_ENCODINGS: Final = ("utf-8", "utf-16-le", "windows-1256")
_DEEPEST: Final = 3
"""Archives in archives that are looked into."""


def take_from_files(
    connection: Connection, batches: Collection[int], spoken: Collection[int], exact: str | None
) -> dict[int, bool]:
    """Take a text out of the kept files of batches; from those whose bytes changed to whether something is left.

    Without an ``exact`` text all of the files go that brought the claims (``batches``): a row has more than the
    register read of it. A file in which the text can't be found goes too if it is known to have said it (``spoken``).
    """
    changed: dict[int, bool] = {}
    for batch in sorted(batches):
        held = kept_bytes(connection, batch)
        if held is None:
            continue
        left = None if exact is None else without_text(held, exact, must_be_there=batch in spoken)
        if left == held:
            continue
        connection.execute(delete(table_of(BatchFile)).where(col(BatchFile.batch_id) == batch))
        parts = in_parts(left) if left is not None else ()
        rows = ({"batch_id": batch, "part": part, "compressed": bytes_} for part, bytes_ in enumerate(parts))
        insert_rows(connection, BatchFile, rows)
        changed[batch] = left is not None
    return changed


def kept_bytes(connection: Connection, batch: int) -> bytes | None:
    """The bytes of a batch's file as they are kept; None where none are."""
    held = select(col(BatchFile.compressed)).where(col(BatchFile.batch_id) == batch).order_by(col(BatchFile.part))
    parts = [zlib.decompress(part) for part in connection.scalars(held)]
    return b"".join(parts) if parts else None


def without_text(held: bytes, exact: str, *, must_be_there: bool = False) -> bytes | None:
    """A file without a text; None if it can't be cut out. It is cut from plain text in UTF-8, however it is quoted."""
    plain = _plain(held)
    if plain is not None:
        cut = plain
        for form in _forms(exact):
            cut = cut.replace(form, MARK)
        if cut != plain:
            return cut.encode("utf-8")
        return None if must_be_there else held
    return None if must_be_there or _holds(held, exact) else held


def _plain(held: bytes) -> str | None:
    if b"\0" in held:
        return None
    with suppress(UnicodeDecodeError):
        return held.decode("utf-8")
    return None


def _forms(exact: str) -> list[str]:
    """A text as tables, JSON and XML write it, the longest first."""
    lines = {exact, exact.replace("\r\n", "\n"), exact.replace("\r\n", "\n").replace("\n", "\r\n")}
    forms = {*lines, *(text.replace('"', '""') for text in lines), escape(exact), escape(exact, quote=False)}
    forms |= {json.dumps(text, ensure_ascii=ascii_)[1:-1] for text in lines for ascii_ in (True, False)}
    return sorted(forms, key=len, reverse=True)


def _holds(held: bytes, exact: str, depth: int = 0) -> bool:
    """Whether bytes, or what is packed in them, have the text anywhere."""
    wanted: set[bytes] = set()
    for form in _forms(exact):
        for encoding in _ENCODINGS:
            with suppress(UnicodeEncodeError):
                wanted.add(form.encode(encoding))
    if any(form in held for form in wanted):
        return True
    return depth < _DEEPEST and any(_holds(inner, exact, depth + 1) for inner in _unpacked(held))


def _unpacked(held: bytes) -> Iterator[bytes]:
    """What is inside a ZIP (a workbook is one) or a gzip file; a broken one holds nothing that could be read."""
    if held.startswith(b"\x1f\x8b"):
        with suppress(OSError, EOFError, zlib.error):
            yield gzip.decompress(held)
    elif held.startswith(b"PK"):
        with (
            suppress(zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError),
            zipfile.ZipFile(io.BytesIO(held)) as archive,
        ):
            for name in archive.namelist():
                yield archive.read(name)
