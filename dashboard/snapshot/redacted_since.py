"""What of a PDF's data was redacted in the register since it was made: texts that the paper still shows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from db.redaction.gaps import redacted_after
from db.redaction.masking import has_gap


def redacted_since(session: Session, sealed: Any, then: Any, known_at: str) -> str | None:
    """The sentence that says so; None where the register differs from the PDF in more than gaps, or has none since.

    ``sealed`` is the data of the PDF, ``then`` what the register says now of that moment.
    """
    texts = gaps_between(sealed, then)
    made = redacted_after(session, datetime.fromisoformat(known_at))
    if not texts or not made:
        return None
    by = ", ".join(dict.fromkeys(f"{one.recorded_by} on {one.recorded_at:%Y-%m-%d} ({one.reason})" for one in made))
    told = "1 text has" if texts == 1 else f"{texts:,} texts have"
    return (
        f"The register says the same in every figure, and {told} been redacted since to protect people, by {by}. This "
        "PDF still shows what was taken away: make a new one, and ask whoever has this one to delete it."
    )


def gaps_between(before: Any, after: Any) -> int | None:
    """How many texts of ``before`` are texts with a gap in ``after``; None where anything else is not the same."""
    if before == after:
        return 0
    if isinstance(before, str) and isinstance(after, str):
        return 1 if has_gap(after) else None
    if isinstance(before, Mapping) and isinstance(after, Mapping) and before.keys() == after.keys():
        return _added(gaps_between(before[name], after[name]) for name in before)
    if _is_list(before) and _is_list(after) and len(before) == len(after):
        return _added(gaps_between(one, other) for one, other in zip(before, after, strict=True))
    return None


def _added(counts: Iterable[int | None]) -> int | None:
    found = list(counts)
    known = [count for count in found if count is not None]
    return sum(known) if len(known) == len(found) else None


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)
