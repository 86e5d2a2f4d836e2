"""A time of our knowledge, from its written forms."""

from datetime import UTC, date, datetime, time, timedelta

from db.filters import FilterError, Filters
from db.history.occasions import Window

_INSTANT = timedelta(microseconds=1)


def window_of(since: str | None, until: str | None) -> Window:
    """The window between two written moments. A day is whole in it: from its begin if it is ``since``, to its end else.

    So what changed since a day is what changed on it and after it: the difference to the register as of the evening
    before. Raises :class:`db.filters.FilterError`.
    """
    first, last = _begin(since), _moment("until", until)
    if first is not None and last is not None and first >= last:
        raise FilterError(f"since: {since!r} is not before until {until!r}; give the earlier moment first")
    return Window(first, last)


def _begin(text: str | None) -> datetime | None:
    moment = _moment("since", text)
    if moment is None or moment.time() != time.max or text is None or len(text.strip()) != len("2024-11-30"):
        return moment
    if moment.date() == date.min:
        return None
    return datetime.combine(moment.date(), time.min, UTC) - _INSTANT


def _moment(name: str, text: str | None) -> datetime | None:
    """A moment as a filter's ``as_of`` reads it; a day alone is its last instant."""
    try:
        return Filters.from_words({"as_of": text}).as_of
    except FilterError as error:
        raise FilterError(str(error).replace("as_of", name, 1)) from None
