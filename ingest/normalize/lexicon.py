"""Words to senses: the phrases of ``words.yml`` as one table, and text cut into the longest phrases that it knows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, zip_longest
from typing import Final, NamedTuple

from ingest.normalize.fold import fold
from ingest.normalize.phrases import senses
from ingest.normalize.senses import Kind, Sense
from ingest.normalize.tokens import Token, tokenize
from ingest.normalize.word_lists import word_lists

_AND = "و"
_THE = "ال"


class Lexeme(NamedTuple):
    """A phrase, a run of digits, or one token that nobody knows (no senses). Offsets are those of the original."""

    text: str
    start: int
    end: int
    senses: Mapping[Kind, Sense]
    glued: bool = False

    @property
    def is_arabic(self) -> bool:
        return "\u0600" <= self.text[:1] <= "\u06ff"

    def sense(self, kind: Kind) -> Sense | None:
        return self.senses.get(kind)


DIGITS: Final[Mapping[Kind, Sense]] = {Kind.DIGITS: Sense(Kind.DIGITS)}
_UNKNOWN: Final[Mapping[Kind, Sense]] = {}


@dataclass(frozen=True)
class Lexicon:
    """``phrases`` by their tokens, with the longest of them (in tokens) by the ``words`` they begin with or hold.

    ``pairs`` are the words that stand beside each other in a phrase.
    """

    phrases: Mapping[tuple[str, ...], Mapping[Kind, Sense]]
    longest: Mapping[str, int]
    words: frozenset[str]
    pairs: frozenset[tuple[str, str]]
    elisions: Mapping[str, str]

    def knows(self, word: str) -> bool:
        return word in self.words or (word.startswith(_THE) and word[len(_THE) :] in self.words)

    def bare(self, token: Token) -> str:
        """The token as the table spells it: an Arabic word that is known without its article only loses it."""
        word = token.text
        if not word.startswith(_THE) or word in self.words:
            return word
        bare = word[len(_THE) :]
        return bare if bare in self.words else word


@cache
def lexicon() -> Lexicon:
    """The table of ``words.yml``, built once. Raises ``ValueError`` where a phrase means two things of one kind."""
    lists = word_lists()
    table: dict[tuple[str, ...], dict[Kind, Sense]] = {}
    for sense, phrases in senses(lists):
        for phrase in phrases:
            tokens = (part for token in tokenize(fold(phrase)) for part in _unelided(token, lists.elisions))
            known = table.setdefault(tuple(token.text for token in tokens), {})
            if known.setdefault(sense.kind, sense) != sense:
                raise ValueError(f"{phrase!r} means two things as {sense.kind}: {known[sense.kind]} and {sense}")
    _add_bare_forms(table)
    longest: dict[str, int] = {}
    for key in table:
        longest[key[0]] = max(len(key), longest.get(key[0], 0))
    words = frozenset(word for key in table for word in key)
    pairs = frozenset(pair for key in table for pair in pairwise(key))
    return Lexicon(table, longest, words, pairs, lists.elisions)


def _add_bare_forms(table: dict[tuple[str, ...], dict[Kind, Sense]]) -> None:
    """Phrases are also known without articles inside: "على الأقل" as "على اقل", where "اقل" is a word too."""
    words = {word for key in table for word in key}
    for key, known in list(table.items()):
        bare = tuple(word.removeprefix(_THE) if word.removeprefix(_THE) in words else word for word in key)
        if bare != key:
            table.setdefault(bare, known)


def lex(text: str, *, sentence: bool = False) -> list[Lexeme]:
    """``text`` as the longest known phrases, left to right."""
    known = lexicon()
    tokens = list(_split_words(tokenize(fold(text), sentence=sentence), known))
    words = [token.text for token in tokens]
    bare = [known.bare(token) for token in tokens]
    spellings = (words,) if words == bare else (words, bare)
    lexemes: list[Lexeme] = []
    index = 0
    while index < len(tokens):
        lexeme, length = _longest(tokens, spellings, index, known)
        lexemes.append(lexeme)
        index += length
    return lexemes


def _split_words(tokens: Sequence[Token], known: Lexicon) -> Iterator[Token]:
    """Words in two where two are written as one: the Arabic "and" ("وإصابة"), and French elisions ("d'une").

    The article of a number in digits ("الـ 24") says nothing.
    """
    before = ""
    for token, following in zip_longest(tokens, tokens[1:]):
        last, before = before, token.text
        if token.text == _THE and following is not None and following.is_digits:
            continue
        if token.is_word and token.text.startswith(_AND) and _is_conjunction(last, token, following, known):
            yield from token.cut(len(_AND))
        else:
            yield from _unelided(token, known.elisions)


def _is_conjunction(before: str, token: Token, following: Token | None, known: Lexicon) -> bool:
    """Whether only the part behind the "and" is known, or the whole word nowhere but behind another ("نساء وأطفال")."""
    rest = token.text[len(_AND) :]
    if not rest or not known.knows(rest):
        return False
    # "وأحد عشر" folds like "واحد عشر": "and eleven", not "one ten"
    phrase = following is not None and (rest, following.text) in known.phrases
    bare = before.removeprefix(_AND).removeprefix(_THE)
    ends = (before, token.text) in known.pairs or (bare, token.text) in known.pairs
    return phrase or not (ends or token.text in known.longest)


def _unelided(token: Token, elisions: Mapping[str, str]) -> tuple[Token, ...]:
    if "'" not in token.text or not token.is_word:
        return (token,)
    elided, _, rest = token.text.partition("'")
    if elided not in elisions or not rest:
        return (token,)
    head, tail = token.cut(len(elided) + 1)
    return head._replace(text=elisions[elided]), tail


def _longest(tokens: list[Token], spellings: tuple[list[str], ...], index: int, known: Lexicon) -> tuple[Lexeme, int]:
    first = tokens[index]
    if first.is_digits:
        return Lexeme(first.text, first.start, first.end, DIGITS, first.glued), 1
    longest = max([known.longest.get(words[index], 0) for words in spellings])
    for length in range(min(longest, len(tokens) - index), 0, -1):
        for words in spellings:
            key = tuple(words[index : index + length])
            if (found := known.phrases.get(key)) is not None:
                end = tokens[index + length - 1].end
                return Lexeme(" ".join(key), first.start, end, found, first.glued), length
    return Lexeme(first.text, first.start, first.end, _UNKNOWN, first.glued), 1
