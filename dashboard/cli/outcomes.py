"""What an ingest did, or why it did not: sentences for people, JSON for programs, problems on the error stream."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from dashboard.rows.problems import issue_row
from dashboard.terminal import out, say
from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.outcome import FileRefusedError, Outcome

MOST_ISSUES = 40
_MOST_ROWS = 3
_COUNTS = ("rows", "claims", "new", "revised", "unchanged", "retracted", "rejected", "warnings")
_UNREAD = "unread_column"


def show_outcome(outcome: Outcome, *, as_json: bool, rejects: Path | None = None) -> None:
    """Say what an ingest did; ``rejects`` is the file that the rejected rows were written to."""
    if as_json:
        return out(_json(outcome, outcome.issues, refused=False))
    show_issues(outcome.issues)
    out(_counts(outcome))
    if outcome.rejected:
        out(f"Left out: {_rejected(outcome, rejects)}.")
    return out(_recorded(outcome))


def show_refusal(refusal: FileRefusedError, *, as_json: bool, rejects: Path | None = None) -> None:
    """Say why a file was refused, and what it holds as far as it could be read; ``rejects`` as above."""
    outcome = refusal.outcome
    if as_json:
        out(_json(outcome, refusal.issues, refused=True))
    show_issues(refusal.issues)
    if outcome is not None and not as_json:
        out(_counts(outcome))
        if outcome.rejected:
            out(f"Not readable: {_rejected(outcome, rejects)}.")


def show_issues(issues: Sequence[Issue]) -> None:
    """Print problems on the error stream, errors first, what recurs in one line; beyond a screenful, counts by code.

    Of notes only the columns that were not read are told.
    """
    told = [issue for issue in issues if issue.severity is not Severity.NOTE]
    groups = _grouped(sorted(told, key=lambda issue: issue.severity.number))
    for group in groups[:MOST_ISSUES]:
        say(_line(group))
    if rest := [issue for group in groups[MOST_ISSUES:] for issue in group]:
        counts = Counter(f"{issue.severity} {issue.code}" for issue in rest)
        say(f"… and {len(rest):,} more: " + ", ".join(f"{count:,} × {name}" for name, count in counts.items()))
    if unread := [issue.column for issue in issues if issue.code == _UNREAD and issue.column]:
        say(f"Not read: column{'s' if len(unread) > 1 else ''} {', '.join(unread)}.")


def _grouped(issues: Iterable[Issue]) -> list[list[Issue]]:
    """Issues that say the same of different rows."""
    groups: dict[tuple[object, ...], list[Issue]] = {}
    for issue in issues:
        same = (issue.severity, issue.code, issue.column, issue.message, issue.remedy)
        groups.setdefault(same, []).append(issue)
    return list(groups.values())


def _line(group: list[Issue]) -> str:
    first = group[0]
    rows = list(dict.fromkeys(issue.row for issue in group if issue.row is not None))
    if len(rows) < 2:
        return f"{first.severity}: {first}"
    column = "" if first.column is None else f", column {first.column}"
    return f"{first.severity}: rows {_rows(rows)}{column}: {first.message} {first.remedy}".rstrip()


def _rows(rows: list[int]) -> str:
    """Row numbers in words: "2, 3 and 4", "2, 3, 4 and 17 more"."""
    if len(rows) > _MOST_ROWS + 1:
        return f"{', '.join(map(str, rows[:_MOST_ROWS]))} and {len(rows) - _MOST_ROWS:,} more"
    return f"{', '.join(map(str, rows[:-1]))} and {rows[-1]}"


def _json(outcome: Outcome | None, issues: Sequence[Issue], *, refused: bool) -> str:
    """The counts and every issue; counts are null where nothing could be read and counted."""
    told = {name: getattr(outcome, name, None) for name in (*_COUNTS, "batch", "dry_run")}
    return json.dumps(told | {"refused": refused, "issues": [issue_row(issue) for issue in issues]}, ensure_ascii=False)


def _counts(outcome: Outcome) -> str:
    counts = f"{outcome.new:,} new, {outcome.revised:,} revised, {outcome.unchanged:,} unchanged"
    if outcome.retracted:
        counts += f", {_counted(outcome.retracted, 'earlier claim')} taken back"
    rows, claims = _counted(outcome.rows, "row"), _counted(outcome.claims, "claim")
    return f"{outcome.file_name}: {rows} ({outcome.read_as}), {claims}: {counts}."


def _rejected(outcome: Outcome, rejects: Path | None) -> str:
    rows = _counted(outcome.rejected, "row")
    if rejects is not None:
        return f"{rows}, to mend and send again: {rejects}"
    return f"{rows}. `--rejects FILE` writes what was left out to a file to mend and send again"


def _recorded(outcome: Outcome) -> str:
    if outcome.dry_run:
        return "Nothing was recorded (dry run)."
    if outcome.new or outcome.revised or outcome.retracted:
        return f"Recorded as batch {outcome.batch}."
    if outcome.batch is None:
        return "Nothing was recorded."
    return f"No new claim was recorded; the rows are kept as batch {outcome.batch}."


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
