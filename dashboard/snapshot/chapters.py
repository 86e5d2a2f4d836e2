"""The chapters of a snapshot in words and tables: incidents, sources, definitions, method, what is left out."""

from collections.abc import Sequence

from sqlmodel import Session

from dashboard.charts.spec import Table
from dashboard.locale import Speaker
from dashboard.pages.overview.incidents import incidents_spec
from dashboard.snapshot.claims import MOST_CLAIMS
from dashboard.snapshot.content import Definition, SourceNote
from dashboard.snapshot.discreet import Veil
from dashboard.view import View
from dashboard.wording import (
    convention_words,
    definition_words,
    judge_name,
    reliability_words,
    source_words,
    uncounted_words,
)
from db import queries
from db.answers import GradeRecord, SourceRecord, Standing, Total
from db.filters import Filters
from db.vocabulary import Measure, Population, Series, Word

MOST_INCIDENTS = 250
MOST_SOURCES = 100
"""Incidents and sources that are printed."""


def incidents_table(session: Session, view: View) -> tuple[Table, int]:
    """The newest incidents, and how many there are in all."""
    spec = incidents_spec(session, view, MOST_INCIDENTS)
    return spec.table.only(spec.table.told), queries.standing(session, view.filters).incidents


def source_notes(session: Session, view: View, veil: Veil) -> tuple[SourceNote, ...]:
    """Sources of the view with their notes, those with most claims first; of confidential ones the grade alone."""
    found = queries.sources(session, view.filters)[:MOST_SOURCES]
    return tuple(_source(source, view.speaker, hidden=veil.is_confidential(source.name)) for source in found)


def _source(source: SourceRecord, speaker: Speaker, *, hidden: bool) -> SourceNote:
    grade = source.grade
    if hidden:
        letter, label = (grade.reliability, reliability_words(grade.reliability, speaker)) if grade else ("", "")
        return SourceNote(source.name, speaker.term(source.kind), grade=letter, grade_label=label)
    defined = [definition_words(each, speaker) for each in source.definitions]
    return SourceNote(
        name=source_words(source.name, source.name_ar, speaker),
        kind=speaker.term(source.kind),
        grade=grade.reliability if grade else "",
        grade_label=reliability_words(grade.reliability, speaker) if grade else "",
        assessed=_assessed(grade, speaker) if grade else "",
        interests=_either(source.interests or "", source.interests_ar, speaker),
        note=_either(source.reliability_note or "", source.reliability_note_ar, speaker),
        definition=" ".join(each if each.endswith(".") else f"{each}." for each in defined),
    )


def _assessed(grade: GradeRecord, speaker: Speaker) -> str:
    reason = _either(grade.reason, grade.reason_ar, speaker)
    day = speaker.day(grade.assessed_on)
    return speaker.text(
        "{assessor}, {day}: {reason}", assessor=judge_name(grade.assessor, speaker), day=day, reason=reason
    )


def _either(english: str, arabic: str | None, speaker: Speaker) -> str:
    return (arabic or english) if speaker.rtl else english


def definitions(totals: list[Total], speaker: Speaker) -> tuple[Definition, ...]:
    """The words of the document that mean something exact: its measures, its kinds of count, who is counted."""
    found: list[Word] = [*Measure, *Series, *Population]
    used = {word for total in totals for word in (total.measure, total.series, total.population)}
    return tuple(Definition(speaker.term(word), word.term.meaning(speaker.language)) for word in found if word in used)


def method(filters: Filters, speaker: Speaker) -> tuple[str, ...]:
    """How the figures came about."""
    text = speaker.text
    policy = filters.policy
    meaning = policy.term.meaning(speaker.language)
    return (
        text("Every figure is counted from claims: somebody said, at some time, that so many people were harmed."),
        text("Words are read by written rules: “at least 4” has no upper bound and is printed as “4+”."),
        text("A word such as “dozens” or “millions” is printed as the word; its lowest meaning counts in sums."),
        text("Claims about one incident are compared, never added."),
        text("Policy: {policy}. {meaning}", policy=speaker.term(policy), meaning=meaning),
        *([convention_words(filters.convention, speaker)] if filters.convention else []),
        text("Sums run from the sum of the lows to that of the highs: an envelope, not a confidence interval."),
        text("Incidents, periods, tolls since a start and figures on a day are never added to each other."),
        text("Tolls of several sources are never added. Parts of a total, such as children, are never added to it."),
        text("Whoever only passes on another's figure does not count as a second source."),
        text("Grades A to F say how far a source can be relied on (Admiralty scale)."),
        text("A digit behind the letter, 1 to 6, says how credible the claim itself is; 6 means that nobody can tell."),
        text("F means that a source cannot be judged, not that it is the worst."),
    )


def left_out(
    standing: Standing,
    speaker: Speaker,
    *,
    all_claims: int,
    all_incidents: int,
    confidential: int = 0,
    figures: int = 0,
    not_inside: int = 0,
) -> tuple[str, ...]:
    """What the charts and the printed tables do not show."""
    older, earlier = all_claims - MOST_CLAIMS, all_incidents - MOST_INCIDENTS
    unplaced, undated, ungraded, waiting = standing.unlocated, standing.undated, standing.ungraded, standing.in_review
    told = (
        (unplaced, speaker.plural("{n} claim has no place", "{n} claims have no place", unplaced)),
        (undated, speaker.plural("{n} claim has no date", "{n} claims have no date", undated)),
        (ungraded, speaker.plural("{n} claim has no graded speaker", "{n} claims have no graded speaker", ungraded)),
        (waiting, speaker.plural("{n} claim waits for review", "{n} claims wait for review", waiting)),
        (
            standing.outdated,
            speaker.plural(
                "{n} figure of people on a day is no longer current (looked at from {day})",
                "{n} figures of people on a day are no longer current (looked at from {day})",
                standing.outdated,
                day=speaker.day(standing.stocks_from),
            ),
        ),
        (older, speaker.plural("{n} claim is not printed", "{n} claims are not printed", older)),
        (earlier, speaker.plural("{n} incident is not printed", "{n} incidents are not printed", earlier)),
        (
            figures,
            speaker.plural(
                "{n} headline figure is in the attached data only",
                "{n} headline figures are in the attached data only",
                figures,
            ),
        ),
        (
            not_inside,
            speaker.plural(
                "{n} older claim is not in the attached data; an export of the register holds it",
                "{n} older claims are not in the attached data; an export of the register holds them",
                not_inside,
            ),
        ),
    )
    hidden = speaker.plural(
        "{n} source is confidential: its kind stands for its name, its words are left out, its places are governorates",
        "{n} sources are confidential: kinds stand for names, their words are left out, their places are governorates",
        confidential,
    )
    uncounted = ((1, words) for words in uncounted_words(standing, speaker))
    return tuple(f"{words}." for number, words in (*uncounted, *told, (confidential, hidden)) if number > 0)


def disclaimers(speaker: Speaker, boundaries: Sequence[str]) -> tuple[str, ...]:
    """What the document does not say; ``boundaries`` names whose its map shows, if it has one."""
    text = speaker.text
    drawn = [text("Boundaries: {credits}.", credits="; ".join(boundaries))] if boundaries else []
    return (
        " ".join([text("Boundaries and names imply no opinion on the status of any territory."), *drawn]),
        text("A claim in this document is what somebody said. It is not a finding of fact or of responsibility."),
        text("What nobody claimed is missing here: recorded figures are not the whole of the harm done."),
    )


def filter_facts(filters: Filters, speaker: Speaker) -> list[tuple[str, str]]:
    """The filters beyond period and place, as they are set."""
    text = speaker.text
    words = (
        (text("Measure"), filters.measure),
        (text("Kind of count"), filters.series),
        (text("Population"), filters.population),
        (text("Corroboration"), filters.corroboration),
    )
    facts = [(label, speaker.term(word)) for label, word in words if word is not None]
    if filters.source:
        facts.append((text("Source"), filters.source))
    if filters.incident:
        facts.append((text("Incident"), filters.incident))
    if filters.reliability:
        facts.append((text("Least reliability"), reliability_words(filters.reliability, speaker)))
    return facts


def period_words(filters: Filters, speaker: Speaker) -> str:
    """The days that the view is limited to."""
    limited = filters.since or filters.until
    return speaker.period(filters.since, filters.until) if limited else speaker.text("All")


def place_name(session: Session, filters: Filters, speaker: Speaker) -> str | None:
    """The name of the place that the view is limited to; None for everywhere."""
    if not filters.place:
        return None
    places = queries.choices(session).places
    return next((place.name(speaker.language) for place in places if place.pcode == filters.place), filters.place)
