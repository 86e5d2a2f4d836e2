"""claims by bulk: the incident that a row names on its claim, checks that cost little, the file instead of its rows"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORDS = {
    "age": 3,
    "basis": 5,
    "credibility": 6,
    "date_precision": 5,
    "measure": 11,
    "place_precision": 7,
    "population": 5,
    "quantifier": 8,
    "revision_reason": 6,
    "series": 5,
    "sex": 2,
    "status": 5,
    "unit": 2,
}
"""The words of a claim, and how many each vocabulary has: SQLite builds a list anew for each row that it checks."""

COPIED = (
    "id",
    "key",
    "version",
    "source_id",
    "origin_id",
    "document_id",
    "batch_id",
    "row",
    "verbatim",
    "excerpt",
    "span_start",
    "span_end",
    "measure",
    "series",
    "low",
    "best",
    "high",
    "quantifier",
    "rule",
    "unit",
    "factor",
    "population",
    "sex",
    "age",
    "subset_of",
    "basis",
    "direct",
    "date_from",
    "date_to",
    "date_precision",
    "speaks_of",
    "published",
    "recorded_at",
    "superseded_at",
    "revision_reason",
    "place",
    "pcode",
    "place_precision",
    "lat",
    "lon",
    "cause",
    "attributed_to",
    "credibility",
    "status",
    "definition",
    "notes",
)

LINK, OF_A_ROW = 1, "row/1"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _copy()
    else:
        _alter()
    op.execute(f"DELETE FROM judgement WHERE kind = {LINK} AND decided_by = '{OF_A_ROW}'")  # noqa: S608
    op.execute("DELETE FROM batch_row WHERE NOT rejected")
    with op.batch_alter_table("batch_row") as rows:
        rows.drop_column("rejected")
    op.create_table(
        "batch_file",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("compressed", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_file_batch_id_batch")),
        sa.PrimaryKeyConstraint("batch_id", "part", name=op.f("pk_batch_file")),
    )


_LINKED = """(SELECT max(incident_id) FROM judgement WHERE judgement.claim_key = claim_before.key AND judgement.kind = 1
    AND judgement.recorded_at <= claim_before.recorded_at
    AND (judgement.undone_at IS NULL OR judgement.undone_at > claim_before.recorded_at))"""


def _alter() -> None:
    """PostgreSQL changes the table where it is."""
    op.add_column("claim", sa.Column("incident_id", sa.Integer(), nullable=True))
    op.execute(f"UPDATE claim SET incident_id = {_LINKED.replace('claim_before', 'claim')}")  # noqa: S608
    op.create_foreign_key(op.f("fk_claim_incident_id_incident"), "claim", "incident", ["incident_id"], ["id"])
    op.drop_column("claim", "fingerprint")
    op.drop_constraint(op.f("uq_claim_key_version"), "claim", type_="unique")
    for name, words in WORDS.items():
        op.drop_constraint(op.f(f"ck_claim_{name}_is_a_known_word"), "claim", type_="check")
        op.create_check_constraint(op.f(f"ck_claim_{name}_is_a_known_word"), "claim", f"{name} BETWEEN 1 AND {words}")
    for name in ("ix_claim_pcode", "ix_claim_source_id"):
        op.drop_index(op.f(name), table_name="claim")
    _superseded_index()
    op.create_index(op.f("ix_claim_incident_id"), "claim", ["incident_id"], unique=False)


def _copy() -> None:
    """SQLite makes the table anew and copies its rows."""
    _drop_indexes()
    op.rename_table("claim", "claim_before")
    _create_claim(new=True)
    names = ", ".join(f'"{name}"' for name in COPIED)
    op.execute(f"INSERT INTO claim ({names}, incident_id) SELECT {names}, {_LINKED} FROM claim_before")  # noqa: S608
    op.drop_table("claim_before")
    _new_indexes()


def _drop_indexes() -> None:
    for index in sa.inspect(op.get_bind()).get_indexes("claim"):
        if not index.get("duplicates_constraint") and not str(index["name"]).startswith("sqlite_autoindex"):
            op.drop_index(str(index["name"]), table_name="claim")


def _new_indexes() -> None:
    op.create_index("ix_claim_batch_row", "claim", ["batch_id", "row"], unique=False)
    op.create_index(op.f("ix_claim_date_from"), "claim", ["date_from"], unique=False)
    op.create_index(op.f("ix_claim_incident_id"), "claim", ["incident_id"], unique=False)
    _open_index()
    _superseded_index()


def _open_index() -> None:
    op.create_index(
        "uq_claim_one_open_version",
        "claim",
        ["key"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )


def _superseded_index() -> None:
    op.create_index(
        "uq_claim_superseded_version",
        "claim",
        ["key", "version"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NOT NULL"),
        postgresql_where=sa.text("superseded_at IS NOT NULL"),
    )


def downgrade() -> None:
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM claim")):
        raise NotImplementedError("rows that were not kept can't be brought back; restore a backup of the register")
    op.drop_table("batch_file")
    with op.batch_alter_table("batch_row") as rows:
        rows.add_column(sa.Column("rejected", sa.Boolean(), nullable=False))
    _drop_indexes()
    op.drop_table("claim")
    _create_claim(new=False)
    op.create_index("ix_claim_batch_row", "claim", ["batch_id", "row"], unique=False)
    for column in ("date_from", "pcode", "source_id"):
        op.create_index(op.f(f"ix_claim_{column}"), "claim", [column], unique=False)
    _open_index()


def _create_claim(*, new: bool) -> None:
    """The table as it is from here on, or as it was."""

    def known(word: str) -> sa.CheckConstraint:
        numbers = ", ".join(str(number) for number in range(1, WORDS[word] + 1))
        condition = f"{word} BETWEEN 1 AND {WORDS[word]}" if new else f"{word} IN ({numbers})"
        return sa.CheckConstraint(condition, name=op.f(f"ck_claim_{word}_is_a_known_word"))

    linked = sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_claim_incident_id_incident"))
    unique = sa.UniqueConstraint("key", "version", name=op.f("uq_claim_key_version"))
    op.create_table(
        "claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("verbatim", sa.Text(), nullable=False),
        sa.Column("excerpt", sa.Text(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.Column("measure", sa.SmallInteger(), nullable=False),
        sa.Column("series", sa.SmallInteger(), nullable=False),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("best", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("quantifier", sa.SmallInteger(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("unit", sa.SmallInteger(), nullable=False),
        sa.Column("factor", sa.Float(), nullable=True),
        sa.Column("population", sa.SmallInteger(), nullable=False),
        sa.Column("sex", sa.SmallInteger(), nullable=True),
        sa.Column("age", sa.SmallInteger(), nullable=True),
        sa.Column("subset_of", sa.String(), nullable=True),
        sa.Column("basis", sa.SmallInteger(), nullable=True),
        sa.Column("direct", sa.Boolean(), nullable=False),
        sa.Column("date_from", sa.Date(), nullable=True),
        sa.Column("date_to", sa.Date(), nullable=True),
        sa.Column("date_precision", sa.SmallInteger(), nullable=True),
        sa.Column("speaks_of", sa.Date(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("revision_reason", sa.SmallInteger(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("pcode", sa.String(), nullable=True),
        sa.Column("place_precision", sa.SmallInteger(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("cause", sa.String(), nullable=True),
        sa.Column("attributed_to", sa.String(), nullable=True),
        sa.Column("credibility", sa.SmallInteger(), nullable=True),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=True),
        sa.Column("notes", sa.Text(), nullable=True),
        *([sa.Column("incident_id", sa.Integer())] if new else [sa.Column("fingerprint", sa.String(), nullable=False)]),
        sa.CheckConstraint("NOT direct OR origin_id IS NULL", name=op.f("ck_claim_direct_has_no_other_origin")),
        sa.CheckConstraint("date_from <= date_to", name=op.f("ck_claim_from_before_to")),
        sa.CheckConstraint(
            "lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180", name=op.f("ck_claim_coordinates_are_on_earth")
        ),
        sa.CheckConstraint(
            "low <= best AND best <= high AND low <= high", name=op.f("ck_claim_low_best_high_in_order")
        ),
        sa.CheckConstraint("low >= 0 AND best >= 0 AND high >= 0", name=op.f("ck_claim_people_are_not_negative")),
        sa.CheckConstraint("subset_of IS NULL OR subset_of <> key", name=op.f("ck_claim_not_a_part_of_itself")),
        sa.CheckConstraint(
            "superseded_at IS NULL OR superseded_at >= recorded_at", name=op.f("ck_claim_superseded_after_recorded")
        ),
        sa.CheckConstraint("unit = 1 OR factor IS NULL OR factor > 0", name=op.f("ck_claim_factor_is_positive")),
        sa.CheckConstraint("version = 1 OR revision_reason IS NOT NULL", name=op.f("ck_claim_revision_has_a_reason")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_claim_version_counts_from_1")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_claim_batch_id_batch")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_claim_document_id_document")),
        sa.ForeignKeyConstraint(["origin_id"], ["source.id"], name=op.f("fk_claim_origin_id_source")),
        sa.ForeignKeyConstraint(["pcode"], ["place.pcode"], name=op.f("fk_claim_pcode_place")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_claim_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        *(known(word) for word in WORDS),
        *([linked] if new else [unique]),
    )
