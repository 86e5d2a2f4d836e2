"""Traps that show when a file meets the register: what it repeats, revises, undoes or takes apart without saying so.

Nothing is guessed: what can't be told apart is rejected or kept with a warning, and both name the earlier row. Runs in
the transaction that records the file, so that nothing comes between. Frames find the few claims to look at; those are
looked at one by one.
"""

from collections.abc import Iterator

import polars as pl
from sqlalchemy import Connection

from db.vocabulary import ClaimStatus, Measure, RevisionReason, Severity
from db.writing import recall
from ingest.beside_register.brought import Brought, issue_of, told
from ingest.beside_register.group_later import groups_told_later
from ingest.beside_register.id_numbers import ids_numbered_otherwise
from ingest.beside_register.id_spelling import ids_spelt_otherwise
from ingest.beside_register.ids_again import ids_used_before
from ingest.beside_register.incident_codes import codes_of_two_events
from ingest.beside_register.judged_before import judged_before
from ingest.beside_register.maybe_corrections import maybe_corrections
from ingest.beside_register.near_sources import near_sources
from ingest.beside_register.part_checks import check_parts, parts_left, parts_of_revised
from ingest.beside_register.said_twice import repeats
from ingest.beside_register.toll_checks import check_tolls
from ingest.issues import Issue
from ingest.layouts.naming import STANDS
from ingest.layouts.unsaid import TAKES_BACK


def check_against(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """The traps of a file beside the register; an error rejects its row."""
    empty = recall.is_empty(connection)
    yield from codes_of_two_events(connection, brought, empty=empty)
    yield from check_parts(connection, brought, empty=empty)
    yield from check_tolls(connection, brought, empty=empty)
    yield from _hit_nothing(connection, brought, empty=empty)
    yield from near_sources(connection, brought.claims)
    yield from ids_spelt_otherwise(connection, brought, empty=empty)
    yield from ids_numbered_otherwise(connection, brought, empty=empty)
    if not empty:
        yield from ids_used_before(connection, brought)
        yield from repeats(brought)
        yield from maybe_corrections(brought)
        yield from judged_before(connection, brought)
        yield from groups_told_later(connection, brought)
        yield from _undone(connection, brought)
        yield from parts_of_revised(connection, brought)
        yield from parts_left(connection, brought)
        yield from _gone(connection, brought)


_REVISES = (RevisionReason.CORRECTION, RevisionReason.RECLASSIFICATION, RevisionReason.RECONFIRMATION, *TAKES_BACK)


def _hit_nothing(connection: Connection, brought: Brought, *, empty: bool) -> Iterator[Issue]:
    """A row, told once, that corrects or takes back what the register has not got: a wrong id, or another source."""
    remedy = "Use the id, the source and the day under which it was sent; if it is new, clear “reason”."
    never = "Use the id, the source and the day under which it was sent; if it never was, delete the row."
    of_round = "If its day is mended, take the figure back under the old day, and send this one without a “reason”."
    revising = brought.claims.filter(pl.col("revision_reason").is_in([reason.number for reason in _REVISES]))
    held = revising.clear() if empty else recall.open_versions(connection, revising["key"])
    unknown = revising.filter(pl.col("subset_of").is_null()).join(held, on="key", how="anti", maintain_order="left")
    for claim in unknown.unique("row", keep="first", maintain_order=True).iter_rows(named=True):
        reason = RevisionReason.of(claim["revision_reason"])
        said = f"The row, {claim['verbatim']!r}, is a {reason.term.en.lower()}"
        message = f"{said} of a claim that the register has not got."
        way_out = of_round if claim["series"] in STANDS else never if reason in TAKES_BACK else remedy
        yield issue_of(claim, Severity.ERROR, "nothing_to_revise", message, way_out)
    for retraction in brought.retractions:
        keys = pl.Series(retraction.keys, dtype=pl.String)
        if empty or recall.open_versions(connection, keys).is_empty():
            message = "The row takes back a claim that the register has not got."
            yield Issue(Severity.ERROR, "nothing_to_revise", message, never, retraction.row)


def _undone(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """A file, or a row, that says again what was mended since."""
    held = recall.open_versions(connection, brought.claims["key"])
    known = brought.claims.join(held, on="key", how="inner", suffix="_held", maintain_order="left")
    withdrawn = pl.col("status_held") == ClaimStatus.WITHDRAWN.number
    changed = known.filter(recall.says_other("_held"), ~withdrawn)
    if changed.is_empty():
        return
    earlier = recall.same_file(connection, brought.sha256, brought.layout)
    left = changed.filter(pl.col("batch") > earlier) if earlier is not None else changed.clear()
    if not left.is_empty():
        batches = ", ".join(str(number) for number in left["batch"].unique().sort())
        message = (
            f"This very file is batch {earlier}; {len(left)} of its claims have been revised since (batch {batches})."
        )
        remedy = "The revisions stand. To go back to what the file says, send it with “reason” filled in."
        yield Issue(Severity.WARNING, "file_sent_before", message, remedy)
        return
    yield from _overwritten(changed)
    past = recall.superseded(connection, changed["key"])
    unsaid = changed.filter(pl.col("revision_reason").is_null()).rename({"batch": "standing_batch"})
    unsaid = unsaid.select(*brought.claims.columns, "standing_batch")
    again = unsaid.join(past, on="key", how="inner", suffix="_past", maintain_order="left")
    said = again.filter(~recall.says_other("_past"))
    for claim in said.sort("batch").unique("key", keep="last").sort("row").iter_rows(named=True):
        message = (
            f"The row goes back to what batch {claim['batch']} said and batch {claim['standing_batch']} corrected."
        )
        yield issue_of(claim, Severity.WARNING, "goes_back", message, "If it is an old row, take it out.")


def _overwritten(changed: pl.DataFrame) -> Iterator[Issue]:
    """Rows without an id that change a figure without a reason: a correction, or another event of that day."""
    figure = ("low", "best", "high")
    other = pl.any_horizontal(pl.col(name).ne_missing(pl.col(f"{name}_held")) for name in figure)
    unnamed = pl.col("key").str.starts_with("h-") & pl.col("revision_reason").is_null()
    for claim in changed.filter(unnamed, other, pl.col("subset_of").is_null()).iter_rows(named=True):
        message = (
            f"The row changes what batch {claim['batch']}, row {claim['row_held']} said: {claim['verbatim_held']!r}."
        )
        remedy = "If it is another event of that day and place, give each an “id”; if not, say “correction”."
        yield issue_of(claim, Severity.WARNING, "revised_without_id", message, remedy)


def _gone(connection: Connection, brought: Brought) -> Iterator[Issue]:
    """A figure that an earlier file stated for this id, and whose cell is blank now, stands until it is taken back."""
    held = recall.standing(connection, brought.silent["key"])
    silent = brought.silent.rename({"row": "silent_row"}).join(held, on="key", how="inner", maintain_order="left")
    for claim in silent.iter_rows(named=True):
        measure = Measure.of(claim["measure"])
        message = f"The row no longer states the {measure.term.en.lower()}: {claim['verbatim']!r} in {told(claim)}."
        remedy = "It stands. To take it back, send id, day and that column alone, blank, and “retraction” in “reason”."
        yield Issue(Severity.WARNING, "figure_gone", message, remedy, claim["silent_row"], measure.value)
