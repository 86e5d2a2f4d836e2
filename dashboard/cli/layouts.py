"""``sijill layouts``: which publishers' files are recognised, and what one of them means to the register."""

from collections.abc import Iterator
from textwrap import fill
from typing import Annotated, Final

import typer

from dashboard import terminal
from dashboard.cli.options import Style
from dashboard.layout_words import conditions, figure_columns, named_words, ways_told
from dashboard.locale import speak
from dashboard.rows.records import Row
from dashboard.terminal import Format
from ingest.layouts.describe import ClaimDescription, LayoutDescription, described_layouts
from ingest.layouts.fields import generic

_EN: Final = speak("en")
_LINE: Final = 100
"""Letters of a line of running text."""


def layouts(
    layout: Annotated[str | None, typer.Argument(metavar="[LAYOUT]", help="Explain this one.")] = None,
    style: Style = Format.TABLE,
) -> None:
    """List the publishers whose files are recognised; of one, say what it counts and what is read from where."""
    if layout is None:
        return _list(style)
    found = next((one for one in described_layouts() if one.id == layout), None)
    if layout == generic().id:
        terminal.fail("the generic layout is the template; `sijill template --columns` explains it")
    if found is None:
        terminal.fail(f"there is no layout {layout!r}; `sijill layouts` lists those there are")
    if style is not Format.TABLE:
        return terminal.show_rows(list(_rows(found)), style)
    return _explain(found)


def _list(style: Format) -> None:
    rows: list[Row] = [
        {"layout": one.id, "version": one.version, "name": one.name, "publisher": one.publisher, "licence": one.licence}
        for one in described_layouts()
    ]
    if style is Format.TABLE:
        return terminal.show_table(rows, {"name", "publisher", "licence"})
    return terminal.show_rows(rows, style)


def _explain(layout: LayoutDescription) -> None:
    terminal.out(f"{layout.name} ({layout.id}, version {layout.version})")
    terminal.out(f"\n{fill(layout.about, _LINE)}\n")
    for heading, lines in _lists(layout):
        if lines:
            terminal.out("\n".join((f"{heading}:", *(f"  {line}" for line in lines))))
    terminal.out("\nThe claims that a row makes:")
    terminal.show_table([_claim(claim) for claim in layout.claims], {"counts", "read from", "definition", "conditions"})
    terminal.out("\nWhat else is read:")
    terminal.show_table([{"field": field, "read from": column} for field, column in layout.fields.items()])


def _lists(layout: LayoutDescription) -> Iterator[tuple[str, list[str]]]:
    """What is a list of lines, by its heading."""
    yield "Publisher", [layout.publisher]
    yield "Licence", [layout.licence]
    yield "Documentation", list(layout.documentation)
    yield "Told by its columns", ways_told(layout)
    yield "Rows left out", list(layout.skipped)
    yield "Columns known and not read", [", ".join(layout.left_alone)] if layout.left_alone else []
    yield "Problems of its own", [f"{code} ({problem[0]}): {problem[1]}" for code, problem in layout.issues.items()]


def _claim(claim: ClaimDescription) -> Row:
    return {
        "claim": claim.part,
        "counts": named_words(claim, _EN),
        "read from": figure_columns(claim),
        "definition": claim.definition,
        "conditions": conditions(claim, _EN),
    }


def _rows(layout: LayoutDescription) -> Iterator[Row]:
    """The whole layout for programs: what each row is about, its name, and what is said of it."""
    yield from (_row("about", name, text) for name, text in (("name", layout.name), ("counts", layout.about)))
    for heading, lines in _lists(layout):
        yield from (_row(heading.lower(), None, line) for line in lines)
    yield from (_row("field", field, column) for field, column in layout.fields.items())
    yield from (_row("claim", claim.part, _in_a_line(claim)) for claim in layout.claims)


def _row(about: str, name: str | None, text: str) -> Row:
    return {"about": about, "name": name, "text": text}


def _in_a_line(claim: ClaimDescription) -> str:
    parts = (named_words(claim, _EN), figure_columns(claim), claim.definition, conditions(claim, _EN))
    return " | ".join(part for part in parts if part)
