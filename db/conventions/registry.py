"""The conventions and what is written down about them, in ``conventions.yml``."""

from functools import cache, lru_cache
from importlib import resources
from typing import Self
from unicodedata import combining, normalize

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from db.vocabulary import Measure, Policy, Term, Word


class Convention(Word):
    """Whose convention; the words in the registry and these are the same, which :func:`conventions` looks to."""

    ACLED = "acled"
    AOAV = "aoav"

    @property
    def term(self) -> Term:
        """Its name and what it does. Nothing stores a convention: its number is only its place in the registry."""
        entry = self.entry
        return Term(
            number=list(Convention).index(self) + 1,
            en=entry.en,
            ar=entry.ar,
            definition=entry.definition,
            definition_ar=entry.definition_ar,
        )

    @property
    def entry(self) -> "Entry":
        """All that is written down about it."""
        return conventions()[self.value]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Reading(_Strict):
    """What words (``forms``) are read as, in people; ``best`` None: somewhere between low and high.

    ``unnumbered``: a form is looked for in what a claim says that states no number at all ("civilian casualties").
    """

    low: int
    best: int | None = None
    high: int
    unnumbered: bool = False
    forms: tuple[str, ...]

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not 0 <= self.low <= (self.low if self.best is None else self.best) <= self.high:
            raise ValueError(f"{self.forms[0]}: low, best and high are out of order")
        return self


class Citation(_Strict):
    """Where a publisher writes its convention down."""

    title: str
    url: str


class Entry(_Strict):
    """One convention: what it does to words, to sources that conflict and to harm without a number, in two languages.

    ``policy`` is the one that it implies; None: it implies none. ``leaves_out``: claims that state no number are left
    out, whatever their words.
    """

    en: str
    ar: str
    definition: str
    definition_ar: str
    measures: tuple[Measure, ...]
    policy: Policy | None = None
    conflicts: str
    conflicts_ar: str
    unnumbered: str
    unnumbered_ar: str
    leaves_out: bool = False
    words: tuple[Reading, ...] = ()
    sources: tuple[Citation, ...]


class _Registry(_Strict):
    before: tuple[str, ...]
    conventions: dict[str, Entry]

    @model_validator(mode="after")
    def _known(self) -> Self:
        if set(self.conventions) != {convention.value for convention in Convention}:
            raise ValueError("conventions.yml and Convention do not hold the same names")
        for name, entry in self.conventions.items():
            forms = [_plain(form) for reading in entry.words for form in reading.forms]
            if twice := {form for form in forms if forms.count(form) > 1}:
                raise ValueError(f"{name}: {sorted(twice)} are read in two ways")
        return self


def conventions() -> dict[str, Entry]:
    """Every convention by its name."""
    return _registry().conventions


def implied_policy(convention: Convention | None) -> Policy:
    """The policy of a view that names none."""
    return (convention.entry.policy if convention else None) or Policy.ENVELOPE


@lru_cache(maxsize=4096)
def read_words(convention: Convention, said: str, *, unnumbered: bool) -> Reading | None:
    """What a convention reads in words; None where it says nothing of them.

    Vague words are looked up whole ("several hundred" is not "several"); in a claim of harm without a number a word of
    it is enough.
    """
    words, entry = _plain(said), convention.entry
    if unnumbered:
        own = [(reading, _plain(form)) for reading in entry.words if reading.unnumbered for form in reading.forms]
        return next((reading for reading, form in own if f" {form} " in f" {words} "), None)
    return _vague(convention).get(words) or _vague(convention).get(_without_before(words))


@cache
def _vague(convention: Convention) -> dict[str, Reading]:
    return {_plain(form): each for each in convention.entry.words if not each.unnumbered for form in each.forms}


def _without_before(words: str) -> str:
    found = (form for form in sorted(map(_plain, _registry().before), key=len, reverse=True))
    return next((words.removeprefix(f"{form} ") for form in found if words.startswith(f"{form} ")), words)


def _plain(text: str) -> str:
    """Words without capitals, accents, vowel signs and the lengthening of Arabic letters, a space between them."""
    bare = "".join(letter for letter in normalize("NFKD", text) if not combining(letter) and letter != "ـ")
    return " ".join(bare.casefold().split())


@cache
def _registry() -> _Registry:
    text = resources.files("db.conventions").joinpath("conventions.yml").read_text(encoding="utf-8")
    return _Registry.model_validate(yaml.safe_load(text))
