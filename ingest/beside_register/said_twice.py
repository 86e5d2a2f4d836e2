"""What sources say of one day and place more than once, so that one event may be counted as two."""

from collections.abc import Iterator

import polars as pl

from db.vocabulary import Series, Severity
from ingest.beside_register.brought import Brought, Row, issue_of, told
from ingest.issues import Issue
from ingest.layouts.fields import generic


def said_twice(brought: Brought) -> Iterator[Issue]:
    """The warnings that need no look into the register: they wait until its claims are being written."""
    yield from relays(brought)
    yield from maybe_one_event(brought)
    yield from several_of_one_event(brought)
    yield from kinds_of_events(brought)


def maybe_one_event(brought: Brought) -> Iterator[Issue]:
    """Sources that speak of the same day and place without saying whether they mean one event: told once."""
    if brought.layout != generic().id:
        return
    of = ("measure", "date_from", "date_to", "spot")
    asked = ("source", "origin", "series", "subset_of", "low", "best", "high", *of, "incident", "row")
    ours = comparable(brought.claims.select(asked)).select(*of, "speaker", "incident", "row")
    held = comparable(other_claims(brought)).select(*of, "speaker", "incident", row=pl.lit(None, pl.Int64))
    told = pl.concat([ours, held]).filter(pl.col("spot").is_not_null())
    numbered = told.select("row", about=pl.struct(of).hash(), **{name: pl.col(name).hash() for name in _DIFFER})
    several = pl.all_horizontal(pl.col(name).min() != pl.col(name).max() for name in _DIFFER)
    rows = numbered.group_by("about").agg("row", several=several).filter("several")
    found = rows.explode("row")["row"].drop_nulls().unique().sort().to_list()
    if found:
        message = f"{_some(found)} a source speaks of a day and place of which another speaks too."
        remedy = "They count as events of their own. Give rows about one event the same “incident”."
        yield Issue(Severity.WARNING, "maybe_one_event", message, remedy)


_DIFFER = ("speaker", "incident")
"""What must differ in claims of one day and place; numbers are compared in less time than words."""


def several_of_one_event(brought: Brought) -> Iterator[Issue]:
    """Rows of one source that state several figures of one incident: people listed one by one, or two opinions."""
    if brought.layout != generic().id:
        return
    asked = brought.claims.select("row", *_OF_ONE, "subset_of", "low", "best", "high")
    coded = comparable(asked).filter(~pl.col("incident").str.starts_with("h-"))
    found = coded.filter(pl.struct(_OF_ONE).is_duplicated())["row"].unique().sort().to_list()
    if found:
        message = f"{_some(found)} a source states several figures of one incident and measure."
        remedy = "They are compared and never added. If each row is some of the people, send one row with their sum."
        yield Issue(Severity.WARNING, "several_of_one_event", message, remedy)


_OF_ONE = (
    *("source", "origin", "incident", "series", "measure", "population", "sex", "age", "unit"),
    *("date_from", "date_to", "published"),
)
"""What the figures of one event have in common that one source states at one time."""


def kinds_of_events(brought: Brought) -> Iterator[Issue]:
    """Incidents in words that come again on other days or at other places: what happened, and not which event."""
    if brought.layout != generic().id:
        return
    worded = comparable(brought.claims.select(_OF_KIND)).filter(~pl.col("incident").str.contains(r"^h-|\d"))
    begins, ends, spot = pl.col("date_from"), pl.col("date_to"), pl.col("spot").drop_nulls()
    of_one = [pl.struct(begins, ends).n_unique().over(_USE), spot.n_unique().over(_USE)]
    days = (begins.max().over("incident") - ends.min().over("incident")).dt.total_days()
    found = worded.filter(pl.any_horizontal(*(several > 1 for several in of_one), days > MOST_DAYS_OF_ONE))
    if not found.is_empty():
        words = str(found["incident"][0])
        some = _some(found["row"].unique().sort().to_list())
        message = f"{some} the incident is words that come again on other days or at other places, such as {words!r}."
        remedy = "Such rows count as one event. Call a column of kinds “cause”; give each event a code with a number."
        yield Issue(Severity.WARNING, "kinds_of_events", message, remedy, None, "incident", words)


_OF_KIND = (
    *("row", "source", "origin", "incident", "series", "subset_of", "low", "best", "high"),
    *("date_from", "date_to", "spot"),
)
_USE = ("incident", "source")

MOST_DAYS_OF_ONE = 2
"""How many days apart two sources may date one event."""


def _some(rows: list[int]) -> str:
    """How many rows, and which the first are."""
    return f"In {len(rows)} rows ({', '.join(map(str, rows[:5]))}{' …' if len(rows) > 5 else ''})"


_WHAT = ("speaker", "measure", "sex", "age", "date_from", "date_to", "spot", "low", "best", "high")
"""What a claim says, whichever way it is written down. Not its population: a later file may know it better."""


_OF_RELAY = ("row", "source", "origin", "incident", "series", "verbatim", "subset_of", *_WHAT[1:])


def relays(brought: Brought) -> Iterator[Issue]:
    """Rows that pass on one figure of one speaker as if it were of several events."""
    whole = comparable(brought.claims.select(_OF_RELAY))
    whole = whole.filter(pl.struct(_WHAT).hash().is_duplicated())  # which leaves few to compare in full
    first = whole.with_columns(pl.col("incident", "source", "row").first().over(_WHAT).name.prefix("first_"))
    other = (pl.col("incident") != pl.col("first_incident")) & (pl.col("source") != pl.col("first_source"))
    for claim in first.filter(other).iter_rows(named=True):
        yield _twice(claim, f"row {claim['first_row']}")


LOOKED_AT = tuple(dict.fromkeys(("key", "population", "unit", "published", *_OF_RELAY)))
"""The columns of claims that :func:`said_twice` looks at."""


def repeats(brought: Brought) -> Iterator[Issue]:
    """A figure that its speaker has in the register already for the same day and place, under another key."""
    whole = comparable(brought.claims)
    once = comparable(other_claims(brought)).unique(_WHAT, keep="first", maintain_order=True)
    twice = whole.join(once, on=_WHAT, how="inner", suffix="_held", nulls_equal=True)
    asked = twice.filter(
        pl.col("incident").ne_missing(pl.col("incident_held")) | (pl.col("source") == pl.col("source_held"))
    )
    for claim in asked.iter_rows(named=True):
        earlier = {name: claim[f"{name}_held"] if f"{name}_held" in claim else claim[name] for name in _TOLD}
        yield _twice(claim, told(earlier), one_event=claim["incident"] == claim["incident_held"])


_TOLD = ("batch", "row", "date_from", "date_to", "place")


def other_claims(brought: Brought) -> pl.DataFrame:
    """What the register says of the days of the file, but for what the file says anew."""
    return brought.held.join(brought.claims, on="key", how="anti")


def comparable(claims: pl.DataFrame) -> pl.DataFrame:
    """The whole figures of single incidents that have a day, each with its ``speaker``."""
    known = pl.any_horizontal(pl.col("low", "best", "high").is_not_null())
    whole = pl.col("subset_of").is_null() & pl.col("date_from").is_not_null() & known
    incidents = claims.filter(pl.col("series") == Series.INCIDENT.number, whole)
    return incidents.with_columns(speaker=pl.coalesce("origin", "source"))


def _twice(claim: Row, earlier: str, *, one_event: bool = False) -> Issue:
    count = "are claims of one event" if one_event else "count as two events"
    message = f"{claim['speaker']} says the same of the same day and place in {earlier}; the two {count}."
    remedy = "If they are one, give both the same “incident” or, in a file that is sent again, the same “id”."
    return issue_of(claim, Severity.WARNING, "said_twice", message, remedy)
