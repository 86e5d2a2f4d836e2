"""Traps of a claim and of a file: what is possible to write down and unlikely to be true.

A trap never drops a row in silence; what shows only beside the register is in ``ingest.against``. Each check takes
claims and gives issues: an error rejects the row, a warning keeps it for a person to look at.
"""

from collections.abc import Iterator, Sequence
from datetime import date

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
    if claim.published and claim.published > today:
        message = "lies in the future"
        yield _issue(claim, Severity.WARNING, "future_date", "published", claim.published, message, "Mend the date.")
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


_LOOK = "Look at the document."


def _difference(claim: ClaimDraft, other: ClaimDraft) -> tuple[str, str]:
    if claim.verbatim == other.verbatim:
        return "two_rows_for_one_claim", f"claims the same as row {other.row}, but not all that it says is the same"
    message = f"says {claim.verbatim!r} of the {claim.measure} of whom row {other.row} says {other.verbatim!r}"
    return "two_figures_for_one_claim", message


def _twin(claim: ClaimDraft, code: str, message: str) -> Issue:
    remedy = "Delete one of the rows; if they are two events or two claims, give each an “id”."
    return Issue(Severity.ERROR, code, f"The row {message}.", remedy, claim.row, claim.measure, claim.verbatim)


def _figure(claim: ClaimDraft) -> str:
    return claim.verbatim[slice(*claim.span)] if claim.span else claim.verbatim


def _issue(
    claim: ClaimDraft, severity: Severity, code: str, column: str, value: object, what: str, remedy: str
) -> Issue:
    return Issue(severity, code, f"{value} {what}.", remedy, claim.row, column, str(value))
