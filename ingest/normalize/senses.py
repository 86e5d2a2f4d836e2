"""What a phrase can mean: the kinds of the grammar, and every phrase of ``words.yml`` with its senses."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, auto

from db.vocabulary import Basis, Measure, Quantifier
from ingest.normalize.groups import Group
from ingest.normalize.time_names import TimeName
from ingest.normalize.word_lists import GroupWords, MeasureWords, SentenceWords, WordLists


class Kind(StrEnum):
    """What a phrase can be in the grammar."""

    DIGITS = auto()
    UNIT = auto()
    TEEN = auto()
    TEN = auto()
    HUNDREDS = auto()
    DOUBLE = auto()
    SCALE = auto()
    STANDALONE_SCALE = auto()
    QUARTERS = auto()
    ARTICLE = auto()
    COUPLE = auto()
    VAGUE = auto()
    VAGUE_UNIT = auto()
    ROUNDED = auto()
    BEFORE = auto()
    AFTER = auto()
    BETWEEN = auto()
    FROM = auto()
    TO = auto()
    DASH = auto()
    SLASH = auto()
    AND = auto()
    OR = auto()
    OF = auto()
    COMMA = auto()
    COLON = auto()
    OPEN = auto()
    CLOSE = auto()
    STOP = auto()
    DOUBT = auto()
    SUBSET = auto()
    NUMBER_OF = auto()
    MOSTLY = auto()
    LIKELIEST = auto()
    REVISED = auto()
    CHANGED_FROM = auto()
    CHANGING = auto()
    THEN = auto()
    CAUSING = auto()
    FOUND = auto()
    TOLL = auto()
    REACHED = auto()
    ANOTHER = auto()
    PARENT_OF = auto()
    POSSESSIVE = auto()
    TOTAL = auto()
    OF_THEM = auto()
    ADJECTIVE = auto()
    AUXILIARY = auto()
    REPORTED = auto()
    GROUP = auto()
    RELATIVE = auto()
    MEASURE_BEFORE = auto()
    MEASURE_AFTER = auto()
    MEASURE_COUNTED = auto()
    MEASURE_HARM = auto()
    RECOVERED = auto()
    FLED = auto()
    LIVES_VERB = auto()
    NONE = auto()
    NO = auto()
    NONE_REPORTED = auto()
    HARM = auto()
    UNNUMBERED = auto()
    UNKNOWN = auto()
    SUPPRESSED = auto()
    WITHIN = auto()
    HOURS = auto()
    DAYS = auto()
    TWO_DAYS = auto()
    LONG_WINDOW = auto()
    SINCE = auto()
    COMPARING = auto()
    WEEKDAY = auto()
    SAID_TIME = auto()
    AGO = auto()
    AGO_BEFORE = auto()
    ANNIVERSARY = auto()
    DEALT_BEFORE = auto()
    DEALT_AFTER = auto()
    SO_FAR = auto()
    IN_TIME = auto()
    BESIDE_TIME = auto()
    SAYING = auto()
    RECORDING = auto()
    RATE = auto()
    AVERAGE = auto()
    EACH = auto()
    MONTH = auto()
    BOUNDARY = auto()
    NOT_ASSERTED = auto()
    FORESEEN = auto()
    WIDE_SUBJECT = auto()
    BASIS = auto()
    LATE_REPORT = auto()
    OPAQUE = auto()
    SHARE = auto()


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a phrase; which of the fields say something depends on ``kind``."""

    kind: Kind
    number: int = 0
    quantifier: Quantifier | None = None
    measure: Measure | None = None
    group: Group | None = None
    basis: Basis | None = None
    time: TimeName | None = None
    measures: frozenset[Measure] = frozenset()


def senses(words: WordLists) -> Iterator[tuple[Sense, list[str]]]:
    """Every sense with the phrases that have it."""
    yield from _numeral_senses(words)
    for quantifier, forms in words.quantifiers.items():
        yield Sense(Kind.BEFORE, quantifier=quantifier), forms.before
        yield Sense(Kind.AFTER, quantifier=quantifier), forms.after
    for name, phrases in words.connectors.items():
        yield Sense(Kind(name)), phrases
    for name, group_words in words.groups.items():
        yield from _group_senses(name, group_words)
    for name, relatives in words.relatives.items():
        yield from _group_senses(name, relatives, Kind.RELATIVE)
    for measure, measure_words in words.measures.items():
        yield from _measure_senses(measure, measure_words)
    yield from _whole_senses(words)
    yield from _sentence_senses(words)


def _numeral_senses(words: WordLists) -> Iterator[tuple[Sense, list[str]]]:
    numerals = words.numerals
    by_kind = {
        Kind.UNIT: numerals.unit,
        Kind.TEEN: numerals.teen,
        Kind.TEN: numerals.ten,
        Kind.HUNDREDS: numerals.hundreds,
        Kind.DOUBLE: numerals.double,
        Kind.SCALE: numerals.scale,
        Kind.STANDALONE_SCALE: numerals.standalone_scale,
        Kind.QUARTERS: numerals.quarters,
        Kind.VAGUE: words.vague,
        Kind.VAGUE_UNIT: words.vague_units,
        Kind.ROUNDED: words.rounded,
    }
    for kind, numbered in by_kind.items():
        for number, phrases in numbered.items():
            yield Sense(kind, number), phrases
    yield Sense(Kind.ARTICLE, 1), numerals.article
    yield Sense(Kind.COUPLE, 2), numerals.couple


def _group_senses(name: str, words: GroupWords, kind: Kind = Kind.GROUP) -> Iterator[tuple[Sense, list[str]]]:
    for count, phrases in ((1, words.one), (2, words.two), (None, words.many)):
        group = Group(
            names=frozenset({name}),
            unit=words.unit,
            population=words.population,
            sex=words.sex,
            age=words.age,
            measure=words.measure,
            count=count,
        )
        yield Sense(kind, group=group), phrases


def _measure_senses(measure: Measure, words: MeasureWords) -> Iterator[tuple[Sense, list[str]]]:
    yield Sense(Kind.MEASURE_BEFORE, measure=measure), words.before
    yield Sense(Kind.MEASURE_AFTER, measure=measure), words.after
    yield Sense(Kind.MEASURE_COUNTED, 1, measure=measure), words.one
    yield Sense(Kind.MEASURE_COUNTED, 2, measure=measure), words.two
    yield Sense(Kind.MEASURE_HARM, measure=measure), words.harm
    yield Sense(Kind.NONE, measure=measure), words.none


def _whole_senses(words: WordLists) -> Iterator[tuple[Sense, list[str]]]:
    yield Sense(Kind.ADJECTIVE), words.adjectives
    yield Sense(Kind.AUXILIARY), words.auxiliaries
    yield Sense(Kind.REPORTED), words.reported
    yield Sense(Kind.NONE), words.none
    yield Sense(Kind.NO), words.no
    yield Sense(Kind.NONE_REPORTED), words.none_reported
    yield Sense(Kind.HARM), words.harm
    yield Sense(Kind.UNNUMBERED), words.unnumbered
    yield Sense(Kind.UNKNOWN), words.unknown
    yield Sense(Kind.SUPPRESSED), words.suppressed
    yield Sense(Kind.OPAQUE), words.opaque
    yield Sense(Kind.SHARE), words.shares


def _sentence_senses(words: WordLists) -> Iterator[tuple[Sense, list[str]]]:
    said = words.sentences
    for kind, numbered in ((Kind.HOURS, said.hours), (Kind.DAYS, said.days), (Kind.TWO_DAYS, said.two_days)):
        for number, phrases in numbered.items():
            yield Sense(kind, number), phrases
    for number, phrases in said.weekdays.items():
        yield Sense(Kind.WEEKDAY, number), phrases
    for name, phrases in said.said_times.items():
        yield Sense(Kind.SAID_TIME, time=name), phrases
    yield from _time_senses(said)
    yield Sense(Kind.WITHIN), said.within
    yield Sense(Kind.LONG_WINDOW), said.long_windows
    yield Sense(Kind.SINCE), said.since
    yield Sense(Kind.RATE), said.rates
    yield Sense(Kind.AVERAGE), said.averages
    yield Sense(Kind.EACH), said.each
    yield Sense(Kind.MONTH), said.months
    yield Sense(Kind.BOUNDARY), said.boundaries
    yield Sense(Kind.NOT_ASSERTED), said.not_asserted
    yield Sense(Kind.FORESEEN), said.foreseen
    yield Sense(Kind.RECOVERED), said.recovered
    yield Sense(Kind.FLED), said.fled
    yield Sense(Kind.LIVES_VERB), said.lives_verbs
    yield Sense(Kind.WIDE_SUBJECT), said.wide_subjects
    yield Sense(Kind.LATE_REPORT), said.late_report
    yield from _dealt_senses(said)
    for basis, phrases in said.basis.items():
        yield Sense(Kind.BASIS, basis=basis), phrases


def _dealt_senses(said: SentenceWords) -> Iterator[tuple[Sense, list[str]]]:
    for words in said.dealt_with:
        yield Sense(Kind.DEALT_BEFORE, measures=frozenset(words.of)), words.before
        yield Sense(Kind.DEALT_AFTER, measures=frozenset(words.of)), words.after


def _time_senses(said: SentenceWords) -> Iterator[tuple[Sense, list[str]]]:
    yield Sense(Kind.COMPARING), said.comparing
    yield Sense(Kind.AGO), said.ago
    yield Sense(Kind.AGO_BEFORE), said.ago_before
    yield Sense(Kind.ANNIVERSARY), said.anniversaries
    yield Sense(Kind.SO_FAR), said.so_far
    yield Sense(Kind.IN_TIME), said.in_time
    yield Sense(Kind.BESIDE_TIME), said.beside_time
    yield Sense(Kind.SAYING), said.saying
    yield Sense(Kind.RECORDING), said.recording
