"""The claims of a view that changed since its moment: what was said then, what is said now, and why."""

from collections.abc import Iterable

from dash import html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.charts.running_lines import Reader, place_name
from dashboard.charts.spec import ChartSpec, Table
from dashboard.components.data_table import data_table
from dashboard.locale import NO_FIGURE, Speaker, msg
from dashboard.pages.changes.ids import Listing
from dashboard.pages.drawing import MakeSpec, csv_link, reader_of
from dashboard.pages.incident.history import moment_words
from dashboard.pages.quality.look import PER_PAGE, Look, turning
from dashboard.view import View, search_of
from dashboard.wording import (
    counted,
    reclassified,
    said_by,
    since_words,
    starting,
    time_frame,
    total_text,
    vague_word,
)
from dashboard.wording.gaps import gap_words
from db.answers import Total
from db.history.change_records import ChangeKind, Said
from db.history.since import ChangedClaim, Since, changed_claims, changed_since
from db.vocabulary import Quantifier

_DONE = {
    ChangeKind.CLAIM_ADDED: msg("Claim added"),
    ChangeKind.CLAIM_REVISED: msg("Claim revised"),
    ChangeKind.CLAIM_RETRACTED: msg("Claim taken back"),
    ChangeKind.CLAIM_WITHDRAWN: msg("Taken back with its file"),
    ChangeKind.CLAIM_REDACTED: msg("Claim redacted"),
}


def changes_spec(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    """The changes, the newest first."""
    since = changed_since(session, view.filters)
    return _spec(session, view, since, most_rows, 0)


def changes_part(session: Session, view: View) -> list[Component]:
    """A page of them, with the way to the others and to all as CSV."""
    since, asked = changed_since(session, view.filters), search_of(dict(view.asked))
    look = Look.of(asked)
    last = max(1, -(-(since.changes if since else 0) // PER_PAGE))
    look = Look(asked, None, min(look.page, last))
    spec = _spec(session, view, since, PER_PAGE, look.offset)
    heading = html.Div([html.H2(spec.title), html.P(spec.sentence)], className="heading")
    if since is None or not spec.table.rows:
        return [heading]
    turn = turning(look, since.changes, view.speaker)
    link = html.A(
        view.speaker.text("Download as CSV"), href=csv_link(Listing.SINCE, asked), className="quiet-link", download=""
    )
    notes = html.Div(html.Ul([html.Li(note) for note in spec.notes]), className="chart-notes")
    return [part for part in (heading, turn, data_table(spec.table, spec.title), notes, link) if part]


def _spec(session: Session, view: View, since: Since | None, limit: int | None, offset: int) -> ChartSpec:
    speaker, text = view.speaker, view.speaker.text
    columns = (
        *(text("When"), text("What happened"), text("About"), text("Where"), text("Before"), text("After")),
        *(text("Words"), text("Why"), text("File")),
    )
    found = () if since is None else changed_claims(session, since, limit=limit, offset=offset)
    return ChartSpec(
        id=Listing.SINCE,
        title=text("Claims that changed"),
        sentence=_sentence(view, since),
        unit=text("people"),
        table=Table(columns, tuple(_rows(found, reader_of(session, view, limit))), numeric=(4, 5)),
        notes=(
            text("A claim that changed several times stands here once: as it was known then, and as it is known now."),
            text("What came after that moment and was taken back again is not listed."),
        ),
        rtl=speaker.rtl,
    )


def _sentence(view: View, since: Since | None) -> str:
    text, moment = view.speaker.text, view.filters.as_of
    if since is None or moment is None:
        return text("Set “As known on” to a day that has passed to read what changed after it.")
    told = {"moment": moment_words(moment, view.speaker), "what": since_words(since, view.speaker)}
    return text("Since {moment}: {what}.", **told)


def _rows(found: Iterable[ChangedClaim], reader: Reader) -> Iterable[tuple[str, ...]]:
    speaker = reader.speaker
    for change in found:
        version = change.after
        gone = change.kind not in (ChangeKind.CLAIM_ADDED, ChangeKind.CLAIM_REVISED)
        said = change.before.said if gone and change.before else version.said
        yield (
            moment_words(version.recorded_at, speaker),
            speaker.text(_DONE[change.kind]),
            _about(said, reader),
            _place(said, reader),
            total_text(_total(change.before.said), speaker) if change.before else NO_FIGURE,
            NO_FIGURE if gone else total_text(_total(said), speaker),
            gap_words(said.verbatim, speaker),
            _why(change, speaker),
            speaker.text("file {batch}, row {row}", batch=version.batch, row=version.row),
        )


def _why(change: ChangedClaim, speaker: Speaker) -> str:
    """The reason that somebody wrote or a file gave, and from what to what the claim was put in another class."""
    reason, before, after = change.after.reason, change.before, change.after
    said = change.why or (speaker.term(reason) if reason else "")
    moved = reclassified(before.said, after.said, speaker) if before and change.kind is ChangeKind.CLAIM_REVISED else ""
    return speaker.clauses([part for part in (said, moved) if part])


def _about(said: Said, reader: Reader) -> str:
    """What is counted, who says it, and of which days."""
    speaker, total = reader.speaker, _total(said)
    what = counted(said.measure, speaker, unit=said.unit, population=said.population, sex=said.sex, age=said.age)
    about = speaker.text("{counted}: {who}", counted=starting(what), who=said_by(total, speaker, reader.names))
    return speaker.listing([part for part in (about, time_frame(total, speaker)) if part])


def _place(said: Said, reader: Reader) -> str:
    return place_name(said.place, reader) if said.place else reader.places.get(said.pcode or "", "")


def _total(said: Said) -> Total:
    """What a version says, as a total of one claim."""
    return Total(
        measure=said.measure,
        series=said.series,
        population=said.population,
        unit=said.unit,
        low=said.low,
        best=said.best,
        high=said.high,
        claims=1,
        incidents=0,
        quantifier=said.quantifier,
        word=vague_word(said.verbatim) if said.quantifier is Quantifier.VAGUE else None,
        source=said.source,
        origin=said.origin,
        since=said.date_from,
        until=said.date_to,
        speaks_of=said.speaks_of,
        published=None if said.date_from or said.date_to else said.published,
    )


TABLES: dict[str, MakeSpec] = {Listing.SINCE.value: changes_spec}
"""What can be fetched as CSV."""
