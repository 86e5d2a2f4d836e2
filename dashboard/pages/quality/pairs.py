"""The incidents that may be one: both sides, how likely, and why; the first few, or all of them page by page."""

from typing import Final

from dash import dcc, html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.aria import aria
from dashboard.locale import Speaker
from dashboard.pages.names import source_names
from dashboard.pages.quality.look import PAIRS, PER_PAGE, Look, back, turning
from dashboard.view import View
from dashboard.wording import SourceNames, counted, figure_text, judge_words, reason_words, starting, when_words
from db.answers import IncidentRecord, Reconciled
from db.deciding.open_pairs import OpenPair, how_many_pairs, open_pairs

FIRST: Final = 5


def pairs_part(session: Session, view: View, look: Look) -> list[Component]:
    """The likeliest pairs; nothing where the address looks at a kind of problem."""
    if look.what not in (None, PAIRS):
        return []
    speaker, text = view.speaker, view.speaker.text
    total = how_many_pairs(session, view.filters)
    whole = look.what == PAIRS
    title = html.H2(text("Incidents that may be one"))
    if not total:
        nothing = text("No pair of incidents waits for a person.")
        return [html.Div([title, html.P(nothing)], className="heading")]
    limit, offset = (PER_PAGE, look.offset) if whole else (FIRST, 0)
    names = source_names(session, speaker)
    found = open_pairs(session, view.filters, limit=limit, offset=offset)
    about = text("Counted as two until a person says otherwise. Whatever the filters, the likeliest first.")
    every = speaker.plural("Look through {n} pair", "Look through all {n} pairs", total)
    parts = [
        back(look, speaker) if whole else None,
        html.Div([title, html.P(about)], className="heading"),
        turning(look, total, speaker) if whole else None,
        html.Ul([_pair(pair, look, names, speaker) for pair in found], className="pairs"),
        turning(look, total, speaker) if whole else html.P(dcc.Link(every, href=look.at(PAIRS))),
    ]
    return [part for part in parts if part]


def _pair(pair: OpenPair, look: Look, names: SourceNames, speaker: Speaker) -> Component:
    text = speaker.text
    likely = (
        text("not scored") if pair.score is None else text("score {score}", score=speaker.digits(f"{pair.score:.2f}"))
    )
    asked = text(
        "{score}, asked by {who} on {day}",
        score=likely,
        who=judge_words(pair.asked_by, speaker),
        day=speaker.day(pair.asked_at),
    )
    sides = html.Div([_side(side, look, names, speaker) for side in (pair.one, pair.other)], className="sides")
    reason = html.P(html.Span(reason_words(pair.reason, speaker), dir="auto"))
    return html.Li([sides, reason, html.P(starting(asked), className="source-short")])


def _side(side: IncidentRecord | None, look: Look, names: SourceNames, speaker: Speaker) -> Component:
    """One incident: its code as a link, when, where, how many, and who says so."""
    text = speaker.text
    if side is None:
        return html.Div(html.P(text("Its claims no longer stand.")))
    known = (side.place_name_ar or side.place_name) if speaker.rtl else side.place_name
    places = dict.fromkeys(place for place in (side.place, known) if place)
    code = dcc.Link(html.Bdi(side.code), href=look.elsewhere("/incident", code=side.code))
    when = when_words(side.date_from, side.date_to, side.date_precision, speaker)
    lines = (
        when,
        speaker.listing(list(places)) or text("Place not known"),
        speaker.listing([_figure(figure, speaker) for figure in side.figures]) or text("no figure"),
        speaker.listing([names.get(source, source) for source in side.sources]),
    )
    heading = html.H3(code, **aria(label=text("Incident {code}", code=side.code)))
    return html.Div([heading, *(html.P(html.Bdi(line)) for line in lines)])


def _figure(figure: Reconciled, speaker: Speaker) -> str:
    what = counted(
        figure.measure, speaker, unit=figure.unit, population=figure.population, sex=figure.sex, age=figure.age
    )
    printed = figure_text(
        figure.low, figure.best, figure.high, quantifier=figure.quantifier, word=figure.word, speaker=speaker
    )
    return f"{what}: {printed}"
