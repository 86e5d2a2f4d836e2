"""Dates as people write them, with every word replaced by what it means, so that a few patterns can read them.

``٢٨ شباط/فبراير ٢٠١٧`` and ``the 28th of February, 2017`` become ``28 M02 2017``. The words are knowledge and live in
``dates.yml``.
"""

import re
from collections.abc import Iterable
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import Final

from pydantic import BaseModel, ConfigDict, field_validator

from ingest.knowledge import knowledge
from ingest.normalize.fold import plain_letters

_LETTER: Final = re.compile(r"[^\W\d_]")
_HYPHENS: Final = re.compile(r"[\u2010\u2011\u2212]")
_DASHES: Final = re.compile(r"\s*[\u2012-\u2015]\s*")
_DIGIT: Final = re.compile(r"\d")
_OTHER_YEAR: Final = re.compile(r"(?<!\d)1[345]\d\d(?!\d)")
_OUR_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SPACE: Final = re.compile(r"[\s,،]+")
_SAME_MONTH_TWICE: Final = re.compile(r"(M\d\d)\s*[/(]\s*\1\s*\)?")
_HYPHEN_RANGES: Final = re.compile(
    r"(?<![\d-])(?P<day>\d{1,2})-(?=\d{1,2}\s*M\d\d)"  # 9-11 M10
    r"|(?P<month_day>M\d\d \d{1,2})-(?=\d{1,2}(?: |$))"  # M10 9-11 2023
    r"|(?P<month>M\d\d)-(?=M\d\d)"  # M01-M03 2017
    r"|^(?P<year>\d{4})-(?=\d{4}$)"  # 2016-2017
    r"|^(?P<date>\d{1,2}[/.]\d{1,2}[/.]\d{4})-(?=\d{1,2}[/.]\d{1,2}[/.]\d{4}$)"  # 29/11/2024-02/12/2024
)


class _Words(BaseModel):
    """The content of ``dates.yml``, in plain letters."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    months: dict[int, tuple[str, ...]]
    joiners: tuple[str, ...]
    between: dict[str, str]
    marks: dict[str, tuple[str, ...]]
    since: tuple[str, ...]
    suffixes: tuple[str, ...]
    fillers: tuple[str, ...]
    weekdays: dict[int, tuple[str, ...]]
    hijri: tuple[str, ...]
    numbered_weeks: tuple[str, ...]
    unknown: tuple[str, ...]
    sentinels: tuple[str, ...]

    @field_validator(
        *("joiners", "since", "suffixes", "fillers", "hijri", "numbered_weeks", "unknown", "sentinels"), mode="before"
    )
    @classmethod
    def _plain(cls, words: Iterable[object]) -> tuple[str, ...]:
        return tuple(plain_letters(str(word)) for word in words)

    @cached_property
    def month_numbers(self) -> dict[str, int]:
        return {plain_letters(name): number for number, names in self.months.items() for name in names}

    @cached_property
    def weekday_numbers(self) -> dict[str, int]:
        return {plain_letters(name): number for number, names in self.weekdays.items() for name in names}

    @cached_property
    def month_pattern(self) -> re.Pattern[str]:
        return _any_of(self.month_numbers, after=r"\.?")

    @cached_property
    def mark_names(self) -> dict[str, str]:
        return {plain_letters(phrase): mark for mark, phrases in self.marks.items() for phrase in phrases}

    @cached_property
    def between_patterns(self) -> list[re.Pattern[str]]:
        return [
            re.compile(rf"\b{plain_letters(opening)}\b(.+?)\s{joiner}\s*(?=[\dM])")
            for opening, joiner in self.between.items()
        ]


def _any_of(words: Iterable[str], after: str = "") -> re.Pattern[str]:
    """A pattern for any of the words, standing alone or beside a digit, the longest first."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(map(re.escape, longest_first))})(?![^\W\d_]){after}")


@cache
def _words() -> _Words:
    text = resources.files("ingest.normalize").joinpath("dates.yml").read_text(encoding="utf-8")
    return _Words.model_validate(knowledge(text))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words = _words()
    return {
        "mark": _any_of(words.mark_names),
        "since": re.compile(rf"^(?:{'|'.join(map(re.escape, words.since))})(?!\w)\s*"),
        "hijri": _any_of(words.hijri),
        "numbered_week": re.compile(rf"(?:(?<!\w)|(?<=\d))(?:{'|'.join(words.numbered_weeks)})\.?\s?\d{{1,2}}(?!\d)"),
        "joiner": _any_of(words.joiners),
        "filler": _any_of((*words.fillers, *words.weekday_numbers)),
        "weekday": _any_of(words.weekday_numbers),
        "suffix": re.compile(rf"(?<=\d)\s?(?:{'|'.join(words.suffixes)})(?!\w)"),
    }


@lru_cache(maxsize=50_000)
def canonical(text: str) -> str:
    """Western digits, months as ``M01`` to ``M12``, `` - `` between the ends of a range, and nothing superfluous.

    Spans have their marks ("first quarter" is ``Q1``), and ``S`` stands before a day from which on all is meant.
    """
    result = plain_letters(text).strip()
    if not result.isascii():
        result = _DIGIT.sub(lambda digit: str(int(digit[0])), result)
        result = _DASHES.sub(" - ", _HYPHENS.sub("-", result))
    if _LETTER.search(result):
        result = _without_words(result)
    result = _SPACE.sub(" ", result).strip()
    return _HYPHEN_RANGES.sub(lambda found: f"{found[0][:-1]} - ", result)


def _without_words(text: str) -> str:
    """Every word as what it means, or gone."""
    words, patterns = _words(), _patterns()
    since = patterns["since"].match(text)
    result = words.month_pattern.sub(lambda name: f"M{words.month_numbers[name[0].rstrip('.')]:02}", text)
    result = _SAME_MONTH_TWICE.sub(r"\1", result)
    result = patterns["mark"].sub(lambda phrase: words.mark_names[phrase[0]], result)
    result = patterns["suffix"].sub("", result)
    result = patterns["filler"].sub(" ", patterns["joiner"].sub(" - ", result))
    for between in words.between_patterns:
        result = between.sub(r"\1 - ", result)
    if since is None or " - " in result:
        return result
    return f"S {patterns['since'].sub('', result)}"


@lru_cache(maxsize=10_000)
def is_date_word(words: str) -> bool:
    """Whether every one of ``words`` may stand in a date."""
    known = _vocabulary()
    return all(plain_letters(word) in known or f"ال{plain_letters(word)}" in known for word in words.split())


@lru_cache(maxsize=10_000)
def begins_date(words: str) -> bool:
    """Whether a date may begin with ``words`` that are no number, month or day of the week: "early", "first"."""
    first = plain_letters(words).split(" ")[0]
    return first in _opening() or f"ال{first}" in _opening()


@cache
def _vocabulary() -> frozenset[str]:
    words = _words()
    phrases = (*words.month_numbers, *words.mark_names, *words.joiners, *words.suffixes, *words.fillers)
    phrases += tuple(words.weekday_numbers)
    opening = [plain_letters(word) for word in (*words.between, *words.between.values())]
    return frozenset(word for phrase in (*phrases, *opening) for word in phrase.split())


@cache
def _opening() -> frozenset[str]:
    spans = (phrase for phrase, mark in _words().mark_names.items() if mark[0] in "QHP")
    return frozenset(phrase.split()[0] for phrase in spans)


def weekdays_in(text: str) -> list[int]:
    """The days of the week that ``text`` names, in order, by their numbers of ISO 8601: 1 is Monday."""
    if not _LETTER.search(text):
        return []
    numbers = _words().weekday_numbers
    return [numbers[name] for name in _patterns()["weekday"].findall(plain_letters(text))]


def is_hijri(words: str) -> bool:
    """Whether canonical ``words`` name a month or an era of the Hijri calendar, or a year of it or of the Persian."""
    if _patterns()["hijri"].search(words):
        return True
    return _OTHER_YEAR.search(words) is not None and _OUR_YEAR.search(words) is None


def is_numbered_week(words: str) -> bool:
    """Whether canonical ``words`` name a week by a number: "week 48 of 2024"."""
    return _patterns()["numbered_week"].search(words) is not None


def is_unknown(words: str) -> bool:
    """Whether canonical ``words`` have no date in them: empty, dashes, question marks, or a word for not known."""
    return not words.strip(" -?.*…") or words in _words().unknown


def is_sentinel(words: str) -> bool:
    """Whether software writes this (an ISO date, or zeros) where it has no date."""
    return words in _words().sentinels or ("0" in words and not words.strip("0-/.:t "))
