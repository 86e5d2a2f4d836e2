"""The form by which people decide about a source: who and why once, then what; nothing is overwritten."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.deed_form import choice, deed, field
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.sources.ids import Decide, Do
from dashboard.wording import reliability_words
from db.vocabulary import Measure, Reliability, SourceKind


def form(desk: Desk, speaker: Speaker) -> Component:
    """Closed until it is wanted; the sources are filled in when the register is read."""
    text = speaker.text
    return html.Div(
        [
            html.H2(text("Decide about a source"), className="form-title"),
            html.P(text("Kept with name and reason, and shown in the history. What stood before stays there.")),
            html.Div(id=Decide.TOLD, className="told"),
            dcc.Store(id=Decide.CHANGED),
            html.Details(
                [
                    html.Summary(text("Grade it, keep it confidential, name it, describe it…")),
                    html.Div([_signature(desk, speaker), *_deeds(speaker)], className="judge"),
                ]
            ),
        ],
        id=Decide.FORM,
    )


def _signature(desk: Desk, speaker: Speaker) -> Component:
    text = speaker.text
    return html.Div(
        [
            choice(Decide.SOURCE, text("Source"), searchable=True),
            field(Decide.BY, text("Your name"), value=desk.settings.recorded_by),
            field(Decide.REASON, text("Reason"), about=text("Why you judge so.")),
        ],
        className="signature",
    )


def _deeds(speaker: Speaker) -> list[Component]:
    """In two columns, so that no deed leaves a gap beside it."""
    return [
        html.Div([_grading(speaker), _naming(speaker), _keeping_confidential(speaker)], className="deeds"),
        html.Div([_describing(speaker)], className="deeds"),
    ]


def _grading(speaker: Speaker) -> Component:
    text = speaker.text
    grades = [{"value": grade.value, "label": reliability_words(grade, speaker)} for grade in Reliability]
    measures = [{"value": measure.value, "label": speaker.term(measure)} for measure in Measure]
    fields = [
        choice(Decide.GRADE, text("Grade"), grades),
        choice(Decide.MEASURE, text("For which claims"), measures),
        html.P(text("Without a choice: for claims of every kind."), className="hint"),
        field(Decide.DAY, text("Day of the assessment"), about=text("As 2024-11-30; blank means today.")),
    ]
    return deed(text("Grade it"), fields, [(Do.GRADE, text("Give this grade"))])


def _naming(speaker: Speaker) -> Component:
    text = speaker.text
    about = text("In later files it means this source; what is recorded keeps its speaker.")
    buttons = [(Do.ADD_ALIAS, text("Add this name")), (Do.REMOVE_ALIAS, text("Remove this name"))]
    return deed(text("Other names"), [field(Decide.ALIAS, text("Another name of it"), about=about)], buttons)


def _keeping_confidential(speaker: Speaker) -> Component:
    text = speaker.text
    buttons = [(Do.CONFIDENTIAL, text("Keep it confidential")), (Do.PUBLIC, text("It may be named"))]
    return deed(text("Whether it may be named"), [html.P(confidential_means(speaker), className="hint")], buttons)


def _describing(speaker: Speaker) -> Component:
    text = speaker.text
    kinds = [{"value": kind.value, "label": speaker.term(kind)} for kind in SourceKind]
    fields = [
        choice(Decide.KIND, text("Kind"), kinds),
        field(Decide.NOTE, text("Reliability note (English)")),
        field(Decide.NOTE_AR, text("Reliability note (Arabic)")),
        field(Decide.INTERESTS, text("Interests (English)")),
        field(Decide.INTERESTS_AR, text("Interests (Arabic)")),
        html.P(text("A field that is left blank changes nothing."), className="hint"),
    ]
    return deed(text("What to know about it"), fields, [(Do.DESCRIBE, text("Write this down"))])


def confidential_means(speaker: Speaker) -> str:
    """What it means that a source is confidential."""
    return speaker.text(
        "A confidential source shows on these pages, which only people at this computer see. PDFs and public exports "
        "name its kind instead, leave its words out, and put its places into their governorate."
    )
