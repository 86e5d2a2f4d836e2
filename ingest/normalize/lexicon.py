"""Words to senses: the phrases of ``words.yml`` as one table, and text cut into the longest phrases that it knows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from ingest.normalize.fold import fold
from ingest.normalize.senses import Kind, Sense, senses
from ingest.normalize.tokens import Token, tokenize
from ingest.normalize.word_lists import word_lists

_AND = "و"
_THE = "ال"


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A phrase, a run of digits, or one token that nobody knows (no senses). Offsets are those of the original."""

    text: str
    start: int
    end: int
    senses: tuple[Sense, ...]
    glued: bool = False

    def sense(self, kind: Kind) -> Sense | None:
        return next((sense for sense in self.senses if sense.kind is kind), None)


DIGITS = (Sense(Kind.DIGITS),)


@dataclass(frozen=True)
class Lexicon:
    """``phrases`` by their tokens, ``words`` that occur in any of them, ``longest`` phrase in tokens."""

    phrases: dict[tuple[str, ...], tuple[Sense, ...]]
    words: frozenset[str]
    longest: int

    def knows(self, word: str) -> bool:
        return word in self.words or (word.startswith(_THE) and word[len(_THE) :] in self.words)

    def key(self, token: Token) -> str:
        """The token as the table spells it: an Arabic word that is known without its article only loses it."""
        bare = token.text.removeprefix(_THE)
        return bare if token.is_word and token.text not in self.words and bare in self.words else token.text


@cache
def lexicon() -> Lexicon:
    """The table of ``words.yml``, built once."""
    table: dict[tuple[str, ...], list[Sense]] = {}
    for sense, phrases in senses(word_lists()):
        for phrase in phrases:
            known = table.setdefault(tuple(token.text for token in tokenize(fold(phrase))), [])
            if sense not in known:
                known.append(sense)
    _add_bare_forms(table)
    return Lexicon(
        {key: tuple(known) for key, known in table.items()},
        frozenset(word for key in table for word in key),
        max(map(len, table)),
    )


def _add_bare_forms(table: dict[tuple[str, ...], list[Sense]]) -> None:
    """Phrases are also known without articles inside: "على الأقل" as "على اقل", where "اقل" is a word too."""
    words = {word for key in table for word in key}
    for key, known in list(table.items()):
        bare = tuple(word.removeprefix(_THE) if word.removeprefix(_THE) in words else word for word in key)
        if bare != key:
            table.setdefault(bare, list(known))


def lex(text: str, *, sentence: bool = False) -> list[Lexeme]:
    """``text`` as the longest known phrases, left to right."""
    known = lexicon()
    tokens = list(_split_conjunctions(tokenize(fold(text), sentence=sentence), known))
    lexemes: list[Lexeme] = []
    index = 0
    while index < len(tokens):
        lexeme, length = _longest(tokens, index, known)
        lexemes.append(lexeme)
        index += length
    return lexemes


def _split_conjunctions(tokens: list[Token], known: Lexicon) -> Iterator[Token]:
    """Arabic writes "and" onto the next word: "وإصابة" is two tokens where the table knows only the second part."""
    for token, following in zip_longest(tokens, tokens[1:]):
        rest = token.text.removeprefix(_AND)
        joined = token.is_word and rest and rest != token.text and known.knows(rest)
        # "وأحد عشر" folds like "واحد عشر": "and eleven", not "one ten"
        phrase = following is not None and (rest, following.text) in known.phrases
        if joined and (phrase or not known.knows(token.text)):
            yield from token.cut(len(_AND))
        else:
            yield token


def _longest(tokens: list[Token], index: int, known: Lexicon) -> tuple[Lexeme, int]:
    first = tokens[index]
    if first.is_digits:
        return Lexeme(first.text, first.start, first.end, DIGITS, first.glued), 1
    for length in range(min(known.longest, len(tokens) - index), 0, -1):
        chosen = tokens[index : index + length]
        for key in (tuple(token.text for token in chosen), tuple(map(known.key, chosen))):
            if key in known.phrases:
                text = " ".join(key)
                return Lexeme(text, first.start, chosen[-1].end, known.phrases[key], first.glued), length
    return Lexeme(first.text, first.start, first.end, (), first.glued), 1
