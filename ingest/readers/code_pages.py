"""Which code page bytes are likeliest to be of, judged by the words that they make; right for short files of names."""

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from ingest.knowledge import knowledge

_WORDS = re.compile(r"[^\W\d_]+[\u064b-\u0652\u0640]*(?:[^\W\d_]|[\u064b-\u0652])*|[^\x00-\x7f]")
_ARTICLE = "ال"
_FRAMES = frozenset(map(chr, range(0x2500, 0x25A0)))
"""Lines and blocks that old code pages draw frames with, and no table has."""
_LATIN = "latin"
_SCRIPTS = {
    "arabic": ("\u0600", "\u06ff"),
    "cyrillic": ("\u0400", "\u04ff"),
    "greek": ("\u0370", "\u03ff"),
    "hebrew": ("\u0590", "\u05ff"),
}
"""The scripts of which shares of letters are known, and the first and last character of each."""


class Weights(BaseModel):
    """What a character beyond ASCII is worth, by where it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sign: float
    accented_in_word: float
    accented_alone: float
    accented_run: float
    accented_seldom: float
    mixed_scripts: float
    letter_rare: float
    article: float
    letter_alone: float
    cyrillic_capital: float
    cyrillic_capital_after_small: float
    symbol: float
    no_character: float


class CodePages(BaseModel):
    """What ``code_pages.yml`` says, checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code_pages: dict[str, str]
    sent_more: dict[str, float]
    letters: dict[str, dict[str, int]]
    seldom: str
    signs: str
    weights: Weights
    least: float
    apart: float


class Likely(NamedTuple):
    """A codec, its name for people, and what the text is worth in it (natural logarithm)."""

    codec: str
    name: str
    worth: float

    def hardly_above(self, other: "Likely") -> bool:
        """Whether the two are as good as equally likely."""
        return abs(self.worth - other.worth) <= _known().apart


def likeliest(sample: bytes) -> list[Likely]:
    """Codecs, likeliest first; none where no word looks like one."""
    known = _known()
    totals: dict[str, float] = {}
    for codec in known.code_pages:
        text = sample.decode(codec, "replace")
        worths = [worth for word in _WORDS.findall(text) for worth in _worths(word)]
        if worths and sum(worths) / len(worths) >= known.least:
            totals[codec] = sum(worths) + known.sent_more.get(codec, 0.0)
    ordered = sorted(totals, key=lambda codec: -totals[codec])
    return [Likely(codec, known.code_pages[codec], totals[codec]) for codec in ordered]


def _worths(word: str) -> Iterator[float]:
    """What the characters of a word that are beyond ASCII are worth."""
    known, weights = _known(), _known().weights
    scripts = [_script(character) for character in word]
    if set(scripts) == {"arabic"} and word.startswith(_ARTICLE) and len(word) > len(_ARTICLE):
        yield weights.article
    for position, character in enumerate(word):
        if character.isascii():
            continue
        if character == "\ufffd" or character in _FRAMES or unicodedata.category(character) in {"Cc", "Cn"}:
            yield weights.no_character
        elif character in known.signs:
            yield weights.sign
        elif scripts[position] == _LATIN:
            yield _accented(word, position)
        elif not scripts[position]:
            yield weights.symbol
        elif any(other not in {"", scripts[position]} for other in scripts):
            yield weights.mixed_scripts
        elif len(word) == 1 and scripts[position] != "arabic":
            yield weights.letter_alone
        elif scripts[position] in {"cyrillic", "greek"}:
            yield _of_two_cases(word, position)
        else:
            yield _letters().get(character, weights.letter_rare)


def _accented(word: str, position: int) -> float:
    known, weights = _known(), _known().weights
    if len(word) == 1:
        return weights.accented_alone
    if word[position] in known.seldom:
        return weights.accented_seldom
    around = word[max(position - 2, 0) : position + 3]
    return weights.accented_in_word if any(character.isascii() for character in around) else weights.accented_run


def _of_two_cases(word: str, position: int) -> float:
    weights, character = _known().weights, word[position]
    share = _letters().get(character.lower(), weights.letter_rare)
    if not position or character.islower():
        return share
    after_small = word[position - 1].islower()
    return share + (weights.cyrillic_capital_after_small if after_small else weights.cyrillic_capital)


def _script(character: str) -> str:
    """The script that a character belongs to; "" for what is no letter, and no mark of a script of its own."""
    own = next((script for script, (first, last) in _SCRIPTS.items() if first <= character <= last), "")
    return own or (_LATIN if character.isalpha() else "")


@cache
def _known() -> CodePages:
    text = resources.files("ingest.readers").joinpath("code_pages.yml").read_text(encoding="utf-8")
    return CodePages.model_validate(knowledge(text))


@cache
def _letters() -> dict[str, float]:
    """The natural logarithm of each letter's share in its script."""
    return {letter: math.log(share / 1000) for shares in _known().letters.values() for letter, share in shares.items()}
