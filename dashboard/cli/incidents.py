"""``sijill incidents``: which reports tell of one event, by the rule and by people; nothing is deleted."""

from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import date
from typing import Annotated

import typer
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from dashboard import terminal
from dashboard.cli import register
from dashboard.cli.options import By, Reason, Style
from dashboard.rows.records import Row
from dashboard.terminal import Format
from db.deciding import judging, verdicts
from db.engine import reading, writing
from db.filters import Filters
from db.incidents.one_incident import Decision, UnknownIncidentError, decisions_of
from db.judgements.parting import ended_with, holding_now
from db.models import Judgement
from db.vocabulary import Measure, Population
from ingest.incidents.match import Matched, foresee
from ingest.incidents.match import match as match_all
from ingest.incidents.review import Question, Side, questions

incidents = typer.Typer(help="Which reports tell of one event: matching, and what people judge.", no_args_is_help=True)

MOST_SHOWN = 20
"""Questions in a table for people."""

_WIDE = frozenset({"one", "other", "evidence"})
AsJson = Annotated[bool, typer.Option("--json", help="Print the answer as JSON.")]
One = Annotated[str, typer.Argument(metavar="A", help="Code of an incident.")]
Other = Annotated[str, typer.Argument(metavar="B", help="Code of the other.")]
Code = One


@incidents.command()
def match(
    since: Annotated[str | None, typer.Option(metavar="D", help="Only what happened from this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="D", help="Only what happened up to this day.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Find incidents of different recorders that are one event; what people judged holds. Run it after each file."""
    begin, end = _day("since", since), _day("until", until)
    engine = register.for_reading(register.settings_of_environment())
    try:
        with reading(engine) if dry_run else writing(engine) as session:
            done = (foresee if dry_run else match_all)(session, since=begin, until=end)
    except DBAPIError as error:
        terminal.fail(f"the register could not be written, and nothing has changed: {error.orig}")
    if as_json:
        return terminal.show_rows([asdict(done) | {"dry_run": dry_run}], Format.JSON)
    terminal.out(_told(done))
    return terminal.out(
        "Nothing has changed (dry run)." if dry_run else "`sijill incidents review` shows the questions."
    )


@incidents.command()
def review(as_json: AsJson = False) -> None:
    """List what may be one event and waits for a person, the likeliest first."""
    found = register.ask(questions)
    if as_json:
        return terminal.show_rows([_row(question) for question in found], Format.JSON)
    if not found:
        return terminal.out("No question waits.")
    terminal.show_table([_line(question) for question in found[:MOST_SHOWN]], _WIDE)
    if len(found) > MOST_SHOWN:
        terminal.out(f"{len(found) - MOST_SHOWN:,} more; --json prints all.")
    terminal.out("Answer with `sijill incidents merge A B` or `sijill incidents distinct A B`,")
    return terminal.out("or with `sijill incidents covers A B` where A tells in one what B is a part of.")


@incidents.command()
def merge(one: One, other: Other, reason: Reason, by: By = "") -> None:
    """The two are one event: their claims, later ones too, count together."""
    _judge(lambda session, who: judging.merge(session, one, other, by=who, reason=reason), by)


@incidents.command()
def split(
    reason: Reason,
    one: Annotated[str | None, typer.Argument(metavar="[A", help="Code of an incident.")] = None,
    other: Annotated[str | None, typer.Argument(metavar="B]", help="Code of the other.")] = None,
    claim: Annotated[str | None, typer.Option(metavar="KEY", help="Split this claim from its incident.")] = None,
    by: By = "",
) -> None:
    """The two are two events after all, or a claim is not about its incident; no rule makes it again."""
    if claim is not None and one is None:
        return _judge(lambda session, who: judging.split_claim(session, claim, by=who, reason=reason), by)
    if claim is not None or one is None or other is None:
        terminal.fail("name two incidents, or a claim with --claim KEY")
    return _judge(lambda session, who: judging.split(session, one, other, by=who, reason=reason), by)


@incidents.command()
def link(
    claim: Annotated[str, typer.Argument(metavar="KEY", help="The key of a claim; `sijill claims` shows it.")],
    code: Code,
    reason: Reason,
    by: By = "",
) -> None:
    """The claim is about another incident than its row says; later versions of it count there too."""
    _judge(lambda session, who: judging.link(session, claim, code, by=who, reason=reason), by)


@incidents.command()
def distinct(one: One, other: Other, reason: Reason, by: By = "") -> None:
    """The two are two events; no rule merges them."""
    _judge(lambda session, who: judging.distinct(session, one, other, by=who, reason=reason), by)


@incidents.command()
def covers(
    whole: Annotated[str, typer.Argument(metavar="A", help="Code of the incident that tells several events in one.")],
    part: Annotated[str, typer.Argument(metavar="B", help="Code of one of them.")],
    reason: Reason,
    by: By = "",
) -> None:
    """A tells in one of several events, of which B is one: its figures are not added to theirs."""
    _judge(lambda session, who: judging.covers(session, whole, part, by=who, reason=reason), by)


@incidents.command()
def override(
    code: Code,
    measure: Annotated[Measure, typer.Argument(metavar="MEASURE", help="killed, injured, missing …")],
    reason: Reason,
    by: By = "",
    low: Annotated[int | None, typer.Option(metavar="N", help="At least so many; not known without it.")] = None,
    best: Annotated[int | None, typer.Option(metavar="N", help="The best figure; not known without it.")] = None,
    high: Annotated[int | None, typer.Option(metavar="N", help="At most so many; not known without it.")] = None,
    population: Annotated[Population, typer.Option(help="Of whom.")] = Population.UNKNOWN,
) -> None:
    """Set the figure of an incident, whatever its claims come to; of a merged one, that of the whole event."""
    bounds = (low, best, high)
    _judge(lambda s, who: verdicts.override(s, code, measure, population, bounds, by=who, reason=reason), by)


@incidents.command()
def discount(code: Code, reason: Reason, by: By = "") -> None:
    """The incident is not to be believed: its figures stay to be seen and are left out of sums."""
    _judge(lambda session, who: verdicts.discount(session, code, by=who, reason=reason), by)


@incidents.command()
def confirm(code: Code, reason: Reason, by: By = "") -> None:
    """The party responsible accepts it."""
    _judge(lambda session, who: verdicts.confirm(session, code, by=who, reason=reason), by)


@incidents.command()
def judgements(code: Code, style: Style = Format.TABLE) -> None:
    """What was judged of an incident, with the numbers that `undo` takes; the newest last."""
    try:
        found, idle = register.ask(
            lambda session: (decisions_of(session, Filters(), code), verdicts.counting_nowhere(session, code))
        )
    except UnknownIncidentError:
        terminal.fail(f"there is no incident {code!r}; `sijill claims` shows the codes in JSON and CSV")
    if not found and style is Format.TABLE:
        return terminal.out("Nothing was judged of it.")
    return terminal.show_rows([_decision(each, counts=each.number not in idle) for each in found], style)


@incidents.command()
def undo(
    number: Annotated[int, typer.Argument(metavar="N", help="The judgement's number.")], reason: Reason, by: By = ""
) -> None:
    """Take a judgement back. What a rule had judged it may judge again; `split` holds against that."""
    _judge(lambda session, who: judging.undo(session, number, by=who, reason=reason), by)


def _judge(verb: Callable[[Session, str], Judgement], by: str) -> None:
    def told(session: Session, who: str) -> str:
        judgement = verb(session, who)
        said = f"Judgement {judgement.id}: {judgement.kind.term.en.lower()}" + (
            ", undone." if judgement.undone_at else "."
        )
        if ended := ended_with(session, judgement):
            said += f" With the one event ended what was judged of it: {_numbered(ended)}."
        if holding := holding_now(session, judgement):
            said += f" Of the one event holds now what was judged of a part of it: {_numbered(holding)}."
        return said

    register.decide(told, by)


def _numbered(judgements: Iterable[Judgement]) -> str:
    return ", ".join(f"{one.id} ({one.kind.term.en.lower()})" for one in judgements)


def _day(name: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        terminal.fail(f"{name}: {text!r} is not a day; write it as 2024-11-30")


def _decision(decision: Decision, *, counts: bool) -> Row:
    return {
        "number": decision.number,
        "judgement": decision.kind.term.en,
        "incident": decision.incident,
        "other": decision.other or decision.key,
        "measure": decision.measure,
        "population": decision.population,
        "low": decision.low,
        "best": decision.best,
        "high": decision.high,
        "by": decision.by,
        "reason": decision.reason,
        "when": decision.recorded_at.isoformat(),
        "undone": decision.undone_reason,
        "counts": None if counts else "nowhere: no claim of those people is left",
    }


def _told(done: Matched) -> str:
    return (
        f"{done.incidents:,} incidents: {done.merged:,} pairs are one event, {done.covered:,} are told in one, "
        f"{done.possible:,} wait for a person. New: {done.new:,}; no longer held: {done.undone:,}."
    )


def _line(question: Question) -> Row:
    return {
        "score": None if question.score is None else f"{question.score:.2f}",
        "one": _side_text(question.one),
        "other": _side_text(question.other),
        "evidence": question.evidence,
    }


def _side_text(side: Side) -> str:
    return f"{side.code}: {side.figures}"


def _row(question: Question) -> Row:
    row: Row = {"judgement": question.number}
    for name, side in (("one", question.one), ("other", question.other)):
        row |= {
            name: side.code,
            f"{name}_recorders": ", ".join(side.recorders),
            f"{name}_from": side.date_from.isoformat(),
            f"{name}_to": side.date_to.isoformat(),
            f"{name}_place": side.place,
            f"{name}_figures": side.figures,
        }
    score = None if question.score is None else f"{question.score:.2f}"
    return row | {
        "score": score,
        "evidence": question.evidence,
        "told_in_one_by": question.whole,
        "asked_by": question.asked_by,
        "asked_at": question.asked_at.isoformat(),
    }
