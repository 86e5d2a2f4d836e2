"""The verbs about files that are in the register: `batches` and `withdraw`."""

from pathlib import Path
from typing import Annotated, NoReturn

import typer
from sqlalchemy.exc import DBAPIError

from dashboard import terminal
from dashboard.cli import register
from dashboard.cli.kept_file import write_kept_file
from dashboard.cli.options import Style
from dashboard.rows.records import Row, batch_row, issue_count_row, withdrawn_row
from dashboard.terminal import Format
from db import batches as recorded
from db.batches import BatchRecord, UnknownBatchError
from db.engine import reading, writing
from db.resolution import ResolutionError, resolve
from db.vocabulary import BatchStatus
from db.withdrawal import WithdrawalError, Withdrawn, foresee, withdraw

Number = Annotated[int, typer.Argument(metavar="N", help="The number of the batch, as `sijill batches` lists it.")]


def batches(
    number: Annotated[int | None, typer.Argument(metavar="[N]", help="Count the problems of this batch.")] = None,
    style: Style = Format.TABLE,
    code: Annotated[
        str | None, typer.Option("--resolve", metavar="CODE", help="Close its problems of this kind.")
    ] = None,
    row: Annotated[int | None, typer.Option(metavar="ROW", help="Close those of this row alone.")] = None,
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who closes them.")] = "",
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why they are settled; it is kept.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", metavar="OUT", help="Write the kept bytes of its file to OUT.")
    ] = None,
) -> None:
    """List the files that were recorded, newest first; of one, the problems that it raised, by kind."""
    try:
        if file is not None:
            return write_kept_file(number, file)
        if number is not None and code:
            return _resolve(number, code, row, by, reason)
        if code:
            terminal.fail("say of which batch the problems are closed: `sijill batches N --resolve CODE`")
        if number is not None:
            return _show_one(number, style)
        found = register.ask(recorded.batches)
    except UnknownBatchError as error:
        _unknown(error)
    if style is not Format.TABLE:
        return terminal.show_rows([batch_row(batch) for batch in found], style)
    if not found:
        return terminal.out("No file is recorded yet.")
    return terminal.show_table([_line(batch) for batch in found], {"file", "by", "status"})


def withdraw_batch(
    number: Number,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; it is kept with the batch.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who withdraws it.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Take a batch back, as if it had never been sent. Nothing is deleted; what was known before can still be asked."""
    settings = register.settings_of_environment()
    engine = register.for_reading(settings)
    try:
        with reading(engine) if dry_run else writing(engine) as session:
            if dry_run:
                done = foresee(session, number)
            else:
                done = withdraw(session, number, by=by or settings.recorded_by, reason=reason)
    except UnknownBatchError as error:
        _unknown(error)
    except WithdrawalError as error:
        terminal.fail(str(error))
    except DBAPIError as error:
        terminal.fail(f"the register could not be written, and nothing has changed: {error.orig}")
    if as_json:
        return terminal.show_rows([withdrawn_row(done)], Format.JSON)
    terminal.out(_told(done))
    return terminal.out("Nothing has changed (dry run)." if dry_run else f"Batch {number} is withdrawn.")


def _resolve(number: int, code: str, row: int | None, by: str, reason: str) -> None:
    settings = register.settings_of_environment()
    try:
        with writing(register.for_reading(settings)) as session:
            done = resolve(session, number, code, row=row, by=by or settings.recorded_by, reason=reason)
    except ResolutionError as error:
        terminal.fail(f"{error}; `sijill batches {number}` lists its problems")
    except DBAPIError as error:
        terminal.fail(f"the register could not be written, and nothing has changed: {error.orig}")
    problems = "problem is" if done.issues == 1 else "problems are"
    terminal.out(f"{done.issues:,} {problems} closed: {code} of batch {number}.")


def _show_one(number: int, style: Format) -> None:
    found = register.ask(lambda session: recorded.batch(session, number))
    counts = register.ask(lambda session: recorded.issue_counts(session, number))
    rows = [issue_count_row(count) for count in counts]
    if style is not Format.TABLE:
        return terminal.show_rows(rows, style)
    terminal.out(_headline(found))
    if rows:
        return terminal.show_table(rows, {"example"})
    return terminal.out("It raised no problem.")


def _line(batch: BatchRecord) -> Row:
    return {
        "batch": batch.id,
        "when": f"{batch.recorded_at:%Y-%m-%d %H:%M}",
        "by": batch.recorded_by or None,
        "file": batch.file_name,
        "layout": batch.layout,
        "new": batch.new,
        "revised": batch.revised,
        "unchanged": batch.unchanged,
        "rejected": batch.rejected,
        "warnings": batch.warnings,
        "status": _status(batch),
    }


def _status(batch: BatchRecord) -> str:
    if batch.status is not BatchStatus.WITHDRAWN or batch.withdrawn_at is None:
        return str(batch.status)
    by = f" by {batch.withdrawn_by}" if batch.withdrawn_by else ""
    return f"{batch.status} {batch.withdrawn_at:%Y-%m-%d}{by}: {batch.withdrawn_reason}"


def _headline(batch: BatchRecord) -> str:
    by = f" by {batch.recorded_by}" if batch.recorded_by else ""
    return f"Batch {batch.id}, {batch.file_name}, sent {batch.recorded_at:%Y-%m-%d %H:%M}{by}: {_status(batch)}."


def _told(done: Withdrawn) -> str:
    return (
        f"Claims: {done.withdrawn:,} no longer standing, {done.restored:,} standing again as other batches say, "
        f"{done.kept:,} left as later batches revised them."
    )


def _unknown(error: UnknownBatchError) -> NoReturn:
    terminal.fail(f"{error}; `sijill batches` lists those there are")
