"""What else quotes a text that was taken away: problems of files, rejected rows, and reasons that people wrote."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Table, and_, select, update
from sqlmodel import col

from db.entries import chunks, table_of
from db.models import BatchRow, IssueKind, Judgement, Redaction, Repetition, Resolution, Withdrawal
from db.redaction.masking import MARK, is_only_a_figure

Mask = Callable[[str], str]
"""Gives a text without what was taken away; the same text where it quotes none of it."""

_LONG_ENOUGH: Final = 6
"""Letters from which on a text that is taken away whole is looked for inside others."""
_MOST_INSIDE: Final = 500
"""More texts than these are looked for only as the whole of another: each is compared with each."""
_REASONS: Final = ((Judgement, "reason"), (Judgement, "undone_reason"), (Resolution, "reason"), (Withdrawal, "reason"))


def batches_repeating(connection: Connection, versions: Iterable[int]) -> list[tuple[int, int]]:
    """The batches that said a version again, and which."""
    columns = select(col(Repetition.batch_id), col(Repetition.claim_id))
    return [
        (batch, version)
        for some in chunks(versions)
        for batch, version in connection.execute(columns.where(col(Repetition.claim_id).in_(some)))
    ]


def take_quotes(
    connection: Connection, batches: Collection[int], replaced: Mapping[str, str], exact: str | None, *, rows: bool
) -> int:
    """Take texts out of the problems of batches and, where ``rows`` are asked for, of their rejected rows.

    An ``exact`` text goes from reasons that people wrote too. How many quoted one.
    """
    mask = _mask(replaced, exact)
    found = sum(_from_issues(connection, some, mask) for some in chunks(batches))
    if rows:
        found += sum(_from_rows(connection, some, mask) for some in chunks(batches))
    return found + (_from_reasons(connection, exact) if exact is not None else 0)


def _mask(replaced: Mapping[str, str], exact: str | None) -> Mask:
    if exact is not None:
        return lambda text: text.replace(exact, MARK)
    telling = {old: new for old, new in replaced.items() if not is_only_a_figure(old)}
    inside = [old for old in telling if len(old) >= _LONG_ENOUGH] if len(telling) <= _MOST_INSIDE else []

    def mask(text: str) -> str:
        if text in telling:
            return telling[text]
        for old in inside:
            if old in text:
                text = text.replace(old, MARK)
            elif len(text) >= _LONG_ENOUGH and not is_only_a_figure(text) and text in old:
                return MARK
        return text

    return mask


def _from_issues(connection: Connection, batches: list[int], mask: Mask) -> int:
    table, found = table_of(IssueKind), 0
    held = select(table.c.id, table.c.column, table.c.value, table.c.message, table.c.remedy)
    for kind in connection.execute(held.where(table.c.batch_id.in_(batches))).all():
        told = kind._asdict()
        if kind.value is not None and (value := mask(kind.value)) != kind.value:
            told["value"] = value
            told |= {name: told[name].replace(kind.value, MARK) for name in ("message", "remedy")}
        told |= {name: mask(told[name]) for name in ("column", "message", "remedy") if told[name] is not None}
        found += _changed(connection, table, table.c.id == kind.id, kind._asdict(), told)
    return found


def _from_rows(connection: Connection, batches: list[int], mask: Mask) -> int:
    table, found = table_of(BatchRow), 0
    for row in connection.execute(select(table).where(table.c.batch_id.in_(batches))).all():
        cells = {mask(name): mask(text) for name, text in row.cells.items()}
        same = and_(table.c.batch_id == row.batch_id, table.c.number == row.number)
        found += _changed(connection, table, same, {"cells": row.cells}, {"cells": cells})
    return found


def _from_reasons(connection: Connection, exact: str) -> int:
    found = 0
    for model, name in (*_REASONS, (Redaction, "reason")):
        table = table_of(model)
        keys = list(table.primary_key.columns)
        holding = table.c[name].contains(exact, autoescape=True)
        for row in connection.execute(select(*keys, table.c[name].label("said")).where(holding)).all():
            same = and_(*(key == getattr(row, key.name) for key in keys))
            found += _changed(connection, table, same, {name: row.said}, {name: row.said.replace(exact, MARK)})
    return found


def _changed(
    connection: Connection, table: Table, which: ColumnElement[bool], old: Mapping[str, Any], new: Mapping[str, Any]
) -> int:
    other = {name: value for name, value in new.items() if value != old[name]}
    if other:
        connection.execute(update(table).where(which).values(**other))
    return int(bool(other))
