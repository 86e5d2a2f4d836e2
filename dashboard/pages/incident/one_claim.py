"""One claim on its card: how it was read, its exact words, what else it says, and where it was published."""

from collections.abc import Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.charts.claim_cells import cause_words, credibility_words, where_it_is
from dashboard.charts.running_lines import Reader
from dashboard.components.web_link import web_link
from dashboard.locale import Speaker
from dashboard.wording import (
    claim_text,
    counted,
    definition_words,
    mid_sentence,
    noted_words,
    people_words,
    starting,
    when_words,
)
from dashboard.wording.gaps import pieces, who_took_it
from db.answers import ClaimRecord
from db.redaction.gaps import Gap

LONG: Final = 200
"""Letters of a note from which on it is folded."""


def one_claim(claim: ClaimRecord, reader: Reader, via: str = "", gaps: Sequence[Gap] = ()) -> list[Component]:
    """The claim of a card; ``via`` says who passes it on, ``gaps`` what was taken away from it."""
    speaker = reader.speaker
    about = counted(claim.measure, speaker, unit=claim.unit, population=claim.population, sex=claim.sex, age=claim.age)
    read_as = speaker.text("{what}: {figure}", what=starting(about), figure=claim_text(claim, speaker))
    part = [html.P(speaker.text("A part of another claim; never added to it."), className="hint")]
    return [
        *([html.P(via, className="hint")] if via else []),
        html.P([html.Strong(read_as)]),
        *([html.P(people, className="details")] if (people := people_words(claim, speaker)) else []),
        html.Blockquote(_marked(claim, speaker), dir="auto"),
        *([html.P(_with_gaps(claim.excerpt, speaker), dir="auto", className="excerpt")] if claim.excerpt else []),
        *(html.P(who_took_it(gap, speaker), className="details redacted") for gap in gaps),
        *(part if claim.subset_of else []),
        *_what_it_is_of(claim, reader),
        html.P(_details(claim, speaker), className="details"),
        *_definition(claim, speaker),
        *_notes(claim, speaker),
        *_document(claim),
    ]


def _marked(claim: ClaimRecord, speaker: Speaker) -> list[Component | str]:
    """The words with the piece that was read as the figure marked, and each gap as one."""
    said = claim.verbatim
    if claim.span is None:
        return _with_gaps(said, speaker)
    start, end = claim.span
    return [*_with_gaps(said[:start], speaker), html.Mark(said[start:end]), *_with_gaps(said[end:], speaker)]


def _with_gaps(text: str, speaker: Speaker) -> list[Component | str]:
    return [html.Span(piece, className="gap") if is_gap else piece for piece, is_gap in pieces(text, speaker) if piece]


def _what_it_is_of(claim: ClaimRecord, reader: Reader) -> list[Component]:
    """Where it is of, by what cause and how credible it is, as far as any of it is stated."""
    speaker = reader.speaker
    text, place = speaker.text, where_it_is(claim, reader)
    known = mid_sentence(speaker.term(claim.place_precision)) if place and claim.place_precision else ""
    said = (
        (text("Where"), place, text("precision: {precision}", precision=known) if known else ""),
        (text("Cause"), cause_words(claim), ""),
        (text("Credibility"), credibility_words(claim, speaker), ""),
    )
    return [
        html.P([f"{name}: ", html.Bdi(words), *([f" ({more})"] if more else [])], className="details")
        for name, words, more in said
        if words
    ]


def _details(claim: ClaimRecord, speaker: Speaker) -> str:
    text = speaker.text
    stated = [
        mid_sentence(speaker.term(claim.basis)) if claim.basis else "",
        when_words(claim.date_from, claim.date_to, claim.date_precision, speaker),
        text("as of {day}", day=speaker.day(claim.speaks_of)) if claim.speaks_of else "",
        text("published {day}", day=speaker.day(claim.published))
        if claim.published
        else text("day of publication not known"),
        text("held responsible: {who}", who=claim.attributed_to) if claim.attributed_to else "",
        text("in review") if claim.status.value == "in_review" else "",
        text("read by rule {rule}", rule=claim.rule),
        text("file {batch}, row {row}", batch=claim.batch, row=claim.row),
    ]
    return starting(speaker.clauses([part for part in stated if part]))


def _definition(claim: ClaimRecord, speaker: Speaker) -> list[Component]:
    if not claim.definition:
        return []
    return [
        html.P(
            [speaker.text("What it counts") + ": ", html.Span(definition_words(claim.definition, speaker), dir="auto")],
            className="details",
        )
    ]


def _notes(claim: ClaimRecord, speaker: Speaker) -> list[Component]:
    """What its source or file adds and what the rules noted on reading, folded where it is long."""
    own, rules = noted_words(claim.notes, speaker)
    if not own and not rules:
        return []
    name = speaker.text("Notes")
    words = [*([html.Span(own, dir="auto")] if own else []), " " if own and rules else "", " ".join(rules)]
    if len(own) <= LONG:
        return [html.P([f"{name}: ", *words], className="details")]
    return [html.Details([html.Summary(name), html.P(words)], className="details")]


def _document(claim: ClaimRecord) -> list[Component]:
    """Where it was published."""
    name = claim.title or claim.url
    return [html.P(web_link(claim.url, name), className="details")] if name else []
