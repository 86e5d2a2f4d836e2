"""Who says so, and how far they can be relied on: grade, kind, interests, note, and the record of both."""

from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.components.aria import aria
from dashboard.locale import Speaker
from dashboard.wording import definition_words, judge_name, reliability_words, source_words
from db.answers import GradeRecord, SourceRecord
from db.vocabulary import Reliability, SourceKind

MOST_DEFINITIONS: Final = 4
"""Definitions of a source that are said where it has many; the tables of its claims have all."""


def grade_badge(grade: Reliability | None, speaker: Speaker) -> Component:
    """The letter in a box, with its meaning beside it; a dash for a source that nobody has graded."""
    letter = grade.value if grade is not None else "–"
    classes = f"grade grade-{letter}" if grade is not None else "grade grade-none"
    return html.Span(letter, className=classes, title=reliability_words(grade, speaker), **aria(hidden="true"))


def confidential_mark(speaker: Speaker) -> Component:
    """Said beside a source that nothing which leaves the register may name."""
    return html.Span(speaker.text("Confidential: not named in PDFs and public exports"), className="confidential")


def source_note(source: SourceRecord, speaker: Speaker, *, confidential: bool = False) -> Component:
    """One source: what is known at a glance, and the rest on asking; marked if it is confidential."""
    grade = source.grade
    name = source_words(source.name, source.name_ar, speaker)
    return html.Li(
        [
            html.Div(
                [
                    grade_badge(grade.reliability if grade else None, speaker),
                    html.Div(
                        [
                            html.H3(html.Bdi(name)),
                            html.P(_in_short(source, speaker), className="source-short"),
                            *([confidential_mark(speaker)] if confidential else []),
                        ]
                    ),
                ],
                className="source-head",
            ),
            html.Details([html.Summary(speaker.text("Reliability note")), *_note(source, speaker)]),
        ],
        className="source-note",
    )


def _in_short(source: SourceRecord, speaker: Speaker) -> str:
    grade = source.grade
    return speaker.listing(
        [
            kind_words(source.kind, speaker),
            reliability_words(grade.reliability if grade else None, speaker),
            *_how_much(source, speaker),
        ]
    )


def kind_words(kind: SourceKind, speaker: Speaker) -> str:
    """What kind of source it is, beside other words."""
    return speaker.text("Kind not known") if kind is SourceKind.UNKNOWN else speaker.term(kind)


def _how_much(source: SourceRecord, speaker: Speaker) -> list[str]:
    """What it says itself; of one that only passes on what others say, how much of that."""
    own = speaker.plural("{n} claim", "{n} claims", source.claims)
    relayed = speaker.plural("{n} relayed from others", "{n} relayed from others", source.relays)
    return [relayed] if source.relays and not source.claims else [own]


def _note(source: SourceRecord, speaker: Speaker) -> list[Component]:
    text = speaker.text
    interests = _in_language(source.interests, source.interests_ar, speaker)
    note = _in_language(source.reliability_note, source.reliability_note_ar, speaker)
    entries = [
        (text("What to know"), note or text("Nobody has written a note about this source yet.")),
        (text("Interests"), interests or text("Not described.")),
        (text("In this view"), _record(source, speaker)),
    ]
    described: list[Component] = []
    for term, words in entries:
        described += [html.Dt(term), html.Dd(words, dir="auto")]
    if source.definitions:
        described += [html.Dt(text("What it counts")), *_definitions(source, speaker)]
    grades = [html.Li(_grade(grade, speaker), dir="auto") for grade in source.grades]
    history = [html.H4(text("Grades, newest first")), html.Ul(grades)] if grades else []
    return [html.Dl(described), *history]


def _definitions(source: SourceRecord, speaker: Speaker) -> list[Component]:
    """What the source says it counts: some of it, where it says much."""
    shown, more = source.definitions[:MOST_DEFINITIONS], len(source.definitions) - MOST_DEFINITIONS
    left = [html.Dd(speaker.plural("and {n} more definition", "and {n} more definitions", more))] if more > 0 else []
    return [*(html.Dd(definition_words(definition, speaker), dir="auto") for definition in shown), *left]


def _record(source: SourceRecord, speaker: Speaker) -> str:
    """How much it said, how much of it was said by others first, and how much it changed."""
    return speaker.listing(
        [
            speaker.plural("{n} claim", "{n} claims", source.claims),
            speaker.plural("{n} relayed from others", "{n} relayed from others", source.relays),
            speaker.plural("{n} revised", "{n} revised", source.revised),
            speaker.period(source.first, source.last),
        ]
    )


def _grade(grade: GradeRecord, speaker: Speaker) -> str:
    reason = _in_language(grade.reason, grade.reason_ar, speaker) or ""
    about = speaker.term(grade.measure) if grade.measure else speaker.text("claims of every kind")
    return speaker.text(
        "{grade} ({about}), by {assessor} on {day}. {reason}",
        grade=reliability_words(grade.reliability, speaker),
        about=about,
        assessor=judge_name(grade.assessor, speaker),
        day=speaker.day(grade.assessed_on),
        reason=reason,
    )


def _in_language(english: str | None, arabic: str | None, speaker: Speaker) -> str | None:
    return (arabic or english) if speaker.rtl else english
