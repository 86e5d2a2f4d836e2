"""The command line, `sijill`: every verb is a thin call of the same rooms that the pages use.

A verb is a function in the room of its idea; here it gets its name and its place in the help.
"""

import typer

from dashboard import terminal
from dashboard.cli import (
    asking,
    batches,
    changes,
    export,
    holding,
    incidents,
    ingesting,
    keeping,
    layouts,
    mapping,
    paper,
    places,
    redacting,
    serving,
    sources,
    upkeep,
)

app = typer.Typer(
    name="sijill",
    help="A register of casualty and displacement claims: who said what, when, and what the claims add up to.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
db = typer.Typer(help="The register's database.", no_args_is_help=True)

app.command()(serving.serve)
app.command()(serving.demo)
app.command("ingest")(ingesting.ingest_file)
app.command()(ingesting.template)
app.command("map")(mapping.map_columns)
app.command()(layouts.layouts)
app.command()(asking.totals)
app.command()(asking.claims)
app.command()(batches.batches)
app.command("withdraw")(batches.withdraw_batch)
app.command("redact")(redacting.redact_texts)
app.command()(holding.hold)
app.command()(holding.release)
app.command("changes")(changes.show_changes)
app.command()(export.export)
app.command()(paper.snapshot)
app.command()(paper.verify)
app.command()(keeping.backup)
app.command()(keeping.restore)
app.command()(keeping.check)
app.command()(upkeep.settings)
app.add_typer(places.places, name="places")
app.add_typer(sources.sources, name="sources")
app.add_typer(incidents.incidents, name="incidents")
app.add_typer(db, name="db")
db.command()(upkeep.upgrade)


def main() -> None:
    """The console script `sijill`."""
    terminal.speak_unicode()
    app()
