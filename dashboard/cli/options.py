"""The options that several verbs share, declared once: the filter, the moment of knowledge, how rows are printed."""

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, Concatenate, Final, NamedTuple, ParamSpec

import typer

from dashboard import terminal
from dashboard.terminal import Format
from db.filters import FilterError, Filters

AsOf = Annotated[str | None, typer.Option("--as-of", metavar="T", help="As it was known then: a day, or a moment.")]
Style = Annotated[Format, typer.Option("--format", help="table for people, csv or json for programs.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides; kept with the decision.")]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why; kept with the decision.")]

Own = ParamSpec("Own")


class _Option(NamedTuple):
    metavar: str
    help: str


_FILTER: Final = {
    "from": _Option("D", "First day it happened, as 2024-11-30. An incident is on the first day of it alone."),
    "to": _Option("D", "Last day on which it happened."),
    "measure": _Option("M", "killed, injured, missing, displaced, idps, refugees …"),
    "series": _Option("S", "incident, period, cumulative, stock or unspecified."),
    "population": _Option("P", "civilian, combatant, protected, all or unknown."),
    "place": _Option("P", "P-code or name; what lies in it is meant too."),
    "source": _Option("S", "Name of a source or origin: only what it says is counted."),
    "reliability": _Option("A-F", "Least grade of who says it."),
    "corroboration": _Option("C", "single, corroborated, contested …"),
    "policy": _Option("P", "envelope, most_reliable, latest or lowest."),
    "convention": _Option("C", "Read vague words as acled or aoav does, not as the register; acled implies lowest."),
    "as_of": _Option("T", "As it was known then: a day, or a moment."),
    "incident": _Option("CODE", "One incident, with what counts with it."),
}
"""An option for each field of :class:`db.filters.Filters`, by its written name."""

_PREFIX: Final = "filter_"  # a parameter can't be called `from`


def filtered(*without: str) -> Callable[[Callable[Concatenate[Filters, Own], None]], Callable[..., None]]:
    """Give a verb, whose first parameter is the view, the options of the filter (but those named) after its own."""
    names = [name for name in _FILTER if name not in without]

    def with_options(verb: Callable[Concatenate[Filters, Own], None]) -> Callable[..., None]:
        @wraps(verb)
        def run(**given: Any) -> None:
            words = {name: given.pop(_PREFIX + name) for name in names}
            verb(filters_of(words), **given)  # type: ignore[call-arg]  # typer gives the verb's own options by name

        _, *own = inspect.signature(verb).parameters.values()
        every = [*(part.replace(kind=part.KEYWORD_ONLY) for part in own), *(_parameter(name) for name in names)]
        run.__signature__ = inspect.Signature(every)  # type: ignore[attr-defined]  # what typer reads
        run.__annotations__ = {part.name: part.annotation for part in every}
        return run

    return with_options


def filters_of(words: dict[str, str | None]) -> Filters:
    """The view that the options ask for; ends the command where one can't be read."""
    try:
        return Filters.from_words(words)
    except FilterError as error:
        terminal.fail(str(error))


def _parameter(name: str) -> inspect.Parameter:
    option = _FILTER[name]
    declared = typer.Option(f"--{name.replace('_', '-')}", metavar=option.metavar, help=option.help)
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(_PREFIX + name, kind, default=None, annotation=Annotated[str | None, declared])
