"""Answers as rows of plain values: the one place that names the keys of JSON, for the API and the command line.

Every key is always there, None is "not known", days and moments are in ISO 8601, words are the vocabulary's own.
"""

from datetime import date, datetime

from dashboard.locale import speak
from dashboard.wording import claim_text, claim_word, total_text
from db.answers import ClaimRecord, Total
from db.batches import BatchRecord, IssueCount
from db.households import People
from db.queries import By
from db.vocabulary import Series
from db.withdrawal import Withdrawn
from ingest.outcome import Outcome

Value = str | int | float | bool | None
Row = dict[str, Value]


def total_row(total: Total, by: By | None) -> Row:
    """One total; grouped, ``by`` names the key that holds its group (a place's is its P-code, as a sum's ``pcode`` is).

    ``text`` is the figure as it is printed in English: ``4+``, ``8–12``, ``millions``.
    """
    row: Row = {
        "measure": total.measure,
        "series": total.series,
        "population": total.population,
        "low": total.low,
        "best": total.best,
        "high": total.high,
        "claims": total.claims,
        "incidents": total.incidents,
        "unit": total.unit,
        "sex": total.sex,
        "age": total.age,
        "source": total.source,
        "origin": total.origin,
        "basis": total.basis,
        "definition": total.definition,
        "place": total.place,
        "pcode": total.pcode,
        "from": _iso(total.since),
        "to": _iso(total.until),
        "as_of": _iso(total.speaks_of),
        "published": _iso(total.published),
        "key": total.key,
        "part_of": total.part_of,
        "days_covered": total.covered,
        "outdated": total.outdated if total.series is Series.STOCK else None,
        "word": total.word,
        "text": total_text(total, speak("en")),
    }
    if by == "place":
        return row | {"place": total.group, "pcode": total.pcode or total.group}
    return row if by is None else row | {by: total.group}


def claim_row(claim: ClaimRecord) -> Row:
    """One version of one claim, as it was said and as it was read; ``text`` is its figure as printed in English.

    ``persons_…`` are worked out from its households, in whole persons; no sum has them.
    """
    people = claim.people or People(None, None, None)
    return {
        "key": claim.key,
        "version": claim.version,
        "source": claim.source,
        "origin": claim.origin,
        "direct": claim.direct,
        "measure": claim.measure,
        "series": claim.series,
        "population": claim.population,
        "sex": claim.sex,
        "age": claim.age,
        "verbatim": claim.verbatim,
        "low": claim.low,
        "best": claim.best,
        "high": claim.high,
        "quantifier": claim.quantifier,
        "unit": claim.unit,
        "factor": claim.factor,
        "factor_source": claim.factor_source,
        "persons_low": people.low,
        "persons_best": people.best,
        "persons_high": people.high,
        "rule": claim.rule,
        "basis": claim.basis,
        "subset_of": claim.subset_of,
        "from": _iso(claim.date_from),
        "to": _iso(claim.date_to),
        "date_precision": claim.date_precision,
        "as_of": _iso(claim.speaks_of),
        "published": _iso(claim.published),
        "place": claim.place,
        "pcode": claim.pcode,
        "place_precision": claim.place_precision,
        "cause": claim.cause,
        "attributed_to": claim.attributed_to,
        "reliability": claim.reliability,
        "credibility": claim.credibility,
        "status": claim.status,
        "definition": claim.definition,
        "notes": claim.notes,
        "title": claim.title,
        "publisher": claim.publisher,
        "url": claim.url,
        "incident": claim.incident,
        "batch": claim.batch,
        "row": claim.row,
        "recorded_at": _iso(claim.recorded_at),
        "superseded_at": _iso(claim.superseded_at),
        "revision_reason": claim.revision_reason,
        "word": claim_word(claim),
        "text": claim_text(claim, speak("en")),
    }


def batch_row(batch: BatchRecord) -> Row:
    """One recorded file: who sent it, what its ingest counted, and who withdrew it when and why, if anybody did."""
    return {
        "batch": batch.id,
        "file": batch.file_name,
        "sha256": batch.sha256,
        "layout": batch.layout,
        "layout_version": batch.layout_version,
        "recorded_by": batch.recorded_by or None,
        "recorded_at": _iso(batch.recorded_at),
        "status": batch.status,
        "rows": batch.rows,
        "claims": batch.claims,
        "new": batch.new,
        "revised": batch.revised,
        "unchanged": batch.unchanged,
        "rejected": batch.rejected,
        "warnings": batch.warnings,
        "withdrawn_by": batch.withdrawn_by or None,
        "withdrawn_at": _iso(batch.withdrawn_at),
        "reason": batch.withdrawn_reason,
    }


def issue_count_row(count: IssueCount) -> Row:
    """How often a batch raised one kind of problem."""
    return {
        "severity": count.severity,
        "code": count.code,
        "count": count.count,
        "open": count.open,
        "example": count.example,
    }


def withdrawn_row(done: Withdrawn) -> Row:
    """What a withdrawal did, in claims."""
    return {"batch": done.batch, "withdrawn": done.withdrawn, "restored": done.restored, "kept": done.kept}


def _iso(moment: date | datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()


def outcome_row(outcome: Outcome) -> Row:
    """The counts of an ingest."""
    return {
        "batch": outcome.batch,
        "file": outcome.file_name,
        "rows": outcome.rows,
        "claims": outcome.claims,
        "new": outcome.new,
        "revised": outcome.revised,
        "unchanged": outcome.unchanged,
        "retracted": outcome.retracted,
        "rejected": outcome.rejected,
        "warnings": outcome.warnings,
    }
