"""``sijill sources``: who speaks in the register, and what people decide about them; nothing is overwritten."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Annotated, Final

import typer
from sqlmodel import Session

from dashboard import terminal
from dashboard.cli import register
from dashboard.cli.options import AsOf, By, Reason, Style, filters_of
from dashboard.rows.records import Row
from dashboard.terminal import Format
from db import queries
from db.answers import SourceRecord
from db.drafts import GradeDraft
from db.sources import sourcing
from db.sources.history import SourceDeed, confidential_sources, deeds
from db.vocabulary import Measure, Reliability, SourceKind

sources = typer.Typer(help="Who speaks in the register: grades, other names, notes, and who is confidential.")

COLUMNS: Final = {
    **{"name": "name", "kind": "kind", "reliability": "grade", "claims": "claims", "relays": "relays"},
    **{"confidential": "confidential", "reliability_note": "note"},
}
"""The columns of the table for people."""

Name = Annotated[str, typer.Argument(metavar="NAME", help="Any name of the source.")]


@sources.callback(invoke_without_command=True)
def listed(context: typer.Context, as_of: AsOf = None, style: Style = Format.TABLE) -> None:
    """Who speaks in the register, with grades and reliability notes."""
    if context.invoked_subcommand is None:
        list_sources(as_of, style)


@sources.command("list")
def list_sources(as_of: AsOf = None, style: Style = Format.TABLE) -> None:
    """Who speaks in the register, with grades and reliability notes."""
    filters = filters_of({"as_of": as_of})

    def ask(session: Session) -> list[Row]:
        hidden = confidential_sources(session)
        return [_row(source, hidden) for source in queries.sources(session, filters)]

    terminal.show_rows(register.ask(ask), style, COLUMNS)


@sources.command()
def history(as_of: AsOf = None, style: Style = Format.TABLE) -> None:
    """What people changed about sources, the newest first; `sijill changes` tells of grades."""
    found = register.ask(lambda session: deeds(session, filters_of({"as_of": as_of})))
    if not found and style is Format.TABLE:
        return terminal.out("Nobody has changed anything about a source.")
    return terminal.show_rows([_deed(deed) for deed in found], style)


@sources.command()
def grade(
    name: Name,
    reliability: Annotated[Reliability, typer.Argument(metavar="A-F", help="The grade; F: it can't be judged.")],
    reason: Reason,
    by: By = "",
    measure: Annotated[Measure | None, typer.Option(help="For these claims alone (default: of every kind).")] = None,
    on: Annotated[str | None, typer.Option(metavar="D", help="The day of the assessment (default: today).")] = None,
) -> None:
    """Grade a source from A to F; the grade that it had stays in the history."""
    day = _day(on)

    def verb(session: Session, who: str) -> str:
        given = sourcing.grade(session, name, GradeDraft(reliability, who, day, reason, measure=measure))
        about = measure or "every kind"
        return f"{sourcing.source_named(session, name).name}: {given.reliability} for claims of {about}."

    register.decide(verb, by)


@sources.command()
def confidential(name: Name, reason: Reason, by: By = "") -> None:
    """Name a source in no PDF and no public export: they say its kind, leave its words out and coarsen its places."""
    _set_confidential(name, True, reason, by)


@sources.command()
def public(name: Name, reason: Reason, by: By = "") -> None:
    """Take back that a source is confidential."""
    _set_confidential(name, False, reason, by)


@sources.command()
def alias(
    name: Name,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another name of it, as files write it.")],
    reason: Reason,
    by: By = "",
    remove: Annotated[bool, typer.Option("--remove", help="It is no name of the source after all.")] = False,
) -> None:
    """Let another name in later files mean a source; what is recorded keeps its speaker."""
    verb = sourcing.remove_alias if remove else sourcing.add_alias

    def done(session: Session, who: str) -> str:
        verb(session, name, other, by=who, reason=reason)
        found = sourcing.source_named(session, name)
        return f"{found.name}: {_listed(found.aliases) or 'no other name'}."

    register.decide(done, by)


@sources.command()
def note(
    name: Name,
    reason: Reason,
    by: By = "",
    text: Annotated[str | None, typer.Option(help="What to know about it; blank takes the note away.")] = None,
    text_ar: Annotated[str | None, typer.Option(help="The same in Arabic.")] = None,
    interests: Annotated[str | None, typer.Option(help="Its interests.")] = None,
    interests_ar: Annotated[str | None, typer.Option(help="The same in Arabic.")] = None,
    kind: Annotated[SourceKind | None, typer.Option(help="What kind of source it is.")] = None,
    name_ar: Annotated[str | None, typer.Option(help="Its Arabic name.")] = None,
    url: Annotated[str | None, typer.Option(help="Its address on the web.")] = None,
) -> None:
    """Write down what to know about a source; what was written before stays in the history."""
    given = {
        **{"reliability_note": text, "reliability_note_ar": text_ar, "interests": interests},
        **{"interests_ar": interests_ar, "kind": kind, "name_ar": name_ar, "url": url},
    }
    said = {field: words for field, words in given.items() if words is not None}
    if not said:
        terminal.fail("say what is to be written: --text, --interests, --kind, --name-ar or --url")

    def verb(session: Session, who: str) -> str:
        changes = sourcing.describe(session, name, said, by=who, reason=reason)
        return f"{sourcing.source_named(session, name).name}: {_listed(change.field for change in changes)} written."

    register.decide(verb, by)


def _set_confidential(name: str, confidential: bool, reason: str, by: str) -> None:
    def verb(session: Session, who: str) -> str:
        sourcing.set_confidential(session, name, confidential, by=who, reason=reason)
        found = sourcing.source_named(session, name)
        return f"{found.name} is {'confidential' if confidential else 'not confidential any more'}."

    register.decide(verb, by)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(name.replace("_", " ") for name in names)


def _day(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else datetime.now(UTC).date()
    except ValueError:
        terminal.fail(f"on: {text!r} is not a day; write it as 2024-11-30")


def _row(source: SourceRecord, hidden: frozenset[str]) -> Row:
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
        "confidential": "yes" if source.name in hidden else None,
        "interests": source.interests,
        "reliability_note": source.reliability_note,
        "url": source.url,
    }


def _deed(deed: SourceDeed) -> Row:
    return {
        "when": deed.recorded_at.isoformat(),
        "source": deed.source,
        "what": deed.field.replace("_", " "),
        "before": deed.before,
        "after": deed.after,
        "by": deed.by,
        "reason": deed.reason,
    }
