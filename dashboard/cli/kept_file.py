"""`sijill batches N --file OUT`: the bytes of a recorded file as the register keeps them, back on the disk."""

import hashlib
from pathlib import Path

from sqlmodel import Session

from dashboard import terminal
from dashboard.cli import output_files, register
from db import batches as recorded
from db.batches import BatchRecord
from db.models import Redaction
from db.redaction.file_bytes import kept_bytes
from db.redaction.gaps import file_redacted


def write_kept_file(number: int | None, path: Path) -> None:
    """Write them to ``path``, which must not be there yet, and say how they differ from what was sent.

    Raises ``db.batches.UnknownBatchError``.
    """
    if number is None:
        terminal.fail("say of which batch the file is wanted: `sijill batches N --file OUT`")
    if path.exists():
        terminal.fail(f"{path} is there already, and nothing is overwritten; name another file")
    output_files.require_writable(path, "--file")
    batch, held, made = register.ask(lambda session: _kept(session, number))
    if held is None:
        terminal.fail(f"the file of batch {number} is not kept{_why(made)}")
    output_files.write(path, "--file", held)
    terminal.say(f"Wrote {path} ({len(held):,} bytes), which came as {batch.file_name}. {_compared(batch, held, made)}")


def _kept(session: Session, number: int) -> tuple[BatchRecord, bytes | None, Redaction | None]:
    found = recorded.batch(session, number)
    return found, kept_bytes(session.connection(), number), file_redacted(session, number)


def _why(made: Redaction | None) -> str:
    if made is None:
        return ": it brought a redacted text again, or a program recorded it without one"
    return f": redacted by {made.recorded_by} on {made.recorded_at:%Y-%m-%d} ({made.reason})"


def _compared(batch: BatchRecord, held: bytes, made: Redaction | None) -> str:
    if hashlib.sha256(held).hexdigest() == batch.sha256:
        return "It is what was sent, to the byte."
    if made is not None:
        return (
            f"It is not what was sent: text was taken out of it by {made.recorded_by} on {made.recorded_at:%Y-%m-%d}."
        )
    return "It is not what was sent: names of authors and editors were taken out of it."
