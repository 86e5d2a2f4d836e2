"""the register"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "batch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("layout_version", sa.Integer(), nullable=False),
        sa.Column("recorded_by", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.SmallInteger(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("new", sa.Integer(), nullable=False),
        sa.Column("revised", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_batch_sha256_is_whole")),
        sa.CheckConstraint("status IN (1, 2)", name=op.f("ck_batch_status_is_a_known_word")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_batch")),
    )
    op.create_index(op.f("ix_batch_sha256"), "batch", ["sha256"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("key", name=op.f("uq_document_key")),
    )
    op.create_table(
        "incident",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incident")),
        sa.UniqueConstraint("code", name=op.f("uq_incident_code")),
    )
    op.create_table(
        "place",
        sa.Column("pcode", sa.String(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("name_ar", sa.String(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.CheckConstraint("lat BETWEEN -90 AND 90", name=op.f("ck_place_lat_is_on_earth")),
        sa.CheckConstraint("level IN (1, 2, 3, 4, 5)", name=op.f("ck_place_level_is_a_known_word")),
        sa.CheckConstraint("lon BETWEEN -180 AND 180", name=op.f("ck_place_lon_is_on_earth")),
        sa.ForeignKeyConstraint(["parent"], ["place.pcode"], name=op.f("fk_place_parent_place")),
        sa.PrimaryKeyConstraint("pcode", name=op.f("pk_place")),
    )
    op.create_index(op.f("ix_place_parent"), "place", ["parent"], unique=False)
    op.create_table(
        "source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("name_ar", sa.String(), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("interests", sa.Text(), nullable=True),
        sa.Column("interests_ar", sa.Text(), nullable=True),
        sa.Column("reliability_note", sa.Text(), nullable=True),
        sa.Column("reliability_note_ar", sa.Text(), nullable=True),
        sa.Column("confidential", sa.Boolean(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)", name=op.f("ck_source_kind_is_a_known_word")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source")),
        sa.UniqueConstraint("name", name=op.f("uq_source_name")),
    )
    op.create_table(
        "term",
        sa.Column("vocabulary", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("definition", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("vocabulary", "number", name=op.f("pk_term")),
    )
    op.create_table(
        "batch_row",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Boolean(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_batch_row_batch_id_batch")),
        sa.PrimaryKeyConstraint("batch_id", "number", name=op.f("pk_batch_row")),
    )
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
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.CheckConstraint("NOT direct OR origin_id IS NULL", name=op.f("ck_claim_direct_has_no_other_origin")),
        sa.CheckConstraint("age IN (1, 2, 3)", name=op.f("ck_claim_age_is_a_known_word")),
        sa.CheckConstraint("basis IN (1, 2, 3, 4, 5)", name=op.f("ck_claim_basis_is_a_known_word")),
        sa.CheckConstraint("credibility IN (1, 2, 3, 4, 5, 6)", name=op.f("ck_claim_credibility_is_a_known_word")),
        sa.CheckConstraint("date_from <= date_to", name=op.f("ck_claim_from_before_to")),
        sa.CheckConstraint("date_precision IN (1, 2, 3, 4, 5)", name=op.f("ck_claim_date_precision_is_a_known_word")),
        sa.CheckConstraint(
            "lat BETWEEN -90 AND 90 AND lon BETWEEN -180 AND 180", name=op.f("ck_claim_coordinates_are_on_earth")
        ),
        sa.CheckConstraint(
            "low <= best AND best <= high AND low <= high", name=op.f("ck_claim_low_best_high_in_order")
        ),
        sa.CheckConstraint("low >= 0 AND best >= 0 AND high >= 0", name=op.f("ck_claim_people_are_not_negative")),
        sa.CheckConstraint(
            "measure IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)", name=op.f("ck_claim_measure_is_a_known_word")
        ),
        sa.CheckConstraint(
            "place_precision IN (1, 2, 3, 4, 5, 6, 7)", name=op.f("ck_claim_place_precision_is_a_known_word")
        ),
        sa.CheckConstraint("population IN (1, 2, 3, 4, 5)", name=op.f("ck_claim_population_is_a_known_word")),
        sa.CheckConstraint("quantifier IN (1, 2, 3, 4, 5, 6, 7, 8)", name=op.f("ck_claim_quantifier_is_a_known_word")),
        sa.CheckConstraint(
            "revision_reason IN (1, 2, 3, 4, 5, 6)", name=op.f("ck_claim_revision_reason_is_a_known_word")
        ),
        sa.CheckConstraint("series IN (1, 2, 3, 4, 5)", name=op.f("ck_claim_series_is_a_known_word")),
        sa.CheckConstraint("sex IN (1, 2)", name=op.f("ck_claim_sex_is_a_known_word")),
        sa.CheckConstraint("status IN (1, 2, 3, 4, 5)", name=op.f("ck_claim_status_is_a_known_word")),
        sa.CheckConstraint("subset_of IS NULL OR subset_of <> key", name=op.f("ck_claim_not_a_part_of_itself")),
        sa.CheckConstraint(
            "superseded_at IS NULL OR superseded_at >= recorded_at", name=op.f("ck_claim_superseded_after_recorded")
        ),
        sa.CheckConstraint("unit = 1 OR factor IS NULL OR factor > 0", name=op.f("ck_claim_factor_is_positive")),
        sa.CheckConstraint("unit IN (1, 2)", name=op.f("ck_claim_unit_is_a_known_word")),
        sa.CheckConstraint("version = 1 OR revision_reason IS NOT NULL", name=op.f("ck_claim_revision_has_a_reason")),
        sa.CheckConstraint("version >= 1", name=op.f("ck_claim_version_counts_from_1")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_claim_batch_id_batch")),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_claim_document_id_document")),
        sa.ForeignKeyConstraint(["origin_id"], ["source.id"], name=op.f("fk_claim_origin_id_source")),
        sa.ForeignKeyConstraint(["pcode"], ["place.pcode"], name=op.f("fk_claim_pcode_place")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_claim_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claim")),
        sa.UniqueConstraint("key", "version", name=op.f("uq_claim_key_version")),
    )
    op.create_index("ix_claim_batch_row", "claim", ["batch_id", "row"], unique=False)
    op.create_index(op.f("ix_claim_date_from"), "claim", ["date_from"], unique=False)
    op.create_index(op.f("ix_claim_pcode"), "claim", ["pcode"], unique=False)
    op.create_index(op.f("ix_claim_source_id"), "claim", ["source_id"], unique=False)
    op.create_index(
        "uq_claim_one_open_version",
        "claim",
        ["key"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "grade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("measure", sa.SmallInteger(), nullable=True),
        sa.Column("reliability", sa.SmallInteger(), nullable=False),
        sa.Column("assessor", sa.String(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reason_ar", sa.Text(), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "measure IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)", name=op.f("ck_grade_measure_is_a_known_word")
        ),
        sa.CheckConstraint("reliability IN (1, 2, 3, 4, 5, 6)", name=op.f("ck_grade_reliability_is_a_known_word")),
        sa.CheckConstraint(
            "superseded_at IS NULL OR superseded_at >= recorded_at", name=op.f("ck_grade_superseded_after_recorded")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_grade_source_id_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade")),
    )
    op.create_index(op.f("ix_grade_source_id"), "grade", ["source_id"], unique=False)
    op.create_table(
        "issue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("severity", sa.SmallInteger(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=True),
        sa.Column("column", sa.String(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("remedy", sa.Text(), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("severity IN (1, 2, 3)", name=op.f("ck_issue_severity_is_a_known_word")),
        sa.ForeignKeyConstraint(["batch_id"], ["batch.id"], name=op.f("fk_issue_batch_id_batch")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
    )
    op.create_index(op.f("ix_issue_batch_id"), "issue", ["batch_id"], unique=False)
    op.create_index(op.f("ix_issue_code"), "issue", ["code"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.SmallInteger(), nullable=False),
        sa.Column("incident_id", sa.Integer(), nullable=False),
        sa.Column("claim_key", sa.String(), nullable=True),
        sa.Column("measure", sa.SmallInteger(), nullable=True),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("best", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("kind IN (1, 2, 3, 4, 5)", name=op.f("ck_judgement_kind_is_a_known_word")),
        sa.CheckConstraint(
            "low <= best AND best <= high AND low <= high", name=op.f("ck_judgement_low_best_high_in_order")
        ),
        sa.CheckConstraint(
            "measure IN (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)", name=op.f("ck_judgement_measure_is_a_known_word")
        ),
        sa.CheckConstraint(
            "undone_at IS NULL OR undone_at >= recorded_at", name=op.f("ck_judgement_undone_after_recorded")
        ),
        sa.ForeignKeyConstraint(["incident_id"], ["incident.id"], name=op.f("fk_judgement_incident_id_incident")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
    )
    op.create_index(op.f("ix_judgement_claim_key"), "judgement", ["claim_key"], unique=False)
    op.create_index(op.f("ix_judgement_incident_id"), "judgement", ["incident_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_judgement_incident_id"), table_name="judgement")
    op.drop_index(op.f("ix_judgement_claim_key"), table_name="judgement")
    op.drop_table("judgement")
    op.drop_index(op.f("ix_issue_code"), table_name="issue")
    op.drop_index(op.f("ix_issue_batch_id"), table_name="issue")
    op.drop_table("issue")
    op.drop_index(op.f("ix_grade_source_id"), table_name="grade")
    op.drop_table("grade")
    op.drop_index(
        "uq_claim_one_open_version",
        table_name="claim",
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.drop_index(op.f("ix_claim_source_id"), table_name="claim")
    op.drop_index(op.f("ix_claim_pcode"), table_name="claim")
    op.drop_index(op.f("ix_claim_date_from"), table_name="claim")
    op.drop_index("ix_claim_batch_row", table_name="claim")
    op.drop_table("claim")
    op.drop_table("batch_row")
    op.drop_table("term")
    op.drop_table("source")
    op.drop_index(op.f("ix_place_parent"), table_name="place")
    op.drop_table("place")
    op.drop_table("incident")
    op.drop_table("document")
    op.drop_index(op.f("ix_batch_sha256"), table_name="batch")
    op.drop_table("batch")
