"""What all claims of a row share, as columns: a row for each line of the file."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import polars as pl

from db.drafts import document_key
from ingest.issues import Issue, Issues
from ingest.layouts.claim.group import GROUPS
from ingest.layouts.distinct import LINE, Reader, read_each
from ingest.layouts.naming import folded
from ingest.layouts.row import parts, place
from ingest.layouts.row.status import look_at_duplicate
from ingest.layouts.surroundings import Surroundings
from ingest.layouts.total_rows import that_may_add_up
from ingest.normalize.place import Finding

_TEXTS = ("excerpt", "cause", "attributed_to", "definition", "notes", "title", "url", "publisher", "language")
_PLACE_NAMES = ("place", "district", "governorate")
_NAMES = ("id", "incident", "subset_of", "part", "part_of")


def shared_columns(
    rows: pl.DataFrame, names: Mapping[str, str], surroundings: Surroundings
) -> tuple[pl.DataFrame, Issues]:
    """What all claims of a row share, a row for each line."""
    readers: tuple[tuple[tuple[str, ...], Reader, Mapping[str, Any]], ...] = (
        (("published",), lambda cells: parts.published(cells, surroundings), parts.PUBLISHED),
        *(((name,), partial(parts.look_at_name, field=name), {}) for name in ("source", *_PLACE_NAMES)),
        (
            ("source", "origin", "direct"),
            lambda cells: parts.speakers(cells, surroundings),
            parts.SPEAKERS,
        ),
        (parts.DAY_FIELDS, lambda cells: parts.days(cells, surroundings), parts.DAYS),
        (place.PLACE_FIELDS, lambda cells: place.places(cells, surroundings), place.PLACES),
        (("lat", "lon"), place.points, place.POINTS),
        (
            ("reason", "status", *(name for name in parts.WORDS if name != "revision_reason")),
            parts.words,
            parts.WORD_COLUMNS,
        ),
    )
    shared, issues = _texts(rows), Issues(of=surroundings.memory.kinds)
    for fields, read, schema in readers:
        found = read_each(rows, fields, names, read, schema, surroundings.memory)
        shared = shared.hstack(found.frame.drop(LINE).get_columns())
        issues.extend(found.issues)
    issues.extend(_ids_of_totals(rows, names, surroundings))
    issues.extend(_duplicates(rows, names, surroundings))
    placed, of_points = _placed(shared, names, surroundings)
    issues.extend(of_points)
    named = pl.lit(surroundings.ids_of_lines)
    return placed.with_columns(document=_documents(placed), ids_of_lines=named), issues


def _ids_of_totals(rows: pl.DataFrame, names: Mapping[str, str], surroundings: Surroundings) -> Issues:
    """Rows that are named as totals where others have their number; ids are too many to read each."""
    if "id" not in rows.columns:
        return Issues(of=surroundings.memory.kinds)
    some = rows.filter(that_may_add_up(rows["id"]))
    return read_each(some, ("id",), names, partial(parts.look_at_name, field="id"), {}, surroundings.memory).issues


def _duplicates(rows: pl.DataFrame, names: Mapping[str, str], surroundings: Surroundings) -> Issues:
    """Rows without an id whose status says that they are duplicates."""
    if "status" not in rows.columns:
        return Issues(of=surroundings.memory.kinds)
    unnamed = rows.filter(pl.col("id") == "") if "id" in rows.columns else rows
    return read_each(unnamed, ("status", "reason"), names, look_at_duplicate, {}, surroundings.memory).issues


def _placed(
    shared: pl.DataFrame, names: Mapping[str, str], surroundings: Surroundings
) -> tuple[pl.DataFrame, list[Issue]]:
    """Coordinates beside the named place; a row that names none is in the narrowest area that holds its point."""
    located = shared.filter(pl.col("lat").is_not_null(), pl.col("lon").is_not_null()).select("pcode", "lat", "lon")
    if located.is_empty():
        return shared, []
    points = located.unique(maintain_order=True)
    read = [surroundings.point(*point) for point in points.iter_rows()]
    found = pl.Series("found", [pcode for pcode, _ in read], dtype=pl.String)
    number = pl.int_range(pl.len(), dtype=pl.Int64).alias("point")
    placed = shared.join(
        points.with_columns(found, number),
        on=["pcode", "lat", "lon"],
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    issues = []
    for row, point in placed.filter(pl.col("point").is_in(_wrong(read))).select("row", "point").iter_rows():
        finding = read[point][1]
        if finding is not None:
            severity, code, message, remedy = finding
            issues.append(Issue(severity, code, message, remedy, row, names.get("lat", "lat")))
    return placed.with_columns(pcode=pl.coalesce("pcode", "found")).drop("found", "point"), issues


def _wrong(read: Sequence[tuple[str | None, Finding | None]]) -> list[int]:
    return [number for number, (_, finding) in enumerate(read) if finding is not None]


def _texts(rows: pl.DataFrame) -> pl.DataFrame:
    """The cells that are kept as they are: null where a text is blank, "" where a name is."""
    texts = [_text(rows, name) for name in _TEXTS]
    names = [(_text(rows, name).fill_null("")).alias(_KEPT_AS.get(name, name)) for name in _NAMES]
    groups = [_text(rows, name).alias(f"{name}_text") for name, _ in GROUPS]
    frame = rows.select(LINE, "row", *texts, *names, *groups)
    return frame.with_columns(
        definition_folded=_folded(frame, "definition"),
        incident_folded=_folded(frame, "incident_code"),
        subset_folded=_folded(frame, "subset_of_id"),
        subset_of_id=pl.when(_of_own_row()).then("id").otherwise("subset_of_id"),
        row_notes=pl.col("notes"),
    )


def _of_own_row() -> pl.Expr:
    """Whether a claim is a part of another of its own row, and not of one of the row that ``subset_of`` names."""
    return (pl.col("subset_part") != "") & (pl.col("subset_of_id") == "")


def _folded(rows: pl.DataFrame, name: str) -> pl.Series:
    """A text as it names a claim whose row has no id; "" where the id names it."""
    return folded(rows.select(pl.when(pl.col("id") == "").then(name).fill_null("")).to_series())


_KEPT_AS = {"incident": "incident_code", "subset_of": "subset_of_id", "part_of": "subset_part"}


def _text(rows: pl.DataFrame, name: str) -> pl.Expr:
    if name not in rows.columns:
        return pl.lit(None, pl.String).alias(name)
    return pl.when(pl.col(name) != "").then(pl.col(name)).alias(name)


def _documents(rows: pl.DataFrame) -> pl.Series:
    """The key of each row's document; null where the row names none."""
    by = ["url", "title", "publisher", "published"]
    named = rows.select(by).unique()
    keys = [document_key(*values) if any(values[:3]) else None for values in named.iter_rows()]
    keyed = named.with_columns(pl.Series("document", keys, dtype=pl.String))
    return rows.select(by).join(keyed, on=by, how="left", nulls_equal=True, maintain_order="left")["document"]
