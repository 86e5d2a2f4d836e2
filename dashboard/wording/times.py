"""When something happened, how precisely that is known, and of which day a figure speaks."""

from datetime import date

from dashboard.locale import Speaker
from db.answers import Standing, Total
from db.sources.wanting import Wanting
from db.vocabulary import DatePrecision, Series


def when_words(since: date | None, until: date | None, precision: DatePrecision | None, speaker: Speaker) -> str:
    """When it happened, as precisely as it is known: "week of 24–30 November 2024", "some time in November 2024"."""
    if since is None and until is None:
        return speaker.text("date not known")
    period = speaker.period(since, until)
    if precision is DatePrecision.D3:
        return speaker.text("week of {period}", period=period)
    if precision is DatePrecision.D4:
        return speaker.text("month of {period}", period=period)
    if precision is DatePrecision.D5:
        return speaker.text("some time in {period}", period=period)
    return period


def day_or_month(day: date, speaker: Speaker) -> str:
    """A start as sources state it: the first of a month is said as the month, which is true of both."""
    return speaker.month(day) if day.day == 1 else speaker.day(day)


def as_of_words(speaks_of: date | None, published: date | None, speaker: Speaker) -> str:
    """The day that a figure speaks of, else the day it was published; empty if neither is known."""
    if speaks_of is not None:
        return speaker.text("as of {day}", day=speaker.day(speaks_of))
    if published is not None:
        return speaker.text("published {day}", day=speaker.day(published))
    return ""


def time_frame(total: Total, speaker: Speaker) -> str:
    """Since when and as of when a figure counts, in the way of its series."""
    as_of = as_of_words(total.speaks_of, total.published, speaker)
    if total.outdated and (day := total.speaks_of or total.until or total.since or total.published):
        return speaker.text("last told {day}, no longer current", day=speaker.day(day))
    if total.series is Series.STOCK:
        return speaker.text("on {day}", day=speaker.day(total.speaks_of)) if total.speaks_of else as_of
    if total.since is not None and (total.series is Series.CUMULATIVE and total.until in (None, total.speaks_of)):
        covered = speaker.text("since {day}", day=day_or_month(total.since, speaker))
    elif total.since is not None or total.until is not None:
        covered = _with_gaps(total, speaker.period(total.since, total.until), speaker)
    else:
        covered = ""
    return speaker.listing([part for part in (covered, as_of) if part])


def _with_gaps(total: Total, period: str, speaker: Speaker) -> str:
    """A period, and of how many of its days there are figures, where it is that of a sum with gaps."""
    if total.covered is None or total.since is None or total.until is None:
        return period
    days = (total.until - total.since).days + 1
    return speaker.text("{period} (figures for {n} of {all} days)", period=period, n=total.covered, all=days)


def periods_words(part: Total, whole: Total, speaker: Speaker) -> str:
    """For how many of the added periods of its whole a part has figures; empty where it has all of them."""
    if part.series is not Series.PERIOD or part.claims >= whole.claims:
        return ""
    return speaker.text("figures for {n} of {all} periods", n=part.claims, all=whole.claims)


def newest_words(told: Standing | Wanting, speaker: Speaker) -> str:
    """How new a view or a source is: a day, or the year after it of which a claim says no more."""
    year = told.newest_year
    return speaker.day(told.newest) if year is None else speaker.digits(str(year))
