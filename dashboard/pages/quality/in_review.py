"""The claims that wait for a person, as a table: what they say, and who holds them back, since when and why."""

from sqlmodel import Session

from dashboard.charts.running_lines import Reader, cut, cut_note, place_name
from dashboard.charts.spec import ChartSpec, Table
from dashboard.locale import NO_FIGURE, Speaker
from dashboard.pages.drawing import reader_of
from dashboard.pages.quality.ids import Listing
from dashboard.view import View
from dashboard.wording import claim_text, counted, judge_words, said_by, starting
from db.deciding.in_review import InReview, in_review


def claims_in_review(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
    """Those of a view, the longest held first."""
    text, reader = view.speaker.text, reader_of(session, view, most_rows)
    found = in_review(session, view.filters)
    columns = (
        *(text("Claim"), text("What"), text("Figure"), text("Who says so"), text("Where")),
        *(text("Held by"), text("Since"), text("Why")),
    )
    return ChartSpec(
        id=Listing.REVIEW,
        title=text("Claims in review"),
        sentence=_sentence(len(found), view.speaker),
        unit=text("claims"),
        table=Table(columns, cut((_row(each, reader) for each in found), reader), numeric=(2,)),
        notes=(
            *cut_note(len(found), reader),
            text("Hold and release a claim on the page of its incident, or by “sijill hold” and “sijill release”."),
        )
        if found
        else (),
        rtl=view.speaker.rtl,
    )


def _sentence(number: int, speaker: Speaker) -> str:
    if not number:
        return speaker.text("No claim of this view is in review.")
    return speaker.plural(
        "{n} claim waits for a person and is in no figure until it is released.",
        "{n} claims wait for a person and are in no figure until they are released.",
        number,
    )


def _row(each: InReview, reader: Reader) -> tuple[str, ...]:
    speaker, claim, hold = reader.speaker, each.claim, each.hold
    what = counted(claim.measure, speaker, unit=claim.unit, sex=claim.sex, age=claim.age)
    return (
        claim.key,
        starting(what),
        claim_text(claim, speaker),
        said_by(claim, speaker, reader.names),
        place_name(claim.place, reader) if claim.place else NO_FIGURE,
        judge_words(hold.decided_by, speaker) if hold else NO_FIGURE,
        speaker.day((hold or claim).recorded_at.date()),
        hold.reason if hold else NO_FIGURE,
    )
