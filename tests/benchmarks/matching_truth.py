"""What the matcher is measured on: two recorders' files as the register holds them, and the links known between them.

UCDP cites Airwars' codes in the headlines of its sources, from which the known links were made; neither the headlines
nor any other code is left in what the matcher sees.
"""

import sys
import tempfile
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from db.engine import migrate, open_register, reading
from ingest.incidents.evidence import evidence_of
from ingest.incidents.pairs import pairs_of
from ingest.incidents.reading import Known, known_incidents
from ingest.incidents.weights import Rule
from ingest.pipeline import ingest

EVENTS = Path(__file__).parents[2].parent / "shared" / "data" / "events"
FILES = ("ucdp_ged_syria_2016_2017.csv", "airwars_syria_incidents.csv")
LINKS = "ucdp_airwars_links_to_2017.csv"
CODES = r"\b(?:[A-Z]{1,8}\d+[a-z]{0,2}|[A-Z]+SYR\d+[a-z]?)\b"

NEAR_KM = 40.0
CHOSEN_ON = (date(2017, 1, 1), date(2017, 7, 1))
REPORTED_ON = (date(2017, 7, 1), date(2018, 1, 1))
WHOLE_YEAR = (CHOSEN_ON[0], REPORTED_ON[1])


@dataclass(frozen=True, slots=True)
class Truth:
    """``known``: the incidents without codes. ``links``: ``event``, ``incident`` (codes), ``day``, a row a link.
    ``evidence``: the pairs near enough to be compared."""

    known: Known
    links: pl.DataFrame
    evidence: pl.DataFrame

    def among(self, period: tuple[date, date]) -> pl.DataFrame:
        """The known links of events that began in a period: from its first day, before its last."""
        return self.links.filter(pl.col("day").is_between(*period, closed="left"))

    def labelled(self, scored: pl.DataFrame) -> pl.DataFrame:
        """Scored pairs by code (``event``, ``incident``, ``day``): ``right_answer``; ``asked``: the event has a link;
        ``known_incident``: the incident has one, with this event or another.
        """
        sides = self.known.sides.select("id", "code", day="date_from")
        named = (
            scored.join(sides.rename({"code": "a"}), left_on="left", right_on="id")
            .join(sides.rename({"code": "b", "day": "day_b"}), left_on="right", right_on="id")
            .with_columns(first=pl.col("a").str.starts_with("UCDP:"))
            .with_columns(
                event=pl.when("first").then("a").otherwise("b"),
                incident=pl.when("first").then("b").otherwise("a"),
                day=pl.when("first").then("day").otherwise("day_b"),
            )
        )
        linked = self.links.select("event", "incident", right_answer=pl.lit(value=True))
        return (
            named.join(linked, on=["event", "incident"], how="left")
            .join(self.links.select("event", event_day="day").unique(), on="event", how="left")
            .with_columns(
                pl.col("right_answer").fill_null(value=False),
                asked=pl.col("event").is_in(self.links["event"].unique().to_list()),
                known_incident=pl.col("incident").is_in(self.links["incident"].unique().to_list()),
                day=pl.coalesce("event_day", "day"),
            )
            .drop("a", "b", "day_b", "first", "event_day")
        )


def links() -> pl.DataFrame:
    """The known links."""
    rows = pl.read_csv(EVENTS / LINKS, try_parse_dates=True)
    return rows.select(
        event="UCDP:" + pl.col("ucdp_event_id").cast(pl.String),
        incident="Airwars:" + pl.col("airwars_code"),
        day="ucdp_date_start",
    ).unique(maintain_order=True)


def truth(rule: Rule) -> Truth:
    """Read both files into a new register, as any file is read. Ends the process where they are not there."""
    if not EVENTS.is_dir():
        sys.exit(print("matching  not measured: the real files of ../shared/data are not on this machine"))
    with tempfile.TemporaryDirectory(prefix="sijill-bench-") as folder:
        engine = open_register(f"sqlite:///{folder}/register.sqlite")
        migrate(engine)
        for name in FILES:
            ingest(engine, EVENTS / name)
        with reading(engine) as session:
            known = known_incidents(session)
        engine.dispose()
    return truth_of(known, rule)


def truth_of(known: Known, rule: Rule) -> Truth:
    """The same from incidents that were read."""
    hidden = known.sides.with_columns(
        text=pl.col("text").str.replace_all(CODES, ""), former=pl.lit([], dtype=pl.List(pl.String))
    )
    known = replace(known, sides=hidden)
    return Truth(known, links(), evidence_of(hidden, pairs_of(hidden, known.built, rule.blocking), known.names))


def without_statements(found: Truth) -> Truth:
    """The same where no recorder says whose reports it builds on; pairs are those of the nearness that is left."""
    known = replace(found.known, built=found.known.built.clear())
    near = found.evidence.filter(pl.col("km").is_null() | (pl.col("km") <= NEAR_KM))
    return replace(found, known=known, evidence=near)
