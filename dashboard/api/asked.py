"""What an address asks for: the filter's words, declared once for every route that reads, and nothing unread.

A parameter that nobody reads is refused, and so is one that is given twice: an answer to another question than the one
that was asked is a wrong number. What other programs hang on links says nothing here and is left alone.
"""

import inspect
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.dependencies.models import Dependant

from dashboard.address import MANNER, SHOW, is_tracking, mended, nearest
from dashboard.api.issues import RefusedError
from dashboard.exports.small import LEAST, MOST
from dashboard.rows.problems import problem
from db.conventions.registry import Convention
from db.filters import Filters
from db.vocabulary import Corroboration, Measure, Policy, Population, Reliability, Series, Word

_DAY: Final = {"format": "date"}
_FILTER: Final[dict[str, tuple[str, type[Word] | dict[str, str] | None]]] = {
    "from": ("The first day it happened, as 2024-11-30; an incident is on its first day alone.", _DAY),
    "to": ("The last day on which it happened.", _DAY),
    "measure": ("What is counted.", Measure),
    "series": ("The kind of number.", Series),
    "population": ("Who is counted.", Population),
    "place": ("A P-code or a name, and what lies in it; an incident is where most claims put it.", None),
    "source": ("The name of a source or of an origin: of each incident only what it says is counted.", None),
    "reliability": ("The least grade of who says it: of each incident only what such sources say counts.", Reliability),
    "corroboration": ("How far origins bear each other out (figures of incidents only).", Corroboration),
    "policy": ("How the claims about one incident become one figure.", Policy),
    "convention": (
        "Whose convention reads vague words as numbers; it may imply a policy where none is asked.",
        Convention,
    ),
    "as_of": ("As it was known then: a day (its end, in UTC) or a moment.", None),
    "incident": ("The code of one incident: what is said of it, and of what counts with it.", None),
}
"""What each word of the filter means, and which words or form it takes."""

_OF_PAGES: Final = frozenset({*MANNER, SHOW})
"""Words of a page's address that say how it is put and not what is looked at: they may stand in any address."""


def _filters(**given: str | None) -> Filters:
    return Filters.from_words({name.removeprefix(_PREFIX): text for name, text in given.items()})


_PREFIX: Final = "filter_"  # a parameter can't be called `from`


def _parameter(name: str) -> inspect.Parameter:
    says, takes = _FILTER[name]
    schema: dict[str, Any] = {}
    if isinstance(takes, dict):
        schema = dict(takes)
    elif takes is not None:
        schema = {"enum": [word.value for word in takes]}
    query = Query(alias=name, description=says, json_schema_extra=schema)
    kind = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(_PREFIX + name, kind, default=None, annotation=Annotated[str | None, query])


_filters.__signature__ = inspect.Signature([_parameter(name) for name in _FILTER])  # type: ignore[attr-defined]

AskedFilters = Annotated[Filters, Depends(_filters)]
"""The view that an address asks for; a value that the filter can't take is answered with 422."""

MOST_ROWS: Final = 10_000

Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=2**31, description="How many to leave out from the start.")]

Small = Annotated[
    int | None,
    Query(ge=LEAST, le=MOST, description="With `public`: tell counts of people from 1 up to below this as “<5”."),
]

Public = Annotated[bool, Query(description="Coarsen what could do harm, to be shown to anybody.")]


def only_known_words(request: Request) -> None:
    """Refuse an address with a parameter that its route does not read, or that stands in it twice."""
    known = set(_words(request.scope["route"].dependant))
    given = [name for name, _ in request.query_params.multi_items()]
    read = [name for name in given if not is_tracking(name)]
    wrong = [_unknown(name, known) for name in dict.fromkeys(read) if name not in known | _OF_PAGES]
    wrong += [_twice(name) for name in dict.fromkeys(read) if read.count(name) > 1]
    if wrong:
        raise RefusedError(422, *wrong, mended=_mended(request, known))


def _mended(request: Request, known: set[str]) -> str | None:
    """The address with the words that were meant, if that is clear."""
    made = mended(request.query_params.multi_items(), known | _OF_PAGES, known)
    return None if made is None else f"{request.url.path}?{urlencode(made)}"


def _words(dependant: Dependant) -> Iterator[str]:
    yield from (field.alias for field in dependant.query_params)
    for needed in dependant.dependencies:
        yield from _words(needed)


def _unknown(name: str, known: set[str]) -> Any:
    meant = nearest(name, known)
    guess = f"Did you mean {meant}? " if meant else ""
    remedy = f"{guess}This address reads {', '.join(sorted(known))}." if known else "This address reads no parameter."
    return problem("unknown_parameter", f"{name}: nothing here is called so.", remedy, column=name)


def _twice(name: str) -> Any:
    return problem("given_twice", f"{name} is given more than once.", "Give it once.", column=name)


def next_address(request: Request, **changed: object) -> Mapping[str, str]:
    """The header that leads to the next page of an answer (RFC 8288): the same address with some words changed."""
    words: dict[str, str] = {**request.query_params, **{name: str(value) for name, value in changed.items()}}
    address = request.url.replace(query="").include_query_params(**words)
    return {"Link": f'<{address.path}?{address.query}>; rel="next"'}
