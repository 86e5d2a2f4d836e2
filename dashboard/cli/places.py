"""``sijill places``: boundaries, points and aliases of any country into the gazetteer, and what it knows."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from sqlmodel import Session

from dashboard import terminal
from dashboard.cli.options import AsOf, By, Reason, filters_of
from dashboard.cli.register import ask, decide, for_writing, settings_of_environment
from dashboard.rows.records import Row
from dashboard.rows.unknown_places import unknown_places, unknown_spellings
from dashboard.terminal import Format
from db.deciding import confidential_places as secrecy
from db.gazetteer.boundaries import credit
from db.gazetteer.place_sets import PutPlaces, layer_of, missing, sets
from db.gazetteer.places import Tree
from db.models import PlaceSet
from db.vocabulary import Severity
from ingest.normalize.place import Gazetteer, Place, locate
from ingest.normalize.reading import UnreadableError
from ingest.places.hidden import HiddenPlaces
from ingest.places.known import known_places
from ingest.places.load import load_places
from ingest.places.loaded import About, LoadRefusedError

places = typer.Typer(help="The gazetteer: countries, areas, towns and villages, and their names.", no_args_is_help=True)

MOST_TOLD = 20
WIDE = frozenset({"dataset", "lies in", "name"})
"""Headings of columns that may wrap."""

Style = Annotated[Format, typer.Option("--format", help="table for people, csv or json for programs.")]


@places.command()
def load(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="GeoJSON, zipped shapefile, CSV, XLSX, JSON.")],
    country: Annotated[str | None, typer.Option(metavar="ISO", help="Country, where the file names none: SY.")] = None,
    dataset: Annotated[str | None, typer.Option(help="What the files are called, such as “COD-AB Syria”.")] = None,
    version: Annotated[str | None, typer.Option(help="Version, where the file does not say it.")] = None,
    day: Annotated[
        str | None, typer.Option("--date", metavar="D", help="Day the files are valid on: 2024-11-30.")
    ] = None,
    licence: Annotated[str | None, typer.Option(help="Stands wherever the boundaries are drawn: “CC BY-IGO”.")] = None,
    leave_out: Annotated[bool, typer.Option("--leave-out", help="Load the rest where features are refused.")] = False,
) -> None:
    """Load boundaries (COD-AB), places, populations (COD-PS), aliases; all files or none, and each but once."""
    about = About(country, dataset, version, _day(day), licence)
    engine = for_writing(settings_of_environment())
    try:
        loaded = load_places(engine, files, about, leave_out=leave_out)
    except LoadRefusedError as refusal:
        _tell([f"error: {issue}" for issue in refusal.issues])
        terminal.fail("nothing was loaded; mend the files, or load the rest with --leave-out")
    _tell([f"{issue.issue.severity}: {issue}" for issue in loaded.issues if issue.issue.severity is not Severity.NOTE])
    for put in loaded.sets:
        terminal.out(_said(put))
    for people in loaded.populations:
        counts = f"{people.new:,} new, {people.changed:,} changed, {people.unchanged:,} unchanged"
        terminal.out(f"{people.file_name} ({people.dataset}): populations: {counts}, {people.refused:,} refused.")


@places.command("list")
def list_sets(style: Style = Format.TABLE) -> None:
    """List what was loaded: each file with its dataset, version, licence and counts."""
    found = ask(lambda session: [_loaded(session, one) for one in sets(session)])
    if found or style is not Format.TABLE:
        _show(found, style, ("file", "sha256"))
    else:
        terminal.out("Nothing was loaded; the gazetteer has the places it was born with.")


@places.command()
def find(
    name: Annotated[str, typer.Argument(help="A name, “village, district”, or a P-code.")],
    within: Annotated[str | None, typer.Option("--in", metavar="PCODE", help="Only inside this area.")] = None,
    style: Style = Format.TABLE,
) -> None:
    """Say which place a name is read as, with what is uncertain about it."""
    gazetteer, hidden = ask(lambda session: (known_places(session), _hidden(session)))
    pcode = name if name.strip().upper() in gazetteer else None
    try:
        located = locate(gazetteer, "" if pcode else name, pcode=pcode, within=within)
    except UnreadableError as error:
        terminal.fail(f"{error.message} {error.remedy}")
    for issue in located.issues:
        terminal.say(f"{issue.severity}: {issue.message} {issue.remedy}")
    if located.place is None:
        terminal.fail(f"{name!r} was not found")
    _show([_row(gazetteer, located.place, hidden)], style, ("aliases",))


@places.command()
def unknown(
    spellings: Annotated[bool, typer.Option("--spellings", help="As other spellings of places that it has.")] = False,
    style: Style = Format.TABLE,
) -> None:
    """List the names in recorded files that the gazetteer has not got; as CSV, to fill in P-codes for `load`."""
    rows = ask(unknown_spellings if spellings else unknown_places)
    if rows or style is not Format.TABLE:
        _show(rows, style, ())
    else:
        terminal.out("No recorded file has an open problem with a name that the gazetteer has not got.")


@places.command()
def confidential(
    name: Annotated[str, typer.Argument(metavar="PCODE|NAME", help="The P-code of the place, or its only name.")],
    reason: Reason,
    by: By = "",
    undo: Annotated[bool, typer.Option("--undo", help="It may be shown again.")] = False,
) -> None:
    """Show a place, and all that lies in it, in PDFs and public exports as its governorate alone."""

    def verb(session: Session, who: str) -> str:
        made = secrecy.set_confidential(session, name, not undo, by=who, reason=reason)
        place = secrecy.place_named(session, made.pcode)
        inside = len(secrecy.all_within(Tree.of(session), {place.pcode})) - 1
        with_it = f", with all that lies in it (places known: {inside:,})" if inside else ""
        told = "is not confidential any more" if undo else "is confidential"
        said = f"{place.name_en} ({place.pcode}, {place.level}) {told}{with_it}."
        return said if undo else f"{said} {_hides(HiddenPlaces.of(session, frozenset({place.pcode})), session)}"

    decide(verb, by)


@places.command()
def history(as_of: AsOf = None, style: Style = Format.TABLE) -> None:
    """What people decided about places, the newest first."""
    found = ask(lambda session: [_deed(deed) for deed in secrecy.deeds(session, filters_of({"as_of": as_of}))])
    if found or style is not Format.TABLE:
        terminal.show_rows(found, style)
    else:
        terminal.out("Nobody has decided anything about a place.")


def _show(rows: list[Row], style: Format, for_programs: tuple[str, ...]) -> None:
    """Print rows; people do without the columns named last."""
    if style is Format.TABLE:
        terminal.show_table([{key: row[key] for key in row if key not in for_programs} for row in rows], WIDE)
    else:
        terminal.show_rows(rows, style)


def _loaded(session: Session, loaded: PlaceSet) -> Row:
    layer = layer_of(loaded)
    return {
        "country": loaded.country,
        "level": loaded.level.value if loaded.level else None,
        "kind": loaded.kind,
        "places": loaded.read - loaded.refused,
        "not in newest": len(missing(session, layer)),
        "loaded": f"{loaded.recorded_at:%Y-%m-%d %H:%M}",
        "dataset": credit(loaded),
        "file": loaded.file_name,
        "sha256": loaded.sha256,
    }


def _hides(hidden: HiddenPlaces, session: Session) -> str:
    """Of how many claims a place is hidden, and what else they call it, as far as that may be its name."""
    count = hidden.claims(session)
    said = f"Claims hidden with it: {count:,}."
    words = sorted({called for called, _ in hidden.words})
    if not words:
        return said
    shown = ", ".join(f"“{each}”" for each in words[:MOST_TOLD]) + (" …" if len(words) > MOST_TOLD else "")
    return f"{said} Hidden as other spellings of names there: {shown}."


def _hidden(session: Session) -> frozenset[str]:
    return secrecy.all_within(Tree.of(session), secrecy.confidential_places(session))


def _deed(deed: secrecy.PlaceDeed) -> Row:
    return {
        "when": deed.recorded_at.isoformat(),
        "P-code": deed.place.pcode,
        "place": deed.place.name_en,
        "confidential": "yes" if deed.confidential else "no",
        "by": deed.by,
        "reason": deed.reason,
    }


def _row(gazetteer: Gazetteer, place: Place, hidden: frozenset[str]) -> Row:
    return {
        "P-code": place.pcode,
        "name": place.name_en,
        "Arabic": place.name_ar or None,
        "level": place.level.value,
        "lies in": ", ".join(area.name_en for area in gazetteer.path(place)[1:]) or None,
        "aliases": " | ".join(place.aliases) or None,
        **({"confidential": "yes"} if place.pcode in hidden else {}),
    }


def _said(put: PutPlaces) -> str:
    """What one set did, in a sentence or two."""
    counts = f"{put.new:,} new, {put.changed:,} changed, {put.unchanged:,} unchanged, {put.refused:,} refused"
    lines = [f"{put.file_name} ({put.layer.dataset}): {put.read:,} read: {counts}."]
    if put.areas:
        lines.append(f"{put.areas:,} areas that the file names around them were added.")
    if put.missing:
        shown = ", ".join(put.missing[:MOST_TOLD]) + (" …" if len(put.missing) > MOST_TOLD else "")
        lines.append(f"{len(put.missing):,} places of an older version are not in this one and were kept: {shown}.")
    if put.set_id is None:
        lines.append("It was loaded before; nothing changed.")
    return " ".join(lines)


def _tell(lines: list[str]) -> None:
    for line in lines[:MOST_TOLD]:
        terminal.say(line)
    if len(lines) > MOST_TOLD:
        terminal.say(f"… and {len(lines) - MOST_TOLD:,} more.")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        terminal.fail(f"--date: {text!r} is not a day; write it as 2024-11-30")
