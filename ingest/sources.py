"""Sources and their reliability notes from a CSV file, as the demo register brings them."""

import csv
from collections.abc import Iterator
from datetime import date

from db.drafts import GradeDraft, SourceDraft
from db.vocabulary import Reliability, SourceKind

_NOTES = ("url", "name_ar", "interests", "interests_ar", "reliability_note", "reliability_note_ar")


def read_sources(text: str) -> Iterator[SourceDraft]:
    """One source a row; aliases are separated by ``|``. Raises ``ValueError`` that names the source and the cell."""
    for row in csv.DictReader(text.splitlines()):
        try:
            yield SourceDraft(
                name=row["name"],
                kind=SourceKind(row["kind"]),
                aliases=tuple(alias for alias in (row["aliases"] or "").split("|") if alias),
                grade=_grade(row),
                **{name: row[name] or None for name in _NOTES},
            )
        except (KeyError, ValueError) as error:
            raise ValueError(f"source {row.get('name')!r}: {error}") from error


def _grade(row: dict[str, str]) -> GradeDraft | None:
    if not row["reliability"]:
        return None
    return GradeDraft(
        reliability=Reliability(row["reliability"]),
        assessor=row["assessor"],
        assessed_on=date.fromisoformat(row["assessed_on"]),
        reason=row["reason"],
        reason_ar=row["reason_ar"] or None,
    )
