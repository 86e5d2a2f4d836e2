"""Gaps that a redaction left in texts, and who made them, in the reader's language."""

import re
from collections.abc import Iterable
from typing import Final

from dashboard.locale import Speaker, msg
from db.redaction.gaps import Gap

_MARK: Final = re.compile(r"\[redacted((?: [0-9.]+)?)\]")

_FIELDS: Final = {
    "verbatim": msg("words"),
    "excerpt": msg("excerpt"),
    "notes": msg("notes"),
    "definition": msg("definition"),
}


def gap_words(text: str, speaker: Speaker) -> str:
    """A text with its gaps marked in the reader's language; the register keeps the mark in English."""
    if speaker.language == "en":
        return text
    mark = speaker.text("redacted")
    return _MARK.sub(lambda found: f"[{mark}{speaker.digits(found[1])}]", text)


def pieces(text: str, speaker: Speaker) -> Iterable[tuple[str, bool]]:
    """A text in pieces, each with whether it is the mark of a gap."""
    at = 0
    for found in _MARK.finditer(text):
        yield text[at : found.start()], False
        yield gap_words(found.group(), speaker), True
        at = found.end()
    yield text[at:], False


def field_words(gap: Gap, speaker: Speaker) -> str:
    """From which texts of a claim something was taken away."""
    return speaker.listing([speaker.text(_FIELDS[field]) for field in gap.fields])


def who_took_it(gap: Gap, speaker: Speaker) -> str:
    """Who took texts of a claim away, when, which and why."""
    fields = field_words(gap, speaker)
    day, by, why = speaker.day(gap.when.date()), speaker.isolate(gap.by), speaker.isolate(gap.reason)
    about = {"fields": fields, "by": by, "day": day, "reason": why}
    if gap.exact:
        return speaker.text("A text was redacted in {fields} by {by} on {day}: {reason}", **about)
    return speaker.text("Redacted: {fields}, by {by} on {day}: {reason}", **about)
