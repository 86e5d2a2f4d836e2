"""What a row says of itself in a column "status": that it is cancelled or a duplicate, or that nobody has confirmed it.

Knowledge in ``status.yml``. Other words, such as "closed", change nothing and are kept with the row, and told.
"""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Final

from pydantic import BaseModel, ConfigDict

from db.vocabulary import RevisionReason, Severity
from ingest.issues import Issue
from ingest.knowledge import knowledge
from ingest.layouts.cells import Cells
from ingest.layouts.columns import Columns
from ingest.normalize.fold import plain
from ingest.readers.table import Table


class _Words(BaseModel):
    """What ``status.yml`` says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    taken_back: dict[RevisionReason, tuple[str, ...]]
    doubted: tuple[str, ...]
    before: tuple[str, ...]


def reason_of_row(cells: Cells) -> RevisionReason | None:
    """The reason that a row gives for what it says: that of its own column, or the one that its status means."""
    reason, text = cells.word("reason", RevisionReason), cells.text("status")
    status = _spaced(text)
    back = _back(status)
    if any(status == word for word in _doubted()):
        message = f"The row says of itself that it is {text!r}; its figures count like all others."
        remedy = "Until it is settled, delete the row, or hold its claims back with `sijill hold KEY`."
        cells.warn("row_doubted", message, remedy, "status")
    elif back is not None and (_unclear(status) or reason not in {None, back}):
        message = f"Nobody can tell whether the row stands: its status is {text!r}."
        remedy = "Write “retraction” or “duplicate” into a column “reason” if it does not, and clear the status."
        cells.reject("status_unclear", message, remedy, "status")
    elif back is not None:
        message = f"The row says of itself {text!r}: it takes its figures back, and nothing of it counts."
        cells.warn("row_taken_back", message, "If it does stand, clear the status, and send it again.", "status")
        return back
    return reason


def look_at_duplicate(cells: Cells) -> Iterator[tuple[()]]:
    """Reject a row without an id that says that it is a duplicate: it would take back the row that it repeats."""
    text = cells.text("status")
    if _back(_spaced(text)) is RevisionReason.DUPLICATE and not cells.text("reason"):
        message = f"The row says of itself {text!r}, and has no id to tell it from the row that it repeats."
        remedy = "Delete it; if an earlier file brought it, write “duplicate” into a column “reason” as well."
        cells.reject("duplicate_without_id", message, remedy, "status")
    yield ()


def _back(status: str) -> RevisionReason | None:
    return next((reason for reason, words in _taken_back().items() if _holds(status, words)), None)


def status_told(columns: Columns, table: Table) -> Iterator[Issue]:
    """A note of the words in a column of status that change nothing."""
    column = columns.by_field.get("status", "")
    if column not in table.header:  # none, or a map says it of all rows
        return
    words = [text for text in table.frame[column].unique(maintain_order=True) if text and not _says_anything(text)]
    if words:
        told = ", ".join(words[:_MOST])
        message = f"Words in column {column!r} that are kept with the rows and change nothing: {told}."
        yield Issue(Severity.NOTE, "status_unread", message, _REASON, column=column)


_MOST: Final = 10
_REASON: Final = "A row that does not stand says so with “retraction” or “duplicate” in a column “reason”."


def _says_anything(text: str) -> bool:
    status = _spaced(text)
    return status in _doubted() or any(_holds(status, words) for words in _taken_back().values())


def _spaced(text: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in plain(text))
    return f" {' '.join(words.split())} "


def _holds(status: str, words: frozenset[str]) -> bool:
    return any(word in status for word in words)


def _unclear(status: str) -> bool:
    """Whether a word that takes back stands behind one that denies or doubts it, and not in a phrase of its own."""
    known = {word for words in _taken_back().values() for word in words}
    longest = max((word for word in known if word in status), key=len)
    before = status[: status.index(longest) + 1]
    return any(before.endswith(word) for word in _before())


@cache
def _taken_back() -> dict[RevisionReason, frozenset[str]]:
    return {reason: frozenset(map(_spaced, words)) for reason, words in _words().taken_back.items()}


@cache
def _doubted() -> frozenset[str]:
    return frozenset(map(_spaced, _words().doubted))


@cache
def _before() -> frozenset[str]:
    return frozenset(map(_spaced, _words().before))


@cache
def _words() -> _Words:
    text = resources.files("ingest.layouts.row").joinpath("status.yml").read_text(encoding="utf-8")
    return _Words.model_validate(knowledge(text))
