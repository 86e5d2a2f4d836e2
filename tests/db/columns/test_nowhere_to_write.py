"""Where the columnar copy can't be written, pages are answered all the same, and the log says why they are slower."""

import resource
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.answers import Total
from db.columns.segments import TOLD
from db.columns.store import beside, copy_for
from db.drafts import BatchDraft, ClaimDraft
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from db.queries import totals
from db.vocabulary import Measure, Series
from tests.db.histories import DAYS


@pytest.fixture
def told(sqlite_engine: Engine, claim: Callable[..., ClaimDraft], batch: Callable[..., BatchDraft]) -> Engine:
    """A register of an incident and of a stock."""
    stock = {"series": Series.STOCK, "measure": Measure.IDPS, "incident": None, "speaks_of": DAYS[0]}
    with writing(sqlite_engine) as session:
        record(session, batch(claim(best=4), claim("office/1/idps", best=900, **stock)))
    return sqlite_engine


def _answers(engine: Engine) -> list[Total]:
    with reading(engine) as session:
        return totals(session, Filters())


def _folder(engine: Engine) -> Path:
    return Path(f"{engine.url.database}.columns")


@contextmanager
def _full_disk() -> Iterator[None]:
    """No file can be made longer than a few bytes, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_folder_that_cant_be_made_is_left_for_one_of_this_process(
    told: Engine,
    claim: Callable[..., ClaimDraft],
    batch: Callable[..., BatchDraft],
    caplog: pytest.LogCaptureFixture,
) -> None:
    _folder(told).write_text("a file stands where the folder should be", encoding="utf-8")
    engine = beside(told)
    assert _answers(engine) == _answers(told)
    with writing(engine) as session:
        record(session, batch(claim("office/2/killed", incident="another", best=5), sha256="2" * 64))
    assert _answers(engine) == _answers(told)
    with reading(engine) as session:
        assert copy_for(session) is not None
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert "this process keeps its own in" in caplog.text
    assert _folder(told).is_file()


def test_on_a_full_disk_the_register_itself_answers(told: Engine, caplog: pytest.LogCaptureFixture) -> None:
    engine = beside(told)
    with _full_disk():
        found = _answers(engine)
    assert found == _answers(told)
    with reading(engine) as session:
        assert copy_for(session) is None
    assert "the register itself answers, slowly" in caplog.text
    left = [path for path in _folder(told).iterdir() if path.is_dir()]
    assert left == []


def test_where_no_temporary_folder_can_be_made_either_the_register_answers(
    told: Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _folder(told).write_text("a file stands where the folder should be", encoding="utf-8")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert _answers(beside(told)) == _answers(told)
    assert "the register itself answers, slowly" in caplog.text


@pytest.mark.parametrize("full", [False, True])
def test_words_that_cant_be_written_are_kept_in_memory(
    told: Engine,
    claim: Callable[..., ClaimDraft],
    batch: Callable[..., BatchDraft],
    caplog: pytest.LogCaptureFixture,
    *,
    full: bool,
) -> None:
    engine = beside(told)
    with reading(engine) as session:
        assert copy_for(session) is not None
    if full:
        with _full_disk():
            found = _answers(engine)
    else:
        (_folder(told) / TOLD).write_text("a file stands where the folder should be", encoding="utf-8")
        found = _answers(engine)
    assert found == _answers(told)
    assert "this process keeps them in memory" in caplog.text
    stock = {"series": Series.STOCK, "measure": Measure.IDPS, "incident": None, "speaks_of": DAYS[1]}
    with writing(engine) as session:
        record(session, batch(claim("office/2/idps", place="Camp 2", best=7, **stock), sha256="2" * 64))
    assert _answers(engine) == _answers(told)
    assert sorted(total.best or 0 for total in _answers(engine)) == [4, 7, 900]
    assert caplog.text.count("this process keeps them in memory") == 1
