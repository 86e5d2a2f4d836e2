"""The claims about an incident in their exact words, the number marked; who passes on whom stands together."""

from collections.abc import Mapping, Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.charts.running_lines import Reader
from dashboard.components.notice import notice
from dashboard.components.source_notes import confidential_mark, grade_badge
from dashboard.locale import Speaker
from dashboard.pages.drawing import reader_of
from dashboard.pages.incident.charts import found
from dashboard.pages.incident.one_claim import one_claim
from dashboard.view import View, search_of
from dashboard.wording import SourceNames, reliability_words
from db.answers import ClaimRecord
from db.redaction.gaps import Gap, gaps_of
from db.sources.history import confidential_sources

MOST_SHOWN: Final = 60
"""Claims in words; the table behind the chart holds all."""


def words(session: Session, view: View) -> list[Component]:
    """A card for each voice, with its own claims and those of others who pass it on."""
    speaker, text = view.speaker, view.speaker.text
    one = found(session, view)
    if one is None:
        return []
    reader = reader_of(session, view, None)
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
    gaps = gaps_of(session, [claim.key for claim in one.claims[:MOST_SHOWN]])
    cards = [_voice(voice, own, reader, view, gaps, marked=voice in hidden_voices) for voice, own in voices.items()]
    return [heading, html.Ul(cards, className="voices"), *hidden]


def _voice(
    voice: str, own: Sequence[ClaimRecord], reader: Reader, view: View, gaps: Mapping[str, list[Gap]], *, marked: bool
) -> Component:
    """``gaps`` are what was taken away, by keys of claims; ``marked``: the voice is confidential."""
    speaker, names = view.speaker, reader.names
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
    claims = [html.Li(one_claim(claim, reader, gaps=gaps.get(claim.key, ()))) for claim in direct]
    passed = [
        html.Li(one_claim(claim, reader, _via(claim, names, speaker), gaps.get(claim.key, ())), className="relay")
        for claim in relays
    ]
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
