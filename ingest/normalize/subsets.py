"""Parts of a figure: "4 (2 children, 1 woman)", "4, among them two women", "4 بينهم طفلان". They are never added to it.

subsets = "(" "including"? part (("," | "and") part)* ")"  |  ","? "including" part (("," | "and") part)* ","?
        | "," counted (("," | "and") counted)* "among them"
        | "," quantity "of them" group ","?  |  "(" quantity "of them" group ")"
part    = counted that names a group, or that says how it was established ("of whom 499 confirmed")
"""

from dataclasses import dataclass, replace

from db.vocabulary import Basis
from ingest.normalize.counted import Counted, take_counted, take_group
from ingest.normalize.cursor import Cursor
from ingest.normalize.quantity import take_quantity
from ingest.normalize.reading import Reading
from ingest.normalize.senses import Kind

MEASURE_KINDS = (Kind.MEASURE_AFTER, Kind.MEASURE_BEFORE, Kind.MEASURE_COUNTED)


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its reading, how it was established if that is said, and whether it is a late report."""

    reading: Reading
    basis: Basis | None = None
    late: bool = False


def take_parts(cursor: Cursor, *, bound: bool = False) -> tuple[Part, ...]:
    """The parts at the cursor; none leaves it where it was. ``bound``: the total already has its measure."""
    start = cursor.index
    bracketed = cursor.take(Kind.OPEN) is not None
    comma = not bracketed and cursor.take(Kind.COMMA) is not None
    introduced = cursor.take(Kind.SUBSET) is not None
    parts: tuple[Part, ...] = ()
    if bracketed or introduced:
        parts = _take_list(cursor, bracketed=bracketed, bound=bound)
    if not parts and (bracketed or comma) and not introduced:
        parts = _take_inverted(cursor)
    if not parts and comma and not introduced:
        parts = _take_postposed(cursor)
    if not parts or (bracketed and not cursor.take(Kind.CLOSE)):
        cursor.index = start
        return ()
    if comma and not bound:
        cursor.take(Kind.COMMA)
    return parts


def measure_follows(cursor: Cursor) -> bool:
    """Whether the next words say what happened: "were killed"."""
    start = cursor.index
    cursor.skip(Kind.AUXILIARY, Kind.REPORTED)
    found = cursor.see(*MEASURE_KINDS) is not None
    cursor.index = start
    return found


def _take_list(cursor: Cursor, *, bracketed: bool, bound: bool) -> tuple[Part, ...]:
    parts: list[Part] = []
    while True:
        start = cursor.index
        comma = cursor.skip(Kind.COMMA) if parts else False
        joined = cursor.take(Kind.AND) is not None if parts else False
        part = _take_part(cursor) if not parts or comma or joined else None
        # "including a child, 3 women were injured": the 3 are no part, they have their own measure
        own = part is not None and bool(parts) and not bracketed and measure_follows(cursor)
        if part is None or (own and (bound or not joined)):
            cursor.index = start
            return tuple(parts)
        parts.append(part)


def _take_inverted(cursor: Cursor) -> tuple[Part, ...]:
    """ "3 of them children", "two of whom were women", "one of them a child" """
    start = cursor.index
    quantity = take_quantity(cursor)
    if quantity is None or not cursor.take(Kind.OF_THEM):
        cursor.index = start
        return ()
    cursor.skip(Kind.AUXILIARY)
    cursor.take(Kind.ARTICLE)
    group = take_group(cursor)
    return (Part(Counted(quantity, group).reading(cursor)),) if group is not None and group.says_who else ()


def _take_postposed(cursor: Cursor) -> tuple[Part, ...]:
    """ "3 killed, a nurse and a teacher among them": what ends with "among them" was counted before."""
    parts: list[Part] = []
    start = cursor.index
    while counted := take_counted(cursor):
        if counted.group is not None and counted.group.says_who:
            parts.append(Part(counted.reading(cursor)))
        if not cursor.take(Kind.AND, Kind.COMMA):
            break
    if cursor.take(Kind.SUBSET) and (cursor.at_end or cursor.see(Kind.STOP, Kind.COMMA, Kind.AND)):
        return tuple(parts)
    cursor.index = start
    return ()


def _take_part(cursor: Cursor) -> Part | None:
    counted = take_counted(cursor)
    if counted is None:
        return None
    start = cursor.index
    cursor.skip(Kind.AUXILIARY)
    if counted.group is None and (group := take_group(cursor)):
        return Part(replace(counted, group=group).reading(cursor))
    if cursor.take(Kind.LATE_REPORT):
        return Part(counted.reading(cursor), Basis.VERIFIED, late=True)
    if basis := cursor.take(Kind.BASIS):
        return Part(_with_basis(counted, cursor, basis.basis), basis.basis)
    cursor.index = start
    return Part(counted.reading(cursor)) if counted.group is not None and counted.group.says_who else None


def _with_basis(counted: Counted, cursor: Cursor, basis: Basis | None) -> Reading:
    reading = counted.reading(cursor)
    return reading.with_notes(basis.value) if basis is not None else reading
