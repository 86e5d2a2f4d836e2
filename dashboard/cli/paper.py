"""The verbs of the PDF: `snapshot` and `verify`."""

from pathlib import Path
from typing import Annotated

import typer

from dashboard import terminal
from dashboard.cli import output_files, register
from dashboard.cli.options import filtered
from dashboard.locale import Language, Numerals
from dashboard.locale.tongues import Tongue, speakers_of
from dashboard.settings import assets_dir
from db.filters import FilterError, Filters


@filtered()
def snapshot(
    filters: Filters,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.pdf", help="Where to write the PDF.")],
    lang: Annotated[
        Tongue, typer.Option("--lang", "--language", help="Language of the document, or both in one file.")
    ] = "en",
    first: Annotated[Language | None, typer.Option(help="Of both languages, the one that comes first.")] = None,
    digits: Annotated[Numerals, typer.Option(help="Digits of what is in Arabic: 123 (latn) or ١٢٣ (arab).")] = "latn",
) -> None:
    """Write what the dashboard shows as a PDF: archival, accessible, with its data inside."""
    from dashboard.snapshot.build import snapshot_pdf  # noqa: PLC0415  (typst is not needed by the other verbs)
    from dashboard.snapshot.errors import SnapshotError  # noqa: PLC0415

    if first and lang != "both":
        terminal.fail("--first puts one of two languages before the other; add --lang both, or leave it out.")
    output_files.require_writable(output, "--output")
    settings = register.settings_of_environment()
    engine = register.for_reading(settings)
    speakers = speakers_of(lang, first or settings.language, digits)
    try:
        pdf = snapshot_pdf(engine, filters, speakers, settings)
    except (SnapshotError, FilterError) as error:
        terminal.fail(str(error))
    output_files.write(output, "--output", pdf, for_anybody=True)
    terminal.say(f"Wrote {output} ({len(pdf) / 1000:,.0f} kB).")


def verify(file: Annotated[Path, typer.Argument(help="A PDF that `sijill snapshot` or the dashboard made.")]) -> None:
    """Tell whether a PDF is intact, and whether the register still says the same."""
    from dashboard.snapshot.check import check_snapshot  # noqa: PLC0415  (pikepdf is not needed by the other verbs)
    from dashboard.snapshot.errors import SnapshotError  # noqa: PLC0415

    settings = register.settings_of_environment()
    try:
        found = check_snapshot(file.read_bytes(), register.if_there(settings), assets_dir())
    except (SnapshotError, ValueError, OSError) as error:
        terminal.fail(f"{file}: {error}")
    for line in found.lines:
        terminal.out(line)
    if not found.intact:
        raise typer.Exit(1)
