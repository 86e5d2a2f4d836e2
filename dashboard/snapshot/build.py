"""From the register to a PDF: ask the questions of the overview, put the answers into the document, set it on paper."""

from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, NamedTuple

from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.charts.running_lines import Reader
from dashboard.locale import Language, Speaker, speak
from dashboard.pages.drawing import reader_of
from dashboard.pages.names import source_names
from dashboard.pages.overview.readable import readable
from dashboard.sections import Section, in_sections, parts_of, wholes
from dashboard.settings import Settings, assets_dir
from dashboard.snapshot import chapters, drawn
from dashboard.snapshot.areas import Areas
from dashboard.snapshot.claims import claims_table
from dashboard.snapshot.content import Fact, HeadlineCard, SnapshotContent
from dashboard.snapshot.data import IN_ALL, attachments, data_of
from dashboard.snapshot.discreet import Veil
from dashboard.snapshot.labels import document_labels
from dashboard.snapshot.render import render
from dashboard.view import View
from dashboard.wording import (
    SourceNames,
    counted,
    coverage,
    headline,
    kind_of_count,
    said_by,
    since_words,
    starting,
    time_frame,
)
from dashboard.wording.figures import figure_text
from db import queries
from db.answers import Standing, Total
from db.engine import reading
from db.filters import Filters
from db.history.since import changed_since
from db.sources.history import confidential_after, last_decision
from db.vocabulary import Measure

SUMMARY_SENTENCES = 5

PARTS_OF_A_CARD = 2
"""Parts of a figure that its card has room for; its chart has all."""
MOST_CARDS = 10
CARDS_OF_A_SECTION = (8, 5, 4, 3, 2)
"""Figures that the first page has room for, and how many of each kind of number, as far as all of them have room."""


def snapshot_pdf(engine: Engine, filters: Filters, language: Language, settings: Settings) -> bytes:
    """The view as a PDF in ``language``: the same register, filters and moment give the same bytes.

    Raises ``SnapshotError`` if it can't be set, ``db.filters.FilterError`` for a place or source that is not known.
    """
    with reading(engine) as session:
        content = build(session, filters, language, settings.organisation)
    return render(content, assets=assets_dir())


def build(session: Session, filters: Filters, language: Language, organisation: str) -> SnapshotContent:
    """All that the document says: it names no confidential source."""
    speaker = speak(language)
    since = _since(session, filters, speaker)
    known_at = filters.as_of or queries.changed_at(session) or datetime.now(UTC).replace(microsecond=0)
    filters = filters.but(as_of=known_at)
    decision = last_decision(session)
    hidden = confidential_after(session, decision)
    veil, veil_of_data = (Veil.of(session, speak(tongue), hidden) for tongue in (language, "en"))
    data = data_of(session, filters, veil_of_data, decision)
    content = _content(session, View(filters, speaker, filters.measure or Measure.KILLED, on_paper=True), veil, data)
    content = replace(veil.over(content), labels=content.labels, attachments=content.attachments)
    content = replace(content, facts=(*content.facts, *since))
    return replace(content, organisation=organisation or "Sijill سجل")


def _content(session: Session, view: View, veil: Veil, data: dict[str, Any]) -> SnapshotContent:
    """The same as the register has it, but for claims and totals that a confidential source makes."""
    filters, speaker = view.filters, view.speaker
    known_at = filters.as_of or datetime.now(UTC)
    names = source_names(session, speaker)
    standing = queries.standing(session, filters)
    totals = _readable(
        [veil.total(total) for total in queries.totals(session, filters)], reader_of(session, view, None), veil
    )
    claims, all_claims = claims_table(session, view, veil)
    incidents, all_incidents = chapters.incidents_table(session, view)
    counts = {"all_claims": all_claims, "all_incidents": all_incidents, "confidential": len(veil.sources)}
    counts |= {"figures": _not_shown(totals), "not_inside": data[IN_ALL] - len(data["claims"])}
    charts = drawn.charts(session, view)
    areas = Areas.of(session, charts)
    return SnapshotContent(
        language=speaker.language,
        title=_title(session, filters, speaker),
        subtitle=speaker.text("Casualty and displacement claims, side by side with who makes them"),
        organisation="",
        known_at=known_at,
        known_on=speaker.text("As known on {moment}", moment=_moment(known_at, speaker)),
        data_version=standing.data_version,
        filters=filters.to_words(),
        facts=_facts(session, filters, standing, speaker),
        headline=tuple(_cards(totals, _Reader(speaker, names))),
        summary=_summary(totals, speaker, names),
        charts=charts,
        claims=claims,
        incidents=incidents,
        sources=chapters.source_notes(session, view, veil),
        definitions=chapters.definitions(totals, speaker),
        method=chapters.method(filters, speaker),
        left_out=chapters.left_out(standing, speaker, **counts),
        disclaimers=chapters.disclaimers(speaker, areas.credits),
        labels=document_labels(speaker.language),
        attachments=(*attachments(data, document_labels(speaker.language)), *areas.attachments(speaker)),
        records=drawn.records(session, view),
        quality=drawn.quality(session, view),
    )


def _readable(totals: list[Total], reader: Reader, veil: Veil) -> list[Total]:
    """The totals in the reader's words; of confidential sources as they were said, which is how the veil knows them."""
    return [
        total
        if any(map(veil.is_confidential, (total.source or "", total.origin or "")))
        else readable([total], reader)[0]
        for total in totals
    ]


def _summary(totals: list[Total], speaker: Speaker, names: SourceNames) -> tuple[str, ...]:
    """The first figures of the document as sentences, in the order of the cards."""
    first = [total for *_, own in _shown(totals) for total in own]
    return tuple(headline(total, speaker, names) for total in first[:SUMMARY_SENTENCES])


def _title(session: Session, filters: Filters, speaker: Speaker) -> str:
    place = chapters.place_name(session, filters, speaker)
    if place:
        return speaker.text("{place}: the human cost of the conflict", place=place)
    return speaker.text("The human cost of the conflict")


def _moment(moment: datetime, speaker: Speaker) -> str:
    time = speaker.digits(f"{moment:%H:%M}")
    return speaker.text("{day}, {time} UTC", day=speaker.day(moment.date()), time=time)


def _facts(session: Session, filters: Filters, standing: Standing, speaker: Speaker) -> tuple[Fact, ...]:
    text = speaker.text
    covered = text(
        "{claims} about {incidents}",
        claims=speaker.plural("{n} claim", "{n} claims", standing.claims),
        incidents=speaker.plural("{n} incident", "{n} incidents", standing.incidents),
    )
    entries = [
        (
            text("Period"),
            speaker.period(filters.since, filters.until) if filters.since or filters.until else text("All"),
        ),
        (text("Place"), chapters.place_name(session, filters, speaker) or text("All")),
        *chapters.filter_facts(filters, speaker),
        (text("Policy"), speaker.term(filters.policy)),
        (text("Covers"), covered),
        (text("Newest claim"), speaker.day(standing.newest)),
        (text("Register version"), standing.data_version),
        (text("Made with"), f"Sijill {version('sijill')}"),
    ]
    return tuple(Fact(label, value) for label, value in entries)


def _since(session: Session, filters: Filters, speaker: Speaker) -> tuple[Fact, ...]:
    """What changed since the moment that the view is asked for; nothing for one of now."""
    since, now = changed_since(session, filters), queries.changed_at(session)
    if since is None or now is None:
        return ()
    told = {"what": since_words(since, speaker), "moment": _moment(now, speaker)}
    return (Fact(speaker.text("Since then"), speaker.text("{what} (register as of {moment})", **told)),)


def _shown(totals: list[Total]) -> list[tuple[Section, list[Total], list[Total]]]:
    """Each section, all its totals, and those of its wholes that the first page has room for, as many of each."""
    found = [(section, own, wholes(own)) for section, own in in_sections(totals)]
    room = (most for most in CARDS_OF_A_SECTION if sum(min(most, len(first)) for *_, first in found) <= MOST_CARDS)
    most = next(room, CARDS_OF_A_SECTION[-1])
    return [(section, own, first[:most]) for section, own, first in found]


class _Reader(NamedTuple):
    """Whom the cards speak to, and the names of sources in their language."""

    speaker: Speaker
    names: SourceNames


def _cards(totals: list[Total], reader: _Reader) -> list[HeadlineCard]:
    """A card for each total that is shown and no part of another; parts are said in its note."""
    return [
        _card(total, parts_of(total, own), reader, group=reader.speaker.text(section.heading))
        for section, own, first in _shown(totals)
        for total in first
    ]


def _not_shown(totals: list[Total]) -> int:
    """How many figures have no card."""
    return sum(len(wholes(own)) for _, own in in_sections(totals)) - sum(len(first) for *_, first in _shown(totals))


def _card(total: Total, parts: list[Total], reader: _Reader, *, group: str) -> HeadlineCard:
    speaker = reader.speaker
    what = counted(total.measure, speaker, unit=total.unit, population=total.population, sex=total.sex, age=total.age)
    return HeadlineCard(
        label=starting(what),
        figure=_figure(total, speaker),
        counts=starting(speaker.listing([part for part in (total.place or "", kind_of_count(total, speaker)) if part])),
        when=starting(time_frame(total, speaker)),
        said_by=said_by(total, speaker, reader.names) or coverage(total, speaker),
        note=speaker.clauses([_part(total, part, speaker) for part in parts[:PARTS_OF_A_CARD]]),
        group=group,
    )


def _part(whole: Total, part: Total, speaker: Speaker) -> str:
    which = kind_of_count(part, speaker, apart_from=whole)
    return speaker.text("of which {part}: {figure}", part=which, figure=_figure(part, speaker))


def _figure(total: Total, speaker: Speaker) -> str:
    return figure_text(total.low, total.best, total.high, quantifier=total.quantifier, word=total.word, speaker=speaker)
