"""What recording an upload did, and where to go from there."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.notice import notice
from dashboard.locale import Speaker
from dashboard.pages.upload.preview import counts
from dashboard.view import without_filters
from ingest.outcome import Outcome


def result(outcome: Outcome, token: str, search: str, speaker: Speaker) -> list[Component]:
    """The counts of a recorded batch, the way to the overview, and the rejected rows to mend."""
    text = speaker.text
    title = text("Recorded as batch {batch}.", batch=outcome.batch or 0)
    onward: list[Component] = [
        dcc.Link(text("See it in the overview"), href=f"/{without_filters(search)}", className="button button-primary")
    ]
    if outcome.rejected:
        rejects = speaker.plural("Download the {n} rejected row", "Download the {n} rejected rows", outcome.rejected)
        href = f"/api/v1/uploads/{token}/rejects.csv"
        onward.append(html.A(rejects, href=href, className="button", download=""))
    mend = [html.P(text("Mend the rejected rows in that file and upload it: what is in already stays as it is."))]
    return [
        notice(title, _what_is_in(outcome, speaker), tone="good"),
        counts(outcome, speaker),
        html.Div(onward, className="onward"),
        *(mend if outcome.rejected else []),
    ]


def _what_is_in(outcome: Outcome, speaker: Speaker) -> str:
    """The whole file, or how many of its rows."""
    if not outcome.rejected:
        return speaker.text("{name} is in the register.", name=outcome.file_name)
    kept = speaker.plural("{n} row is recorded", "{n} rows are recorded", outcome.rows - outcome.rejected)
    left = speaker.plural("{n} row is left out", "{n} rows are left out", outcome.rejected)
    return speaker.text("{name}: {kept}, {left}.", name=outcome.file_name, kept=kept, left=left)
