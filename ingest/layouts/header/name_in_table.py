"""What the name of a column says beside the other columns of its table."""

from collections.abc import Sequence

from ingest.layouts.header.column_name import MEASURES, ColumnName, first_of, read_name
from ingest.layouts.header.column_words import without_total
from ingest.layouts.header.survey_names import is_survey, name_in_survey
from ingest.normalize.fold import plain


def name_in(column: str, header: Sequence[str]) -> ColumnName:
    """What the name of a column says in its table."""
    name = _by_itself(column, header)
    return name if name.field else _whole(first_of(column, header), header) or name


def _by_itself(column: str, header: Sequence[str]) -> ColumnName:
    name = first_of(column, header)
    return name_in_survey(name, header) if is_survey(header) else read_name(name)


def _whole(column: str, header: Sequence[str]) -> ColumnName | None:
    """ "Total killed" beside "Killed (women)" is all of those killed; alone it may be a toll, and nobody knows."""
    bare = without_total(plain(column))
    name = read_name(bare) if bare else ColumnName()
    if name.slot not in MEASURES:
        return None
    others = [_by_itself(other, header) for other in header]
    groups = any(other.field == name.field and other.said.whole == "" for other in others)
    return name if groups and all(other.slot != name.slot for other in others) else None
