"""A figure above the population of the place it is claimed of: a slip of a digit, or another place than meant."""

import csv
from collections.abc import Iterator
from functools import cache
from importlib import resources

import polars as pl
from sqlmodel import Session

from db.gazetteer.populations import newest_populations
from db.vocabulary import Measure, Severity, Unit
from ingest.issues import Issue


@cache
def populations() -> pl.DataFrame:
    """What is known of how many people lived where: ``pcode, population, year, source``, from ``populations.csv``."""
    text = resources.files("ingest").joinpath("populations.csv").read_text(encoding="utf-8")
    rows = [(r["pcode"], int(r["population"]), int(r["year"]), r["source"]) for r in csv.DictReader(text.splitlines())]
    schema = {"pcode": pl.String, "population": pl.Int64, "year": pl.Int64, "source": pl.String}
    known = pl.DataFrame(rows, schema=schema, orient="row")
    if known["pcode"].is_duplicated().any() or (known["population"] <= 0).any():
        raise ValueError("populations.csv: a place stands there twice, or with nobody living in it")
    return known


def known_populations(session: Session) -> pl.DataFrame:
    """The same with what was loaded into the register's gazetteer; of a place the one of the latest year."""
    loaded = pl.DataFrame(newest_populations(session), schema=populations().schema, orient="row")
    return (
        pl.concat([loaded, populations()])
        .sort("year", descending=True, maintain_order=True)
        .unique("pcode", keep="first")
    )


def above_population(claims: pl.DataFrame, known: pl.DataFrame) -> Iterator[Issue]:
    """A warning for each figure of persons whose least number is above the population of its place.

    ``known`` is as :func:`populations` says.
    """
    least = pl.coalesce("low", "best")
    persons = claims.filter(pl.col("unit") == Unit.PERSON.number).with_columns(least=least)
    known = known.rename({"population": "people", "source": "said_by"})
    beside = persons.join(known, on="pcode", how="inner", maintain_order="left").filter(
        pl.col("least") > pl.col("people")
    )
    for row, measure, words, figure, place, people, year, said_by in beside.select(
        "row", "measure", "verbatim", "least", "pcode", "people", "year", "said_by"
    ).iter_rows():
        message = f"{figure:,} is more than the {people:,} people of {place} in {year} ({said_by})."
        remedy = "Look at the digits and the place; displacement may count one person several times."
        yield Issue(Severity.WARNING, "above_population", message, remedy, row, Measure.of(measure).value, words)
