"""Names of columns in exports of survey tools (KoboToolbox, ODK): their own columns, and questions in groups."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from ingest.layouts.header.column_name import MEASURES, ColumnName, read_name
from ingest.layouts.header.column_words import said_by
from ingest.normalize.fold import plain

_MARKS: Final = frozenset(
    {"_uuid", "_submission_time", "_validation_status", "__version__", "formhub/uuid", "meta/instanceid"}
    | {"meta-instanceid", "meta/rootuuid", "submissiondate", "instanceid"}
)
"""Columns that only such an export has."""
_OF_INTERVIEW: Final = frozenset(
    {"start", "end", "today", "deviceid", "username", "subscriberid", "simserial", "phonenumber", "audit", "key"}
    | {"submissiondate", "instanceid", "instancename", "submittername", "submitterid"}
)
"""Columns of the interview: when it was held and with which telephone, never when and where something happened."""
_META: Final = ("_", "meta/", "meta-", "formhub/")
_FIELDS: Final = {"_id": "id", "_validation_status": "status"}


def name_in_survey(name: str, header: Sequence[str]) -> ColumnName:
    """What the name of a column says in the export of a survey tool."""
    if field := _FIELDS.get(name.strip().casefold()):
        return ColumnName(field, known_as=plain(name))
    return ColumnName() if is_of_interview(name, header) else _question(name, header)


def is_of_interview(column: str, header: Sequence[str]) -> bool:
    """Whether a column of a survey's export is of the interview: its times are never those of what it tells of."""
    small = column.strip().casefold()
    return is_survey(header) and (small in _OF_INTERVIEW or small.startswith(_META))


def is_survey(header: Sequence[str]) -> bool:
    """Whether a table is an export of a survey tool, by columns that only these have."""
    return _has_marks(tuple(header))


@lru_cache(maxsize=100)
def _has_marks(header: tuple[str, ...]) -> bool:
    return not _MARKS.isdisjoint(column.strip().casefold() for column in header)


def _question(column: str, header: Sequence[str]) -> ColumnName:
    """What a question asks, by its own name behind those of its groups: "incident/date", or "incident-date" in ODK.

    A column "harm/killed" beside a column "harm" is an answer of that question, 1 where it was ticked.
    """
    sign = "/" if "/" in column else "-"
    group, _, own = column.rpartition(sign)
    if group and sign == "/" and group in header:
        return ColumnName()
    name, whole = read_name(own), read_name(column)
    if not group or name.field is None or whole.field:
        return whole
    return _in_groups(name, group.split(sign)) if name.field in MEASURES else name


def _in_groups(name: ColumnName, groups: Sequence[str]) -> ColumnName:
    """A question for figures in groups, one of which may say whom it counts: "children/killed"."""
    said, unread = name.said, []
    for group in groups:
        told = said_by(plain(group))
        joined = said.joined(told) if told else said
        if joined is None:
            return ColumnName(strange="/".join(groups), near=name.field or "")
        said = joined
        unread += [] if told else [group]
    return replace(name, said=said, group="/".join(unread))
