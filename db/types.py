"""Column types of the register: controlled words as small integers, moments in UTC."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, SmallInteger, type_coerce
from sqlalchemy.types import TypeDecorator

from db.vocabulary import Word


class WordType(TypeDecorator[Word]):
    """A word of one vocabulary, stored as its number (table ``term`` says which word a number is)."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, vocabulary: type[Word]) -> None:
        super().__init__()
        self.vocabulary = vocabulary

    def process_bind_param(self, value: Word | str | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        return None if value is None else self.vocabulary(value).number

    def process_result_value(self, value: int | None, dialect: Dialect) -> Word | None:  # noqa: ARG002
        return None if value is None else self.vocabulary.of(value)


class Moment(TypeDecorator[datetime]):
    """A moment in UTC. Naive datetimes are refused: a register that is quoted for years can't guess a time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone; give a moment in UTC")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def as_stored(attribute: Any) -> Any:
    """A column of a statement as the register stores it: a word as its number, for frames; all else as it is."""
    return type_coerce(attribute, SmallInteger) if isinstance(attribute.type, WordType) else attribute
