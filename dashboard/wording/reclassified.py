"""From what to what a claim was put in another class: who is counted, of which kind, by whose doing."""

from typing import Final

from dashboard.locale import Speaker, msg
from dashboard.wording.households import size_words
from dashboard.wording.people import mid_sentence
from db.answers import ClaimRecord
from db.history.change_records import CLASSES, Said
from db.vocabulary import Word

_NAMES: Final = {
    "measure": msg("What is counted"),
    "series": msg("Kind"),
    "population": msg("Who is counted"),
    "sex": msg("Sex"),
    "age": msg("Age"),
    "unit": msg("Unit"),
    "factor": msg("People in a household"),
    "factor_source": msg("Who says how many people a household has"),
    "basis": msg("Basis"),
    "cause": msg("Cause"),
    "attributed_to": msg("Attributed to"),
}


def reclassified(before: Said | ClaimRecord, after: Said | ClaimRecord, speaker: Speaker) -> str:
    """ "who is counted: civilians → combatants"; empty where all classes are the same."""
    moved = ((name, getattr(before, name), getattr(after, name)) for name in CLASSES)
    return speaker.clauses(
        [
            speaker.text(
                "{what}: from {before} to {after}",
                what=mid_sentence(speaker.text(_NAMES[name])),
                before=_said(was, speaker),
                after=_said(now, speaker),
            )
            for name, was, now in moved
            if was != now
        ]
    )


def _said(value: Word | str | float | None, speaker: Speaker) -> str:
    if not value:
        return speaker.text("not stated")
    if isinstance(value, float):
        return size_words(value, speaker)
    return mid_sentence(speaker.term(value)) if isinstance(value, Word) else value
