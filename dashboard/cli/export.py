"""The verb that writes a view as a file: `export`."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dashboard import terminal
from dashboard.cli import output_files, register
from dashboard.cli.options import filtered
from dashboard.exports.about import About
from dashboard.exports.columns import Table
from dashboard.exports.make import made
from dashboard.exports.order import SMALL_IS_PUBLIC, Form, Order
from dashboard.exports.small import LEAST, MOST
from db.engine import reading
from db.filters import FilterError, Filters
from db.owner_only import own_file
from db.queries import By

_OUT = "--out"


class Wanted(StrEnum):
    """The kinds of file that can be chosen."""

    CSV = "csv"
    HXL = "hxl"
    XLSX = "xlsx"
    JSON = "json"


@filtered()
def export(
    filters: Filters,
    table: Annotated[Table, typer.Argument(help="claims, incidents or totals.")],
    out: Annotated[Path, typer.Option(_OUT, "-o", metavar="FILE", help="Where to write the file.")],
    style: Annotated[Wanted, typer.Option("--format", help="csv, hxl (CSV with HXL tags), xlsx or json.")] = Wanted.CSV,
    by: Annotated[
        By | None, typer.Option(help="Totals: a row for each month, governorate, source or incident.")
    ] = None,
    public: Annotated[
        bool, typer.Option("--public", help="Coarsen what could do harm, to show it to anybody.")
    ] = False,
    small: Annotated[
        int | None,
        typer.Option(metavar="N", min=LEAST, max=MOST, help="With --public: counts from 1 to below N as “<N”, as 5."),
    ] = None,
) -> None:
    """Write claims, incidents' figures or totals as a file that says of itself what it is.

    A CSV is a plain table; what it is stands in a README beside it.
    """
    if by is not None and table is not Table.TOTALS:
        terminal.fail(f"--by groups totals; {table} are not grouped")
    if small is not None and not public:
        terminal.fail(f"--small: {SMALL_IS_PUBLIC}; add --public")
    output_files.require_writable(out, _OUT)
    form = Form[style.name]
    order = Order(table, filters, by, public, small)
    readme = None if form.tells_of_itself else out.with_name(f"{out.stem}.readme.txt")
    if readme is not None:
        output_files.require_writable(readme, _OUT)
    settings = register.settings_of_environment()
    engine = register.for_reading(settings)
    try:
        with reading(engine) as session:
            about = About.of(session, order, settings.organisation)
            _write(out, made(session, about, order, form), for_anybody=public)
            if readme is not None:
                _write(readme, made(session, about, order, Form.README), for_anybody=public)
    except FilterError as error:
        terminal.fail(str(error))
    beside = f" and {readme.name} beside it" if readme is not None else ""
    terminal.say(f"Wrote {out}{beside}.")


def _write(path: Path, pieces: Iterable[bytes], *, for_anybody: bool) -> None:
    """Write pieces into a file that is there whole or not at all; a pipe or a device takes them as they come."""
    whole = path if path.exists() and not path.is_file() else path.with_name(f".{path.name}.part")
    try:
        with whole.open("wb") if for_anybody else own_file(whole) as file:
            file.writelines(pieces)
        if whole != path:
            whole.replace(path)
    except OSError as error:
        terminal.fail(f"{_OUT}: {path} can't be written: {error.strerror}")
    finally:
        if whole != path:
            whole.unlink(missing_ok=True)
