"""What people changed about sources, as a table: what stood before, what stands, who decided it and why."""

from collections.abc import Sequence
from typing import Final

from sqlmodel import Session

from dashboard.charts.running_lines import Reader, cut, cut_note
from dashboard.charts.spec import ChartSpec, Table
from dashboard.locale import NO_FIGURE, Speaker, msg
from dashboard.pages.drawing import reader_of
from dashboard.pages.sources.ids import Listing
from dashboard.view import View
from db.sources.history import SourceDeed, deeds
from db.sources.sourcing import NO, YES
from db.vocabulary import SourceKind

WHAT: Final = {
    "confidential": msg("Confidential"),
    "alias": msg("Another name"),
    "kind": msg("Kind"),
    "name_ar": msg("Arabic name"),
    "url": msg("Address"),
    "interests": msg("Interests (English)"),
    "interests_ar": msg("Interests (Arabic)"),
    "reliability_note": msg("Reliability note (English)"),
    "reliability_note_ar": msg("Reliability note (Arabic)"),
}
_YES_OR_NO: Final = {YES: msg("yes"), NO: msg("no")}


def source_changes(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    """Every change, the newest first, whatever the filters but for the moment."""
    return _spec(deeds(session, view.filters), reader_of(session, view, most_rows))


def _spec(found: Sequence[SourceDeed], reader: Reader) -> ChartSpec:
    speaker, text = reader.speaker, reader.speaker.text
    columns = (
        *(text("When"), text("Source"), text("What"), text("Before")),
        *(text("After"), text("Who"), text("Why")),
    )
    told = speaker.plural("{n} change by people.", "{n} changes by people.", len(found))
    return ChartSpec(
        id=Listing.DEEDS.value,
        title=text("What people changed about sources"),
        sentence=told if found else text("Nobody has changed anything about a source."),
        unit="",
        table=Table(columns, cut((_row(deed, reader) for deed in found), reader)),
        notes=(text("Grades stand with each source above."), *cut_note(len(found), reader)),
        rtl=speaker.rtl,
    )


def _row(deed: SourceDeed, reader: Reader) -> tuple[str, ...]:
    speaker = reader.speaker
    return (
        speaker.day(deed.recorded_at.date()),
        reader.names.get(deed.source, deed.source),
        speaker.text(WHAT[deed.field]),
        _said(deed.field, deed.before, speaker),
        _said(deed.field, deed.after, speaker),
        deed.by,
        deed.reason,
    )


def _said(field: str, value: str | None, speaker: Speaker) -> str:
    if value is None:
        return NO_FIGURE
    if field == "kind":
        return speaker.term(SourceKind(value))
    return speaker.text(_YES_OR_NO[value]) if field == "confidential" else value
