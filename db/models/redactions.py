"""Tables of what was taken away to protect people: which texts of which claims and files, by whom, when and why."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Column, Text
from sqlmodel import Field, SQLModel

from db.models.fields import moment


class Redaction(SQLModel, table=True):
    """That texts were taken away: of one claim, of the claims of one file or of one document. The texts are nowhere.

    ``fields`` names what was looked through; ``exact`` is true where one piece of text was taken out and the rest left.
    ``claims`` and ``texts`` count the claims and the texts of theirs, of all versions, in which something is gone.
    """

    __tablename__ = "redaction"
    __table_args__ = (
        CheckConstraint("length(trim(recorded_by)) > 0", name="somebody_took_it_away"),
        CheckConstraint("length(trim(reason)) > 0", name="reason_is_given"),
        CheckConstraint(
            "(CASE WHEN claim_key IS NULL THEN 0 ELSE 1 END) + (CASE WHEN batch_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN document_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="is_of_one_thing",
        ),
        CheckConstraint("claims >= 0 AND texts >= 0", name="counts_are_not_negative"),
    )

    id: int | None = Field(default=None, primary_key=True)
    claim_key: str | None = Field(default=None, index=True)
    batch_id: int | None = Field(default=None, foreign_key="batch.id")
    document_id: int | None = Field(default=None, foreign_key="document.id")
    fields: list[str] = Field(sa_column=Column(JSON, nullable=False))
    exact: bool
    claims: int
    texts: int
    recorded_by: str
    recorded_at: datetime = moment(nullable=False)
    reason: str = Field(sa_type=Text)


class RedactedClaim(SQLModel, table=True):
    """A version of a claim with a gap; ``fields`` are the columns in which it is."""

    __tablename__ = "redacted_claim"

    redaction_id: int = Field(foreign_key="redaction.id", primary_key=True)
    claim_id: int = Field(foreign_key="claim.id", primary_key=True, index=True)
    fields: list[str] = Field(sa_column=Column(JSON, nullable=False))


class RedactedFile(SQLModel, table=True):
    """A kept file that is no longer what was sent: without the text, or (``kept`` is false) gone altogether."""

    __tablename__ = "redacted_file"

    redaction_id: int = Field(foreign_key="redaction.id", primary_key=True)
    batch_id: int = Field(foreign_key="batch.id", primary_key=True, index=True)
    kept: bool
