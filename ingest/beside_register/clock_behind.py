"""A computer whose clock is behind the register: what it records gets another moment than it says."""

from collections.abc import Iterator

from sqlmodel import Session

from db.clock import behind
from db.vocabulary import Severity
from ingest.issues import Issue


def clock_behind(session: Session) -> Iterator[Issue]:
    """One warning about the whole file, where the clock is behind by more than a little."""
    found = behind(session)
    if found is not None:
        clock, newest = found.in_words
        told = f"The computer's clock says {clock}, and the file is recorded right after the newest entry, of {newest}."
        remedy = "Set the clock if it is wrong; if it is right, `sijill check` says what can be done."
        yield Issue(Severity.WARNING, "clock_behind", told, remedy)
