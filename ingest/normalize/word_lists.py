"""The shape of ``words.yml``, validated on load: an unknown section or a word without a meaning is an error."""

from functools import cache
from importlib import resources
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from db.vocabulary import Age, Basis, Measure, Population, Quantifier, Sex, Unit
from ingest.knowledge import knowledge
from ingest.normalize.time_names import TimeName

Phrase = Annotated[str, Field(min_length=1)]
Phrases = list[Phrase]
Numbered = dict[int, Phrases]


class Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Numerals(Section):
    unit: Numbered
    teen: Numbered
    ten: Numbered
    hundreds: Numbered
    double: Numbered
    scale: Numbered
    standalone_scale: Numbered
    quarters: Numbered
    article: Phrases
    couple: Phrases


class QuantifierWords(Section):
    before: Phrases
    after: Phrases


class GroupWords(Section):
    unit: Unit | None = None
    population: Population | None = None
    sex: Sex | None = None
    age: Age | None = None
    measure: Measure | None = None
    one: Phrases
    two: Phrases
    many: Phrases


class MeasureWords(Section):
    before: Phrases
    after: Phrases
    one: Phrases = []
    two: Phrases = []
    harm: Phrases
    none: Phrases = []


class DealtWords(Section):
    of: list[Measure]
    before: Phrases
    after: Phrases


class RatioWords(Section):
    between: Phrases
    alone: Phrases
    behind_people: Phrases
    every: Phrases
    minutes: Phrases


class SentenceWords(Section):
    within: Phrases
    hours: Numbered
    days: Numbered
    two_days: Numbered
    long_windows: Phrases
    since: Phrases
    comparing: Phrases
    compared: Phrases
    compared_number: Phrases
    weekdays: Numbered
    said_times: dict[TimeName, Phrases]
    ago: Phrases
    ago_before: Phrases
    anniversaries: Phrases
    dealt_with: list[DealtWords]
    so_far: Phrases
    in_time: Phrases
    beside_time: Phrases
    saying: Phrases
    recording: Phrases
    voices: Phrases
    rates: Phrases
    ratios: RatioWords
    averages: Phrases
    each: Phrases
    boundaries: Phrases
    belongings: Phrases
    things: Phrases
    no_names: Phrases
    sides: Phrases
    nationals: Phrases
    holding: Phrases
    months: Phrases
    not_asserted: Phrases
    foreseen: Phrases
    bodies: Phrases
    recovered: Phrases
    handed_over: Phrases
    fled: Phrases
    dwellers: Phrases
    fled_from: Phrases
    fled_not_home: Phrases
    lives_verbs: Phrases
    wide_subjects: Phrases
    basis: dict[Basis, Phrases]
    late_report: Phrases


class WordLists(Section):
    numerals: Numerals
    vague: Numbered
    vague_units: Numbered
    rounded: Numbered
    quantifiers: dict[Quantifier, QuantifierWords]
    connectors: dict[str, Phrases]
    adjectives: Phrases
    auxiliaries: Phrases
    reported: Phrases
    groups: dict[str, GroupWords]
    relatives: dict[str, GroupWords]
    measures: dict[Measure, MeasureWords]
    none: Phrases
    no: Phrases
    none_reported: Phrases
    harm: Phrases
    unnumbered: Phrases
    unknown: Phrases
    suppressed: Phrases
    opaque: Phrases
    shares: Phrases
    elisions: dict[Phrase, Phrase]
    sentences: SentenceWords


@cache
def word_lists() -> WordLists:
    """The words, read once."""
    text = resources.files("ingest.normalize").joinpath("words.yml").read_text(encoding="utf-8")
    return WordLists.model_validate(knowledge(text))
