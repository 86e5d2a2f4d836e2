"""Headline cards: one figure, what it counts, since when, as of when, and who says so; a section for each kind."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final, NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.charts.figures import figure_of, in_words
from dashboard.charts.kinds import Kind
from dashboard.components.aria import aria
from dashboard.locale import Speaker
from dashboard.sections import parts_of, wholes
from dashboard.wording import (
    SourceNames,
    by_convention,
    counted,
    coverage,
    definition_words,
    fallen_words,
    kind_of_count,
    periods_words,
    said_by,
    starting,
    time_frame,
)
from db.answers import Total
from db.series.fallen import Fallen
from db.vocabulary import Population

MOST_NAMED: Final = 6
"""Sources that a card names; the page on sources has all."""
_SIGNS: Final = ("+", ">", "<", "~", "≤")
OPEN_PARTS: Final = 2
"""Parts that a card of many shows before it is opened."""


class Reader(NamedTuple):
    """Whom the cards speak to: the language, the names in it, and who speaks of the incidents of each kind.

    ``fallen`` are the tolls that stand below what they were, by key.
    """

    speaker: Speaker
    names: SourceNames
    incident_sources: Mapping[Kind, Sequence[str]]
    fallen: Mapping[str, Fallen] = MappingProxyType({})


def kind_of(total: Total) -> Kind:
    """What sets a total over incidents apart from others."""
    return Kind(total.measure, total.population, total.unit)


def number_card(total: Total, parts: Sequence[Total], reader: Reader, *, defined: bool = False) -> Component:
    """One total; ``parts`` are of it (children, women) and are said under it, never added to it.

    ``defined``: its source's definition is said too.
    """
    speaker = reader.speaker
    figure = figure_of(replace(total, convention=None), speaker)  # whose convention it is stands under it
    definition = definition_words(total.definition, speaker)
    return html.Li(
        [
            html.P(_what(total, speaker), className="number-what"),
            html.P(speaker.isolate(figure.text), className="number-figure", **aria(label=figure.text)),
            *_without_signs(total, figure.text, speaker),
            *_read_otherwise(total, speaker),
            *_fallen(total, reader),
            html.P(_scope(total, reader), className="number-scope"),
            *([html.P(html.Bdi(definition), className="number-scope")] if defined and definition else []),
            html.P(_behind(total, reader), className="number-source"),
            *_parts(total, parts, speaker),
        ],
        className="number-card",
    )


def number_section(
    heading: str,
    explanation: str,
    totals: Sequence[Total],
    reader: Reader,
    shown: Sequence[Total] | None = None,
    folded: Sequence[Total] = (),
) -> Component:
    """The cards of one kind, whose parts are found among them; ``explanation`` says what the kind is.

    ``shown`` are those of the totals that have a card; None: all that are no part of another. Those ``folded`` have
    theirs behind a line that opens. Cards of one kind, place and source say by what definition each counts where
    these differ.
    """
    open_ones = wholes(totals) if shown is None else shown
    chosen = [*open_ones, *folded]
    alike: dict[tuple[str, ...], set[str | None]] = {}
    for total in chosen:
        alike.setdefault(_told_apart_by(total, reader), set()).add(total.definition)
    cards = [
        number_card(total, parts_of(total, totals), reader, defined=len(alike[_told_apart_by(total, reader)]) > 1)
        for total in chosen
    ]
    return html.Section(
        [
            html.Div([html.H2(heading), html.P(explanation)], className="heading"),
            html.Ul(cards[: len(open_ones)]),
            *_folded(cards[len(open_ones) :], reader.speaker),
        ],
        className="numbers",
    )


def _folded(cards: Sequence[Component], speaker: Speaker) -> list[Component]:
    if not cards:
        return []
    more = speaker.plural("{n} more figure", "{n} more figures", len(cards))
    return [html.Details([html.Summary(more), html.Ul(list(cards))], className="more-numbers")]


def _what(total: Total, speaker: Speaker) -> str:
    """What is counted, as a card begins."""
    what = counted(total.measure, speaker, unit=total.unit, population=total.population, sex=total.sex, age=total.age)
    return starting(what)


def _told_apart_by(total: Total, reader: Reader) -> tuple[str, ...]:
    """What tells a card from its neighbours, but for the time of which it speaks."""
    kind = kind_of_count(total, reader.speaker)
    return _what(total, reader.speaker), total.place or "", kind, _behind(total, reader)


def _scope(total: Total, reader: Reader) -> str:
    """Where, of whom and how it is counted, since when and as of when; the card's first line is not said again."""
    speaker = reader.speaker
    parts = [time_frame(total, speaker)]
    if total.basis is not None or total.population in (Population.ALL, Population.UNKNOWN):
        parts.insert(0, kind_of_count(total, speaker))
    return starting(speaker.listing([part for part in (total.place or "", *parts) if part]))


def _without_signs(total: Total, printed: str, speaker: Speaker) -> list[Component]:
    """The figure in words, where it is printed with a sign that not everybody reads: "4+" is at least 4."""
    if not any(sign in printed for sign in _SIGNS):
        return []
    return [html.P(starting(in_words(replace(total, convention=None), speaker)), className="number-scope")]


def _read_otherwise(total: Total, speaker: Speaker) -> list[Component]:
    """By whose convention the figure is another than in the register: next to it, as a fall is."""
    said = by_convention(total, speaker)
    return [html.P(starting(said), className="number-fell")] if said else []


def _fallen(total: Total, reader: Reader) -> list[Component]:
    """What a toll was that fell or began anew: next to its figure, or that would look like the whole."""
    fell = reader.fallen.get(total.key or "")
    return [] if fell is None else [html.P(starting(fallen_words(fell, reader.speaker)), className="number-fell")]


def _behind(total: Total, reader: Reader) -> str:
    """Who says so; of a sum over incidents, how much stands behind it and who speaks of them."""
    speaker, names = reader.speaker, reader.names
    if said := said_by(total, speaker, names):
        return said
    sources = [names.get(source, source) for source in reader.incident_sources.get(kind_of(total), ())]
    claims = coverage(total, speaker)
    if not sources:
        return claims
    named, more = sources[:MOST_NAMED], len(sources) - MOST_NAMED
    if more > 0:
        named.append(speaker.plural("{n} more source", "{n} more sources", more))
    return speaker.text("{coverage}: {sources}", coverage=claims, sources=speaker.listing(named))


def _parts(whole: Total, parts: Sequence[Total], speaker: Speaker) -> list[Component]:
    """What sets each part apart from the whole, and its figure; of many the first, the others behind a line."""
    kinds = [kind_of_count(part, speaker, apart_from=whole) for part in parts]
    said: list[Component] = [
        html.P(
            _part(part, whole, (kinds.count(own) > 1 and definition_words(part.definition, speaker)) or own, speaker),
            className="number-part",
        )
        for part, own in zip(parts, kinds, strict=True)
    ]
    if len(said) <= OPEN_PARTS + 1:
        return said
    more = speaker.plural("{n} more part", "{n} more parts", len(said) - OPEN_PARTS)
    return [*said[:OPEN_PARTS], html.Details([html.Summary(more), *said[OPEN_PARTS:]], className="number-part")]


def _part(part: Total, whole: Total, which: str, speaker: Speaker) -> str:
    said = speaker.text("of which {part}: {figure}", part=which, figure=figure_of(part, speaker).text)
    return speaker.listing([each for each in (said, periods_words(part, whole, speaker)) if each])
