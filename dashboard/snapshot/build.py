"""From the register to a PDF: ask the questions of the overview, put the answers into the document, set it on paper."""

from datetime import UTC, datetime
from importlib.metadata import version

from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.charts.spec import ChartSpec
from dashboard.locale import Language, Speaker, speak
from dashboard.pages.overview.charts import CHARTS
from dashboard.pages.overview.ids import Chart
from dashboard.pages.overview.names import source_names
from dashboard.sections import in_sections, parts_of, wholes
from dashboard.settings import Settings, assets_dir
from dashboard.snapshot import chapters
from dashboard.snapshot.content import Fact, HeadlineCard, SnapshotContent
from dashboard.snapshot.data import attachments, data_of
from dashboard.snapshot.labels import document_labels
from dashboard.snapshot.render import render
from dashboard.view import View
from dashboard.wording import SourceNames, counted, coverage, headline, kind_of_count, said_by, starting, time_frame
from dashboard.wording.figures import figure_text
from db import queries
from db.answers import Standing, Total
from db.engine import reading
from db.filters import Filters
from db.vocabulary import Measure

DRAWN = (Chart.MAP, Chart.TIMELINE, Chart.TOLLS, Chart.STOCKS, Chart.MOVEMENTS)
"""The charts of the overview in the order of the document; the first stands on the first page."""

SUMMARY_SENTENCES = 5


def snapshot_pdf(engine: Engine, filters: Filters, language: Language, settings: Settings) -> bytes:
    """The view as a PDF in ``language``: the same register, filters and moment give the same bytes.

    Raises ``SnapshotError`` if it can't be set, ``db.filters.FilterError`` for a place or source that is not known.
    """
    with reading(engine) as session:
        content = build(session, filters, language, settings.organisation)
    return render(content, assets=assets_dir())


def build(session: Session, filters: Filters, language: Language, organisation: str) -> SnapshotContent:
    """All that the document says."""
    speaker = speak(language)
    known_at = filters.as_of or queries.changed_at(session) or datetime.now(UTC).replace(microsecond=0)
    filters = filters.but(as_of=known_at)
    view = View(filters, speaker, filters.measure or Measure.KILLED)
    names = source_names(session, speaker)
    standing = queries.standing(session, filters)
    totals = queries.totals(session, filters)
    claims, all_claims = chapters.claims_table(session, filters, speaker, names)
    incidents, all_incidents = chapters.incidents_table(session, view)
    return SnapshotContent(
        language=language,
        title=_title(session, filters, speaker),
        subtitle=speaker.text("Casualty and displacement claims, side by side with who makes them"),
        organisation=organisation or "Sijill سجل",
        known_at=known_at,
        known_on=speaker.text("As known on {moment}", moment=_moment(known_at, speaker)),
        data_version=standing.data_version,
        filters=filters.to_words(),
        facts=_facts(session, filters, standing, speaker),
        headline=tuple(_cards(totals, speaker, names)),
        summary=_summary(totals, speaker, names),
        charts=_charts(session, view),
        claims=claims,
        incidents=incidents,
        sources=chapters.source_notes(session, filters, speaker),
        definitions=chapters.definitions(totals, speaker),
        method=chapters.method(filters, speaker),
        left_out=chapters.left_out(standing, speaker, all_claims=all_claims, all_incidents=all_incidents),
        disclaimers=chapters.disclaimers(speaker),
        labels=document_labels(language),
        attachments=attachments(data_of(session, filters)),
    )


def _summary(totals: list[Total], speaker: Speaker, names: SourceNames) -> tuple[str, ...]:
    """The first figures of the document as sentences, in the order of the cards."""
    first = [total for _, found in in_sections(totals) for total in wholes(found)]
    return tuple(headline(total, speaker, names) for total in first[:SUMMARY_SENTENCES])


def _charts(session: Session, view: View) -> tuple[ChartSpec, ...]:
    """The charts that have something to show."""
    specs = (CHARTS[chart](session, view) for chart in DRAWN)
    return tuple(spec for spec in specs if spec.table.rows)


def _title(session: Session, filters: Filters, speaker: Speaker) -> str:
    place = chapters.place_name(session, filters, speaker)
    if place:
        return speaker.text("{place}: the human cost of the conflict", place=place)
    return speaker.text("The human cost of the conflict")


def _moment(moment: datetime, speaker: Speaker) -> str:
    clock = speaker.isolate(f"{moment:%H:%M} UTC")
    return speaker.text("{day}, {clock}", day=speaker.day(moment.date()), clock=clock)


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


def _cards(totals: list[Total], speaker: Speaker, names: SourceNames) -> list[HeadlineCard]:
    """A card for each total that is no part of another; parts are said in its note."""
    return [
        _card(total, parts_of(total, totals), speaker, names, group=speaker.text(section.heading))
        for section, found in in_sections(totals)
        for total in wholes(found)
    ]


def _card(total: Total, parts: list[Total], speaker: Speaker, names: SourceNames, *, group: str) -> HeadlineCard:
    what = counted(total.measure, speaker, unit=total.unit, population=total.population, sex=total.sex, age=total.age)
    return HeadlineCard(
        label=starting(what),
        figure=_figure(total, speaker),
        counts=starting(kind_of_count(total, speaker)),
        when=starting(time_frame(total, speaker)),
        said_by=said_by(total, speaker, names) or coverage(total, speaker),
        note="; ".join(_part(total, part, speaker) for part in parts),
        group=group,
    )


def _part(whole: Total, part: Total, speaker: Speaker) -> str:
    which = kind_of_count(part, speaker, apart_from=whole)
    return speaker.text("of which {part}: {figure}", part=which, figure=_figure(part, speaker))


def _figure(total: Total, speaker: Speaker) -> str:
    return figure_text(total.low, total.best, total.high, quantifier=total.quantifier, word=total.word, speaker=speaker)
