"""The chapter of claims: each as it was said, with what else its source says of it."""

from datetime import date
from typing import Final

from sqlmodel import Session

from dashboard.charts.claim_cells import where_it_is
from dashboard.charts.running_lines import Reader
from dashboard.charts.spec import Table
from dashboard.charts.toll_notes import in_short
from dashboard.locale import Speaker
from dashboard.pages.drawing import reader_of
from dashboard.snapshot.discreet import Veil
from dashboard.view import View
from dashboard.wording import figure_text, note_text, people_words, said_by, when_words
from dashboard.wording.gaps import gap_words
from db import queries
from db.answers import ClaimRecord
from db.vocabulary import Quantifier, Series

MOST_CLAIMS: Final = 500
"""Claims that are printed."""


def claims_table(session: Session, view: View, veil: Veil) -> tuple[Table, int]:
    """The newest claims, and how many there are in all. Where no claim has a note, there is no column of them."""
    speaker, filters, reader = view.speaker, view.filters, reader_of(session, view, None)
    text = speaker.text
    claims = [veil.claim(claim) for claim in queries.claims(session, filters, limit=MOST_CLAIMS)]
    columns = (
        text("Source"),
        text("Counts"),
        text("Words"),
        text("Figure"),
        text("When"),
        text("Where"),
        text("Grade"),
        text("Notes"),
    )
    table = Table(columns, tuple(_claim(claim, reader) for claim in claims), numeric=(3,))
    return table.only(table.told), queries.standing(session, filters).claims


def _claim(claim: ClaimRecord, reader: Reader) -> tuple[str, ...]:
    speaker = reader.speaker
    word = claim.verbatim[slice(*claim.span)] if claim.span and claim.quantifier is Quantifier.VAGUE else None
    figure = figure_text(claim.low, claim.best, claim.high, quantifier=claim.quantifier, word=word, speaker=speaker)
    counts = speaker.listing([speaker.term(claim.measure), speaker.term(claim.population)])
    return (
        said_by(claim, speaker, reader.names),
        speaker.text("{counts} (part)", counts=counts) if claim.subset_of else counts,
        gap_words(claim.verbatim, speaker),
        figure,
        _when(claim, speaker),
        where_it_is(claim, reader) or speaker.number(None),
        _grade(claim, speaker),
        _noted(claim, speaker),
    )


def _noted(claim: ClaimRecord, speaker: Speaker) -> str:
    """The people of its households, the cause and the notes, for which a page has one column."""
    cause = speaker.text("Cause: {cause}.", cause=claim.cause) if claim.cause else ""
    return " ".join(
        part for part in (people_words(claim, speaker), cause, in_short(note_text(claim.notes, speaker))) if part
    )


def _grade(claim: ClaimRecord, speaker: Speaker) -> str:
    """The letter of who says it and the digit of what is said, side by side as the Admiralty scale writes them: B2."""
    letter, digit = claim.reliability or speaker.number(None), claim.credibility or ""
    return f"{letter}{speaker.digits(digit)}"


def _when(claim: ClaimRecord, speaker: Speaker) -> str:
    if claim.series is Series.STOCK and claim.speaks_of:
        return speaker.day(claim.speaks_of)
    until: date | None = claim.date_to or (claim.speaks_of if claim.series is Series.CUMULATIVE else None)
    precision = None if claim.series is Series.CUMULATIVE else claim.date_precision
    return when_words(claim.date_from, until, precision, speaker)
