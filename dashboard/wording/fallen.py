"""That a toll stands below what it was, in words: a small number must not look like the whole of what was claimed."""

from dashboard.locale import Speaker
from dashboard.wording.figures import total_text
from db.lines.falls import Change
from db.series.fallen import Fallen


def fallen_words(fallen: Fallen, speaker: Speaker) -> str:
    """ "was 4,324 on 3 May 2024; counts anew", inside a sentence."""
    told = {"figure": total_text(fallen.before, speaker), "day": speaker.day(fallen.before.speaks_of)}
    if fallen.change is Change.RESET:
        return speaker.text("was {figure} on {day}; counts anew", **told)
    if fallen.change is Change.FALL:
        return speaker.text("was {figure} on {day}; lower than before", **told)
    return speaker.text("was {figure} on {day}; the new figure does not rule that out", **told)
