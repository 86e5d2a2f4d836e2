"""Every claim about one incident on one axis, with the figure that a policy makes of them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.charts.lines import axis_end, in_order, lines_table, range_rows
from dashboard.charts.notes import bound_notes, policy_note
from dashboard.charts.spec import RangesSpec
from dashboard.locale import Speaker
from dashboard.wording import SourceNames, counted, headline, mid_sentence, said_by, source_line, starting, vague_word
from db.answers import ClaimRecord, IncidentRecord, Reconciled, Total
from db.vocabulary import Policy, Quantifier, Series


def incident_claims(
    incident: IncidentRecord,
    claims: Sequence[ClaimRecord],
    speaker: Speaker,
    *,
    policy: Policy = Policy.ENVELOPE,
    names: SourceNames | None = None,
) -> RangesSpec:
    """The claims of an incident by measure, the earliest first, and above them the reconciled figure."""
    chosen = [_chosen_line(figure, incident) for figure in incident.figures]
    lines = in_order([*chosen, *map(as_line, claims)], _by_measure_then_time)

    def heading(total: Total) -> str:
        return starting(counted(total.measure, speaker, unit=total.unit))

    def who(total: Total) -> str:
        if total.series is Series.INCIDENT:
            return speaker.text("Figure of the register ({policy})", policy=mid_sentence(speaker.term(policy)))
        return said_by(total, speaker, names)

    rows = range_rows(lines, heading, who, speaker)
    return RangesSpec(
        id=f"incident-{incident.code}",
        title=speaker.text("What is claimed about this incident"),
        sentence=" ".join(headline(total, speaker, names) for total in chosen)
        or speaker.text("No claim about this incident states a figure."),
        unit=speaker.text("people"),
        table=lines_table(lines, heading, who, speaker),
        notes=(policy_note(policy, speaker), *bound_notes([row.figure for row in rows], speaker)) if rows else (),
        source_line=source_line([claim.origin or claim.source for claim in claims], speaker),
        rtl=speaker.rtl,
        rows=rows,
        axis_max=axis_end(rows),
    )


def _by_measure_then_time(line: Total) -> tuple[Any, ...]:
    """The register's figure first, then the claims as they came."""
    is_claim = line.series is not Series.INCIDENT
    return line.measure.number, is_claim, line.published or date.max, line.source or ""


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


def _chosen_line(figure: Reconciled, incident: IncidentRecord) -> Total:
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
        since=incident.date_from,
        until=incident.date_to,
    )
