"""What lists write short: "Killed - 3; wounded - twelve", "6 (4 M, 2 F)". A dash is a colon there, a letter a sex."""

from collections.abc import Sequence

from ingest.normalize.lexicon import Lexeme, lex
from ingest.normalize.senses import Kind
from ingest.normalize.windows import NUMBERS

_BREAKS = (Kind.COMMA, Kind.STOP)
_JOINTS = (Kind.COMMA, Kind.AND)
_PAIR = ("4", "m", ",", "2", "f")
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
    """Whether both letters stand behind numbers, with nothing else in their brackets: "(4 M, 2 F)"."""
    opening = next((i for i in range(index, -1, -1) if lexemes[i].sense(Kind.OPEN)), None)
    closing = next((i for i in range(index, len(lexemes)) if lexemes[i].sense(Kind.CLOSE)), None)
    if opening is None or closing is None:
        return False
    inside = lexemes[opening + 1 : closing]
    if len(inside) != len(_PAIR) or not _is_any(inside[2], *_JOINTS):
        return False
    first, one, _, second, other = inside
    return {one.text, other.text} == set(_SEXES) and all(number.sense(Kind.DIGITS) for number in (first, second))


def _is_any(lexeme: Lexeme, *kinds: Kind) -> bool:
    return any(lexeme.sense(kind) for kind in kinds)
