"""Every claim about one incident on one axis, by who said it first and by time, with the figure that a policy makes.

What is passed on stands under what it passes on, set in from it: it is the same voice again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dashboard.charts.axis import counted_in
from dashboard.charts.claim_cells import where_it_is, with_what_is_said
from dashboard.charts.lines import Line, axis_end, in_order, lines_table, range_rows
from dashboard.charts.notes import bound_notes, policy_note
from dashboard.charts.running_lines import Reader
from dashboard.charts.spec import RangeRow, RangesSpec
from dashboard.locale import Speaker, msg
from dashboard.wording import (
    IN_NO_SUM,
    SourceNames,
    counted,
    headline,
    mid_sentence,
    said_by,
    source_line,
    starting,
    vague_word,
)
from db.answers import ClaimRecord, IncidentRecord, Total
from db.incidents.figures import PolicyFigure
from db.vocabulary import Policy, Quantifier, Series

_RELAYED: Final = msg("What is passed on counts as its origin's, however many pass it on: a relay is no second source.")


def incident_claims(
    incident: IncidentRecord,
    figures: Sequence[PolicyFigure],
    claims: Sequence[ClaimRecord],
    speaker: Speaker,
    *,
    policy: Policy = Policy.ENVELOPE,
    names: SourceNames | None = None,
    reader: Reader | None = None,
) -> RangesSpec:
    """The claims of an incident by measure and voice, the earliest voice first, and above them the reconciled figures.

    ``figures`` are those under ``policy``. The table says what else each claim says, and where, which the chart says
    only where claims differ in it; ``reader`` knows the names of places.
    """
    reader = reader or Reader(speaker, names or {}, {})
    chosen = [_chosen_line(figure, incident) for figure in figures]
    lines = in_order([*chosen, *map(as_line, claims)], _by_voice_and_time(claims))
    places = {claim.key: where_it_is(claim, reader) for claim in claims}
    apart = len(set(places.values())) > 1
    placed = [_placed(line, places, where_it_is(incident, reader)) for line in lines]
    lines = placed if apart else lines

    def heading(total: Total) -> str:
        return starting(counted(total.measure, speaker, unit=total.unit))

    def who(total: Total) -> str:
        if total.series is Series.INCIDENT:
            return speaker.text("Figure of the register ({policy})", policy=mid_sentence(speaker.term(policy)))
        return said_by(total, speaker, names)

    rows = _with_relays(lines, range_rows(lines, heading, who, speaker), speaker, names or {})
    relayed = any(row.part and line.whole is None for line, row in zip(lines, rows, strict=True))
    return RangesSpec(
        id="incident-claims",
        title=speaker.text("What is claimed about this incident"),
        sentence=" ".join(headline(total, speaker, names) for total in chosen)
        or speaker.text("No claim about this incident states a figure."),
        unit=counted_in((line.total.unit for line in lines), speaker),
        table=with_what_is_said(
            lines_table(placed, heading, who, speaker),
            [line.total.key for line in placed],
            {claim.key: claim for claim in claims},
            speaker,
        ),
        notes=(
            policy_note(policy, speaker),
            *((speaker.text(_RELAYED),) if relayed else ()),
            *bound_notes([row.figure for row in rows], speaker),
            *((speaker.text(IN_NO_SUM),) if any(claim.people for claim in claims) else ()),
        )
        if rows
        else (),
        source_line=source_line([_named(_voice(claim), names or {}) for claim in claims], speaker),
        rtl=speaker.rtl,
        rows=rows,
        axis_max=axis_end(rows),
    )


def _placed(line: Line, places: Mapping[str, str], of_all: str) -> Line:
    """The line with the place of its claim; a figure of the register has none, and is ``of_all`` that happened."""
    place = of_all if line.total.key is None else places[line.total.key]
    return line._replace(total=replace(line.total, place=place or None))


def _voice(line: Total | ClaimRecord) -> str:
    """Who first said it, as far as is known."""
    return line.origin or line.source or ""


def _named(name: str, names: SourceNames) -> str:
    return names.get(name, name)


def _by_voice_and_time(claims: Sequence[ClaimRecord]) -> Callable[[Total], tuple[Any, ...]]:
    """The register's figures first, then the voices as they were first heard, each before who passes it on."""
    heard: Mapping[str, date] = {
        voice: min((claim.published or date.max for claim in claims if _voice(claim) == voice), default=date.max)
        for voice in {_voice(claim) for claim in claims}
    }

    def key(line: Total) -> tuple[Any, ...]:
        measure, voice = line.measure.number, _voice(line)
        if line.series is Series.INCIDENT:
            return measure, False
        return measure, True, heard[voice], voice, _relays(line), line.published or date.max, line.source or ""

    return key


def _relays(line: Total) -> bool:
    return line.origin is not None and line.origin != line.source


def _with_relays(
    lines: Sequence[Line], rows: Sequence[RangeRow], speaker: Speaker, names: SourceNames
) -> tuple[RangeRow, ...]:
    """The rows, of which those that pass on what a row above them says stand set in under it."""
    heard: set[tuple[int, str]] = set()
    joined = []
    for (line, whole), row in zip(lines, rows, strict=True):
        voice = (line.measure.number, _voice(line))
        again = whole is None and _relays(line) and voice in heard
        heard.add(voice)
        label = speaker.text("passed on by {source}", source=_named(line.source or "", names))
        joined.append(replace(row, label=label, part=True) if again else row)
    return tuple(joined)


def as_line(claim: ClaimRecord) -> Total:
    """A claim as a line of its own."""
    return Total(
        measure=claim.measure,
        series=Series.PERIOD,
        population=claim.population,
        unit=claim.unit,
        low=claim.low,
        best=claim.best,
        high=claim.high,
        claims=1,
        incidents=1,
        quantifier=claim.quantifier,
        word=vague_word(claim.verbatim) if claim.quantifier is Quantifier.VAGUE else None,
        sex=claim.sex,
        age=claim.age,
        source=claim.source,
        origin=claim.origin,
        basis=claim.basis,
        definition=claim.definition,
        since=claim.date_from,
        until=claim.date_to,
        speaks_of=claim.speaks_of,
        published=claim.published,
        key=claim.key,
        part_of=claim.subset_of,
    )


def _chosen_line(figure: PolicyFigure, incident: IncidentRecord) -> Total:
    return Total(
        measure=figure.measure,
        series=Series.INCIDENT,
        population=figure.population,
        unit=figure.unit,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        claims=figure.claims,
        incidents=1,
        quantifier=figure.quantifier,
        word=figure.word,
        convention=figure.convention,
        sex=figure.sex,
        age=figure.age,
        since=incident.date_from,
        until=incident.date_to,
    )
