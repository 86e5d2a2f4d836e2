"""Traps: what is possible to write down and unlikely to be true. A trap never drops a row in silence.

Each check takes claims and gives issues; an error rejects the row, a warning keeps it for a person to look at.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from db.drafts import ClaimDraft
from db.vocabulary import Measure, Series, Severity
from ingest.issues import Issue

_STATES = (Measure.REFUGEES, Measure.IDPS, Measure.ASYLUM_SEEKERS)
_EVENTS = (Measure.KILLED, Measure.INJURED, Measure.DISPLACED, Measure.EVACUATED, Measure.RETURNED)
_NOT_COUNTED_AS = {
    **dict.fromkeys(_STATES, (Series.INCIDENT, Series.PERIOD)),
    **dict.fromkeys(_EVENTS, (Series.STOCK,)),
}


def check_claim(claim: ClaimDraft, today: date) -> Iterator[Issue]:
    """The traps of one claim by itself."""
    if claim.date_from and claim.date_from > today:
        yield _issue(
            claim, Severity.ERROR, "future_date", "date", claim.date_from, "lies in the future", "Mend the date."
        )
    for column, day in (("as_of", claim.speaks_of), ("published", claim.published)):
        if day and day > today:
            yield _issue(claim, Severity.WARNING, "future_date", column, day, "lies in the future", "Mend the date.")
    if claim.speaks_of and claim.published and claim.speaks_of > claim.published:
        message = f"speaks of a day after it was published ({claim.published})"
        yield _issue(claim, Severity.WARNING, "as_of_after_published", "as_of", claim.speaks_of, message, _LOOK)
    if claim.date_from and claim.published and claim.date_from > claim.published:
        message = f"lies after the day of publication ({claim.published})"
        yield _issue(claim, Severity.WARNING, "date_after_published", "date", claim.date_from, message, _LOOK)
    if claim.series in _NOT_COUNTED_AS.get(claim.measure, ()):
        message = f"is not how {claim.measure} are counted"
        remedy = "People in a state on a day are a stock; what happens to them is an incident or a period."
        yield _issue(claim, Severity.WARNING, "stock_and_flow", "series", claim.series, message, remedy)
    if claim.excerpt and claim.verbatim and _figure(claim) not in claim.excerpt:
        message = "does not stand in the excerpt"
        yield _issue(claim, Severity.WARNING, "words_not_in_excerpt", "excerpt", _figure(claim), message, _LOOK)


def check_file(claims: Sequence[ClaimDraft]) -> Iterator[Issue]:
    """The traps that show between the claims of one file."""
    yield from _twins(claims)
    yield from _parts(claims)
    yield from _drops(claims)


_LOOK = "Look at the document."


def _twins(claims: Iterable[ClaimDraft]) -> Iterator[Issue]:
    """Two rows that claim the same thing. A repeated row is left out; where they differ, so are both."""
    first: dict[str, ClaimDraft] = {}
    for claim in claims:
        earlier = first.setdefault(claim.key, claim)
        if earlier is claim:
            continue
        if earlier.fingerprint == claim.fingerprint:
            yield _twin(claim, "row_twice", f"repeats row {earlier.row}")
        else:
            yield from (_twin(one, *_difference(one, other)) for one, other in ((earlier, claim), (claim, earlier)))


def _difference(claim: ClaimDraft, other: ClaimDraft) -> tuple[str, str]:
    if claim.verbatim == other.verbatim:
        return "two_rows_for_one_claim", f"claims the same as row {other.row}, but not all that it says is the same"
    message = f"says {claim.verbatim!r} of the {claim.measure} of whom row {other.row} says {other.verbatim!r}"
    return "two_figures_for_one_claim", message


def _twin(claim: ClaimDraft, code: str, message: str) -> Issue:
    remedy = "Delete one of the rows; if they are two events or two claims, give each an “id”."
    return Issue(Severity.ERROR, code, f"The row {message}.", remedy, claim.row, claim.measure, claim.verbatim)


def _parts(claims: Sequence[ClaimDraft]) -> Iterator[Issue]:
    """A part (children, women) above the total that it is a part of."""
    whole = {claim.key: claim for claim in claims}
    for claim in claims:
        total = whole.get(claim.subset_of or "")
        if total is None or total.high is None or claim.low is None or claim.low <= total.high:
            continue
        message = f"The part, {claim.low}, is above its total, {total.high}."
        yield Issue(Severity.WARNING, "part_above_total", message, _LOOK, claim.row, claim.measure, claim.verbatim)


def _drops(claims: Iterable[ClaimDraft]) -> Iterator[Issue]:
    """A running toll that falls: a correction, a new count or a mistake, never people who came back to life."""
    tolls: defaultdict[tuple[object, ...], list[ClaimDraft]] = defaultdict(list)
    for claim in claims:
        if claim.series is Series.CUMULATIVE and claim.best is not None and _moment(claim) is not None:
            group = (claim.source, claim.origin, claim.measure, claim.population, claim.sex, claim.age, claim.basis)
            tolls[(*group, claim.definition, claim.pcode, claim.place, claim.date_from, claim.subset_of)].append(claim)
    for toll in tolls.values():
        for earlier, later in pairwise(sorted(toll, key=lambda claim: (_moment(claim), claim.row))):
            if (later.best or 0) < (earlier.best or 0):
                message = f"The toll falls from {earlier.best} (row {earlier.row}, {_moment(earlier)}) to {later.best}."
                remedy = "Both are kept. If it was corrected or counted anew, say so in “reason” or “notes”."
                yield Issue(Severity.WARNING, "toll_falls", message, remedy, later.row, later.measure, later.verbatim)


def _moment(claim: ClaimDraft) -> date | None:
    return claim.speaks_of or claim.date_to


def _figure(claim: ClaimDraft) -> str:
    return claim.verbatim[slice(*claim.span)] if claim.span else claim.verbatim


def _issue(
    claim: ClaimDraft, severity: Severity, code: str, column: str, value: object, what: str, remedy: str
) -> Issue:
    return Issue(severity, code, f"{value} {what}.", remedy, claim.row, column, str(value))
