"""The generic layout: rows of a field office's file to claims.

In the long form a row is one claim (columns ``measure`` and ``value`` or ``low``, ``best``, ``high``); in the wide
form it is one report with a column for each measure, whose claims are about one incident. What a cell does not say is
not known: a blank cell makes no claim. Cells are read once for each distinct combination (``ingest.layouts.distinct``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from db.claim_frame import SCHEMA
from db.drafts import Retraction, document_key
from db.vocabulary import (
    Age,
    ClaimStatus,
    DatePrecision,
    Measure,
    Population,
    RevisionReason,
    Series,
    Severity,
    Sex,
    Word,
)
from ingest.issues import Issue
from ingest.layouts import row_parts
from ingest.layouts.distinct import LINE, read_each
from ingest.layouts.figure_columns import Figures, read_figures
from ingest.layouts.naming import folded, with_incidents, with_keys
from ingest.layouts.surroundings import Surroundings
from ingest.normalize.place import Finding
from ingest.normalize.reading import Reading

STOCKS = {Measure.REFUGEES, Measure.IDPS, Measure.ASYLUM_SEEKERS, Measure.HOMELESS}
"""Measures that count people in a state on a day, unless the file says otherwise."""

TAKES_BACK = {RevisionReason.RETRACTION, RevisionReason.DUPLICATE}
"""Reasons for which a claim no longer stands."""

TEXTS = ("excerpt", "cause", "attributed_to", "definition", "notes", "title", "url", "publisher", "language")
_NAMES = ("id", "incident", "subset_of", "part", "part_of")


@dataclass(frozen=True, slots=True)
class Laid:
    """What rows hold: ``claims`` as ``db.claim_frame`` says. A row with an error among ``issues`` is rejected, whole.

    ``silent`` has ``row`` and ``key`` of claims that a row with an id could make and does not: their cells are blank.
    """

    claims: pl.DataFrame
    issues: list[Issue]
    retractions: list[Retraction]
    silent: pl.DataFrame


def read_rows(rows: pl.DataFrame, names: Mapping[str, str], surroundings: Surroundings) -> Laid:
    """Read rows of text. Never raises for what they hold: what can't be read is an issue with its column and value.

    ``rows`` has ``line`` (its own number), ``row`` (the file's) and a column of text for each field that the file has
    (blank: ""); ``names`` is field to the name of its column in the file.
    """
    shared, issues = _shared(rows, names, surroundings)
    figures = read_figures(rows, names)
    issues += figures.issues
    claims = figures.frame.join(shared, on=LINE, how="inner", maintain_order="left").sort(LINE, "turn")
    claims, of_series = _with_series(claims)
    claims, of_groups = _with_groups(claims, names)
    broken = {issue.row for issue in issues if issue.severity is Severity.ERROR}
    issues += [*(issue for issue in of_series if issue.row not in broken), *of_groups]
    claims = _named(_spoken_of(claims))
    whole = _finished(claims)
    parts = _parts(claims, figures)
    broken = {issue.row for issue in issues if issue.severity is Severity.ERROR}
    retractions = _retractions(shared, claims, names, broken)
    issues += _without_figure(shared, claims, {*broken, *(retraction.row for retraction in retractions)})
    broken |= {issue.row for issue in issues if issue.severity is Severity.ERROR}
    every = _apart(pl.concat([whole, parts]).filter(~pl.col("row").is_in(list(broken))))
    return Laid(every, _in_order(issues), retractions, _silent(rows, shared, claims))


def _shared(
    rows: pl.DataFrame, names: Mapping[str, str], surroundings: Surroundings
) -> tuple[pl.DataFrame, list[Issue]]:
    """What all claims of a row share, a row for each line."""
    parts = (
        (("published",), lambda cells: row_parts.published(cells, surroundings), row_parts.PUBLISHED),
        (("source", "origin", "direct"), lambda cells: row_parts.speakers(cells, surroundings), row_parts.SPEAKERS),
        (row_parts.DAY_FIELDS, lambda cells: row_parts.days(cells, surroundings), row_parts.DAYS),
        (row_parts.PLACE_FIELDS, lambda cells: row_parts.places(cells, surroundings), row_parts.PLACES),
        (("lat", "lon"), row_parts.points, row_parts.POINTS),
        (
            ("reason", *(name for name in row_parts.WORDS if name != "revision_reason")),
            row_parts.words,
            row_parts.WORD_COLUMNS,
        ),
    )
    shared, issues = _texts(rows), []
    for fields, read, schema in parts:
        found = read_each(rows, fields, names, read, schema)
        shared = shared.hstack(found.frame.drop(LINE))
        issues += found.issues
    placed, of_points = _placed(shared, names, surroundings)
    return placed.with_columns(document=_documents(placed)), [*issues, *of_points]


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
    texts = [_text(rows, name) for name in TEXTS]
    names = [(_text(rows, name).fill_null("")).alias(_KEPT_AS.get(name, name)) for name in _NAMES]
    groups = [_text(rows, name).alias(f"{name}_text") for name, _ in _GROUPS]
    frame = rows.select(LINE, "row", *texts, *names, *groups)
    return frame.with_columns(
        definition_folded=folded(frame["definition"].fill_null("")),
        incident_folded=folded(frame["incident_code"]),
        subset_folded=folded(frame["subset_of_id"]),
        subset_of_id=pl.when(pl.col("subset_part") != "").then("id").otherwise("subset_of_id"),
        row_notes=pl.col("notes"),
    )


_KEPT_AS = {"incident": "incident_code", "subset_of": "subset_of_id", "part_of": "subset_part"}


def _text(rows: pl.DataFrame, name: str) -> pl.Expr:
    if name not in rows.columns:
        return pl.lit(None, pl.String).alias(name)
    return pl.when(pl.col(name) != "").then(pl.col(name)).alias(name)


def _documents(rows: pl.DataFrame) -> pl.Series:
    """The key of each row's document; null where the row names none."""
    named = rows.select("url", "title", "publisher", "published")
    keys = {values: document_key(*values) if any(values[:3]) else None for values in named.unique().iter_rows()}
    return pl.Series([keys[values] for values in named.iter_rows()], dtype=pl.String)


def _with_series(claims: pl.DataFrame) -> tuple[pl.DataFrame, list[Issue]]:
    """``series`` for each claim; a figure without a date is told, once for its row."""
    by = {
        "stated": pl.col("said_series").fill_null(pl.col("figure_series")),
        "measure": pl.col("measure"),
        "coded": pl.col("incident_code") != "",
        "dated": pl.col("date_from").is_not_null(),
        "spans": pl.col("period_stated") | pl.col("date_precision").is_in(_LONG).fill_null(value=False),
    }
    keyed = claims.with_columns(**{f"by_{name}": expression for name, expression in by.items()})
    names = [f"by_{name}" for name in by]
    cases = keyed.select(names).unique()
    series = [_series(*values).number for values in cases.iter_rows()]
    known = cases.with_columns(pl.Series("series", series, dtype=pl.Int16))
    found = keyed.join(known, on=names, how="left", nulls_equal=True, maintain_order="left").drop(names)
    undated = (
        (found["series"] == Series.UNSPECIFIED.number)
        & found["said_series"].is_null()
        & found["figure_series"].is_null()
    )
    message = "The row has no date, so its figures are not counted among incidents."
    return found, [
        Issue(Severity.WARNING, "no_date", message, "Fill in “date”.", row)
        for row in found.filter(undated)["row"].unique()
    ]


_LONG = [DatePrecision.D4.number, DatePrecision.D5.number]


def _series(stated: int | None, measure: int, coded: bool, dated: bool, spans: bool) -> Series:
    """What the row says; else people in a state are a stock, a month or a stated period a period, a day an incident."""
    if stated is not None:
        return Series.of(stated)
    if Measure.of(measure) in STOCKS:
        return Series.STOCK
    if coded:
        return Series.INCIDENT
    if not dated:
        return Series.UNSPECIFIED
    return Series.PERIOD if spans else Series.INCIDENT


def _spoken_of(claims: pl.DataFrame) -> pl.DataFrame:
    """The one ``date`` of a toll or a stock is the day that it speaks of, not a day on which all of it happened."""
    stands = pl.col("series").is_in([Series.CUMULATIVE.number, Series.STOCK.number])
    short = pl.col("date_precision").is_not_null() & (pl.col("date_precision") != DatePrecision.D5.number)
    speaks = stands & pl.col("one_date") & short
    return claims.with_columns(
        speaks_of=pl.when(speaks).then("date_to").otherwise("speaks_of"),
        date_from=pl.when(~speaks).then("date_from"),
        date_to=pl.when(~speaks).then("date_to"),
        date_precision=pl.when(~speaks).then("date_precision"),
    )


_GROUPS: tuple[tuple[str, type[Word]], ...] = (("population", Population), ("sex", Sex), ("age", Age))


def _with_groups(claims: pl.DataFrame, names: Mapping[str, str]) -> tuple[pl.DataFrame, list[Issue]]:
    """Whom each figure counts, by its words and its columns, which must not contradict each other."""
    issues: list[Issue] = []
    for name, vocabulary in _GROUPS:
        said, column = pl.col(name), pl.col(f"said_{name}")
        differs = said.is_not_null() & column.is_not_null() & (said != column)
        if vocabulary is Population:
            differs &= column != Population.UNKNOWN.number
        columns = ("row", "verbatim", name, f"said_{name}", f"{name}_text")
        for row, words, one, other, text in claims.filter(differs).select(columns).iter_rows():
            stated = _label(vocabulary, other)
            message = f"{words!r} speaks of {_label(vocabulary, one)}, where column {name!r} says {stated}."
            told = names.get(name, name)
            issues.append(Issue(Severity.ERROR, f"{name}_differs", message, "Mend one of the two.", row, told, text))
    named = {f"{name}_named": pl.col(f"said_{name}") for name, _ in _GROUPS}
    merged = {name: pl.coalesce(name, f"said_{name}") for name, _ in _GROUPS}
    return claims.with_columns(**named, **merged), issues


def _label(vocabulary: type[Word], number: int) -> str:
    return vocabulary.of(number).term.en.lower()


def _named(claims: pl.DataFrame) -> pl.DataFrame:
    """Keys, incidents and what of a claim is taken from its row unless its words say it."""
    told = claims.with_columns(
        series_stated=pl.col("said_series"),
        basis_stated=pl.col("said_basis"),
        basis=pl.coalesce("said_basis", "figure_basis"),
        definition=pl.coalesce("definition", "figure_definition"),
        notes=pl.concat_str("notes", "figure_notes", separator="; ", ignore_nulls=True).pipe(_or_none),
        population=pl.col("population").fill_null(Population.UNKNOWN.number),
        credibility=pl.col("said_credibility"),
        revision_reason=pl.col("said_revision_reason"),
        status=_status(),
        factor=pl.lit(None, pl.Float64),
    )
    return with_incidents(with_keys(told), pl.col("series") == Series.INCIDENT.number)


def _status() -> pl.Expr:
    back = pl.col("said_revision_reason").is_in([reason.number for reason in TAKES_BACK]).fill_null(value=False)
    retracted, active = (pl.lit(status.number, pl.Int16) for status in (ClaimStatus.RETRACTED, ClaimStatus.ACTIVE))
    return pl.when(back).then(retracted).otherwise(active)


def _or_none(text: pl.Expr) -> pl.Expr:
    return pl.when(text != "").then(text)


_ORDER = (LINE, "turn")


def _finished(claims: pl.DataFrame) -> pl.DataFrame:
    return claims.select(*_ORDER, *(pl.col(name).cast(kind) for name, kind in SCHEMA.items()))


def _parts(claims: pl.DataFrame, figures: Figures) -> pl.DataFrame:
    """A claim for each part that the words of a figure name ("4 (2 children, 1 woman)")."""
    told = [
        (index, number, *_part_columns(part))
        for index, parts in enumerate(figures.parts)
        for number, part in enumerate(parts, 1)
    ]
    parts = pl.DataFrame(told, schema={"parts": pl.Int64, "number": pl.Int64, **_PART}, orient="row")
    joined = claims.join(parts, on="parts", how="inner", maintain_order="left", suffix="_of_part")
    own = {name: pl.col(f"{name}_of_part") for name in _PART if name not in {"group", *_OF_GROUP, "figure_notes"}}
    group = {name: pl.coalesce(f"{name}_of_part", name) for name in _OF_GROUP}
    noted = pl.concat_str("row_notes", "figure_notes_of_part", separator="; ", ignore_nulls=True).pipe(_or_none)
    named = joined.with_columns(
        **own,
        **group,
        notes=noted,
        turn=pl.col("turn") * 100 + pl.col("number"),
        subset_of=pl.col("key"),
        key=pl.concat_str("key", pl.lit("/"), "group"),
    )
    return _finished(named)


_OF_GROUP = ("population", "sex", "age")
_PART: dict[str, Any] = {
    **dict.fromkeys(("low", "best", "high"), pl.Int64),
    "quantifier": pl.Int16,
    "rule": pl.String,
    "verbatim": pl.String,
    **dict.fromkeys(("span_start", "span_end"), pl.Int64),
    "unit": pl.Int16,
    **dict.fromkeys(_OF_GROUP, pl.Int16),
    "figure_notes": pl.String,
    "group": pl.String,
}


def _part_columns(part: Reading) -> Iterable[Any]:
    span = part.span if part.span[1] else (None, None)
    words = (part.quantifier, part.unit, part.population, part.sex, part.age)
    quantifier, unit, population, sex, age = (word.number if word else None for word in words)
    group = "-".join(word for word in (part.population, part.age, part.sex) if word)
    yield from (part.low, part.best, part.high, quantifier, part.rule, part.verbatim, *span)
    yield from (unit, population, sex, age, "; ".join(part.notes) or None, group)


def _apart(claims: pl.DataFrame) -> pl.DataFrame:
    """Claims of one row with keys of their own: a sentence may state one measure twice, words one group twice."""
    ordered = claims.sort(LINE, "turn")
    again = pl.int_range(pl.len()).over(LINE, "key") + 1
    key = pl.when(again == 1).then("key").otherwise(pl.concat_str("key", pl.lit("/"), again.cast(pl.String)))
    return ordered.with_columns(key=key).select(list(SCHEMA))


def _retractions(
    shared: pl.DataFrame, claims: pl.DataFrame, names: Mapping[str, str], broken: set[int | None]
) -> list[Retraction]:
    """What rows without a figure take back: the claims that they would make if they had figures."""
    back = pl.col("said_revision_reason").is_in([reason.number for reason in TAKES_BACK])
    rows = shared.filter(back, ~pl.col("row").is_in(list(broken))).join(claims.select(LINE), on=LINE, how="anti")
    if rows.is_empty():
        return []
    wide = [measure for measure in Measure if measure.value in names]
    keyed = _unsaid(rows, wide or list(Measure)).group_by("row", "said_revision_reason", maintain_order=True).agg("key")
    return [Retraction(row, tuple(keys), RevisionReason.of(reason)) for row, reason, keys in keyed.iter_rows()]


def _unsaid(rows: pl.DataFrame, measures: Sequence[Measure]) -> pl.DataFrame:
    """The claims of ``measures`` that rows would make if they had the figures: ``row``, ``key``, the row's columns."""
    numbers = pl.DataFrame({"measure": pl.Series([measure.number for measure in measures], dtype=pl.Int16)})
    stock = pl.col("measure").is_in([measure.number for measure in STOCKS])
    usual = (
        pl.when(stock).then(pl.lit(Series.STOCK.number, pl.Int16)).otherwise(pl.lit(Series.INCIDENT.number, pl.Int16))
    )
    named = {f"{name}_named": pl.col(f"said_{name}") for name, _ in _GROUPS}
    would = rows.join(numbers, how="cross").with_columns(
        **named,
        turn=pl.col("measure").cast(pl.Int64),
        series=pl.col("said_series").fill_null(usual),
        series_stated=pl.col("said_series"),
        basis_stated=pl.col("said_basis"),
    )
    return with_keys(_spoken_of(would))


def _silent(rows: pl.DataFrame, shared: pl.DataFrame, claims: pl.DataFrame) -> pl.DataFrame:
    """The claims that rows with an id and a figure don't make in the other columns of figures that the file has."""
    wide = [measure for measure in Measure if measure.value in rows.columns]
    speaking = shared.filter(pl.col("id") != "").join(claims.select(LINE), on=LINE, how="semi")
    if not wide or speaking.is_empty():
        return pl.DataFrame(schema={"row": pl.Int64, "key": pl.String})
    would = _unsaid(speaking, wide)
    return would.join(claims.select(LINE, "measure"), on=[LINE, "measure"], how="anti").select("row", "key")


def _without_figure(shared: pl.DataFrame, claims: pl.DataFrame, told: set[int | None]) -> list[Issue]:
    silent = shared.join(claims.select(LINE), on=LINE, how="anti").filter(~pl.col("row").is_in(list(told)))
    remedy = "Fill in at least one figure, or delete the row."
    return [Issue(Severity.ERROR, "no_figure", "The row states no figure.", remedy, row) for row in silent["row"]]


def _in_order(issues: list[Issue]) -> list[Issue]:
    """Each issue once, by row; of one row, as they were found."""
    return sorted(dict.fromkeys(issues), key=lambda issue: issue.row or 0)
