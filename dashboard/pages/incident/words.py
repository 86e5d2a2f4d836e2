"""The claims about an incident in their exact words, the number marked; who passes on whom stands together."""

from collections.abc import Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.notice import notice
from dashboard.components.source_notes import confidential_mark, grade_badge
from dashboard.locale import Speaker
from dashboard.pages.incident.charts import found
from dashboard.pages.names import source_names
from dashboard.view import View, search_of
from dashboard.wording import SourceNames, claim_text, counted, mid_sentence, reliability_words, starting, when_words
from db.answers import ClaimRecord
from db.sources.history import confidential_sources

MOST_SHOWN: Final = 60
"""Claims in words; the table behind the chart holds all."""


def words(session: Session, view: View) -> list[Component]:
    """A card for each voice, with its own claims and those of others who pass it on."""
    speaker, text = view.speaker, view.speaker.text
    one = found(session, view)
    if one is None:
        return []
    names = source_names(session, speaker)
    voices: dict[str, list[ClaimRecord]] = {}
    for claim in one.claims[:MOST_SHOWN]:
        voices.setdefault(claim.origin or claim.source, []).append(claim)
    heading = html.Div(
        [html.H2(text("In their words")), html.P(text("As each source put it; the number that was read is marked."))],
        className="heading",
    )
    more = len(one.claims) - MOST_SHOWN
    left = speaker.plural("{n} more claim", "{n} more claims", more)
    hidden = [notice(text("In the table of the chart only: {what}.", what=left))] if more > 0 else []
    hidden_voices = confidential_sources(session)
    cards = [_voice(voice, own, names, view, marked=voice in hidden_voices) for voice, own in voices.items()]
    return [heading, html.Ul(cards, className="voices"), *hidden]


def _voice(voice: str, own: Sequence[ClaimRecord], names: SourceNames, view: View, *, marked: bool) -> Component:
    """``marked``: the voice is confidential."""
    speaker = view.speaker
    grade = own[0].reliability
    head = html.Div(
        [
            grade_badge(grade, speaker),
            html.Div(
                [
                    html.H3(html.Bdi(names.get(voice, voice))),
                    html.P(reliability_words(grade, speaker)),
                    *([confidential_mark(speaker)] if marked else []),
                ]
            ),
        ],
        className="source-head",
    )
    own = sorted(own, key=lambda claim: (claim.measure.number, claim.subset_of is not None))
    direct = [claim for claim in own if claim.source == voice]
    relays = [claim for claim in own if claim.source != voice]
    claims = [html.Li(_claim(claim, speaker)) for claim in direct]
    passed = [html.Li(_claim(claim, speaker, _via(claim, names, speaker)), className="relay") for claim in relays]
    link = html.A(
        speaker.text("Its record"), href=f"/sources{search_of(_of_source(view, voice))}", className="quiet-link"
    )
    return html.Li([head, html.Ul([*claims, *passed], className="claims"), link], className="source-note voice")


def _of_source(view: View, voice: str) -> dict[str, str]:
    manner = {name: value for name, value in view.asked.items() if name in ("lang", "digits")}
    return manner | {"source": voice}


def _via(claim: ClaimRecord, names: SourceNames, speaker: Speaker) -> str:
    return speaker.text(
        "Passed on by {source}; it counts as the same voice.", source=names.get(claim.source, claim.source)
    )


def _claim(claim: ClaimRecord, speaker: Speaker, via: str = "") -> list[Component]:
    about = counted(claim.measure, speaker, unit=claim.unit, population=claim.population, sex=claim.sex, age=claim.age)
    read_as = speaker.text("{what}: {figure}", what=starting(about), figure=claim_text(claim, speaker))
    part = [html.P(speaker.text("A part of another claim; never added to it."), className="hint")]
    return [
        *([html.P(via, className="hint")] if via else []),
        html.P([html.Strong(read_as)]),
        html.Blockquote(_marked(claim), dir="auto"),
        *([html.P(claim.excerpt, dir="auto", className="excerpt")] if claim.excerpt else []),
        *(part if claim.subset_of else []),
        html.P(_details(claim, speaker), className="details"),
        *_definition(claim, speaker),
        *_document(claim),
    ]


def _marked(claim: ClaimRecord) -> list[Component | str]:
    """The words with the piece that was read as the figure marked."""
    said = claim.verbatim
    if claim.span is None:
        return [said]
    start, end = claim.span
    return [said[:start], html.Mark(said[start:end]), said[end:]]


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
        html.P([speaker.text("What it counts") + ": ", html.Span(claim.definition, dir="auto")], className="details")
    ]


def _document(claim: ClaimRecord) -> list[Component]:
    """Where it was published; only an address of the web is made a link."""
    name = claim.title or claim.url
    if not name:
        return []
    there = html.Bdi(name)
    if claim.url and claim.url.startswith(("https://", "http://")):
        return [html.P(html.A(there, href=claim.url, rel="noreferrer"), className="details")]
    return [html.P(there, className="details")]
