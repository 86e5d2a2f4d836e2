"""The controlled words: one registry of codes, labels, definitions and the numbers that the database stores.

The words live in ``vocabulary.yml``; the enums here name them for the code. Both are checked against each other when
this module is imported, so a word can't exist in one place only.
"""

from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from typing import Any, Self

import yaml
from pydantic import BaseModel, ConfigDict


class Term(BaseModel):
    """What is written down about one word: its stored number, its label in each language, its definition."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: int
    en: str
    ar: str
    definition: str
    definition_ar: str | None = None

    def label(self, language: str) -> str:
        """The label in ``language``; English where there is none."""
        return self.ar if language == "ar" else self.en

    def meaning(self, language: str) -> str:
        """The definition in ``language``; English where there is none."""
        return (self.definition_ar or self.definition) if language == "ar" else self.definition


@cache
def registry() -> dict[str, dict[str, Term]]:
    """Every vocabulary by name, each a mapping of word to :class:`Term`."""
    text = resources.files("db").joinpath("vocabulary.yml").read_text(encoding="utf-8")
    return {
        name: {str(word): Term(**entry) for word, entry in words.items()}
        for name, words in yaml.safe_load(text).items()
    }


class Word(StrEnum):
    """Base of the vocabularies: a string that knows its term."""

    @classmethod
    def vocabulary(cls) -> str:
        """The name of this vocabulary in the registry: ``SourceKind`` is ``source_kind``."""
        return "".join(f"_{c.lower()}" if c.isupper() else c for c in cls.__name__).lstrip("_")

    @property
    def term(self) -> Term:
        return registry()[self.vocabulary()][self.value]

    @cached_property
    def number(self) -> int:
        return self.term.number

    @classmethod
    def of(cls, number: int) -> Self:
        """The word stored as ``number``. Raises ``KeyError`` for a number that was never given out."""
        word: Self = _words_by_number(cls)[number]
        return word


@cache
def _words_by_number(vocabulary: Any) -> dict[int, Any]:
    return {word.number: word for word in vocabulary}


class Measure(Word):
    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    DETAINED = "detained"
    DISPLACED = "displaced"
    EVACUATED = "evacuated"
    RETURNED = "returned"
    REFUGEES = "refugees"
    IDPS = "idps"
    ASYLUM_SEEKERS = "asylum_seekers"
    HOMELESS = "homeless"


class Series(Word):
    INCIDENT = "incident"
    PERIOD = "period"
    CUMULATIVE = "cumulative"
    STOCK = "stock"
    UNSPECIFIED = "unspecified"


class Quantifier(Word):
    EXACT = "exact"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


class Population(Word):
    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    PROTECTED = "protected"
    ALL = "all"
    UNKNOWN = "unknown"


class Sex(Word):
    FEMALE = "female"
    MALE = "male"


class Age(Word):
    CHILD = "child"
    ADULT = "adult"
    OLDER = "older"


class Basis(Word):
    DOCUMENTED = "documented"
    VERIFIED = "verified"
    REPORTED = "reported"
    STATISTICAL_ESTIMATE = "statistical_estimate"
    DERIVED = "derived"


class Unit(Word):
    PERSON = "person"
    HOUSEHOLD = "household"


class SourceKind(Word):
    UN = "un"
    GOVERNMENT = "government"
    ARMED_ACTOR = "armed_actor"
    MONITOR = "monitor"
    RESCUE_SERVICE = "rescue_service"
    HEALTH = "health"
    NGO = "ngo"
    FIELD_OFFICE = "field_office"
    MEDIA = "media"
    ACADEMIC = "academic"
    PERSON = "person"
    UNKNOWN = "unknown"


class Reliability(Word):
    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class Credibility(Word):
    C1 = "1"
    C2 = "2"
    C3 = "3"
    C4 = "4"
    C5 = "5"
    C6 = "6"


class PlacePrecision(Word):
    P1 = "1"
    P2 = "2"
    P3 = "3"
    P4 = "4"
    P5 = "5"
    P6 = "6"
    P7 = "7"


class DatePrecision(Word):
    D1 = "1"
    D2 = "2"
    D3 = "3"
    D4 = "4"
    D5 = "5"


class ClaimStatus(Word):
    ACTIVE = "active"
    IN_REVIEW = "in_review"
    RETRACTED = "retracted"
    WITHDRAWN = "withdrawn"
    REDACTED = "redacted"


class RevisionReason(Word):
    CORRECTION = "correction"
    LATE_REPORT = "late_report"
    RECLASSIFICATION = "reclassification"
    RECONFIRMATION = "reconfirmation"
    RETRACTION = "retraction"
    DUPLICATE = "duplicate"


class PlaceLevel(Word):
    COUNTRY = "country"
    GOVERNORATE = "governorate"
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    SETTLEMENT = "settlement"


class Severity(Word):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class JudgementKind(Word):
    LINK = "link"
    UNLINK = "unlink"
    OVERRIDE = "override"
    DISCOUNT = "discount"
    CONFIRM = "confirm"
    MERGE = "merge"
    DISTINCT = "distinct"
    POSSIBLE = "possible"
    COVERS = "covers"
    REVIEW = "review"


class BatchStatus(Word):
    RECORDED = "recorded"
    WITHDRAWN = "withdrawn"


class Corroboration(Word):
    SINGLE = "single"
    CORROBORATED = "corroborated"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"
    CONFIRMED = "confirmed"


class Policy(Word):
    ENVELOPE = "envelope"
    MOST_RELIABLE = "most_reliable"
    LATEST = "latest"
    LOWEST = "lowest"


VOCABULARIES: tuple[type[Word], ...] = tuple(Word.__subclasses__())


def _check() -> None:
    """Refuse to start with a word that is missing on one side or a number that is used twice."""
    for vocabulary in VOCABULARIES:
        terms = registry()[vocabulary.vocabulary()]
        if set(terms) != {word.value for word in vocabulary}:
            raise ValueError(f"vocabulary.yml and {vocabulary.__name__} do not hold the same words")
        if len({term.number for term in terms.values()}) != len(terms):
            raise ValueError(f"vocabulary.yml: {vocabulary.vocabulary()} uses a number twice")
    if unknown := set(registry()) - {vocabulary.vocabulary() for vocabulary in VOCABULARIES}:
        raise ValueError(f"vocabulary.yml holds vocabularies that the code does not know: {sorted(unknown)}")


_check()
