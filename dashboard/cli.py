"""The command line, `sijill`: every verb is a thin call of the same rooms that the pages use."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal, NoReturn

import typer
from pydantic import ValidationError
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from dashboard import terminal
from dashboard.api.rows import claim_row, total_row
from dashboard.settings import Settings, assets_dir, setting_notes
from dashboard.terminal import Format
from db import queries
from db.answers import SourceRecord
from db.engine import RegisterError, migrate, open_register, reading, require_current
from db.filters import FilterError, Filters
from ingest.demo import is_empty, load_demo
from ingest.layouts.template import column_help, template_csv
from ingest.outcome import FileRefusedError
from ingest.pipeline import ingest
from ingest.rejects import rejects_csv

app = typer.Typer(
    name="sijill",
    help="A register of casualty and displacement claims: who said what, when, and what the claims add up to.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
db = typer.Typer(help="The register's database.", no_args_is_help=True)
app.add_typer(db, name="db")

TOTAL_COLUMNS = {"measure": "measure", "series": "series", "text": "figure", "unit": "unit", "population": "who"}
TOTAL_COLUMNS |= {"basis": "basis", "as_of": "as of", "claims": "claims", "incidents": "incidents", "source": "said by"}
CLAIM_COLUMNS = {
    "measure": "measure",
    "series": "series",
    "text": "figure",
    "population": "who",
    "from": "from",
    "to": "to",
}
CLAIM_COLUMNS |= {
    "as_of": "as of",
    "pcode": "P-code",
    "verbatim": "words",
    "source": "said by",
    "origin": "first said by",
}
SOURCE_COLUMNS = {"name": "name", "kind": "kind", "reliability": "grade", "claims": "claims", "relays": "relays"}
SOURCE_COLUMNS |= {"reliability_note": "note"}

By = Literal["month", "place", "source", "incident"]
FromDay = Annotated[str | None, typer.Option("--from", metavar="D", help="First day it happened, as 2024-11-30.")]
ToDay = Annotated[str | None, typer.Option("--to", metavar="D", help="Last day on which it happened.")]
Measure = Annotated[str | None, typer.Option(metavar="M", help="killed, injured, missing, displaced, idps, refugees …")]
Series = Annotated[str | None, typer.Option(metavar="S", help="incident, period, cumulative, stock or unspecified.")]
Population = Annotated[str | None, typer.Option(metavar="P", help="civilian, combatant, protected, all or unknown.")]
Place = Annotated[str | None, typer.Option(metavar="P", help="P-code or name; what lies in it is meant too.")]
Source = Annotated[str | None, typer.Option(metavar="S", help="Name of a source or origin.")]
Reliability = Annotated[str | None, typer.Option(metavar="A-F", help="Least grade of who says it.")]
Corroboration = Annotated[str | None, typer.Option(metavar="C", help="single, corroborated, contested …")]
Policy = Annotated[str | None, typer.Option(metavar="P", help="envelope, most_reliable, latest or lowest.")]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="T", help="As it was known then: a day, or a moment.")]
Style = Annotated[Format, typer.Option("--format", help="table for people, csv or json for programs.")]


@app.command()
def serve() -> None:
    """Serve the dashboard on 127.0.0.1, with the demo register where the register is empty."""
    from dashboard.app import run  # noqa: PLC0415  (Dash takes a second to load; the other verbs don't need it)

    settings = _settings()
    engine = _register(settings)
    if is_empty(engine):
        terminal.say("The register is empty: loading the demo register.")
        _load_demo(engine)
    run(settings)


@app.command()
def demo() -> None:
    """Load the demo register into the register that the settings name. What it has already is left as it is."""
    _load_demo(_register(_settings()))


@app.command("ingest")
def ingest_file(
    file: Annotated[Path, typer.Argument(help="A CSV file of the generic layout (see `sijill template`).")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; record nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse the whole file if any row has an error.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts and issues as JSON.")] = False,
    rejects: Annotated[Path | None, typer.Option(metavar="FILE", help="Write rejected rows there, to mend.")] = None,
    recorded_by: Annotated[str, typer.Option(metavar="NAME", help="Who sends the file.")] = "",
) -> None:
    """Put a file of claims into the register: all of it in one step, or nothing. The same file twice adds nothing."""
    if not file.is_file():
        _fail(f"there is no file {file}")
    settings = _settings()
    engine = _register(settings)
    try:
        with terminal.Bar() as bar:
            by = recorded_by or settings.recorded_by
            outcome = ingest(engine, file, recorded_by=by, dry_run=dry_run, strict=strict, progress=bar)
    except FileRefusedError as refusal:
        if as_json:
            terminal.out(terminal.refusal_json(refusal.issues))
        terminal.show_issues(refusal.issues)
        _fail(f"{file.name} was refused; nothing was recorded")
    if rejects is not None:
        rejects.write_text(rejects_csv(outcome), encoding="utf-8", newline="")
    if as_json:
        terminal.out(terminal.outcome_json(outcome))
    else:
        terminal.show_outcome(outcome)
    if outcome.rows and outcome.rejected == outcome.rows:
        _fail("every row was rejected")


@app.command()
def template(
    examples: Annotated[bool, typer.Option("--examples", help="With two rows that show how (not to be sent).")] = False,
    columns: Annotated[bool, typer.Option("--columns", help="Explain every column instead.")] = False,
) -> None:
    """Print an empty CSV file to fill in: sijill template > reports.csv"""
    if columns:
        for name, others, about in column_help():
            terminal.out(f"{name}: {about}" + (f" (also: {others})" if others else ""))
        return
    sys.stdout.reconfigure(newline="")  # type: ignore[union-attr]  # the template has its own line ends
    sys.stdout.write(template_csv(with_examples=examples))


@app.command()
def totals(
    measure: Measure = None,
    series: Series = None,
    population: Population = None,
    by: Annotated[By | None, typer.Option(help="One row for each month, governorate, source or incident.")] = None,
    since: FromDay = None,
    until: ToDay = None,
    place: Place = None,
    source: Source = None,
    reliability: Reliability = None,
    corroboration: Corroboration = None,
    policy: Policy = None,
    as_of: AsOf = None,
    style: Style = Format.TABLE,
) -> None:
    """What the claims come to: one row for each kind, and kinds are never added."""
    filters = _filters(
        {"measure": measure, "series": series, "population": population, "from": since, "to": until, "place": place}
        | {"source": source, "reliability": reliability, "corroboration": corroboration, "policy": policy}
        | {"as_of": as_of}
    )
    found = _ask(lambda session: queries.totals(session, filters, by))
    grouped = {by: by} if by else {}
    rows = [total_row(total, by) for total in found]
    if style is Format.TABLE:
        rows = [row | {"text": f"of which {row['text']}"} if row["part_of"] else row for row in rows]
    terminal.show_rows(rows, style, grouped | TOTAL_COLUMNS)


@app.command()
def claims(
    measure: Measure = None,
    series: Series = None,
    population: Population = None,
    since: FromDay = None,
    until: ToDay = None,
    place: Place = None,
    source: Source = None,
    reliability: Reliability = None,
    policy: Policy = None,
    as_of: AsOf = None,
    style: Style = Format.TABLE,
) -> None:
    """The claims themselves, as they were said and as they were read."""
    filters = _filters(
        {"measure": measure, "series": series, "population": population, "from": since, "to": until, "place": place}
        | {"source": source, "reliability": reliability, "policy": policy, "as_of": as_of}
    )
    found = _ask(lambda session: queries.claims(session, filters))
    terminal.show_rows([claim_row(claim) for claim in found], style, CLAIM_COLUMNS)


@app.command()
def sources(as_of: AsOf = None, style: Style = Format.TABLE) -> None:
    """Who speaks in the register, with grades and reliability notes."""
    found = _ask(lambda session: queries.sources(session, _filters({"as_of": as_of})))
    rows = [_source_row(source) for source in found]
    terminal.show_rows(rows, style, SOURCE_COLUMNS)


@app.command()
def snapshot(
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.pdf", help="Where to write the PDF.")],
    lang: Annotated[Literal["en", "ar"], typer.Option(help="Language of the document.")] = "en",
    measure: Measure = None,
    series: Series = None,
    population: Population = None,
    since: FromDay = None,
    until: ToDay = None,
    place: Place = None,
    source: Source = None,
    reliability: Reliability = None,
    corroboration: Corroboration = None,
    policy: Policy = None,
    as_of: AsOf = None,
) -> None:
    """Write what the dashboard shows as a PDF: archival, accessible, with its data inside."""
    from dashboard.snapshot.build import snapshot_pdf  # noqa: PLC0415  (typst is not needed by the other verbs)
    from dashboard.snapshot.errors import SnapshotError  # noqa: PLC0415

    filters = _filters(
        {"measure": measure, "series": series, "population": population, "from": since, "to": until, "place": place}
        | {"source": source, "reliability": reliability, "corroboration": corroboration, "policy": policy}
        | {"as_of": as_of}
    )
    settings = _settings()
    engine = _register(settings, must_exist=True)
    try:
        pdf = snapshot_pdf(engine, filters, lang, settings)
    except (SnapshotError, FilterError) as error:
        _fail(str(error))
    output.write_bytes(pdf)
    terminal.say(f"Wrote {output} ({len(pdf) / 1000:,.0f} kB).")


@app.command()
def verify(file: Annotated[Path, typer.Argument(help="A PDF that `sijill snapshot` or the dashboard made.")]) -> None:
    """Tell whether a PDF is intact, and whether the register still says the same."""
    from dashboard.snapshot.check import check_snapshot  # noqa: PLC0415  (pikepdf is not needed by the other verbs)
    from dashboard.snapshot.errors import SnapshotError  # noqa: PLC0415

    settings = _settings()
    try:
        found = check_snapshot(file.read_bytes(), _register_or_none(settings), assets_dir())
    except (SnapshotError, ValueError, OSError) as error:
        _fail(f"{file}: {error}")
    for line in found.lines:
        terminal.out(line)
    if not found.intact:
        raise typer.Exit(1)


@app.command("settings")
def list_settings() -> None:
    """List every setting: its environment variable, its default and what it is for."""
    for note in setting_notes():
        terminal.out(f"{note.variable}  (default: {note.default or 'none'})\n    {note.description}")


@db.command()
def upgrade() -> None:
    """Create the register or bring it to this version."""
    settings = _settings()
    _register(settings)
    terminal.say(f"The register at {_shown(settings)} is of this version.")


def main() -> None:
    """The console script `sijill`."""
    app()


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        _fail(
            "; ".join(
                f"SIJILL_{str(e['loc'][0]).upper()}: {e['msg'].removeprefix('Value error, ')}" for e in error.errors()
            )
        )


def _shown(settings: Settings) -> str:
    return open_register(settings.register_url).url.render_as_string(hide_password=True)


def _register(settings: Settings, *, must_exist: bool = False) -> Engine:
    """The register of the settings, made or upgraded; ``must_exist``: only opened."""
    try:
        engine = open_register(settings.register_url)
        if must_exist:
            require_current(engine)
        else:
            migrate(engine)
    except RegisterError as error:
        _fail(str(error))
    except OperationalError as error:
        _fail(f"the register can't be opened: {error.orig}")
    return engine


def _register_or_none(settings: Settings) -> Engine | None:
    try:
        engine = open_register(settings.register_url)
        require_current(engine)
    except (RegisterError, OperationalError):
        return None
    return engine


def _filters(words: dict[str, str | None]) -> Filters:
    try:
        return Filters.from_words(words)
    except FilterError as error:
        _fail(str(error))


def _ask(question: Callable[[Any], Any]) -> Any:
    engine = _register(_settings(), must_exist=True)
    try:
        with reading(engine) as session:
            return question(session)
    except FilterError as error:
        _fail(str(error))


def _source_row(source: SourceRecord) -> dict[str, str | int | bool | None]:
    grade = source.grade
    return {
        "name": source.name,
        "name_ar": source.name_ar,
        "kind": source.kind,
        "reliability": grade.reliability if grade else None,
        "assessor": grade.assessor if grade else None,
        "assessed_on": grade.assessed_on.isoformat() if grade else None,
        "claims": source.claims,
        "relays": source.relays,
        "revised": source.revised,
        "interests": source.interests,
        "reliability_note": source.reliability_note,
        "url": source.url,
    }


def _load_demo(engine: Engine) -> None:
    for outcome in load_demo(engine):
        terminal.say(f"{outcome.file_name}: {outcome.claims} claims, {outcome.new} new")


def _fail(message: str) -> NoReturn:
    terminal.say(f"sijill: {message}.".replace("..", "."))
    raise typer.Exit(1)
