"""Claims that were written ahead are in the register as if they had been told, and nowhere else."""

import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from sqlalchemy import Engine, select

from db.drafts import BatchDraft, ClaimDraft
from db.engine import IN_MEMORY, migrate, open_register, reading, writing
from db.entries import table_of
from db.ledger import Recorded, record
from db.models import Claim
from db.vocabulary import ClaimStatus, RevisionReason
from db.writing.claims_ahead import Ahead, ClaimsAhead

MakeClaim = Callable[..., ClaimDraft]
MakeBatch = Callable[..., BatchDraft]
CLAIM = table_of(Claim)
COMPARED = [column for column in CLAIM.c if column.name not in {"recorded_at", "superseded_at"}]


def _claims(make_batch: MakeBatch, claim: MakeClaim) -> pl.DataFrame:
    back = {"status": ClaimStatus.RETRACTED, "revision_reason": RevisionReason.RETRACTION}
    drafts = (
        claim("office/1/killed", row=2),
        claim("office/2/killed", row=3, origin="Rescue service", notes='a "quoted"\nline', place=None),
        claim("office/3/killed", row=4, published=date(2024, 12, 1), incident="strike"),
        claim("office/4/killed", row=5, lat=35.13, lon=36.75, incident="strike"),
        claim("office/5/killed", row=6, **back),
    )
    return make_batch(*drafts).claims


def _written(pieces: list[pl.DataFrame]) -> ClaimsAhead:
    ahead = ClaimsAhead()
    for piece in pieces:
        ahead.add(piece)
    return ahead


def _record(engine: Engine, draft: BatchDraft) -> Recorded:
    with writing(engine) as session:
        return record(session, draft)


def _held(engine: Engine) -> list[tuple[object, ...]]:
    with reading(engine) as session:
        return [tuple(row) for row in session.execute(select(*COMPARED).order_by(CLAIM.c.id))]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where side files are made."""
    (found := tmp_path / "beside").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(found))
    return found


@pytest.mark.parametrize("cut", [1, 2, 5])
def test_what_was_written_ahead_is_as_if_it_had_been_told(
    sqlite_engine: Engine, folder: Path, batch: MakeBatch, claim: MakeClaim, cut: int
) -> None:
    claims = _claims(batch, claim)
    ahead = _written(list(claims.iter_slices(cut)))
    kept = claims.with_row_index("at").filter(pl.col("row") != 3)
    draft = batch(claims=kept.drop("at"), ahead=Ahead(ahead, kept["at"].cast(pl.Int64)))
    assert _record(sqlite_engine, draft).new == 4
    told = open_register(IN_MEMORY)
    migrate(told)
    _record(told, batch(claims=kept.drop("at")))
    assert _held(sqlite_engine) == _held(told)
    assert list(folder.iterdir()) == []


def test_of_what_was_written_ahead_only_what_is_new_is_taken(
    sqlite_engine: Engine, batch: MakeBatch, claim: MakeClaim
) -> None:
    first = _claims(batch, claim)
    _record(sqlite_engine, batch(claims=first.head(2)))
    second = first.with_columns(high=pl.when(pl.col("row") == 3).then(pl.col("high") + 1).otherwise("high"))
    draft = batch(claims=second, sha256="1" * 64, ahead=Ahead(_written([second]), pl.int_range(5, eager=True)))
    done = _record(sqlite_engine, draft)
    assert (done.new, done.revised, done.unchanged) == (3, 1, 1)
    with reading(sqlite_engine) as session:
        found = session.execute(select(CLAIM.c.key, CLAIM.c.version, CLAIM.c.batch_id).order_by(CLAIM.c.id)).all()
    assert [tuple(row) for row in found] == [
        *(("office/1/killed", 1, 1), ("office/2/killed", 1, 1)),
        *(("office/3/killed", 1, 2), ("office/4/killed", 1, 2), ("office/5/killed", 1, 2)),
        ("office/2/killed", 2, 2),
    ]


def test_what_is_never_taken_leaves_no_file(folder: Path, batch: MakeBatch, claim: MakeClaim) -> None:
    ahead = _written([_claims(batch, claim)])
    assert len(list(folder.iterdir())) == 1
    del ahead
    assert list(folder.iterdir()) == []
