"""People who have fled are displaced: "some 1.5m people have fled Idlib", "1,5 million de personnes ont fui".

Not gunmen who fled, nor those who fled the scene or a building: only people who may live there, and a place, a day or
the fighting behind the verb.
"""

from collections.abc import Mapping, Sequence
from functools import cache

from db.vocabulary import Measure, Population
from ingest.normalize.lexicon import Lexeme
from ingest.normalize.senses import Kind, Sense
from ingest.normalize.windows import NUMBERS
from ingest.normalize.word_lists import word_lists

_DISPLACED = Sense(Kind.MEASURE_AFTER, measure=Measure.DISPLACED)
_ARTICLES = frozenset({"the", "les", "le", "la", "des", "a", "an"})
_MANY = 1_000
_WORDS_BEFORE = 4


def with_flight(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes, of which each such verb may be a measure."""
    return [
        lexeme._replace(senses=_with_displaced(lexeme.senses)) if _is_flight(lexemes, index) else lexeme
        for index, lexeme in enumerate(lexemes)
    ]


def _with_displaced(senses: Mapping[Kind, Sense]) -> Mapping[Kind, Sense]:
    return {**senses, Kind.MEASURE_AFTER: _DISPLACED}


def _is_flight(lexemes: Sequence[Lexeme], index: int) -> bool:
    if not index or not lexemes[index].sense(Kind.FLED):
        return False
    before, behind = lexemes[index - 1], [lexeme.text for lexeme in lexemes[index + 1 : index + 3]]
    earlier = lexemes[:index]
    if not any(lexeme.sense(kind) for lexeme in earlier[-_WORDS_BEFORE:] for kind in NUMBERS) or _is_armed(earlier):
        return False
    scale = before.sense(Kind.SCALE) or before.sense(Kind.VAGUE_UNIT)
    live_there = before.text in _words("dwellers") or (scale is not None and scale.number >= _MANY)
    if behind[:1] and behind[0] in _ARTICLES:
        behind = behind[1:]
        return live_there and bool(behind) and behind[0] in _words("fled_from")
    return live_there and not (behind and behind[0] in _words("fled_not_home"))


def _is_armed(lexemes: Sequence[Lexeme]) -> bool:
    """ "3 gunmen and 200 people have fled" """
    groups = (sense.group for lexeme in lexemes if (sense := lexeme.sense(Kind.GROUP)))
    return any(group is not None and group.population is Population.COMBATANT for group in groups)


@cache
def _words(name: str) -> frozenset[str]:
    said = word_lists().sentences
    return frozenset({"dwellers": said.dwellers, "fled_from": said.fled_from}.get(name, said.fled_not_home))
