"""Incidents, sources and judgements as plain values, in the manner of :mod:`dashboard.rows.records`."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from dashboard.locale import speak
from dashboard.rows.records import Row, Value
from dashboard.wording import figure_text
from db.answers import GradeRecord, IncidentRecord, Reconciled, SourceRecord
from db.incidents.one_incident import Decision

Nested = dict[str, Value | list[str] | list[Row]]
"""A row that holds lists."""


def incident_row(incident: IncidentRecord) -> Nested:
    """One incident with its figures, each as :func:`figure_row` puts it."""
    figures = [_figure(figure) for figure in incident.figures]
    return {**_happened(incident), "sources": list(incident.sources), "claims": incident.claims, "figures": figures}


def figure_rows(incident: IncidentRecord) -> Iterator[Row]:
    """A row for each figure of an incident, with the incident's own values in each."""
    about = _happened(incident)
    recorded = about.pop("recorded_at")
    for figure in incident.figures:
        yield {**about, **_figure(figure), "sources": "; ".join(incident.sources), "recorded_at": recorded}


def source_row(source: SourceRecord, *, confidential: bool) -> Nested:
    """One source with its notes, what it speaks of in the view, and every grade it was given, newest first.

    ``confidential``: nothing that leaves the register may name it.
    """
    return {
        "name": source.name,
        "name_ar": source.name_ar,
        "kind": source.kind,
        "confidential": confidential,
        "url": source.url,
        "reliability": source.grade.reliability if source.grade else None,
        "interests": source.interests,
        "interests_ar": source.interests_ar,
        "reliability_note": source.reliability_note,
        "reliability_note_ar": source.reliability_note_ar,
        "claims": source.claims,
        "relays": source.relays,
        "revised": source.revised,
        "first": _iso(source.first),
        "last": _iso(source.last),
        "definitions": list(source.definitions),
        "grades": [_grade(grade) for grade in source.grades],
    }


def decision_row(decision: Decision) -> dict[str, Any]:
    """One judgement of an incident; ``undone_at`` null: it holds."""
    row = asdict(decision)
    return row | {name: _iso(row[name]) for name in ("recorded_at", "undone_at")}


def _happened(incident: IncidentRecord) -> Row:
    return {
        "incident": incident.code,
        "from": _iso(incident.date_from),
        "to": _iso(incident.date_to),
        "date_precision": incident.date_precision,
        "place": incident.place,
        "pcode": incident.pcode,
        "place_name": incident.place_name,
        "place_precision": incident.place_precision,
        "recorded_at": _iso(incident.recorded_at),
    }


def _figure(figure: Reconciled) -> Row:
    bounds = (figure.low, figure.best, figure.high)
    said: Any = {name: getattr(figure, name) for name in ("quantifier", "word", "convention")}
    return {
        "measure": figure.measure,
        "population": figure.population,
        "sex": figure.sex,
        "age": figure.age,
        "unit": figure.unit,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "quantifier": figure.quantifier,
        "word": figure.word,
        "text": figure_text(*bounds, **said, speaker=speak("en")),
        "claims": figure.claims,
        "origins": figure.origins,
        "corroboration": figure.corroboration,
        "counted": figure.counted,
        "reason": figure.reason,
    }


def _grade(grade: GradeRecord) -> Row:
    return {
        "measure": grade.measure,
        "reliability": grade.reliability,
        "assessor": grade.assessor,
        "assessed_on": _iso(grade.assessed_on),
        "reason": grade.reason,
        "superseded_at": _iso(grade.superseded_at),
    }


def _iso(moment: Any) -> str | None:
    return None if moment is None else moment.isoformat()
