"""Tables of who makes claims, how reliable they were judged to be, what people changed of them, and documents."""

from datetime import date, datetime
from typing import Final

from sqlalchemy import JSON, CheckConstraint, Column, Text
from sqlmodel import Field, SQLModel

from db.models.fields import moment, word, words_known
from db.vocabulary import Measure, Reliability, SourceKind


class Source(SQLModel, table=True):
    """An organisation or person who makes claims. Never the publisher of a page that quotes them."""

    __tablename__ = "source"
    __table_args__ = words_known(kind=SourceKind)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    name_ar: str | None = None
    aliases: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    kind: SourceKind = word(SourceKind, nullable=False)
    url: str | None = None
    interests: str | None = Field(default=None, sa_type=Text)
    interests_ar: str | None = Field(default=None, sa_type=Text)
    reliability_note: str | None = Field(default=None, sa_type=Text)
    reliability_note_ar: str | None = Field(default=None, sa_type=Text)
    confidential: bool = False
    recorded_at: datetime = moment(nullable=False)


class Grade(SQLModel, table=True):
    """One assessment of a source's reliability, for one measure or for all; a later one supersedes it."""

    __tablename__ = "grade"
    __table_args__ = (
        CheckConstraint("superseded_at IS NULL OR superseded_at >= recorded_at", name="superseded_after_recorded"),
        *words_known(measure=Measure, reliability=Reliability),
    )

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id", index=True)
    measure: Measure | None = word(Measure)
    reliability: Reliability = word(Reliability, nullable=False)
    assessor: str
    assessed_on: date
    reason: str = Field(sa_type=Text)
    reason_ar: str | None = Field(default=None, sa_type=Text)
    recorded_at: datetime = moment(nullable=False)
    superseded_at: datetime | None = moment()


SOURCE_FIELDS: Final = (
    "confidential",
    "alias",
    "kind",
    "name_ar",
    "url",
    "interests",
    "interests_ar",
    "reliability_note",
    "reliability_note_ar",
)
"""What people can change about a source, apart from its grades."""


class SourceChange(SQLModel, table=True):
    """What a person changed about a source, when and why; ``before`` and ``after`` None: nothing was there, or is.

    An alias that is added has only ``after``, one that is removed only ``before``; ``confidential`` is yes or no.
    """

    __tablename__ = "source_change"
    __table_args__ = (
        CheckConstraint(f"field IN ({', '.join(map(repr, SOURCE_FIELDS))})", name="field_is_one_that_people_change"),
        CheckConstraint("length(trim(decided_by)) > 0", name="somebody_decided"),
        CheckConstraint("length(trim(reason)) > 0", name="reason_is_given"),
        CheckConstraint("before IS NOT NULL OR after IS NOT NULL", name="something_changed"),
    )

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id", index=True)
    field: str
    before: str | None = Field(default=None, sa_type=Text)
    after: str | None = Field(default=None, sa_type=Text)
    decided_by: str
    reason: str = Field(sa_type=Text)
    recorded_at: datetime = moment(nullable=False)


class Document(SQLModel, table=True):
    """One published thing. ``key`` is the hash of the values that name it; it is never edited."""

    __tablename__ = "document"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    sha256: str | None = None
    recorded_at: datetime = moment(nullable=False)
