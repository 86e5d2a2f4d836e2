"""What part of the register is looked at: one frozen record, from and to a URL, the same for page, export and PDF."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import parse_qsl, urlencode

from db.conventions.registry import Convention, implied_policy
from db.vocabulary import Corroboration, Measure, Policy, Population, Reliability, Series, Word


class FilterError(ValueError):
    """A value that the filter can't take; the message names the field, the value and what is allowed."""


@dataclass(frozen=True, slots=True)
class Filters:
    """The view. ``None`` means no limit.

    ``since`` and ``until`` are days (inclusive) on which things happened; an incident is whole in one month and one
    place or not in it, so that views of several months or areas can be added up. ``as_of`` is a moment of our
    knowledge: claims recorded later are not seen. ``place`` is a P-code (the place and all within it). ``source`` is a
    source's name, met as source or as origin. ``incident`` is the code of one, with all that counts with it.
    ``reliability`` is the least grade (A best; F, "cannot be judged", is only in without a limit). ``convention`` says
    how words that state no number are read for figures; None: as the register does. It may imply a policy, which
    stands in the written forms of a view that names none.
    """

    since: date | None = None
    until: date | None = None
    measure: Measure | None = None
    series: Series | None = None
    population: Population | None = None
    place: str | None = None
    source: str | None = None
    reliability: Reliability | None = None
    corroboration: Corroboration | None = None
    policy: Policy = Policy.ENVELOPE
    convention: Convention | None = None
    as_of: datetime | None = None
    incident: str | None = None

    def __post_init__(self) -> None:
        if self.since and self.until and self.since > self.until:
            raise FilterError(f"from {self.since} is after to {self.until}; give the earlier day first")

    @property
    def cuts_incidents(self) -> bool:
        """Whether some claims about an incident may be in view and others not: what these say of it is then counted."""
        return self.source is not None or self.reliability is not None

    @property
    def seeks_homes(self) -> bool:
        """Whether days or a place are asked for, of which an incident has one each: see :mod:`db.views.homes`."""
        return any(limit is not None for limit in (self.since, self.until, self.place))

    def but(self, **changes: Any) -> "Filters":
        """The same view with some fields changed."""
        return replace(self, **changes)

    @classmethod
    def from_words(cls, words: Mapping[str, str | None]) -> "Filters":
        """Read fields from their written forms, as in a URL or on a command line; blank is no limit.

        Raises :class:`FilterError` for an unknown field or a value that is not allowed.
        """
        if unknown := set(words) - set(_PARSERS):
            raise FilterError(f"unknown filter {', '.join(sorted(unknown))}; there are {', '.join(_PARSERS)}")
        given = {name: text.strip() for name, text in words.items() if text and text.strip()}
        read = {_FIELD.get(name, name): _PARSERS[name](name, text) for name, text in given.items()}
        return cls(**{"policy": implied_policy(read.get("convention"))} | read)

    @classmethod
    def from_query(cls, query: str) -> "Filters":
        """Read a URL's query string, with or without its question mark; what is not ours (``lang``) is left alone."""
        pairs = parse_qsl(query.lstrip("?"), keep_blank_values=False)
        return cls.from_words({name: value for name, value in pairs if name in _PARSERS})

    def to_words(self) -> dict[str, str]:
        """The fields that differ from no limit, in their written forms; :meth:`from_words` reads them back."""
        written = {}
        for field in fields(self):
            value = getattr(self, field.name)
            default = implied_policy(self.convention) if field.name == "policy" else field.default
            if value is None or value == default:
                continue
            name = _NAME.get(field.name, field.name)
            written[name] = value.isoformat() if isinstance(value, date) else str(value)
        return written

    def to_query(self) -> str:
        """The query string, without a question mark; empty for no limit."""
        return urlencode(self.to_words())


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise FilterError(f"{name}: {text!r} is not a day; write it as 2024-11-30") from None


def _moment(name: str, text: str) -> datetime:
    """A moment; a day alone means its last instant in UTC ("as it was known that evening")."""
    try:
        if len(text) == len("2024-11-30"):
            return datetime.combine(date.fromisoformat(text), time.max, UTC)
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise FilterError(f"{name}: {text!r} is not a moment; write 2024-11-30 or 2024-11-30T18:00Z") from None


def _word(vocabulary: type[Word]) -> Any:
    def read(name: str, text: str) -> Word:
        for word in vocabulary:
            if word.value.lower() == text.lower():
                return word
        raise FilterError(f"{name}: {text!r} is not known; there are {', '.join(vocabulary)}")

    return read


def _text(_name: str, text: str) -> str:
    return text


_NAME = {"since": "from", "until": "to"}
_FIELD = {written: field for field, written in _NAME.items()}
_PARSERS: dict[str, Any] = {
    "from": _day,
    "to": _day,
    "measure": _word(Measure),
    "series": _word(Series),
    "population": _word(Population),
    "place": _text,
    "source": _text,
    "reliability": _word(Reliability),
    "corroboration": _word(Corroboration),
    "policy": _word(Policy),
    "convention": _word(Convention),
    "as_of": _moment,
    "incident": _text,
}
FILTERS = tuple(_PARSERS)
"""The written names of the fields, as in an address."""
