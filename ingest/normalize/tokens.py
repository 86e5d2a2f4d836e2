"""Text to tokens: runs of digits with their separators, words, single marks. Letters and digits never share a token."""

import re
from typing import NamedTuple

from ingest.normalize.fold import Folded

_SEPARATED = "[.,'٬٫،\u00a0\u202f\u2007\u2009]"
_SPACE_GROUP = r" (?=[0-9]{3}(?![0-9]))"
_WORD = r"[^\W\d_]+(?:'[^\W\d_]+)*"
_MARKS = r"--+|\.\.+|>=|<=|=>|=<|\?+|\*+|\S"

_IN_CELLS = re.compile(rf"(?P<digits>[0-9]+(?:(?:{_SEPARATED}|{_SPACE_GROUP})[0-9]+)*)|(?P<word>{_WORD})|{_MARKS}")
# "2 000 familles": a group of noughts is no number of its own; "12 300 000" may be two
_NOUGHTS = r"(?<![0-9] )[0-9]{1,3}(?: 000)+(?![0-9]|[., ][0-9])"
_IN_SENTENCES = re.compile(rf"(?P<digits>{_NOUGHTS}|[0-9]+(?:{_SEPARATED}[0-9]+)*)|(?P<word>{_WORD})|{_MARKS}")


class Token(NamedTuple):
    """``text`` is folded; ``start`` and ``end`` are offsets in the original; ``glued`` to the token before it."""

    text: str
    start: int
    end: int
    is_digits: bool = False
    is_word: bool = False
    glued: bool = False

    def cut(self, length: int) -> tuple["Token", "Token"]:
        """The token in two, after ``length`` folded characters: only for words that hold no dropped marks before it."""
        head = self._replace(text=self.text[:length], end=self.start + length)
        return head, self._replace(text=self.text[length:], start=self.start + length, glued=True)


def tokenize(folded: Folded, *, sentence: bool = False) -> list[Token]:
    """Tokens of ``folded``. A plain space groups digits in a cell; in a sentence it parts two numbers."""
    pattern = _IN_SENTENCES if sentence else _IN_CELLS
    tokens: list[Token] = []
    last_end = -1
    for match in pattern.finditer(folded.text):
        start, end = folded.span(match.start(), match.end())
        kind = match.lastgroup
        tokens.append(Token(match.group(), start, end, kind == "digits", kind == "word", match.start() == last_end))
        last_end = match.end()
    return tokens
