"""Why a judgement is refused, in the reader's language."""

from datetime import date

from dashboard.locale import Speaker
from dashboard.wording.people import mid_sentence, starting
from dashboard.wording.reasons import judge_words, reason_words
from db.judgements.refusals import JudgementError, Named, Value, refusals
from db.vocabulary import Word

_WHY = "why"
"""The value that is somebody's reason, or the rule's."""


def refusal_words(error: JudgementError, speaker: Speaker) -> str:
    """The sentence of a refusal, with the way out, but for what is typed on a command line."""
    template = refusals()[error.code].told(speaker.language)
    values = {
        name: reason_words(str(value), speaker) if name == _WHY else _said(value, speaker)
        for name, value in error.values.items()
    }
    return starting(speaker.fill(template, **values)) + "."


def _said(value: Value, speaker: Speaker) -> str | int:
    if isinstance(value, Named):
        return _named(value, speaker)
    if isinstance(value, Word):
        return mid_sentence(speaker.term(value))
    if isinstance(value, tuple):
        return speaker.clauses([speaker.listing([mid_sentence(speaker.term(word)) for word in some]) for some in value])
    return speaker.day(value) if isinstance(value, date) else value


def _named(judgement: Named, speaker: Speaker) -> str:
    return speaker.text(
        "judgement {number} ({kind}) by {by} on {day}",
        number=judgement.number,
        kind=mid_sentence(speaker.term(judgement.kind)),
        by=judge_words(judgement.by, speaker),
        day=speaker.day(judgement.day),
    )
