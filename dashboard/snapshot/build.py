"""From the register to a PDF: ask the questions of the overview, put the answers into the document, set it on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import NamedTuple

from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.charts.running_lines import Reader
from dashboard.contacts import all_without_contacts
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
from dashboard.snapshot.data import IN_ALL, attachments, data_of, files_of
from dashboard.snapshot.discreet import Veil
from dashboard.snapshot.labels import document_labels
from dashboard.snapshot.render import render
from dashboard.view import View
from dashboard.wording import convention_fact, covered_words, newest_words, since_words
from db import queries
from db.answers import Standing, Total
from db.engine import reading
from db.filters import Filters
from db.history.since import changed_since
from db.sources.history import confidential_after, last_decision
from db.vocabulary import Measure


def snapshot_pdf(engine: Engine, filters: Filters, spoken: Language | Sequence[Speaker], settings: Settings) -> bytes:
    """The view as a PDF in one language, or in those of several speakers one after the other.

    The same register, filters and moment give the same bytes. Raises ``SnapshotError`` if it can't be set,
    ``db.filters.FilterError`` for a place or source that is not known.
    """
    speakers = (speak(spoken),) if isinstance(spoken, str) else spoken
    with reading(engine) as session:
        parts = document(session, filters, speakers, settings.organisation)
    return render(*parts, assets=assets_dir())


def build(session: Session, filters: Filters, language: Language, organisation: str) -> SnapshotContent:
    """All that the document says in one language."""
    (content,) = document(session, filters, (speak(language),), organisation)
    return content


def document(
    session: Session, filters: Filters, speakers: Sequence[Speaker], organisation: str
) -> tuple[SnapshotContent, ...]:
    """All that the document says, a part for each speaker around the same data: it names no confidential source."""
    known_at = filters.as_of or queries.changed_at(session) or datetime.now(UTC).replace(microsecond=0)
    asked = filters.but(as_of=known_at)
    decision = last_decision(session)
    hidden = confidential_after(session, decision)
    data = data_of(session, asked, Veil.of(session, speak("en"), hidden), decision)
    files = files_of(data)

    def part(speaker: Speaker) -> SnapshotContent:
        veil = Veil.of(session, speaker, hidden)
        view = View(asked, speaker, asked.measure or Measure.KILLED, on_paper=True)
        content = _content(session, view, veil, _Data(files, data[IN_ALL] - len(data["claims"])))
        veiled = veil.over(content)
        shown = all_without_contacts(veiled)
        left_out = (*shown.left_out, *_withheld(veiled, shown, speaker))
        facts = (*shown.facts, *_since(session, filters, speaker))
        own = {"labels": content.labels, "attachments": content.attachments, "filters": data["filters"]}
        return replace(shown, facts=facts, left_out=left_out, organisation=organisation or "Sijill سجل", **own)

    return tuple(part(speaker) for speaker in speakers)


def _withheld(veiled: SnapshotContent, shown: SnapshotContent, speaker: Speaker) -> tuple[str, ...]:
    """That something by which a person could be found is not shown, where that is so."""
    if shown == veiled:
        return ()
    return (speaker.text("Telephone numbers, e-mail addresses and numbers of identity in texts are withheld."),)


class _Data(NamedTuple):
    """The files of the data, and how many claims are not in them."""

    files: Mapping[str, bytes]
    left_out: int


def _content(session: Session, view: View, veil: Veil, data: _Data) -> SnapshotContent:
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
    counts |= {"figures": without_card(totals), "not_inside": data.left_out}
    charts = drawn.charts(session, view)
    areas = Areas.of(session, charts)
    labels = document_labels(speaker.language, speaker.numerals)
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
        left_out=(*chapters.left_out(standing, speaker, **counts), *veil.told()),
        disclaimers=chapters.disclaimers(speaker, areas.credits),
        labels=labels,
        attachments=(*attachments(data.files, labels), *areas.attachments(speaker)),
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
    covered = covered_words(standing, speaker)
    entries = [
        (
            text("Period"),
            speaker.period(filters.since, filters.until) if filters.since or filters.until else text("All"),
        ),
        (text("Place"), chapters.place_name(session, filters, speaker) or text("All")),
        *chapters.filter_facts(filters, speaker),
        (text("Policy"), speaker.term(filters.policy)),
        *([(text("Convention"), convention_fact(standing, speaker))] if standing.convention else []),
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
