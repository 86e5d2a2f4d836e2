"""Traps that show when a file meets the register: what it repeats, revises, undoes or takes apart without saying so.

Nothing is guessed: what can't be told apart is rejected or kept with a warning, and both name the earlier row. Runs in
the transaction that records the file, so that nothing comes between.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import Connection

from db import recall
from db.drafts import ClaimDraft
from db.recall import Known
from db.vocabulary import Series, Severity
from ingest.issues import Issue
from ingest.normalize.fold import plain

MOST_DAYS_APART = 7
"""Days between two reports of one event, or between a report and its correction, beyond which they are asked about."""

_LOOK = "Look at the document."


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file brings: its claims, the keys that its rows with an id are silent about (by row), its bytes' hash.

    ``spot`` names a place by its words and P-code, ``area`` gives the governorate of a P-code.
    """

    claims: Sequence[ClaimDraft]
    silent: Sequence[tuple[int, tuple[str, ...]]]
    sha256: str
    layout: str
    spot: Callable[[str | None, str | None], str | None]
    area: Callable[[str | None], str | None]


def check_against(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """The traps of a file beside the register; an error rejects its row."""
    keys = {claim.key for claim in brought.claims}
    empty = recall.is_empty(connection)
    known = {} if empty else recall.by_key(connection, keys)
    yield from _events(connection, brought, keys, empty=empty)
    yield from _parts(connection, brought, empty=empty)
    yield from _drops(connection, brought, keys, empty=empty)
    yield from _relays(brought)
    if not empty:
        yield from _ids_used_before(brought, known)
        yield from _repeats(connection, brought, keys)
        yield from _undone(connection, brought)
        yield from _gone(connection, brought)


def _ids_used_before(brought: Brought, known: dict[str, Known]) -> Iterator[Issue]:
    """An id that the register has for another day and place: a numbering that began again is not a correction."""
    for claim in brought.claims:
        earlier = known.get(claim.key)
        if earlier is None or claim.revision_reason is not None or claim.series not in _HAPPENED:
            continue
        days = _days_between(claim, earlier)
        moved = brought.area(claim.pcode) != brought.area(earlier.pcode)
        if days > MOST_DAYS_APART or (days > 0 and moved):
            here = f"{_when(claim)}, {claim.place or 'no place'}"
            message = f"The register has this id for {_told(earlier)}; the row says {here}."
            remedy = "If it corrects that, write “correction” into “reason”; else give ids that do not begin again."
            yield _issue(claim, Severity.ERROR, "id_used_before", message, remedy)


_HAPPENED = {Series.INCIDENT, Series.PERIOD}


class _Said(NamedTuple):
    """Where and when somebody says that an event was."""

    claim: ClaimDraft | Known
    at: str
    area: str | None


def _events(connection: Connection, brought: Brought, keys: set[str], *, empty: bool) -> Iterator[Issue]:
    """One incident code for two events: days that lie far apart, or other governorates."""
    said: defaultdict[str, list[_Said]] = defaultdict(list)
    for claim in brought.claims:
        if claim.incident and not claim.incident.startswith("h-"):
            said[claim.incident].append(_Said(claim, f"row {claim.row}", brought.area(claim.pcode)))
    if not empty:
        for code, earlier in recall.by_incident(connection, said).items():
            others = [
                _Said(known, _told(known), brought.area(known.pcode)) for known in earlier if known.key not in keys
            ]
            said[code] = others + said[code]
    for code, reports in said.items():
        yield from _one_event(code, reports)


def _one_event(code: str, reports: list[_Said]) -> Iterator[Issue]:
    first = reports[0]
    for report in reports[1:]:
        claim = report.claim
        if not isinstance(claim, ClaimDraft):
            continue
        days = _days_between(claim, first.claim)
        remedy = "Give each event a code of its own, such as one with the office and the month in it."
        if days > MOST_DAYS_APART:
            message = f"Incident {code!r} is {days} days apart here ({_when(claim)}) and in {first.at}."
            yield _issue(claim, Severity.ERROR, "incident_elsewhere", message, remedy, "incident")
        elif report.area and first.area and report.area != first.area:
            message = f"Incident {code!r} is in {claim.place!r} here and in another governorate in {first.at}."
            yield _issue(claim, Severity.WARNING, "incident_elsewhere", message, remedy, "incident")


def _relays(brought: Brought) -> Iterator[Issue]:
    """Rows that pass on one figure of one speaker as if it were of several events."""
    first: dict[tuple[object, ...], ClaimDraft] = {}
    for claim in brought.claims:
        if not _comparable(claim):
            continue
        earlier = first.setdefault(_what(claim, claim.spot), claim)
        if earlier.incident != claim.incident and earlier.source != claim.source:
            yield _twice(claim, f"row {earlier.row}")


def _repeats(connection: Connection, brought: Brought, keys: set[str]) -> Iterator[Issue]:
    """A figure that its speaker has in the register already for the same day and place, under another key."""
    whole = [claim for claim in brought.claims if _comparable(claim)]
    days = {claim.date_from for claim in whole if claim.date_from}
    held: dict[tuple[object, ...], Known] = {}
    for known in recall.of_days(connection, days):
        if known.key not in keys and known.subset_of is None:
            held.setdefault(_what(known, brought.spot(known.place, known.pcode)), known)
    for claim in whole:
        earlier = held.get(_what(claim, claim.spot))
        if earlier is not None and (earlier.incident != claim.incident or earlier.source == claim.source):
            yield _twice(claim, _told(earlier))


def _comparable(claim: ClaimDraft) -> bool:
    known = claim.low is not None or claim.best is not None or claim.high is not None
    return claim.series is Series.INCIDENT and claim.subset_of is None and known and claim.date_from is not None


def _what(claim: ClaimDraft | Known, spot: str | None) -> tuple[object, ...]:
    """What a claim says, whichever way it is written down. Not its population: a later file may know it better."""
    figure = (claim.low, claim.best, claim.high)
    return (claim.speaker, claim.measure, claim.sex, claim.age, claim.date_from, claim.date_to, spot, *figure)


def _twice(claim: ClaimDraft, earlier: str) -> Issue:
    message = f"{claim.speaker} says the same of the same day and place in {earlier}; the two count as two events."
    remedy = "If they are one, give both the same “incident” or, in a file that is sent again, the same “id”."
    return _issue(claim, Severity.WARNING, "said_twice", message, remedy)


def _undone(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """A file, or a row, that says again what was mended since."""
    held = recall.standing(connection, (claim.key for claim in brought.claims))
    changed = {c.key: c for c in brought.claims if c.key in held and held[c.key].fingerprint != c.fingerprint}
    earlier = recall.same_file(connection, brought.sha256, brought.layout)
    left = [claim for key, claim in changed.items() if earlier is not None and held[key].batch > earlier]
    if left:
        batches = ", ".join(str(number) for number in sorted({held[claim.key].batch for claim in left}))
        message = (
            f"This very file is batch {earlier}; {len(left)} of its claims have been revised since (batch {batches})."
        )
        remedy = "The revisions stand. To go back to what the file says, send it with “reason” filled in."
        yield Issue(Severity.WARNING, "file_sent_before", message, remedy)
        return
    for past in recall.superseded(connection, changed):
        claim = changed[past.key]
        if past.fingerprint == claim.fingerprint and claim.revision_reason is None:
            message = f"The row goes back to what batch {past.batch} said and batch {held[past.key].batch} corrected."
            yield _issue(claim, Severity.WARNING, "goes_back", message, "If it is an old row, take it out.")


def _gone(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """A figure that an earlier file stated for this id, and whose cell is blank now, stands until it is taken back."""
    rows = {key: row for row, keys in brought.silent for key in keys}
    for key, known in recall.by_key(connection, rows).items():
        message = f"The row no longer states the {known.measure.term.en.lower()}: {known.verbatim!r} in {_told(known)}."
        remedy = "It stands. To take it back, send the id with that column alone, blank, and “retraction” in “reason”."
        yield Issue(Severity.WARNING, "figure_gone", message, remedy, rows[key], known.measure.value)


def _parts(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """A part (children, women) without the total that it is a part of, or above it."""
    parts = [claim for claim in brought.claims if claim.subset_of]
    whole: dict[str, ClaimDraft | Known] = {claim.key: claim for claim in brought.claims}
    missing = {claim.subset_of for claim in parts if claim.subset_of} - whole.keys()
    if missing and not empty:
        whole |= recall.by_key(connection, missing)
    for claim in parts:
        total = whole.get(claim.subset_of or "")
        if total is None:
            message = "The total that this figure is a part of is neither in the file nor in the register."
            remedy = "Send the total too; a part alone is counted nowhere."
            yield _issue(claim, Severity.WARNING, "part_without_total", message, remedy)
        elif total.high is not None and claim.low is not None and claim.low > total.high:
            message = f"The part, {claim.low}, is above its total, {total.high}."
            yield _issue(claim, Severity.WARNING, "part_above_total", message, _LOOK)


class _Toll(NamedTuple):
    """One figure of a running toll; ``claim`` where it is of this file."""

    moment: date
    row: int
    best: int
    at: str
    claim: ClaimDraft | None


def _drops(connection: Connection, brought: Brought, keys: set[str], *, empty: bool) -> Iterator[Issue]:
    """A running toll that falls: a correction, a new count or a mistake, never people who came back to life."""
    tolls: defaultdict[tuple[object, ...], list[_Toll]] = defaultdict(list)
    for claim in brought.claims:
        _keep(tolls, claim, claim.spot, f"row {claim.row}")
    speakers = {toll.claim.speaker for line in tolls.values() for toll in line if toll.claim}
    for known in () if empty else recall.tolls_of(connection, speakers):
        if known.key not in keys:
            _keep(tolls, known, brought.spot(known.place, known.pcode), f"batch {known.batch}, row {known.row}")
    for line in tolls.values():
        for earlier, later in pairwise(sorted(line, key=lambda toll: (toll.moment, toll.row))):
            ours = later.claim or earlier.claim
            if later.best < earlier.best and later.moment > earlier.moment and ours is not None:
                at = f"({earlier.at}, {earlier.moment}) to {later.best} ({later.at}, {later.moment})"
                remedy = "Both are kept. If it was corrected or counted anew, say so in “reason” or “notes”."
                yield _issue(ours, Severity.WARNING, "toll_falls", f"The toll falls from {earlier.best} {at}.", remedy)


def _keep(tolls: dict[tuple[object, ...], list[_Toll]], claim: ClaimDraft | Known, spot: str | None, at: str) -> None:
    moment = claim.speaks_of or claim.date_to
    if claim.series is not Series.CUMULATIVE or claim.best is None or moment is None:
        return
    who = (claim.source, claim.origin, claim.measure, claim.population, claim.sex, claim.age, claim.basis)
    definition = plain(claim.definition) if claim.definition else None
    own = claim if isinstance(claim, ClaimDraft) else None
    toll = _Toll(moment, claim.row, claim.best, at, own)
    tolls.setdefault((*who, definition, spot, claim.date_from, claim.subset_of), []).append(toll)


def _days_between(one: ClaimDraft | Known, other: ClaimDraft | Known) -> int:
    """Days between two spans; 0 where they touch, overlap or are not known."""
    if not (one.date_from and one.date_to and other.date_from and other.date_to):
        return 0
    return max((one.date_from - other.date_to).days, (other.date_from - one.date_to).days, 0)


def _told(known: Known) -> str:
    return f"batch {known.batch}, row {known.row} ({_when(known)}, {known.place or 'no place'})"


def _when(claim: ClaimDraft | Known) -> str:
    if claim.date_from is None:
        return "no date"
    return str(claim.date_from) if claim.date_to == claim.date_from else f"{claim.date_from} to {claim.date_to}"


def _issue(
    claim: ClaimDraft, severity: Severity, code: str, message: str, remedy: str, column: str | None = None
) -> Issue:
    value = claim.incident if column == "incident" else claim.verbatim
    return Issue(severity, code, message, remedy, claim.row, column or claim.measure.value, value)
