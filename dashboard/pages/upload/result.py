"""What recording an upload did, and where to go from there."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.components.notice import notice
from dashboard.locale import Speaker
from dashboard.pages.upload.preview import counts
from dashboard.view import without_filters


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording a file did: its batch and its counts, as they are kept with the job."""

    batch: int | None
    file: str
    rows: int
    new: int
    revised: int
    unchanged: int
    retracted: int
    rejected: int
    warnings: int

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> Self:
        """What the facts of the job say; an older one knows nothing of claims taken back."""
        known = {"retracted": 0} | dict(facts)
        return cls(**{each.name: known[each.name] for each in fields(cls)})


def result(outcome: Recorded, token: str, search: str, speaker: Speaker) -> list[Component]:
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
        counts(outcome, speaker, outcome.retracted),
        html.Div(onward, className="onward"),
        *(mend if outcome.rejected else []),
    ]


def _what_is_in(outcome: Recorded, speaker: Speaker) -> str:
    """The whole file, or how many of its rows."""
    if not outcome.rejected:
        return speaker.text("{name} is in the register.", name=outcome.file)
    kept = speaker.plural("{n} row is recorded", "{n} rows are recorded", outcome.rows - outcome.rejected)
    left = speaker.plural("{n} row is left out", "{n} rows are left out", outcome.rejected)
    return speaker.text("{name}: {kept}, {left}.", name=outcome.file, kept=kept, left=left)
