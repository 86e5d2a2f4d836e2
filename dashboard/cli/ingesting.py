"""The verbs that put reports in: `ingest` and `template`."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import DBAPIError

from dashboard import terminal
from dashboard.cli import outcomes, output_files, register
from dashboard.cli.mapping import MAP, given_map
from ingest.layouts.household_size import HouseholdSizeError
from ingest.layouts.mapping.mapped import AS_MAPPED
from ingest.layouts.stated import DecimalMark, Stated, stated_in_words
from ingest.layouts.template import column_help, template_csv
from ingest.normalize.date import DayOrder
from ingest.outcome import FileRefusedError, Outcome
from ingest.pipeline import ingest
from ingest.rejects import rejects_csv

REJECTS = "--rejects"
SIZE, SIZE_SOURCE = "--household-size", "--household-size-source"
DAYS, DECIMALS = "--day-first/--month-first", "--decimal-point/--decimal-comma"


def ingest_file(
    file: Annotated[Path, typer.Argument(help="The template filled in, or a file of a known publisher.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; record nothing.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse the whole file if any row has an error.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts and issues as JSON.")] = False,
    rejects: Annotated[Path | None, typer.Option(REJECTS, metavar="FILE", help="Write rejected rows there.")] = None,
    columns: Annotated[
        Path | None, typer.Option(MAP, metavar="FILE", help="What its columns are (`sijill map`).")
    ] = None,
    sheet: Annotated[str, typer.Option(metavar="NAME", help="Which sheet of a workbook.")] = "",
    day_first: Annotated[
        bool | None,
        typer.Option(DAYS, help="What comes first in dates such as 03/04/2024 that their column leaves open."),
    ] = None,
    decimal_point: Annotated[
        bool | None,
        typer.Option(DECIMALS, help="What stands before decimals: 1.200 is 1,200 where that is the comma."),
    ] = None,
    size: Annotated[str, typer.Option(SIZE, metavar="N", help="People in a household, where no row says it.")] = "",
    size_source: Annotated[str, typer.Option(SIZE_SOURCE, metavar="NAME", help="Who says so, and of when.")] = "",
    recorded_by: Annotated[str, typer.Option(metavar="NAME", help="Who sends the file.")] = "",
) -> None:
    """Put a file of claims into the register: all of it in one step, or nothing. The same file twice adds nothing."""
    if not file.is_file():
        terminal.fail(f"there is no file {file}")
    if rejects is not None:
        output_files.require_other(rejects, REJECTS, file)
        output_files.require_writable(rejects, REJECTS)
    mapping, stated = given_map(columns), _stated(sheet, day_first, decimal_point, size, size_source)
    settings = register.settings_of_environment()
    engine = register.for_trial(settings) if dry_run else register.for_writing(settings)
    by = recorded_by or settings.recorded_by
    try:
        with terminal.Bar() as bar:
            outcome = ingest(
                engine,
                file,
                mapping=mapping,
                stated=stated,
                recorded_by=by,
                dry_run=dry_run,
                strict=strict,
                progress=bar,
            )
    except FileRefusedError as refusal:
        _keep(rejects, refusal.outcome)
        outcomes.show_refusal(refusal, as_json=as_json, rejects=rejects)
        terminal.fail(f"{file.name} was refused; nothing was recorded")
    except DBAPIError as error:
        terminal.fail(f"the register could not be written, and nothing was recorded: {error.orig}")
    except OSError as error:
        terminal.fail(f"{error.filename or file}: {error.strerror}; nothing was recorded")
    _keep(rejects, outcome)
    outcomes.show_outcome(outcome, as_json=as_json, rejects=rejects)
    _say_how_mapped(outcome)
    if outcome.rows and outcome.rejected == outcome.rows:
        terminal.fail("every row was rejected")


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


def _stated(sheet: str, day_first: bool | None, decimal_point: bool | None, size: str, source: str) -> Stated:
    """How the file is to be read. Ends the command where its household size can't be kept."""
    days = {None: "", True: DayOrder.DAY_FIRST, False: DayOrder.MONTH_FIRST}[day_first]
    decimal = {None: "", True: DecimalMark.POINT, False: DecimalMark.COMMA}[decimal_point]
    try:
        return stated_in_words(
            sheet=sheet, day_order=days, decimal_mark=decimal, household_size=size, household_size_source=source
        )
    except HouseholdSizeError as error:
        terminal.fail(f"{SIZE} and {SIZE_SOURCE}: {error}")


def _say_how_mapped(outcome: Outcome) -> None:
    for issue in outcome.issues:
        if issue.code == AS_MAPPED:
            terminal.say(f"{issue.message} {issue.remedy}")


def _keep(rejects: Path | None, outcome: Outcome | None) -> None:
    if rejects is not None and outcome is not None:
        output_files.write(rejects, REJECTS, rejects_csv(outcome).encode())
