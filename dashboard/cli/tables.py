"""Answers as tables for people: what tells two rows apart is on paper, in as few columns as say it.

The vocabularies' own words stand in them, because the filter's options take the same words. Whole texts are in JSON and
CSV.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from textwrap import shorten
from typing import Final, Generic, TypeVar

from dashboard.locale import speak
from dashboard.wording import claim_text, people_text, said_by, total_text
from db.answers import ClaimRecord, Total
from db.lines.falls import Change
from db.queries import By
from db.series.fallen import Fallen
from db.vocabulary import ClaimStatus, Series, Unit

Row = dict[str, str | int | None]
"""Headings and cells; None and an empty text are "not known"."""

FIGURE: Final = "figure"
MAY_WRAP: Final = frozenset(
    {"who", "where", "when", "basis", "said by", "words", "people", "definition", "place", "source", "incident", "was"}
)
"""Headings of columns that may wrap; figures and the vocabularies' words never do."""

DEFINITION_LETTERS: Final = 48
_EN: Final = speak("en")

Answer = TypeVar("Answer", Total, ClaimRecord)


@dataclass(frozen=True, slots=True)
class _Line(Generic[Answer]):
    """A record with the key of itself and of what it is a part of, and its figure in print."""

    key: str | None
    part_of: str | None
    figure: str
    record: Answer


def totals_table(totals: Sequence[Total], by: By | None, fallen: Mapping[str, Fallen] | None = None) -> list[Row]:
    """A row for each total, under which its parts stand as "of which"; ``fallen`` are the tolls that fell, by key."""
    definitions = _shortened(total.definition for total in totals)
    lines = [_Line(total.key, total.part_of, total_text(total, _EN), total) for total in totals]
    fell = {key: _was(each) for key, each in (fallen or {}).items()}
    return [_group(line.record, by) | _total(line, definitions, fell) for line in _parts_below(lines)]


def claims_table(claims: Sequence[ClaimRecord]) -> list[Row]:
    """A row for each claim, with its own words and the batch and row it came in; its parts stand under it."""
    definitions = _shortened(claim.definition for claim in claims)
    lines = [_Line(claim.key, claim.subset_of, claim_text(claim, _EN), claim) for claim in claims]
    return [_claim(line, definitions) for line in _parts_below(lines)]


def _group(total: Total, by: By | None) -> Row:
    if by is None:
        return {}
    label = total.group_label
    return {by: f"{label} ({total.group})" if by == "place" and total.group not in (None, label) else label}


def _was(fallen: Fallen) -> str:
    """What a toll was that fell or began anew: "4,324 on 2024-05-03; counts anew"."""
    what = _WAS[fallen.change]
    return f"{total_text(fallen.before, _EN)} on {fallen.before.speaks_of}; {what}"


_WAS: Final = {
    Change.RESET: "counts anew",
    Change.FALL: "lower now",
    None: "the new figure does not rule that out",
}


def _total(line: _Line[Total], definitions: dict[str, str], fell: Mapping[str, str]) -> Row:
    total = line.record
    return {
        "measure": total.measure,
        "series": total.series,
        FIGURE: line.figure,
        "was": fell.get(total.key or ""),
        "unit": _unit(total.unit),
        "who": _who(total),
        "where": total.place or total.pcode,
        "when": _when_told(total),
        "basis": _words(total.basis),
        "claims": total.claims,
        "incidents": total.incidents if total.series is Series.INCIDENT else None,
        "said by": said_by(total, _EN),
        "definition": definitions.get(total.definition or ""),
    }


def _claim(line: _Line[ClaimRecord], definitions: dict[str, str]) -> Row:
    claim = line.record
    return {
        "measure": claim.measure,
        "series": claim.series,
        FIGURE: line.figure,
        "unit": _unit(claim.unit),
        "people": people_text(claim, _EN),
        "words": claim.verbatim,
        "who": _who(claim),
        "where": _where(claim),
        "when": _when(claim.date_from, claim.date_to, claim.speaks_of, claim.published),
        "basis": _words(claim.basis),
        "said by": said_by(claim, _EN),
        "definition": definitions.get(claim.definition or ""),
        "status": None if claim.status is ClaimStatus.ACTIVE else _words(claim.status),
        "batch:row": f"{claim.batch}:{claim.row}",
    }


def _parts_below(lines: Sequence[_Line[Answer]]) -> Iterator[_Line[Answer]]:
    """Wholes in their order, each followed by its parts and theirs; a part whose whole is not here says so itself."""
    keys = {line.key for line in lines} - {None}
    parts: dict[str | None, list[_Line[Answer]]] = defaultdict(list)
    for line in lines:
        parts[line.part_of if line.part_of in keys else None].append(line)

    def below(line: _Line[Answer]) -> Iterator[_Line[Answer]]:
        yield line
        for part in parts.pop(line.key, []) if line.key else []:
            yield from below(replace(part, figure=f"of which {part.figure}"))

    wholes = parts.pop(None, [])
    for line in wholes:
        yield from below(line if line.part_of is None else replace(line, figure=f"(part) {line.figure}"))
    for circle in list(parts.values()):  # parts of each other, as only a mistake makes them: never left out
        yield from (replace(line, figure=f"(part) {line.figure}") for line in circle)


def _unit(unit: Unit) -> str | None:
    """Persons go without saying."""
    return None if unit is Unit.PERSON else unit


def _who(record: Total | ClaimRecord) -> str:
    return ", ".join(word for word in (record.population, record.sex, record.age) if word is not None)


def _where(claim: ClaimRecord) -> str | None:
    if claim.pcode is None or claim.place is None:
        return claim.pcode or claim.place
    return f"{claim.place} ({claim.pcode})"


def _when_told(total: Total) -> str | None:
    """When, and of a stock that was last told too long ago that it no longer stands."""
    when = _when(total.since, total.until, total.speaks_of, total.published)
    if total.covered is not None and total.since and total.until:
        when = f"{when} (figures for {total.covered} of {(total.until - total.since).days + 1} days)"
    return f"last told {(when or '').removeprefix('as of ')}, no longer current" if total.outdated else when


def _when(since: date | None, until: date | None, speaks_of: date | None, published: date | None) -> str | None:
    """The days that a figure covers, and the day it speaks of where that is another; else when it was published."""
    days = _days(since, until)
    if speaks_of is not None and speaks_of != until:
        return f"{days}, as of {speaks_of}" if days else f"as of {speaks_of}"
    return days or (None if published is None else f"published {published}")


def _days(since: date | None, until: date | None) -> str | None:
    if since == until:
        return None if since is None else since.isoformat()
    if until is None:
        return f"from {since}"
    return f"to {until}" if since is None else f"{since} to {until}"


def _words(word: str | None) -> str | None:
    return word and word.replace("_", " ")


def _shortened(definitions: Iterable[str | None]) -> dict[str, str]:
    """Each definition and how it is printed: its beginning, or all of it where two begin alike."""
    texts = {text for text in definitions if text}
    short = {text: shorten(text, DEFINITION_LETTERS, placeholder=" …") for text in texts}
    printed = list(short.values())
    return {text: begins if printed.count(begins) == 1 else text for text, begins in short.items()}
