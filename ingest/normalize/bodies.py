"""Bodies that were pulled out count the dead: "the bodies of 11 people were pulled out", "انتشال جثث 9 أشخاص".

When they died is not told, so such a figure is not said of one event. Bodies that were returned, buried or found are no
new dead, nor are those out of a mass grave.
"""

from collections.abc import Sequence
from functools import cache

from db.vocabulary import Measure
from ingest.normalize.fold import plain
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.senses import Kind, Sense
from ingest.normalize.word_lists import word_lists

_KILLED = {
    Kind.MEASURE_BEFORE: Sense(Kind.MEASURE_BEFORE, measure=Measure.KILLED),
    Kind.WIDE_SUBJECT: Sense(Kind.WIDE_SUBJECT),
}
_GRAVES = frozenset(map(plain, ("grave", "graves", "cemetery", "مقبرة", "مقابر", "fosse", "fosses")))
_MOVEMENTS = frozenset({Measure.RETURNED, Measure.EVACUATED, Measure.DISPLACED})
_OWN = (Kind.MEASURE_AFTER, Kind.MEASURE_COUNTED, Kind.OF_THEM)
_WORDS_BEFORE = 2
_WORDS_BEHIND = 14
_WORDS_TO_BODIES = 5
_WORDS_OF_DEAD = 3


def with_bodies(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes, of which "bodies" is a measure where they were pulled out; others move nowhere."""
    if not any(_are_bodies_of(lexemes, index) for index in range(len(lexemes))):
        return list(lexemes)
    grave = any(lexeme.text.removeprefix("ال") in _GRAVES for lexeme in lexemes)
    lexemes = _without_handed_over(lexemes)
    return [
        lexeme._replace(senses={**lexeme.senses, **_KILLED})
        if not grave and _are_bodies_of(lexemes, index) and _counts_dead(lexemes, index)
        else _unmoved(lexeme)
        for index, lexeme in enumerate(lexemes)
    ]


def _are_bodies_of(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Whether those whose bodies they are stand behind them: with "of", unless in Arabic."""
    word, behind = lexemes[index], lexemes[index + 1 : index + 2]
    return word.text in _bodies() and (word.is_arabic or any(lexeme.sense(Kind.OF) for lexeme in behind))


def _without_handed_over(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """ "سلمت جثامين 30 شهيدا": the dead whose bodies are handed over were counted when they died."""
    kept = list(lexemes)
    for index in range(len(lexemes)):
        first = index + (1 if lexemes[index].is_arabic else 2)
        around = [lexeme.text for lexeme in lexemes[max(index - _WORDS_TO_BODIES, 0) : index + _WORDS_BEHIND]]
        if _are_bodies_of(lexemes, index) and not _are_recovered(lexemes, index) and not _handed().isdisjoint(around):
            kept[first : first + _WORDS_OF_DEAD] = map(_uncounted, lexemes[first : first + _WORDS_OF_DEAD])
    return kept


def _uncounted(lexeme: Lexeme) -> Lexeme:
    kept = {kind: sense for kind, sense in lexeme.senses.items() if sense.measure is not Measure.KILLED}
    return lexeme._replace(senses=kept)


@cache
def _handed() -> frozenset[str]:
    return frozenset(map(plain, word_lists().sentences.handed_over))


@cache
def _bodies() -> frozenset[str]:
    return frozenset(map(plain, word_lists().sentences.bodies))


def _unmoved(lexeme: Lexeme) -> Lexeme:
    """ "The bodies of 30 people were returned": nobody has come back."""
    kept = {kind: sense for kind, sense in lexeme.senses.items() if sense.measure not in _MOVEMENTS}
    return lexeme._replace(senses=kept)


def _counts_dead(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Whether they were pulled out, and nothing behind the number says that they are dead, or some of others."""
    number = index + 1 if lexemes[index].is_arabic else index + 2
    behind = lexemes[number + 1 : number + 3]
    own = any(lexeme.sense(kind) for lexeme in behind for kind in _OWN)
    return not own and _are_recovered(lexemes, index)


def _are_recovered(lexemes: Sequence[Lexeme], index: int) -> bool:
    before = lexemes[max(index - _WORDS_BEFORE, 0) : index]
    if any(lexeme.sense(Kind.RECOVERED) for lexeme in before):
        return True
    for at in range(index + 1, min(index + _WORDS_BEHIND, len(lexemes))):
        if lexemes[at].sense(Kind.STOP):
            return False
        if lexemes[at].sense(Kind.RECOVERED) and lexemes[at - 1].sense(Kind.AUXILIARY):
            return True
    return False
