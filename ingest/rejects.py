"""Rejected rows as a file to mend and send again."""

import csv
import io
from collections import defaultdict

from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.neutral import neutral
from ingest.normalize.fold import plain
from ingest.outcome import Outcome
from ingest.readers.table import OVERFLOW

_ADDED = ("row", "problem", "what to do")


def rejects_csv(outcome: Outcome) -> str:
    """The rejected rows as CSV text (UTF-8 BOM, neutralised), with ``row``, ``problem`` and ``what to do`` in front.

    Those three columns are left alone when the mended file comes back. What a row had beyond its columns stands in a
    last column, :data:`OVERFLOW`; as long as it stands there the row is rejected again, and never read without it.
    """
    problems = defaultdict(list)
    for issue in outcome.issues:
        if issue.severity is Severity.ERROR:
            problems[issue.row].append(issue)
    out = io.StringIO()
    columns = [name for name in outcome.header if plain(name) not in _ADDED]
    if any(OVERFLOW in row.cells for row in outcome.rejects):
        columns.append(OVERFLOW)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*_ADDED, *(neutral(column) for column in columns)])
    for row in outcome.rejects:
        why = " ".join(_where(issue) + issue.message for issue in problems[row.number])
        mend = " ".join(dict.fromkeys(issue.remedy for issue in problems[row.number]))
        cells = (row.cells.get(column, "") for column in columns)
        writer.writerow([row.number, neutral(why), neutral(mend), *(neutral(cell) for cell in cells)])
    return "\ufeff" + out.getvalue()


def _where(issue: Issue) -> str:
    return f"{issue.column}: " if issue.column else ""
