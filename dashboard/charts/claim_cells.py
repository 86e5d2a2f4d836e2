"""What is said of a claim beside its figure: where, by what cause, how credible, and what is noted of it."""

from collections.abc import Mapping, Sequence

from dashboard.charts.running_lines import Reader, place_name
from dashboard.charts.spec import Table
from dashboard.locale import Speaker
from dashboard.wording import note_text, people_text, starting
from db.answers import ClaimRecord, IncidentRecord


def where_it_is(record: ClaimRecord | IncidentRecord, reader: Reader) -> str:
    """Where a claim is of: as narrowly as its source says it, and the area it is known to lie in; "" if not stated."""
    known = (record.place_name_ar or record.place_name) if reader.speaker.rtl else record.place_name
    if not record.place:
        return known or ""
    said = place_name(record.place, reader)
    if not known or said.casefold() == known.casefold():
        return said
    return reader.speaker.text("{place} ({area})", place=said, area=known)


def cause_words(claim: ClaimRecord) -> str:
    """By what it happened, in the words of the source; "" if not stated."""
    return starting(claim.cause or "")


def credibility_words(claim: ClaimRecord, speaker: Speaker) -> str:
    """How credible a claim is by the Admiralty scale, "2: Probably true"; "" where nobody graded it."""
    grade = claim.credibility
    return (
        speaker.text("{grade}: {meaning}", grade=speaker.digits(grade.value), meaning=speaker.term(grade))
        if grade
        else ""
    )


def with_what_is_said(
    table: Table, keys: Sequence[str | None], claims: Mapping[str, ClaimRecord], speaker: Speaker
) -> Table:
    """A table of which each row has its claim (by key; None: it has none), with what else is said of these claims.

    A column in which nothing would stand is left out.
    """
    text = speaker.text
    names = (text("People, derived"), text("Cause"), text("Credibility"), text("Notes"))
    cells = [_cells(claims.get(key or ""), speaker) for key in keys]
    told = [at for at in range(len(names)) if any(each[at] for each in cells)]
    rows = tuple((*row, *(each[at] for at in told)) for row, each in zip(table.rows, cells, strict=True))
    return Table((*table.columns, *(names[at] for at in told)), rows, table.numeric)


def _cells(claim: ClaimRecord | None, speaker: Speaker) -> tuple[str, ...]:
    if claim is None:
        return ("", "", "", "")
    return (
        people_text(claim, speaker),
        cause_words(claim),
        credibility_words(claim, speaker),
        note_text(claim.notes, speaker),
    )
