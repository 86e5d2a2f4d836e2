"""The newest incidents as a table: when, where, how many by which claim, who speaks of it."""

from sqlmodel import Session

from dashboard.charts.spec import ChartSpec, Table
from dashboard.locale import Speaker
from dashboard.pages.names import source_names
from dashboard.view import View
from dashboard.wording import SourceNames, area_words, counted, figure_text, sex_and_age, when_words
from db import queries
from db.answers import IncidentRecord, Reconciled
from db.vocabulary import Measure, Population, Unit

SHOWN = 10
_IN_COLUMNS = (Measure.KILLED, Measure.INJURED)


def newest_incidents(session: Session, view: View) -> ChartSpec:
    """The newest incidents of the view, as a spec without a figure."""
    return incidents_spec(session, view, SHOWN)


def incidents_spec(session: Session, view: View, limit: int) -> ChartSpec:
    """Up to ``limit`` of the newest incidents, as a spec without a figure."""
    return spec_and_codes(session, view, limit)[0]


def spec_and_codes(session: Session, view: View, limit: int = SHOWN) -> tuple[ChartSpec, list[str]]:
    """The same, and the code of the incident of each row of its table."""
    speaker, text = view.speaker, view.speaker.text
    names = source_names(session, speaker)
    incidents = queries.incidents(session, view.filters, limit=limit)
    rows = tuple(incident_cells(incident, speaker, names) for incident in incidents)
    spec = ChartSpec(
        id="incidents",
        title=text("Newest incidents"),
        sentence=text("The newest incidents of this view, by the day on which they happened."),
        unit=text("people"),
        table=Table(incident_columns(speaker), rows),
        rtl=speaker.rtl,
    )
    return spec, [incident.code for incident in incidents]


def incident_columns(speaker: Speaker) -> tuple[str, ...]:
    """The headings of :func:`incident_cells`."""
    text, measures = speaker.text, (speaker.term(measure) for measure in _IN_COLUMNS)
    return text("When"), text("Where"), *measures, text("Other"), text("Corroboration"), text("Sources")


def incident_cells(incident: IncidentRecord, speaker: Speaker, names: SourceNames) -> tuple[str, ...]:
    """One incident as a row of text."""
    others = [figure for figure in incident.figures if figure.measure not in _IN_COLUMNS]
    return (
        when_words(incident.date_from, incident.date_to, incident.date_precision, speaker),
        incident_place(incident, speaker),
        *(_figures([f for f in incident.figures if f.measure is measure], speaker) for measure in _IN_COLUMNS),
        speaker.listing([f"{_what(figure, speaker)}: {_figure(figure, speaker)}" for figure in others]),
        speaker.listing(list(dict.fromkeys(speaker.term(figure.corroboration) for figure in incident.figures))),
        speaker.listing([names.get(source, source) for source in incident.sources]),
    )


def incident_place(incident: IncidentRecord, speaker: Speaker) -> str:
    """The place by its name in the reader's language, else in the source's words."""
    known = (incident.place_name_ar or incident.place_name) if speaker.rtl else incident.place_name
    return known or (area_words(incident.place, speaker) if incident.place else speaker.text("Place not known"))


def _figures(figures: list[Reconciled], speaker: Speaker) -> str:
    """The figures of one measure, each with whom it counts if that is not everyone or there are several."""
    if not figures:
        return speaker.number(None)
    if len(figures) == 1 and _of_everyone(figures[0]):
        return _figure(figures[0], speaker)
    return speaker.listing([f"{_whom(figure, speaker)}: {_figure(figure, speaker)}" for figure in figures])


def _of_everyone(figure: Reconciled) -> bool:
    """Whether a figure may be read without whom it counts; civilians alone are not all who were killed."""
    return figure.sex is None and figure.age is None and figure.population in (Population.ALL, Population.UNKNOWN)


def _whom(figure: Reconciled, speaker: Speaker) -> str:
    about = sex_and_age(figure.sex, figure.age, speaker)
    people = speaker.term(figure.population)
    return speaker.text("{counted} ({who})", counted=people, who=speaker.listing(about)) if about else people


def _figure(figure: Reconciled, speaker: Speaker) -> str:
    bounds, convention = (figure.low, figure.best, figure.high), figure.convention
    printed = figure_text(
        *bounds, quantifier=figure.quantifier, word=figure.word, convention=convention, speaker=speaker
    )
    if figure.unit is not Unit.PERSON:
        printed = speaker.text("{figure} {unit}", figure=printed, unit=speaker.term(figure.unit))
    if figure.part:
        return speaker.text("{figure} (part, not in sums)", figure=printed)
    return printed if figure.counted else speaker.text("{figure} (not in sums)", figure=printed)


def _what(figure: Reconciled, speaker: Speaker) -> str:
    return counted(figure.measure, speaker, population=figure.population, sex=figure.sex, age=figure.age)
