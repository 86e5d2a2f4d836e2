"""Incidents as records: when, where, who speaks of them, and what the claims come to under a policy."""

from collections import defaultdict
from typing import Any

import polars as pl
from sqlalchemy import select
from sqlmodel import Session, col

from db.answers import IncidentRecord, Reconciled
from db.conventions.registry import Convention
from db.entries import chunks
from db.models import Place
from db.vocabulary import (
    Age,
    Corroboration,
    DatePrecision,
    Measure,
    PlacePrecision,
    Policy,
    Population,
    Quantifier,
    Sex,
    Unit,
    Word,
)


def summarize(frame: pl.DataFrame) -> pl.DataFrame:
    """One row for each incident, newest first: when, where, who, how many claims.

    Where is as precisely as any claim says in the governorate that most claims name, which is also the one that sums by
    place are put in.
    """
    by = ["named", "governorate", "place_precision", "date_precision", "key"]
    within = pl.col("governorate").is_not_null()
    return (
        frame.with_columns(named=pl.when(within).then(pl.len().over("incident", "governorate")))
        .sort(by, descending=[name == "named" for name in by], nulls_last=True)
        .group_by("incident", maintain_order=True)
        .agg(
            pl.col("date_from").min(),
            pl.col("date_to").max(),
            pl.col("date_precision", "place", "pcode", "place_precision").first(),
            sources=pl.col("speaker").fill_null(pl.col("source")).unique().sort(),
            claims=pl.len(),
            recorded_at=pl.col("recorded_at").min(),
        )
        .sort("date_to", "incident", descending=[True, False], nulls_last=True)
    )


def incidents(session: Session, summary: pl.DataFrame, figures: pl.DataFrame, policy: Policy) -> list[IncidentRecord]:
    """The incidents of ``summary`` with their ``figures``, reconciled under ``policy``."""
    wanted = summary["pcode"].drop_nulls().unique().to_list()
    named = (select(Place).where(col(Place.pcode).in_(some)) for some in chunks(wanted))
    places = {place.pcode: place for statement in named for place in session.scalars(statement)}
    told = defaultdict(list)
    for row in figures.iter_rows(named=True):
        told[row["incident"]].append(_reconciled(row, policy))
    return [_incident(row, places.get(row["pcode"]), told[row["incident"]]) for row in summary.iter_rows(named=True)]


def _incident(row: dict[str, Any], place: Place | None, figures: list[Reconciled]) -> IncidentRecord:
    return IncidentRecord(
        code=row["incident"],
        date_from=row["date_from"],
        date_to=row["date_to"],
        date_precision=_word(DatePrecision, row["date_precision"]),
        place=row["place"],
        pcode=row["pcode"],
        place_name=place.name_en if place else None,
        place_name_ar=place.name_ar if place else None,
        place_precision=_word(PlacePrecision, row["place_precision"]),
        figures=tuple(sorted(figures, key=lambda figure: figure.measure.number)),
        sources=tuple(row["sources"]),
        claims=row["claims"],
        recorded_at=row["recorded_at"],
    )


def _reconciled(row: dict[str, Any], policy: Policy) -> Reconciled:
    return Reconciled(
        measure=Measure.of(row["measure"]),
        population=Population.of(row["population"]),
        unit=Unit.of(row["unit"]),
        low=row["low"],
        best=row["best"],
        high=row["high"],
        claims=row["claims"],
        origins=row["origins"],
        corroboration=Corroboration.of(row["corroboration"]),
        reason=f"{_reason(row, policy)}{_left_out(row)}",
        counted=row["counted"],
        part=row.get("part", False),
        convention=Convention(row["convention"]) if row["convention"] else None,
        quantifier=_word(Quantifier, row["quantifier"]),
        word=row["word"],
        sex=_word(Sex, row["sex"]),
        age=_word(Age, row["age"]),
    )


def _reason(row: dict[str, Any], policy: Policy) -> str:
    count = f"{row['claims']} claim" + ("s" if row["claims"] != 1 else "")
    if row.get("set_by"):
        return f"Set by {row['set_by']}, in the place of what {count} come to."
    best = f"; best from {row['chosen']}" if row["chosen"] else "; no claim states a best figure"
    said = f"{policy.term.en}: {policy.term.definition} Here {count}{best}.{_read_otherwise(row)}"
    if not row.get("alike"):
        return said
    names = " and ".join(repr(name) for name in row["alike"])
    return f"{said} {names} may be one source and count as one origin until both are graded."


def _read_otherwise(row: dict[str, Any]) -> str:
    if not row["convention"]:
        return ""
    read = Convention(row["convention"]).term
    return f" Convention: {read.en}. {read.definition}"


def _left_out(row: dict[str, Any]) -> str:
    if row["counted"]:
        return ""
    if row.get("part"):
        return " Sums leave it out: it is a part of a total outside this view."
    if row["corroboration"] == Corroboration.DISCOUNTED.number:
        return " Sums leave it out: it is discounted."
    if row["left_out"]:
        return f" Sums leave it out: {Convention(row['convention']).term.en}'s convention leaves out vague words."
    return " Sums leave it out: the figures of other incidents tell the same people."


def _word(vocabulary: type[Word], number: int | None) -> Any:
    return None if number is None else vocabulary.of(number)
