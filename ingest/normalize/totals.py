"""Running totals beside what was new: "5 killed, bringing the toll this year to 23", "41 killed; toll now 900".

What stands between the word for them and their number is said of them, and of no figure before.
"""

from collections.abc import Sequence

from ingest.normalize.lexicon import Lexeme
from ingest.normalize.senses import Kind

_WORDS_BEFORE = 10
_WORDS_OF_CHANGE = 4


def begins_total(lexemes: Sequence[Lexeme], start: int, end: int) -> bool:
    """Whether a running total begins among the lexemes from ``start`` to ``end`` and goes on up to ``end``."""
    for lexeme in reversed(lexemes[max(start, end - _WORDS_BEFORE) : end]):
        if lexeme.sense(Kind.COMMA) or lexeme.sense(Kind.STOP):
            return False
        if lexeme.sense(Kind.BRINGING) or lexeme.sense(Kind.TOLL):
            return True
    return False


def is_lone_toll(lexemes: Sequence[Lexeme], figure: int) -> bool:
    """Whether the figure at lexeme ``figure`` is that of a toll that does not say of whom: "the toll rises to 7"."""
    before = lexemes[max(figure - _WORDS_BEFORE, 0) : figure]
    return any(lexeme.sense(Kind.TOLL) for lexeme in before)


def changes(lexemes: Sequence[Lexeme]) -> bool:
    """Whether a figure is told to have changed, so that it is of no one event: "the toll rises from 5 to 7 dead"."""
    for index in range(1, len(lexemes) - 2):
        from_to = lexemes[index].sense(Kind.FROM) and lexemes[index + 2].sense(Kind.TO)
        before = lexemes[max(index - _WORDS_OF_CHANGE, 0) : index]
        if from_to and any(lexeme.sense(Kind.CHANGING) for lexeme in before):
            return True
    return False


def is_brought_to(lexemes: Sequence[Lexeme], figure: int) -> bool:
    """Whether "to" stands before the figure at lexeme ``figure``, and before that what brings a total there."""
    if not figure or not lexemes[figure - 1].sense(Kind.TO):
        return False
    return any(lexeme.sense(Kind.BRINGING) for lexeme in lexemes[max(figure - _WORDS_BEFORE, 0) : figure])
