"""Tables of incidents, what was judged of them, and what their claims are reconciled to."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Text, text
from sqlmodel import Field, SQLModel

from db.models.fields import moment, word, words_in_range, words_known
from db.vocabulary import Age, Corroboration, JudgementKind, Measure, Policy, Population, Quantifier, Sex, Unit


class Incident(SQLModel, table=True):
    """What several claims are about: one event. Which claims, is said by judgements, never by this row."""

    __tablename__ = "incident"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True)
    recorded_at: datetime = moment(nullable=False)


class Judgement(SQLModel, table=True):
    """Who or which rule decided something about an incident, when and why; undone, never deleted.

    A link or an unlink is of a claim (``claim_key``) and an incident, a review of a claim alone. A merge, a
    distinction, a possible duplicate and a cover are of two incidents: by a merge the claims of ``other_id``, later
    ones too, count with those of ``incident_id``. An override holds ``low``, ``best`` and ``high`` for ``measure`` and
    ``population``.
    """

    __tablename__ = "judgement"
    __table_args__ = (
        CheckConstraint("low <= best AND best <= high AND low <= high", name="low_best_high_in_order"),
        CheckConstraint("undone_at IS NULL OR undone_at >= recorded_at", name="undone_after_recorded"),
        CheckConstraint("kind NOT IN (1, 2, 10) OR claim_key IS NOT NULL", name="link_names_its_claim"),
        CheckConstraint("(kind = 10) = (incident_id IS NULL)", name="only_a_review_names_no_incident"),
        CheckConstraint("(kind IN (6, 7, 8, 9)) = (other_id IS NOT NULL)", name="pair_names_the_other"),
        CheckConstraint("other_id <> incident_id", name="other_is_another"),
        *words_known(kind=JudgementKind, measure=Measure, population=Population),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: JudgementKind = word(JudgementKind, nullable=False)
    incident_id: int | None = Field(default=None, foreign_key="incident.id", index=True)
    other_id: int | None = Field(default=None, foreign_key="incident.id", index=True)
    claim_key: str | None = Field(default=None, index=True)
    measure: Measure | None = word(Measure)
    population: Population | None = word(Population)
    low: int | None = Field(default=None, sa_type=BigInteger)
    best: int | None = Field(default=None, sa_type=BigInteger)
    high: int | None = Field(default=None, sa_type=BigInteger)
    decided_by: str
    score: float | None = None
    reason: str = Field(sa_type=Text)
    recorded_at: datetime = moment(nullable=False)
    undone_at: datetime | None = moment()
    undone_reason: str | None = Field(default=None, sa_type=Text)


class Figure(SQLModel, table=True):
    """What the claims of one incident, measure and group are reconciled to under one policy, while that was known.

    Kept where there is something to reconcile: several claims (``members``, of which ``claims`` count, by ``origins``
    voices), or a judgement. The figure of a claim that stands alone is the claim. ``counted`` is false where the figure
    stays out of sums: it is discounted, or its incident tells in one what others tell one by one. ``chosen`` is whose
    best it is. Derived from claims and judgements by :mod:`db.upkeep`, in the transaction that changes those.
    """

    __tablename__ = "figure"
    __table_args__ = (
        Index(
            "ix_figure_closed",
            "policy",
            "id",
            sqlite_where=text("superseded_at IS NOT NULL"),
            postgresql_where=text("superseded_at IS NOT NULL"),
        ),
        CheckConstraint("superseded_at IS NULL OR superseded_at >= recorded_at", name="superseded_after_recorded"),
        *words_in_range(
            measure=Measure,
            population=Population,
            sex=Sex,
            age=Age,
            unit=Unit,
            policy=Policy,
            quantifier=Quantifier,
            corroboration=Corroboration,
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    incident_id: int = Field(foreign_key="incident.id", index=True)
    measure: Measure = word(Measure, nullable=False)
    population: Population = word(Population, nullable=False)
    sex: Sex | None = word(Sex)
    age: Age | None = word(Age)
    unit: Unit = word(Unit, nullable=False)
    policy: Policy = word(Policy, nullable=False)
    low: int | None = Field(default=None, sa_type=BigInteger)
    best: int | None = Field(default=None, sa_type=BigInteger)
    high: int | None = Field(default=None, sa_type=BigInteger)
    quantifier: Quantifier | None = word(Quantifier)
    vague_word: str | None = None
    chosen: str | None = None
    claims: int
    origins: int
    members: int
    corroboration: Corroboration = word(Corroboration, nullable=False)
    counted: bool
    recorded_at: datetime = moment(nullable=False)
    superseded_at: datetime | None = moment()
