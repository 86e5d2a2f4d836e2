"""What every reader gives back: a header, rows with their numbers, and how the file was read."""

from dataclasses import dataclass

from db.drafts import RowDraft
from ingest.issues import Issue


@dataclass(frozen=True, slots=True)
class Table:
    """Rows as text. ``read_as`` says in words how the bytes were read; ``issues`` are what the reader noticed."""

    header: tuple[str, ...]
    rows: tuple[RowDraft, ...]
    read_as: str
    issues: tuple[Issue, ...] = ()


class UnreadableFileError(Exception):
    """The bytes are not a table that this reader can read; ``issue`` says why and what to do."""

    def __init__(self, issue: Issue) -> None:
        super().__init__(str(issue))
        self.issue = issue
