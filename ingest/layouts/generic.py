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

from db.drafts import ClaimDraft, DocumentDraft, RowDraft, digest
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
from ingest.layouts.surroundings import Surroundings
from ingest.normalize.date import precision_of
from ingest.normalize.reading import Reading
from ingest.normalize.source import read_source

STOCKS = {Measure.REFUGEES, Measure.IDPS, Measure.ASYLUM_SEEKERS, Measure.HOMELESS}
"""Measures that count people in a state on a day, unless the file says otherwise."""


@dataclass(frozen=True, slots=True)
class RowResult:
    """What a row holds. A row with an error among its issues is rejected, whole."""

    claims: tuple[ClaimDraft, ...]
    issues: tuple[Issue, ...]
    rejected: bool


def read_row(row: RowDraft, columns: Columns, surroundings: Surroundings) -> RowResult:
    """Read one row. Never raises for what it holds: what can't be read is an issue with its column and value."""
    cells = Cells(row, columns)
    shared = _shared(cells, surroundings)
    figures = list(_figures(cells)) or read_text(cells)
    if not figures and not cells.rejected:
        cells.reject("no_figure", "The row states no figure.", "Fill in at least one figure, or delete the row.")
    claims = [] if cells.rejected else [claim for figure in figures for claim in _claims(cells, shared, figure)]
    issues = tuple(dict.fromkeys(cells.issues))  # what concerns the row is found once for each of its figures
    return RowResult(() if cells.rejected else tuple(_apart(claims)), issues, cells.rejected)


def _figures(cells: Cells) -> Iterator[Figure]:
    """Every figure that has a cell of its own."""
    for measure in cells.columns.measures:
        reading = read_figure(cells, measure.value, measure)
        if reading is not None:
            yield Figure(measure, reading)
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
        yield Figure(named, reading)


def _claims(cells: Cells, shared: dict[str, Any], figure: Figure) -> Iterator[ClaimDraft]:
    """The claim of one figure, and one for each part that the figure's words name."""
    series = _series(cells, shared, figure)
    whole = _claim(shared, figure, series, figure.reading) | {"key": _key(cells, figure.measure)}
    if part_of := cells.text("subset_of"):
        whole["subset_of"] = _record_key(cells, part_of, figure.measure)
    if series is Series.INCIDENT:
        whole["incident"] = _incident(cells)
    yield ClaimDraft(**whole)
    for part in figure.reading.subsets:
        of_part = whole | _claim(shared, figure, series, part)
        group = "-".join(word for word in (part.population, part.age, part.sex) if word)
        yield ClaimDraft(**of_part | {"key": f"{whole['key']}/{group}", "subset_of": whole["key"]})


def _apart(claims: list[ClaimDraft]) -> Iterator[ClaimDraft]:
    """Claims of one row with keys of their own: a sentence may state one measure twice, words one group twice."""
    seen: Counter[str] = Counter()
    for claim in claims:
        seen[claim.key] += 1
        yield claim if seen[claim.key] == 1 else replace(claim, key=f"{claim.key}/{seen[claim.key]}")


def _claim(shared: dict[str, Any], figure: Figure, series: Series, reading: Reading) -> dict[str, Any]:
    """The fields of one reading; what its words say of the group holds where the row says nothing of it."""
    notes = "; ".join(text for text in (shared["notes"], *reading.notes, *figure.notes) if text) or None
    population = shared["population"] or reading.population or Population.UNKNOWN
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
        "population": population,
        "sex": reading.sex or shared["sex"],
        "age": reading.age or shared["age"],
        "basis": shared["basis"] or figure.basis,
        "definition": shared["definition"] or figure.definition,
        "notes": notes,
    }


def _shared(cells: Cells, surroundings: Surroundings) -> dict[str, Any]:
    """What all claims of the row share."""
    reason = cells.word("reason", RevisionReason)
    published = surroundings.date(cells, "published")
    retracted = reason is RevisionReason.RETRACTION
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
    if origin == source:
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
    precision = happened.precision if happened and not first and not last else _precision(start, end)
    return {"date_from": start, "date_to": end, "date_precision": precision, "speaks_of": as_of.end if as_of else None}


def _precision(start: date | None, end: date | None) -> DatePrecision | None:
    return precision_of((end - start).days + 1) if start and end and start <= end else None


def _where(cells: Cells, surroundings: Surroundings) -> dict[str, Any]:
    located = surroundings.place(cells)
    words = [text for text in cells.texts("place", "district", "governorate") if text]
    return {
        "place": ", ".join(dict.fromkeys(words)) or None,
        "pcode": located.pcode,
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
    if stated := cells.word("series", Series) or figure.series:
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


_NAMING = (
    *("source", "origin", "series", "date", "from", "to", "as_of", "place", "district", "governorate", "pcode"),
    *("lat", "lon", "population", "basis", "definition", "incident", "subset_of"),
)
"""Without an id a claim is named by these raw cells; never by its figure, so that a mended figure revises it."""

_NAMING_INCIDENT = (
    *("source", "origin", "date", "from", "to", "place", "district", "governorate", "pcode", "lat", "lon"),
)


def _key(cells: Cells, measure: Measure) -> str:
    """The stable identity of a claim: the row's own id, else a hash of the fewest raw cells that name it."""
    group = cells.texts("sex", "age")
    if own := cells.text("id"):
        return _record_key(cells, own, measure, *group)
    return f"h-{digest(measure, *group, *cells.texts(*_NAMING))}"


def _record_key(cells: Cells, own: str, measure: Measure, *group: str) -> str:
    words = [cells.text("source"), own, measure.value, *(text for text in group if text)]
    return "/".join(_name(word) for word in words)


def _name(text: str) -> str:
    """A raw cell as a part of a key; a slash in it is not the one between two parts."""
    return " ".join(text.split()).replace("%", "%25").replace("/", "%2F")


def _incident(cells: Cells) -> str:
    """The code of the incident: the file's own, else one for the row's id, else for its source, day and place."""
    if code := cells.text("incident"):
        return code
    if own := cells.text("subset_of") or cells.text("id"):
        return "/".join((_name(cells.text("source")), _name(own)))
    return f"h-{digest(*cells.texts(*_NAMING_INCIDENT))}"
