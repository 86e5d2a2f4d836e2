"""What lists write short: "Killed - 3; wounded - twelve", "3 M, 2 F". A dash is a colon there, a letter a sex."""

from collections.abc import Sequence

from ingest.normalize.lexicon import Lexeme, lex
from ingest.normalize.senses import Kind
from ingest.normalize.windows import NUMBERS

_BREAKS = (Kind.COMMA, Kind.STOP)
_JOINTS = (Kind.COMMA, Kind.AND, Kind.SLASH)
_PLUS = "+"
_PAIR = 5
"""The lexemes of "4 M, 2 F"."""
_SEXES = {"m": "males", "f": "females"}


def spelt_out(lexemes: Sequence[Lexeme]) -> list[Lexeme]:
    """The lexemes of a text with the meaning that such a list gives them."""
    spelt = list(lexemes)
    for index, lexeme in enumerate(lexemes):
        if lexeme.sense(Kind.DASH) and _stands_for_colon(lexemes, index):
            spelt[index] = lexeme._replace(senses=lex(":")[0].senses)
        elif lexeme.text in _SEXES and _is_sex(lexemes, index):
            spelt[index] = lexeme._replace(senses=lex(_SEXES[lexeme.text])[0].senses)
    return spelt


def _stands_for_colon(lexemes: Sequence[Lexeme], dash: int) -> bool:
    """Whether a measure alone is before the dash, and a number alone behind it; blanks are on both sides."""
    if dash == 0 or dash + 1 >= len(lexemes) or lexemes[dash].glued or lexemes[dash + 1].glued:
        return False
    heads = _is_any(lexemes[dash - 1], Kind.MEASURE_AFTER) and _breaks(lexemes, dash - 2)
    return heads and _is_any(lexemes[dash + 1], *NUMBERS) and _breaks(lexemes, dash + 2)


def _breaks(lexemes: Sequence[Lexeme], index: int) -> bool:
    return not 0 <= index < len(lexemes) or _is_any(lexemes[index], *_BREAKS)


def _is_sex(lexemes: Sequence[Lexeme], index: int) -> bool:
    """Whether the letter is one of a pair: right behind its number, with the other behind or before it."""
    return any(_is_pair(lexemes, start) for start in (index - 1, index - 4) if start >= 0)


def _is_pair(lexemes: Sequence[Lexeme], start: int) -> bool:
    """ "4 M, 2 F", "3M/2F"; not "3M, 2 F-16 jets"."""
    pair, behind = lexemes[start : start + _PAIR], lexemes[start + _PAIR : start + _PAIR + 1]
    if len(pair) < _PAIR or not _joins(pair[2]) or any(word.glued and word.sense(Kind.DASH) for word in behind):
        return False
    first, one, _, second, other = pair
    return {one.text, other.text} == set(_SEXES) and _is_any(first, Kind.DIGITS) and _is_any(second, Kind.DIGITS)


def _joins(lexeme: Lexeme) -> bool:
    return _is_any(lexeme, *_JOINTS) or lexeme.text == _PLUS


def _is_any(lexeme: Lexeme, *kinds: Kind) -> bool:
    return any(lexeme.sense(kind) for kind in kinds)
