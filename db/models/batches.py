"""Tables of files that went in: their bytes, rejected rows, problems and their end, maps of columns, withdrawals."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, LargeBinary, Text
from sqlmodel import Field, SQLModel

from db.models.fields import moment, word, words_known
from db.vocabulary import BatchStatus, Severity


class Batch(SQLModel, table=True):
    """One ingest of one file: whole in the register or not at all."""

    __tablename__ = "batch"
    __table_args__ = (
        CheckConstraint("length(sha256) = 64", name="sha256_is_whole"),
        *words_known(status=BatchStatus),
    )

    id: int | None = Field(default=None, primary_key=True)
    file_name: str
    sha256: str = Field(index=True)
    layout: str
    layout_version: int
    recorded_by: str
    recorded_at: datetime = moment(nullable=False)
    status: BatchStatus = word(BatchStatus, nullable=False)
    rows: int
    claims: int
    new: int
    revised: int
    unchanged: int
    rejected: int
    warnings: int


class BatchFile(SQLModel, table=True):
    """The bytes of a batch's file in parts that are compressed by zlib: what all rows were read from.

    They are as they came, but for names of a workbook's authors and for what was redacted.
    """

    __tablename__ = "batch_file"

    batch_id: int = Field(foreign_key="batch.id", primary_key=True)
    part: int = Field(primary_key=True)
    compressed: bytes = Field(sa_type=LargeBinary)


class BatchRow(SQLModel, table=True):
    """A row of a batch that was rejected, as it came: ``cells`` maps column to text."""

    __tablename__ = "batch_row"

    batch_id: int = Field(foreign_key="batch.id", primary_key=True)
    number: int = Field(primary_key=True)
    cells: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))


class IssueKind(SQLModel, table=True):
    """What problems of a batch say that differ in nothing but their row."""

    __tablename__ = "issue_kind"
    __table_args__ = words_known(severity=Severity)

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    severity: Severity = word(Severity, nullable=False)
    code: str = Field(index=True)
    column: str | None = None
    value: str | None = Field(default=None, sa_type=Text)
    message: str = Field(sa_type=Text)
    remedy: str = Field(sa_type=Text)


class BatchIssue(SQLModel, table=True):
    """A problem that a batch raised: its kind says which; ``row`` None is about the whole file."""

    __tablename__ = "issue"

    id: int | None = Field(default=None, primary_key=True)
    kind_id: int = Field(foreign_key="issue_kind.id", index=True)
    row: int | None = None
    resolved_at: datetime | None = moment()


class Resolution(SQLModel, table=True):
    """That open problems of one kind of a batch were closed: which, by whom, when and why.

    ``row`` None: those of all its rows. ``issues`` counts them; they carry ``recorded_at`` as their ``resolved_at``.
    """

    __tablename__ = "resolution"
    __table_args__ = (
        CheckConstraint("issues > 0", name="something_is_closed"),
        CheckConstraint("length(trim(recorded_by)) > 0", name="somebody_closed_it"),
        CheckConstraint("length(trim(reason)) > 0", name="reason_is_given"),
    )

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", index=True)
    code: str
    row: int | None = None
    issues: int
    recorded_by: str
    recorded_at: datetime = moment(nullable=False)
    reason: str = Field(sa_type=Text)


class Withdrawal(SQLModel, table=True):
    """That a batch was taken back out of the register: by whom, when and why. A batch is withdrawn once."""

    __tablename__ = "withdrawal"
    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="reason_is_given"),)

    batch_id: int = Field(primary_key=True, foreign_key="batch.id")
    recorded_by: str
    recorded_at: datetime = moment(nullable=False)
    reason: str = Field(sa_type=Text)


class Repetition(SQLModel, table=True):
    """A row of a batch that says again what a version says that another batch brought: no new version, but a voice.

    If that other batch is withdrawn, the version stands on as this batch said it.
    """

    __tablename__ = "repetition"

    batch_id: int = Field(primary_key=True, foreign_key="batch.id")
    claim_id: int = Field(primary_key=True, foreign_key="claim.id", index=True)
    row: int


class ColumnMapRow(SQLModel, table=True):
    """What somebody said about the columns of a file: ``mapping`` is column to field, constants and words.

    ``columns_sha256`` names the set of columns, folded. The newest row of a set holds.
    """

    __tablename__ = "column_map"
    __table_args__ = (CheckConstraint("length(columns_sha256) = 64", name="columns_sha256_is_whole"),)

    id: int | None = Field(default=None, primary_key=True)
    columns_sha256: str = Field(index=True)
    mapping: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    recorded_by: str
    recorded_at: datetime = moment(nullable=False)
