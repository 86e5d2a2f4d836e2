"""What the tables are made of: words and moments as columns, conditions with names that can be read in an error."""

from typing import Any

from sqlalchemy import CheckConstraint, Column
from sqlmodel import Field, SQLModel

from db.types import Moment, WordType
from db.vocabulary import Word

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


def word(vocabulary: type[Word], *, nullable: bool = True) -> Any:
    """A column that holds a word of ``vocabulary``."""
    return Field(
        default=None,
        sa_column=Column(WordType(vocabulary), nullable=nullable),
    )


def moment(*, nullable: bool = True) -> Any:
    """A column that holds a moment in UTC."""
    return Field(default=None, sa_column=Column(Moment, nullable=nullable))


def known_word(column: str, vocabulary: type[Word]) -> CheckConstraint:
    """Refuse a number in ``column`` that stands for no word."""
    numbers = ", ".join(str(term.number) for term in vocabulary)
    return CheckConstraint(f"{column} IN ({numbers})", name=f"{column}_is_a_known_word")


def words_in_range(**columns: type[Word]) -> tuple[CheckConstraint, ...]:
    """The same for vocabularies without a gap, cheaply: SQLite builds a list anew for each row that it checks."""
    return tuple(
        CheckConstraint(f"{column} BETWEEN 1 AND {len(vocabulary)}", name=f"{column}_is_a_known_word")
        for column, vocabulary in columns.items()
    )


def words_known(**columns: type[Word]) -> tuple[CheckConstraint, ...]:
    """:func:`known_word` for several columns."""
    return tuple(known_word(column, vocabulary) for column, vocabulary in columns.items())
