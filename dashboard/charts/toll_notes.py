"""What is noted of tolls, said under charts in which they stand side by side: often why two must not be compared."""

from collections.abc import Iterable
from typing import Final

from dashboard.locale import Speaker, msg
from dashboard.wording import note_text

MOST_SAID: Final = 6
MOST_LETTERS: Final = 240
_SAID: Final = msg("Noted on {source}: {note}")


def toll_notes(noted: Iterable[tuple[str, str]], speaker: Speaker) -> tuple[str, ...]:
    """A sentence for each who says a toll and what is noted of it, each once; the first few, long ones cut."""
    said = {speaker.text(_SAID, source=who, note=in_short(note_text(notes, speaker))): None for who, notes in noted}
    return tuple(said)[:MOST_SAID]


def in_short(note: str) -> str:
    """A note as far as there is room for it under a chart or in print."""
    if len(note) <= MOST_LETTERS:
        return note
    return f"{note[:MOST_LETTERS].rsplit(maxsplit=1)[0]} …"
