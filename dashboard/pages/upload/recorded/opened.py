"""One recorded file: what its ingest counted, which problems it raised, its rejected rows, and its withdrawal."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.spec import Table
from dashboard.components.data_table import data_table
from dashboard.components.notice import notice
from dashboard.components.still import still
from dashboard.locale import Speaker
from dashboard.pages.upload.preview import counts
from dashboard.pages.upload.recorded.listing import moment_words
from dashboard.wording import NO_NAMES, PlaceNames, issue_heading, issue_words
from db.batches import BatchRecord, IssueCount
from db.withdrawal import Withdrawn
from ingest.issues import Issue


def opened(
    batch: BatchRecord, problems: Sequence[IssueCount], speaker: Speaker, places: PlaceNames = NO_NAMES
) -> list[Component]:
    """A recorded file; if it is withdrawn, first by whom, when and why."""
    text = speaker.text
    heading = html.H3(text("Batch {batch}: {name}", batch=batch.id, name=batch.file_name), tabIndex="-1")
    return [
        heading,
        *_withdrawal(batch, speaker),
        counts(batch, speaker),
        *_problems(problems, speaker, places),
        *_rejects(batch, speaker),
    ]


def unknown(number: int, speaker: Speaker) -> list[Component]:
    """Said of an address that opens a file that is not there."""
    return [notice(speaker.text("There is no batch {batch}.", batch=number))]


def withdrawn_now(done: Withdrawn, speaker: Speaker) -> Component:
    """Said right after a withdrawal."""
    title = speaker.text("Batch {batch} is withdrawn.", batch=done.batch)
    again = speaker.text("Nothing was deleted. To bring it back, upload the file again.")
    return notice(title, foreseen_words(done, speaker), again, tone="good")


def foreseen_words(done: Withdrawn, speaker: Speaker) -> str:
    """What a withdrawal does to the claims, before or after it."""
    plural = speaker.plural
    parts = [plural("{n} claim no longer stands", "{n} claims no longer stand", done.withdrawn)]
    if n := done.restored:
        parts.append(
            plural("{n} claim stands again as another file says", "{n} claims stand again as other files say", n)
        )
    if n := done.kept:
        parts.append(
            plural("{n} claim stays as a later file revised it", "{n} claims stay as later files revised them", n)
        )
    return speaker.clauses(parts) + "."


def _withdrawal(batch: BatchRecord, speaker: Speaker) -> list[Component]:
    if batch.withdrawn_at is None:
        return []
    when = moment_words(batch.withdrawn_at, speaker)
    if batch.withdrawn_by:
        title = speaker.text("Withdrawn on {when} by {who}", when=when, who=batch.withdrawn_by)
    else:
        title = speaker.text("Withdrawn on {when}", when=when)
    return [notice(title, speaker.isolate(batch.withdrawn_reason or ""))]


def _problems(problems: Sequence[IssueCount], speaker: Speaker, places: PlaceNames) -> list[Component]:
    if not problems:
        return [html.P(speaker.text("It raised no problem."), className="hint")]
    text = speaker.text
    columns = (text("Status"), text("Kind"), text("How often"), text("For example"))
    rows = tuple(
        (
            speaker.term(each.severity),
            issue_heading(each.code, speaker)[0],
            speaker.number(each.count),
            _example(each, speaker, places),
        )
        for each in problems
    )
    heading = text("Problems by kind")
    return [html.Div(still(data_table(Table(columns, rows, numeric=(2,)), heading)), className="issues")]


def example_of(problem: IssueCount) -> Issue:
    """The first problem of a kind, of which only the message is known."""
    return Issue(problem.severity, problem.code, problem.example, "")


def _example(problem: IssueCount, speaker: Speaker, places: PlaceNames) -> str:
    return issue_words(example_of(problem), speaker, places)[0]


def _rejects(batch: BatchRecord, speaker: Speaker) -> list[Component]:
    if not batch.rejected:
        return []
    words = speaker.plural("Download the {n} rejected row", "Download the {n} rejected rows", batch.rejected)
    href = f"/api/v1/batches/{batch.id}/rejects.csv"
    return [html.P(html.A(words, href=href, className="button", download=""))]
