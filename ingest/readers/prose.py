"""Lines of prose above the header of a CSV file, which their commas cut into cells as if they were of the table."""

from collections.abc import Iterable, Sequence

from ingest.readers.grid import Records
from ingest.readers.shapes import filled, is_figure, is_labels, is_name


def prose_above(sample: Records, records: Records, known: Sequence[int], titles: Iterable[int]) -> int:
    """How many of the records that are ``known`` not to be blank are prose or ``titles`` above the header.

    It is 0 where none is prose. ``sample`` are the records with their spaces: prose has one behind its commas, and the
    table below has none. A header with such spaces is no prose, of which some line has a colon in its first cell, or
    another number of cells than the header below it.
    """
    spaced = {position for position in known if _is_spaced(sample[position])}
    above = {*titles, *spaced}
    count = next((count for count, position in enumerate(known) if position not in above), len(known))
    prose = [records[position] for position in known[:count] if position in spaced]
    table = known[count:]
    if not prose or not table or 2 * sum(position in spaced for position in table) > len(table):
        return 0
    header, *below = (records[position] for position in table)
    differ = any(":" in line[0] or len(filled(line)) != len(filled(header)) for line in prose)
    return count if differ and _heads(header, below) else 0


def _is_spaced(record: Sequence[str]) -> bool:
    return any(cell.startswith(" ") and cell.strip() for cell in record[1:])


def _heads(header: Sequence[str], below: Records) -> bool:
    """Whether a record can be the header of those below: names, and figures under some, or as many as any row has."""
    if len(filled(header)) < 2 or not is_labels(header):
        return False
    pairs = (pair for record in below for pair in zip(header, record, strict=False))
    if any(is_figure(cell) and is_name(name) for name, cell in pairs):
        return True
    return all(len(filled(record)) <= len(filled(header)) for record in below)
