"""The generic layout: rows of a field office's file to draft claims.

In the long form a row is one claim (columns ``measure`` and ``value`` or ``low``, ``best``, ``high``); in the wide
form it is one report with a column for each measure, whose claims are about one incident. What a cell does not say is
not known: a blank cell makes no claim.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from db.drafts import ClaimDraft, DocumentDraft, Retraction, RowDraft
from db.vocabulary import (
    Age,
    Basis,
    ClaimStatus,
    Credibility,
    DatePrecision,
    Measure,
    Population,
    RevisionReason,
    Series,
    Sex,
)
from ingest.issues import Issue
from ingest.layouts.cells import Cells
from ingest.layouts.columns import FIGURES, Columns
from ingest.layouts.figures import Figure, read_bounds, read_figure, read_text
from ingest.layouts.naming import claim_key, incident_code, record_key
from ingest.layouts.surroundings import Surroundings
from ingest.normalize.date import When, precision_of
from ingest.normalize.reading import Reading
from ingest.normalize.source import read_source

STOCKS = {Measure.REFUGEES, Measure.IDPS, Measure.ASYLUM_SEEKERS, Measure.HOMELESS}
"""Measures that count people in a state on a day, unless the file says otherwise."""

TAKES_BACK = {RevisionReason.RETRACTION, RevisionReason.DUPLICATE}
"""Reasons for which a claim no longer stands."""


@dataclass(frozen=True, slots=True)
class RowResult:
    """What a row holds. A row with an error among its issues is rejected, whole.

    ``silent`` are the keys of claims that a row with an id could make and does not: their cells are blank.
    """

    claims: tuple[ClaimDraft, ...]
    issues: tuple[Issue, ...]
    rejected: bool
    retraction: Retraction | None = None
    silent: tuple[str, ...] = ()


def read_row(row: RowDraft, columns: Columns, surroundings: Surroundings) -> RowResult:
    """Read one row. Never raises for what it holds: what can't be read is an issue with its column and value."""
    cells = Cells(row, columns)
    shared = _shared(cells, surroundings)
    figures = list(_figures(cells)) or read_text(cells)
    retraction = None if figures or cells.rejected else _retraction(cells, shared)
    if not figures and not retraction and not cells.rejected:
        cells.reject("no_figure", "The row states no figure.", "Fill in at least one figure, or delete the row.")
    claims = [] if cells.rejected else [claim for figure in figures for claim in _claims(cells, shared, figure)]
    issues = tuple(dict.fromkeys(cells.issues))  # what concerns the row is found once for each of its figures
    if cells.rejected:
        return RowResult((), issues, rejected=True)
    return RowResult(tuple(_apart(claims)), issues, False, retraction, _silent(cells, shared, figures))


def _retraction(cells: Cells, shared: dict[str, Any]) -> Retraction | None:
    """What a row without a figure takes back: the claims that it would make if it had figures."""
    reason = shared["revision_reason"]
    if reason not in TAKES_BACK:
        return None
    named = cells.word("measure", Measure)
    measures = cells.columns.measures or ((named,) if named else tuple(Measure))
    return Retraction(cells.number, tuple(_key(cells, shared, measure) for measure in measures), reason)


def _key(cells: Cells, shared: dict[str, Any], measure: Measure) -> str:
    """The key of the claim of ``measure`` that the row makes, or would make if it had a figure."""
    series = cells.word("series", Series) or (Series.STOCK if measure in STOCKS else Series.INCIDENT)
    return claim_key(cells, shared | _spoken_of(cells, shared, series), measure)


def _silent(cells: Cells, shared: dict[str, Any], figures: list[Figure]) -> tuple[str, ...]:
    if not cells.text("id") or not figures:
        return ()
    said = {figure.measure for figure in figures}
    return tuple(_key(cells, shared, measure) for measure in cells.columns.measures if measure not in said)


def _figures(cells: Cells) -> Iterator[Figure]:
    """Every figure that has a cell of its own."""
    for measure in cells.columns.measures:
        reading = read_figure(cells, measure.value, measure)
        if reading is not None:
            yield Figure(measure, reading, reading.series)
    if not any(cells.texts("measure", *FIGURES)):
        return
    named = cells.word("measure", Measure)
    if named is None and not cells.text("measure"):
        cells.reject("no_measure", "The row does not say what its figure counts.", "Fill in “measure”.", "measure")
    stated = any(cells.texts("low", "best", "high"))
    reading = read_bounds(cells) if stated else read_figure(cells, "value", named, blank_is_unknown=True)
    if named is not None and reading is not None:
        if reading.low is reading.best is reading.high is None and not reading.notes:
            cells.warn(
                "no_number", "The claim states no number; it is kept as “not known”.", "Fill it in if known.", "value"
            )
        yield Figure(named, reading, reading.series)


def _claims(cells: Cells, shared: dict[str, Any], figure: Figure) -> Iterator[ClaimDraft]:
    """The claim of one figure, and one for each part that the figure's words name."""
    series = _series(cells, shared, figure)
    happened = shared | _spoken_of(cells, shared, series)
    group = _group(cells, shared, figure.reading)
    whole = (
        _claim(happened, figure, series, figure.reading) | group | {"key": claim_key(cells, happened, figure.measure)}
    )
    if part_of := cells.text("subset_of"):
        whole["subset_of"] = record_key(shared, part_of, figure.measure)
    if series is Series.INCIDENT:
        whole["incident"] = incident_code(cells, shared)
    yield ClaimDraft(**whole)
    for part in figure.reading.subsets:
        words = {name: getattr(part, name) or whole[name] for name in ("population", "sex", "age")}
        name = "-".join(word for word in (part.population, part.age, part.sex) if word)
        of_part = whole | _claim(happened, figure, series, part) | words
        yield ClaimDraft(**of_part | {"key": f"{whole['key']}/{name}", "subset_of": whole["key"]})


def _spoken_of(cells: Cells, shared: dict[str, Any], series: Series) -> dict[str, Any]:
    """The one ``date`` of a toll or a stock is the day that it speaks of, not a day on which all of it happened."""
    if series not in {Series.CUMULATIVE, Series.STOCK} or any(cells.texts("from", "to", "as_of")):
        return {}
    if shared["date_precision"] is None or shared["date_precision"] is DatePrecision.D5:
        return {}
    return {"speaks_of": shared["date_to"], "date_from": None, "date_to": None, "date_precision": None}


def _group(cells: Cells, shared: dict[str, Any], reading: Reading) -> dict[str, Any]:
    """Whom the figure counts, by its columns and its words, which must not contradict each other."""
    group: dict[str, Any] = {}
    for name in ("population", "sex", "age"):
        column, words = shared[name], getattr(reading, name)
        if column and words and column is not words and column is not Population.UNKNOWN:
            cells.reject(
                f"{name}_differs",
                f"{reading.verbatim!r} speaks of {words.term.en.lower()}, where column {name!r} says"
                f" {column.term.en.lower()}.",
                "Mend one of the two.",
                name,
            )
        group[name] = words or column
    return group | {"population": group["population"] or Population.UNKNOWN}


def _apart(claims: list[ClaimDraft]) -> Iterator[ClaimDraft]:
    """Claims of one row with keys of their own: a sentence may state one measure twice, words one group twice."""
    seen: Counter[str] = Counter()
    for claim in claims:
        seen[claim.key] += 1
        yield claim if seen[claim.key] == 1 else replace(claim, key=f"{claim.key}/{seen[claim.key]}")


def _claim(shared: dict[str, Any], figure: Figure, series: Series, reading: Reading) -> dict[str, Any]:
    """The fields of one reading, but for whom it counts."""
    notes = "; ".join(text for text in (shared["notes"], *reading.notes, *figure.notes) if text) or None
    return shared | {
        "measure": figure.measure,
        "series": series,
        "verbatim": reading.verbatim,
        "span": reading.span if reading.span[1] else None,
        "low": reading.low,
        "best": reading.best,
        "high": reading.high,
        "quantifier": reading.quantifier,
        "rule": reading.rule,
        "unit": reading.unit,
        "basis": shared["basis"] or figure.basis,
        "definition": shared["definition"] or figure.definition,
        "notes": notes,
    }


def _shared(cells: Cells, surroundings: Surroundings) -> dict[str, Any]:
    """What all claims of the row share."""
    reason = cells.word("reason", RevisionReason)
    published = surroundings.date(cells, "published")
    retracted = reason in TAKES_BACK
    return {
        "row": cells.number,
        **_speakers(cells, surroundings),
        **_when(cells, surroundings),
        **_where(cells, surroundings),
        "document": _document(cells, published.start if published else None),
        "published": published.start if published else None,
        "excerpt": cells.text("excerpt") or None,
        "population": cells.word("population", Population),
        "sex": cells.word("sex", Sex),
        "age": cells.word("age", Age),
        "basis": cells.word("basis", Basis),
        "cause": cells.text("cause") or None,
        "attributed_to": cells.text("attributed_to") or None,
        "credibility": cells.word("credibility", Credibility),
        "definition": cells.text("definition") or None,
        "notes": cells.text("notes") or None,
        "revision_reason": reason,
        "status": ClaimStatus.RETRACTED if retracted else ClaimStatus.ACTIVE,
    }


def _speakers(cells: Cells, surroundings: Surroundings) -> dict[str, Any]:
    """Who says it, and who said it first where they differ."""
    if not cells.text("source"):
        cells.reject("no_source", "The row does not say who makes the claim.", "Fill in “source”.", "source")
    source = read_source(cells.text("source"), surroundings.names)
    origin: str | None = read_source(cells.text("origin"), surroundings.names) or None
    if origin == source:  # also where it is spelt differently: a source does not relay itself
        origin = None
    return {"source": source, "origin": origin, "direct": origin is None and cells.yes("direct", default=True)}


def _when(cells: Cells, surroundings: Surroundings) -> dict[str, Any]:
    """First and last day, precision and the day a toll or stock speaks of."""
    happened, first, last, as_of = (surroundings.date(cells, name) for name in ("date", "from", "to", "as_of"))
    start = first.start if first else happened.start if happened else None
    end = last.end if last else happened.end if happened else None
    if end is None and start and as_of and as_of.end and as_of.end >= start:
        end = as_of.end
    if start and end and start > end:
        cells.reject(
            "from_after_to", f"The period begins on {start} and ends before that, on {end}.", "Mend it.", "from"
        )
    _look_at_days(cells, surroundings.today, happened, first, last, as_of)
    precision = happened.precision if happened and not first and not last else _precision(start, end)
    return {"date_from": start, "date_to": end, "date_precision": precision, "speaks_of": as_of.end if as_of else None}


def _look_at_days(
    cells: Cells, today: date, happened: When | None, first: When | None, last: When | None, as_of: When | None
) -> None:
    """A toll of a day to come would hide the true one; a period may not be over; a date may lie beside its period."""
    if as_of and as_of.start and as_of.start > today:
        cells.reject("future_date", f"{as_of.start} lies in the future.", "Mend the date.", "as_of")
    begun = not (first and first.start and first.start > today)  # else that is said of the row
    if begun and last and last.start and last.start > today:
        cells.warn("future_date", f"{last.start} lies in the future.", "Mend the date, if it is not meant so.", "to")
    begins, ends = first.start if first else None, last.end if last else None
    if happened and happened.start and happened.end:
        outside = (begins and happened.end < begins) or (ends and happened.start > ends)
        if outside:
            message = f"The date, {cells.text('date')!r}, lies outside of the period from {begins} to {ends}."
            cells.warn("date_outside_period", message, "The period is taken. Mend what is wrong.", "date")


def _precision(start: date | None, end: date | None) -> DatePrecision | None:
    return precision_of((end - start).days + 1) if start and end and start <= end else None


def _where(cells: Cells, surroundings: Surroundings) -> dict[str, Any]:
    located = surroundings.place(cells)
    words = ", ".join(dict.fromkeys(text for text in cells.texts("place", "district", "governorate") if text)) or None
    return {
        "place": words,
        "pcode": located.pcode,
        "spot": surroundings.spot(words, located.pcode),
        "place_precision": located.precision,
        "lat": cells.decimal("lat", -90, 90),
        "lon": cells.decimal("lon", -180, 180),
    }


def _document(cells: Cells, published: date | None) -> DocumentDraft | None:
    title, url, publisher, language = (text or None for text in cells.texts("title", "url", "publisher", "language"))
    if not (title or url or publisher):
        return None
    return DocumentDraft(title, url, publisher, published, language)


def _series(cells: Cells, shared: dict[str, Any], figure: Figure) -> Series:
    """What the row says; else people in a state are a stock, a month or a stated period a period, a day an incident."""
    stated = cells.word("series", Series)
    if stated and figure.series and stated is not figure.series:
        message = f"{figure.reading.verbatim!r} is of a {figure.series}, where column “series” says {stated}."
        cells.reject("series_differs", message, "Mend one of the two.", "series")
    if stated := stated or figure.series:
        return stated
    if figure.measure in STOCKS:
        return Series.STOCK
    if cells.text("incident"):
        return Series.INCIDENT
    if shared["date_from"] is None:
        cells.warn("no_date", "The row has no date, so its figures are not counted among incidents.", "Fill in “date”.")
        return Series.UNSPECIFIED
    stated_period = cells.text("to") and shared["date_to"] != shared["date_from"]
    by_month = shared["date_precision"] in {DatePrecision.D4, DatePrecision.D5}
    return Series.PERIOD if stated_period or by_month else Series.INCIDENT
