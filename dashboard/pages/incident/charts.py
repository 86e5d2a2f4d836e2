"""The charts and tables of one incident as specs: ask the register, hand the answer to the builder."""

from collections.abc import Callable
from dataclasses import replace

from sqlmodel import Session

from dashboard.charts.comparison import incident_claims
from dashboard.charts.spec import ChartSpec, Table
from dashboard.components.incident_table import CODE
from dashboard.locale import Speaker
from dashboard.pages.drawing import MakeSpec, reader_of
from dashboard.pages.incident.differences import differences
from dashboard.pages.incident.figures import figures_spec
from dashboard.pages.incident.history import history
from dashboard.pages.incident.ids import Chart, Listing
from dashboard.pages.names import source_names
from dashboard.view import View
from db.incidents.figures import figures_by_policy, versions_of
from db.incidents.one_incident import OneIncident, UnknownIncidentError, one_incident
from db.redaction.gaps import gaps_of

Told = Callable[[Session, View, OneIncident], ChartSpec]


def code_of(view: View) -> str:
    """The code that the address names."""
    return view.asked.get(CODE, "").strip()


def found(session: Session, view: View) -> OneIncident | None:
    """The incident of the address; None if no claim of the view is about one of that code."""
    try:
        return one_incident(session, view.filters, code_of(view))
    except UnknownIncidentError:
        return None


def missing(session: Session, view: View) -> str | None:
    """That the address names an incident of which no claim of the view speaks; None where one does."""
    code = code_of(view)
    if not code or found(session, view) is not None:
        return None
    return view.speaker.text("No claim of this view is about the incident {code}.", code=code)


def _of_one(name: str, told: Told, in_short: Told | None = None) -> MakeSpec:
    """A spec of the incident that the address names, on a page ``in_short``; without one a sentence that says so."""

    def make(session: Session, view: View, most_rows: int | None = None) -> ChartSpec:
        one = found(session, view)
        if one is not None:
            asked = told if most_rows is None or in_short is None else in_short
            return _cut(asked(session, view, one), most_rows, view.speaker)
        said = view.speaker.text("No claim of this view is about this incident.")
        title = view.speaker.text("Incident")
        return ChartSpec(name, title, said, "", Table((), ()), rtl=view.speaker.rtl)

    return make


def _cut(spec: ChartSpec, most_rows: int | None, speaker: Speaker) -> ChartSpec:
    """The spec with as many rows of its table as are wanted, and where the others are."""
    rows = spec.table.rows
    if most_rows is None or len(rows) <= most_rows:
        return spec
    note = speaker.text(
        "The table shows the first {n} of {all} rows; the CSV file holds all.", n=most_rows, all=len(rows)
    )
    return replace(spec, table=replace(spec.table, rows=rows[:most_rows]), notes=(*spec.notes, note))


def _claims(session: Session, view: View, one: OneIncident) -> ChartSpec:
    figures = figures_by_policy(session, view.filters, one.incident.code)
    policy = view.filters.policy
    chosen = [figure for figure in figures if figure.policy is policy]
    reader = reader_of(session, view, None)
    return incident_claims(
        one.incident, chosen, one.claims, view.speaker, policy=policy, names=reader.names, reader=reader
    )


def _figures(session: Session, view: View, one: OneIncident) -> ChartSpec:
    figures = figures_by_policy(session, view.filters, one.incident.code)
    return figures_spec(figures, view.filters.policy, view.speaker, source_names(session, view.speaker))


def _differences(session: Session, view: View, one: OneIncident) -> ChartSpec:
    return differences(one.claims, view.speaker, source_names(session, view.speaker))


def _differences_in_short(session: Session, view: View, one: OneIncident) -> ChartSpec:
    return differences(one.claims, view.speaker, source_names(session, view.speaker), in_short=True)


def _history(session: Session, view: View, one: OneIncident) -> ChartSpec:
    versions = versions_of(session, view.filters, one.claims)
    gaps = gaps_of(session, dict.fromkeys(version.key for version in versions))
    return history(versions, one.decisions, view.speaker, source_names(session, view.speaker), gaps)


CHARTS: dict[str, MakeSpec] = {Chart.CLAIMS.value: _of_one(Chart.CLAIMS.value, _claims)}
LISTINGS: dict[str, MakeSpec] = {
    Listing.FIGURES.value: _of_one(Listing.FIGURES.value, _figures),
    Listing.DIFFERENCES.value: _of_one(Listing.DIFFERENCES.value, _differences, _differences_in_short),
    Listing.HISTORY.value: _of_one(Listing.HISTORY.value, _history),
}
TABLES = CHARTS | LISTINGS
"""What can be fetched as CSV."""
