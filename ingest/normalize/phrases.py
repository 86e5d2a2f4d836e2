"""Every phrase of ``words.yml`` with what it can mean."""

from collections.abc import Iterator

from db.vocabulary import Measure
from ingest.normalize.groups import Group
from ingest.normalize.senses import Kind, Sense
from ingest.normalize.word_lists import GroupWords, MeasureWords, SentenceWords, WordLists


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
    yield Sense(Kind.RATIO), said.ratios.between
    yield Sense(Kind.RATIO_ALONE), said.ratios.alone
    yield Sense(Kind.RATIO_BEHIND), said.ratios.behind_people
    yield Sense(Kind.EVERY), said.ratios.every
    yield Sense(Kind.MINUTES), said.ratios.minutes
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
    yield Sense(Kind.COMPARED), said.compared
    yield Sense(Kind.COMPARED_NUMBER), said.compared_number
    yield Sense(Kind.VOICE), said.voices
    yield Sense(Kind.HOLDING), said.holding
    yield Sense(Kind.NATIONAL), said.nationals
    yield Sense(Kind.AGO), said.ago
    yield Sense(Kind.AGO_BEFORE), said.ago_before
    yield Sense(Kind.ANNIVERSARY), said.anniversaries
    yield Sense(Kind.SO_FAR), said.so_far
    yield Sense(Kind.IN_TIME), said.in_time
    yield Sense(Kind.BESIDE_TIME), said.beside_time
    yield Sense(Kind.SAYING), said.saying
    yield Sense(Kind.RECORDING), said.recording
