"""From the register to a PDF: ask the questions of the overview, put the answers into the document, set it on paper."""

from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.charts.running_lines import Reader
from dashboard.locale import Language, Speaker, speak
from dashboard.pages.drawing import reader_of
from dashboard.pages.names import source_names
from dashboard.pages.overview.readable import readable
from dashboard.settings import Settings, assets_dir
from dashboard.snapshot import chapters, drawn
from dashboard.snapshot.areas import Areas
from dashboard.snapshot.cards import CardReader, cards, fallen_on, summary, without_card
from dashboard.snapshot.claims import claims_table
from dashboard.snapshot.content import Fact, SnapshotContent
from dashboard.snapshot.data import IN_ALL, attachments, data_of
from dashboard.snapshot.discreet import Veil
from dashboard.snapshot.labels import document_labels
from dashboard.snapshot.render import render
from dashboard.view import View
from dashboard.wording import newest_words, since_words
from db import queries
from db.answers import Standing, Total
from db.engine import reading
from db.filters import Filters
from db.history.since import changed_since
from db.sources.history import confidential_after, last_decision
from db.vocabulary import Measure


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
    reader = CardReader(speaker, names, fallen_on(session, filters, totals, veil))
    counts = {"all_claims": all_claims, "all_incidents": all_incidents, "confidential": len(veil.sources)}
    counts |= {"figures": without_card(totals), "not_inside": data[IN_ALL] - len(data["claims"])}
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
        headline=tuple(cards(totals, reader)),
        summary=summary(totals, reader),
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
        (text("Newest claim"), newest_words(standing, speaker)),
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
