"""Which code page bytes are likeliest to be of, judged by the words that they make; right for short files of names."""

import math
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict

from ingest.knowledge import knowledge

_WORDS = re.compile(r"[^\W\d_]+[\u064b-\u0652\u0640]*(?:[^\W\d_]|[\u064b-\u0652])*|[^\x00-\x7f]")
_ARTICLE = "ال"


class Weights(BaseModel):
    """What a character beyond ASCII is worth, by where it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sign: float
    accented_in_word: float
    accented_alone: float
    accented_run: float
    arabic_beside_latin: float
    arabic_rare: float
    article: float
    symbol: float
    no_character: float


class CodePages(BaseModel):
    """What ``code_pages.yml`` says, checked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code_pages: dict[str, str]
    sent_more: dict[str, float]
    arabic_letters: dict[str, int]
    signs: str
    weights: Weights
    least: float


def likeliest(sample: bytes) -> list[tuple[str, str]]:
    """Codecs and their names for people, likeliest first; none where no word looks like one."""
    known = _known()
    totals: dict[str, float] = {}
    for codec in known.code_pages:
        text = sample.decode(codec, "replace")
        worths = [worth for word in _WORDS.findall(text) for worth in _worths(word)]
        if worths and sum(worths) / len(worths) >= known.least:
            totals[codec] = sum(worths) + known.sent_more.get(codec, 0.0)
    return [(codec, known.code_pages[codec]) for codec in sorted(totals, key=lambda codec: -totals[codec])]


def _worths(word: str) -> Iterator[float]:
    """What the characters of a word that are beyond ASCII are worth."""
    known, weights = _known(), _known().weights
    arabic = [_is_arabic(character) for character in word]
    latin = [not is_arabic and character.isalpha() for character, is_arabic in zip(word, arabic, strict=True)]
    if all(arabic) and word.startswith(_ARTICLE) and len(word) > len(_ARTICLE):
        yield weights.article
    for position, character in enumerate(word):
        if character.isascii():
            continue
        if character == "\ufffd" or unicodedata.category(character) in {"Cc", "Cn"}:
            yield weights.no_character
        elif character in known.signs:
            yield weights.sign
        elif arabic[position]:
            yield weights.arabic_beside_latin if any(latin) else _letters().get(character, weights.arabic_rare)
        elif latin[position]:
            yield _accented(word, position)
        else:
            yield weights.symbol


def _accented(word: str, position: int) -> float:
    weights = _known().weights
    if len(word) == 1:
        return weights.accented_alone
    around = word[max(position - 2, 0) : position + 3]
    return weights.accented_in_word if any(character.isascii() for character in around) else weights.accented_run


def _is_arabic(character: str) -> bool:
    return "\u0600" <= character <= "\u06ff"


@cache
def _known() -> CodePages:
    text = resources.files("ingest.readers").joinpath("code_pages.yml").read_text(encoding="utf-8")
    return CodePages.model_validate(knowledge(text))


@cache
def _letters() -> dict[str, float]:
    """The natural logarithm of each letter's share."""
    return {letter: math.log(share / 1000) for letter, share in _known().arabic_letters.items()}
