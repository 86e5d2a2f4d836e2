"""What an upload would do, told before it is done: how it was read, what is in it, and every problem on its row."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from dash import html
from dash.development.base_component import Component

from dashboard.charts.spec import Table
from dashboard.components.data_table import data_table
from dashboard.components.notice import notice
from dashboard.components.still import still
from dashboard.locale import Speaker
from dashboard.wording import NO_NAMES, PlaceNames, issue_words, layout_words, read_as_words
from db.vocabulary import Severity
from ingest.issues import Issue
from ingest.outcome import Outcome

MOST_ISSUES = 200
NameThem = Callable[[Sequence[Issue]], PlaceNames]
"""Gives the names, in the reader's language, of the places that the problems shown speak of."""


def unnamed(_issues: Sequence[Issue]) -> PlaceNames:
    """No names: places go by their English ones."""
    return NO_NAMES


def preview(
    outcome: Outcome,
    speaker: Speaker,
    columns: Component | None = None,
    names: NameThem = unnamed,
    how: Component | None = None,
) -> list[Component]:
    """The preview of a file that can be recorded.

    ``columns`` is the step in which its columns are mapped, ``how`` the one that says how else it is to be read.
    """
    text = speaker.text
    said = {"read_as": read_as_words(outcome.read_as, speaker), "layout": layout_words(outcome.layout, speaker)}
    read = text("{read_as}. Layout: {layout}.", **said)
    return [
        html.Div([html.H2(html.Bdi(outcome.file_name)), html.P(read)], className="heading"),
        counts(outcome, speaker, outcome.retracted),
        *_issues(outcome.issues, speaker, names),
        *([how] if how else []),
        *_new_sources(outcome.new_sources, speaker),
        _details(text("First rows"), _sample(outcome, speaker), opened=True),
        columns or _details(text("How the columns were read"), _mapping(outcome, speaker), opened=False),
    ]


def refused(name: str, issues: Sequence[Issue], speaker: Speaker, names: NameThem = unnamed) -> list[Component]:
    """The preview of a file that can't be recorded, and why."""
    title = speaker.text("{name} can't be recorded.", name=name)
    unchanged = speaker.text("Nothing has changed in the register.")
    return [notice(title, unchanged, tone="warn"), *_issues(issues, speaker, names)]


def refused_for(
    name: str, problems: Sequence[Mapping[str, Any]], speaker: Speaker, names: NameThem = unnamed
) -> list[Component]:
    """The same with problems as they are kept with a job."""
    issues = [Issue(**{**problem, "severity": Severity(problem["severity"])}) for problem in problems]
    return refused(name, issues, speaker, names)


class Counted(Protocol):
    """The numbers of an ingest, done or to be done."""

    @property
    def rows(self) -> int: ...
    @property
    def new(self) -> int: ...
    @property
    def revised(self) -> int: ...
    @property
    def unchanged(self) -> int: ...
    @property
    def rejected(self) -> int: ...
    @property
    def warnings(self) -> int: ...


def counts(outcome: Counted, speaker: Speaker, retracted: int = 0) -> Component:
    """The numbers of an ingest, done or to be done; ``retracted`` claims it takes back without a new figure."""
    text = speaker.text
    entries = (
        (text("Rows"), outcome.rows),
        (text("New claims"), outcome.new),
        (text("Revised"), outcome.revised),
        (text("Unchanged"), outcome.unchanged),
        *([(text("Taken back"), retracted)] if retracted else []),
        (text("Rows rejected"), outcome.rejected),
        (text("Warnings"), outcome.warnings),
    )
    cells = [html.Div([html.Dt(label), html.Dd(speaker.number(number))]) for label, number in entries]
    return html.Dl(cells, className="counts")


def _issues(issues: Sequence[Issue], speaker: Speaker, names: NameThem) -> list[Component]:
    """Problems in the order of the file, those that reject a row first."""
    if not issues:
        return []
    text = speaker.text
    ordered = sorted(issues, key=lambda issue: (issue.severity.number, issue.row or 0))
    columns = (text("Status"), text("Row"), text("Column"), text("Value"), text("Problem"), text("What to do"))
    shown = ordered[:MOST_ISSUES]
    places = names(shown)
    rows = tuple(_issue_row(issue, speaker, places) for issue in shown)
    heading = text("Problems and notes")
    parts: list[Component] = [html.H2(heading), still(data_table(Table(columns, rows), heading))]
    if len(ordered) > MOST_ISSUES:
        more = len(ordered) - MOST_ISSUES
        parts.append(html.P(speaker.plural("{n} more is not shown.", "{n} more are not shown.", more)))
    return [html.Section(parts, className="issues")]


def _issue_row(issue: Issue, speaker: Speaker, places: PlaceNames) -> tuple[str, ...]:
    row = speaker.text("File") if issue.row is None else speaker.digits(str(issue.row))
    return (
        speaker.term(issue.severity),
        row,
        issue.column or "",
        issue.value or "",
        *issue_words(issue, speaker, places),
    )


def _new_sources(sources: Sequence[str], speaker: Speaker) -> list[Component]:
    """Names that the register meets for the first time: a misspelling would show here."""
    if not sources:
        return []
    title = speaker.plural("{n} source is new to the register", "{n} sources are new to the register", len(sources))
    return [notice(title, speaker.listing(list(sources)))]


def _sample(outcome: Outcome, speaker: Speaker) -> Table:
    rejected = {issue.row for issue in outcome.issues if issue.severity is Severity.ERROR}
    mark = speaker.term(Severity.ERROR)
    rows = tuple(
        (
            speaker.digits(str(row.number)),
            mark if row.number in rejected else "",
            *(row.cells.get(column, "") for column in outcome.header),
        )
        for row in outcome.sample
    )
    return Table((speaker.text("Row"), speaker.text("Status"), *outcome.header), rows, numeric=(0,))


def _mapping(outcome: Outcome, speaker: Speaker) -> Table:
    kept = speaker.text("kept, not read")
    rows = tuple((column, outcome.mapping.get(column) or kept) for column in outcome.header)
    return Table((speaker.text("Column in the file"), speaker.text("Read as")), rows)


def _details(title: str, table: Table, *, opened: bool) -> Component:
    return html.Details([html.Summary(title), still(data_table(table, title))], open=opened, className="as-table")
