"""What an ingest did, or would do; and the refusal of a file as a whole."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.drafts import RowDraft
from ingest.issues import Issue


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an ingest did, or would do (``dry_run``): counts, every issue, and the rows for a preview.

    ``rows`` are data rows; ``claims`` what those that were not rejected hold: ``new + revised + unchanged == claims``.
    ``batch`` is None when nothing was recorded, and the earlier batch's number where the very same file is in the
    register already. ``sample`` are the first rows; ``rejects`` all rejected rows, in full. ``read_as`` says how the
    file was read ("UTF-8, separated by semicolons"). ``mapping`` is column of the file to the field it was read as
    (None: kept, but not read). ``skipped`` are rows that a publisher's layout leaves out because they are no data or
    state no figure; ``retracted`` are earlier claims that the file takes back without a new figure.
    """

    rows: int
    claims: int
    new: int
    revised: int
    unchanged: int
    rejected: int
    warnings: int
    batch: int | None
    dry_run: bool
    layout: str
    layout_version: int
    file_name: str
    sha256: str
    read_as: str
    issues: Sequence[Issue]
    header: tuple[str, ...]
    mapping: dict[str, str | None]
    sample: tuple[RowDraft, ...] = ()
    rejects: tuple[RowDraft, ...] = ()
    new_sources: tuple[str, ...] = ()
    retracted: int = 0
    skipped: int = 0


class FileRefusedError(Exception):
    """The file as a whole can't go in (unreadable, no known columns, strict and a row rejected). Nothing was kept.

    ``outcome`` says what would have been, where the rows could be read: its counts and the rejected rows.
    """

    def __init__(self, issues: Sequence[Issue], outcome: Outcome | None = None) -> None:
        super().__init__("; ".join(str(issue) for issue in issues))
        self.issues = issues
        self.outcome = outcome
