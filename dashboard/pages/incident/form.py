"""The form by which people judge an incident: who and why once, then what; all but the redaction can be undone."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.deed_form import choice, deed, field
from dashboard.desk import Desk
from dashboard.locale import Speaker
from dashboard.pages.incident.ids import Do, Judge


def form(desk: Desk, speaker: Speaker) -> Component:
    """Closed until it is wanted; what can be chosen in it is filled in when the incident is read."""
    text = speaker.text
    return html.Div(
        [
            html.H2(text("Judge this incident"), className="form-title"),
            html.P(text("Kept with name and reason, and shown in the history. All but a redaction can be undone.")),
            html.Div(id=Judge.TOLD, className="told"),
            dcc.Store(id=Judge.CHANGED),
            html.Details(
                [
                    html.Summary(text("Merge, split, set a figure, discount, confirm, undo, redact…")),
                    html.Div([_signature(desk, speaker), *_deeds(speaker)], className="judge"),
                ]
            ),
        ],
        id=Judge.FORM,
    )


def _signature(desk: Desk, speaker: Speaker) -> Component:
    text = speaker.text
    name = field(Judge.BY, text("Your name"), value=desk.settings.recorded_by)
    return html.Div([name, field(Judge.REASON, text("Reason"), about=text("Why you judge so."))], className="signature")


def _deeds(speaker: Speaker) -> list[Component]:
    text = speaker.text
    bounds = (field(Judge.LOW, text("Low")), field(Judge.BEST, text("Best")), field(Judge.HIGH, text("High")))
    return [
        deed(
            text("With another incident"),
            [field(Judge.OTHER, text("Code of the other incident"))],
            [(Do.MERGE, text("They are one event")), (Do.DISTINCT, text("They are two events"))],
        ),
        deed(
            text("Set the figure"),
            [choice(Judge.KIND, text("What it counts")), html.Div(bounds, className="bounds")],
            [(Do.OVERRIDE, text("Set this figure"))],
        ),
        deed(
            text("Whether it is to be believed"),
            [html.P(text("A discounted incident stays visible and is left out of sums."), className="hint")],
            [(Do.DISCOUNT, text("Discount it")), (Do.CONFIRM, text("The party responsible accepts it"))],
        ),
        deed(
            text("Take a claim out"),
            [
                choice(Judge.CLAIM, text("Which claim")),
                html.P(text("A claim held for review stays visible and is in no figure."), className="hint"),
            ],
            [
                (Do.SPLIT_CLAIM, text("It is not about this incident")),
                (Do.HOLD, text("Hold it for review")),
                (Do.RELEASE, text("Release it from review")),
            ],
        ),
        deed(
            text("Take a judgement back"),
            [choice(Judge.JUDGEMENT, text("Judgement"))],
            [(Do.UNDO, text("Undo it")), (Do.SPLIT, text("Split: keep them apart from now on"))],
        ),
        deed(
            text("Take texts away that could do harm"),
            [
                html.P(
                    text(
                        "They are deleted from every version and the kept file; a marked gap stays, and every figure."
                    ),
                    className="hint",
                ),
                choice(Judge.REDACTED, text("Claim with the texts")),
                field(
                    Judge.TEXT,
                    text("Only this piece of text"),
                    about=text(
                        "A name or a number, as it stands there. Blank: all its words and notes, and the whole file."
                    ),
                ),
            ],
            [(Do.REDACT, text("Redact for good: this can’t be undone"))],
        ),
    ]
