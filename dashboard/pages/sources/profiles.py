"""What is known of each source: its kind and interests, its grades with who gave them, and its record in the view."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from dash import dcc, html
from dash.development.base_component import Component
from sqlmodel import Session

from dashboard.components.notice import notice
from dashboard.components.source_notes import MOST_DEFINITIONS, confidential_mark, grade_badge, kind_words
from dashboard.components.web_link import web_link
from dashboard.locale import Speaker
from dashboard.pages.names import source_names
from dashboard.view import View, search_of
from dashboard.wording import SourceNames, definition_words, judge_name, reliability_words
from db import queries
from db.answers import GradeRecord, SourceRecord
from db.history.revisions import RevisionRecord, by_source, revisions
from db.sources.coverage import Relay, by_month, relays
from db.sources.history import confidential_sources

OPEN: Final = 6
"""Sources whose cards stand open; the others open one by one."""
LISTED: Final = 20
"""Sources after them that have a line at once; those who say least are behind one that opens."""

MOST_SOURCES: Final = 400


class Known(NamedTuple):
    """What the view knows besides the sources themselves, by their names."""

    names: SourceNames
    revised: Mapping[str, RevisionRecord]
    passes_on: Mapping[str, list[Relay]]
    passed_on_by: Mapping[str, list[Relay]]
    spans: Mapping[str, tuple[date, date]]
    confidential: frozenset[str]
    words: Mapping[str, str]
    """Those of the address."""


def profiles(session: Session, view: View) -> list[Component]:
    """Each source of the view, most claims first: the first ones in cards, the others in a list whose lines open."""
    speaker, text = view.speaker, view.speaker.text
    sources = queries.sources(session, view.filters)
    if not sources:
        return [notice(text("Nothing in this view."), text("Widen the filters to see more."))]
    known = _known(session, view)
    cards = html.Ul([_profile(source, known, speaker) for source in sources[:OPEN]])
    more = len(sources) - MOST_SOURCES
    if more <= 0:
        return [cards, *_others(sources[OPEN:], known, speaker)]
    in_table = notice(text("In the table below only: {what}.", what=_more(more, speaker)))
    return [cards, *_others(sources[OPEN:MOST_SOURCES], known, speaker), in_table]


def _others(sources: Sequence[SourceRecord], known: Known, speaker: Speaker) -> list[Component]:
    """Sources that say less, a line for each, which opens."""
    if not sources:
        return []
    lines = [_folded(source, known, speaker) for source in sources]
    listed = LISTED if len(lines) > LISTED + 1 else len(lines)
    heading = html.H2(_more(len(lines), speaker), className="more-sources")
    least = html.Summary(_more(len(lines) - listed, speaker))
    rest = [html.Details([least, html.Ul(lines[listed:], className="folded")], className="least")]
    return [heading, html.Ul(lines[:listed], className="folded"), *(rest if listed < len(lines) else [])]


def _more(sources: int, speaker: Speaker) -> str:
    return speaker.plural("{n} more source", "{n} more sources", sources)


def _folded(source: SourceRecord, known: Known, speaker: Speaker) -> Component:
    claims = html.Span(_claims(source, speaker), className="source-short")
    head = html.Summary([*_head(source, known, speaker, (html.Span, html.Span)), claims])
    return html.Li(html.Details([head, *_about(source, known, speaker)]), className="profile")


def _known(session: Session, view: View) -> Known:
    passes_on, passed_on_by = defaultdict(list), defaultdict(list)
    for relay in relays(session, view.filters):
        passes_on[relay.source].append(relay)
        if relay.origin is not None:
            passed_on_by[relay.origin].append(relay)
    revised = by_source(revisions(session, view.filters))
    names, spans = source_names(session, view.speaker), _spans(session, view)
    return Known(names, revised, passes_on, passed_on_by, spans, confidential_sources(session), view.asked)


def _spans(session: Session, view: View) -> dict[str, tuple[date, date]]:
    """The first day of the first month and the last day of the last one that each source speaks of."""
    months = defaultdict(list)
    for each in by_month(session, view.filters):
        if each.month is not None:
            months[each.source].append(each.month)
    return {source: (min(own), _end(max(own))) for source, own in months.items()}


def _end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _profile(source: SourceRecord, known: Known, speaker: Speaker) -> Component:
    head = html.Div(_head(source, known, speaker, (html.Div, html.H2)), className="source-head")
    return html.Li([head, *_about(source, known, speaker)], className="source-note profile")


def _head(source: SourceRecord, known: Known, speaker: Speaker, elements: tuple[Any, Any]) -> list[Component]:
    """The grade, the name, and the source in short; a mark if it is confidential. ``elements`` for words and name."""
    grade, (box, heading) = source.grade, elements
    mark = [confidential_mark(speaker)] if source.name in known.confidential else []
    named = heading(html.Bdi(known.names.get(source.name, source.name)), className="source-name")
    in_short = html.Span(_in_short(source, speaker), className="source-short")
    return [
        grade_badge(grade.reliability if grade else None, speaker),
        box([named, in_short, *mark], className="source-words"),
    ]


def _about(source: SourceRecord, known: Known, speaker: Speaker) -> list[Component]:
    described = [part for term, said in _entries(source, known, speaker) for part in (html.Dt(term), html.Dd(said))]
    address = search_of({**known.words, "source": source.name})
    alone = dcc.Link(
        speaker.text("This source alone, on all charts"), href=f"/sources{address}", className="quiet-link"
    )
    return [html.Dl(described), *_grades(source, speaker), alone]


def _in_short(source: SourceRecord, speaker: Speaker) -> str:
    grade = source.grade
    return speaker.listing(
        [kind_words(source.kind, speaker), reliability_words(grade.reliability if grade else None, speaker)]
    )


def _entries(source: SourceRecord, known: Known, speaker: Speaker) -> list[tuple[str, Component | str]]:
    text = speaker.text
    note = _in_language(source.reliability_note, source.reliability_note_ar, speaker)
    interests = _in_language(source.interests, source.interests_ar, speaker)
    entries: list[tuple[str, Component | str | None]] = [
        (text("What to know"), _told(note or text("Nobody has written a note about this source yet."))),
        (text("Interests"), _told(interests or text("Not described."))),
        (text("In this view"), _coverage(source, known, speaker)),
        (text("Revisions"), _revised(known.revised.get(source.name), speaker)),
        (text("Passes on"), _relayed(known.passes_on.get(source.name, ()), known, speaker)),
        (text("Passed on by"), _relaying(known.passed_on_by.get(source.name, ()), known, speaker)),
        (text("What it counts"), _definitions(source, speaker)),
        (text("Address"), web_link(source.url, source.url) if source.url else None),
    ]
    return [(term, said) for term, said in entries if said]


def _told(words: str) -> Component:
    """Text that may be in another language than the page."""
    return html.Span(words, dir="auto")


def _in_language(english: str | None, arabic: str | None, speaker: Speaker) -> str | None:
    return (arabic or english) if speaker.rtl else english


def _coverage(source: SourceRecord, known: Known, speaker: Speaker) -> str:
    """How much it said itself, over which time."""
    claims = _claims(source, speaker)
    if source.name not in known.spans:
        return claims
    return speaker.text("{claims}, {period}", claims=claims, period=speaker.period(*known.spans[source.name]))


def _claims(source: SourceRecord, speaker: Speaker) -> str:
    if not source.claims:
        return speaker.text("no claim of its own")
    return speaker.plural("{n} claim", "{n} claims", source.claims)


def _revised(record: RevisionRecord | None, speaker: Speaker) -> str:
    text = speaker.text
    if record is None:
        return text("none recorded")
    told = (
        (record.raised, speaker.plural("{n} raised", "{n} raised", record.raised)),
        (record.lowered, speaker.plural("{n} lowered", "{n} lowered", record.lowered)),
        (record.unchanged, speaker.plural("{n} without a new number", "{n} without a new number", record.unchanged)),
        (record.taken_back, speaker.plural("{n} taken back", "{n} taken back", record.taken_back)),
    )
    figures = speaker.plural("{n} figure revised", "{n} figures revised", record.figures)
    return text("{figures}: {how}", figures=figures, how=speaker.listing([words for number, words in told if number]))


def _relayed(own: Sequence[Relay], known: Known, speaker: Speaker) -> str:
    """Whom the source passes on."""
    unstated = speaker.text("an origin that it does not state")
    return _pairs([(known.names.get(r.origin, r.origin) if r.origin else unstated, r.claims) for r in own], speaker)


def _relaying(own: Sequence[Relay], known: Known, speaker: Speaker) -> str:
    """Who passes the source on."""
    return _pairs([(known.names.get(relay.source, relay.source), relay.claims) for relay in own], speaker)


def _pairs(pairs: Sequence[tuple[str, int]], speaker: Speaker) -> str:
    return speaker.listing([f"{speaker.isolate(name)} ({speaker.number(claims)})" for name, claims in pairs])


def _definitions(source: SourceRecord, speaker: Speaker) -> Component | None:
    """What the source says it counts: some of it, where it says much."""
    shown = source.definitions[:MOST_DEFINITIONS]
    if not shown:
        return None
    more = len(source.definitions) - len(shown)
    items = [html.Li(_told(definition_words(definition, speaker))) for definition in shown]
    if more:
        items.append(html.Li(speaker.plural("and {n} more definition", "and {n} more definitions", more)))
    return html.Ul(items)


def _grades(source: SourceRecord, speaker: Speaker) -> list[Component]:
    """All grades the source ever had, the newest first."""
    text = speaker.text
    if not source.grades:
        return [html.P(text("Nobody has graded this source."), className="source-short")]
    return [
        html.H3(text("Grades, newest first")),
        html.Ul([html.Li(_grade(grade, speaker)) for grade in source.grades]),
    ]


def _grade(grade: GradeRecord, speaker: Speaker) -> Component:
    """Grade, for which claims, by whom, when and why; and until when, if another one took its place."""
    said = speaker.text(
        "{grade} ({about}), by {assessor} on {day}. {reason}",
        grade=reliability_words(grade.reliability, speaker),
        about=speaker.term(grade.measure) if grade.measure else speaker.text("claims of every kind"),
        assessor=judge_name(grade.assessor, speaker),
        day=speaker.day(grade.assessed_on),
        reason=_in_language(grade.reason, grade.reason_ar, speaker) or "",
    )
    if grade.superseded_at is None:
        return _told(said)
    ended = speaker.text("In force until {day}.", day=speaker.day(grade.superseded_at.date()))
    return html.Span([_told(said), " ", ended], className="source-short")
