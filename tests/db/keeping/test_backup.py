"""A backup holds all of a register, on either database, and goes into an empty one of either."""

import sqlite3
import stat
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from db import engine as register
from db.deciding.verdicts import discount
from db.engine import RegisterError, open_register, reading, require_current, writing
from db.filters import Filters
from db.keeping.backup import BackupError, back_up
from db.keeping.restore import restore
from db.queries import standing
from ingest.demo import load_demo
from ingest.pipeline import ingest
from tests.conftest import ENGINES, Contents
from tests.postgresql import PostgreSQL

Read = Callable[[Engine], Contents]
INCIDENT = "News article on Aleppo and Idlib/idlib-airstrikes"


@pytest.fixture
def lived_in(engine: Engine) -> Engine:
    """A register with the demo in it, and something that was decided."""
    list(load_demo(engine))
    with writing(engine) as session:
        discount(session, INCIDENT, by="Rana", reason="not seen by anybody")
    return engine


@pytest.fixture
def another_sqlite_url(tmp_path: Path) -> str:
    """Nothing is there yet."""
    return f"sqlite:///{tmp_path}/new/register.sqlite"


@pytest.fixture
def another_postgresql_url(postgresql_server: PostgreSQL) -> Iterator[str]:
    """An empty register."""
    yield from postgresql_server.copies()


@pytest.fixture(params=ENGINES)
def other(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """A register to restore into, on either database."""
    engine = open_register(request.getfixturevalue(f"another_{request.param}_url"))
    yield engine
    engine.dispose()


@pytest.fixture
def backup(lived_in: Engine, tmp_path: Path) -> Path:
    back_up(lived_in, tmp_path / "backup.sqlite")
    return tmp_path / "backup.sqlite"


@pytest.fixture
def demo(sqlite_demo_url: str) -> Iterator[Engine]:
    """A register on SQLite, for what does not depend on the database."""
    engine = open_register(sqlite_demo_url)
    yield engine
    engine.dispose()


@pytest.fixture
def demo_backup(demo: Engine, tmp_path: Path) -> Path:
    back_up(demo, tmp_path / "demo-backup.sqlite")
    return tmp_path / "demo-backup.sqlite"


@pytest.fixture
def empty(another_sqlite_url: str) -> Iterator[Engine]:
    """Where there is no register yet."""
    engine = open_register(another_sqlite_url)
    yield engine
    engine.dispose()


def test_everything_comes_back_on_either_database(
    lived_in: Engine, backup: Path, other: Engine, contents: Read
) -> None:
    told = restore(backup, other)
    was, now = contents(lived_in), contents(other)
    assert now == was
    assert told == {name: len(rows) for name, rows in was.items()}
    assert told["claim"] == 41


def test_a_restored_register_goes_on(backup: Path, other: Engine, tmp_path: Path) -> None:
    restore(backup, other)
    file = tmp_path / "more.csv"
    file.write_text("id,source,date,place,killed\n1,A new source,2024-12-01,Aleppo,3\n", encoding="utf-8")
    assert ingest(other, file).new == 1
    with writing(other) as session:
        discount(session, "A new source/1", by="Rana", reason="a mistake")
    with reading(other) as session:
        assert standing(session, Filters()).claims == 42


def test_a_backup_is_one_file_that_only_its_owner_reads_and_is_itself_a_register(
    lived_in: Engine, backup: Path, tmp_path: Path, contents: Read
) -> None:
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.glob("*backup*")) == ["backup.sqlite"]
    itself = open_register(f"sqlite:///{backup}")
    assert contents(itself) == contents(lived_in)
    itself.dispose()


def test_what_is_being_written_is_not_in_it_and_not_held_up(lived_in: Engine, tmp_path: Path) -> None:
    with writing(lived_in) as session:
        session.connection().execute(text("UPDATE document SET title = 'half a thought'"))
        back_up(lived_in, tmp_path / "meanwhile.sqlite")
    with closing(sqlite3.connect(tmp_path / "meanwhile.sqlite")) as file:
        assert file.execute("SELECT count(*) FROM document WHERE title = 'half a thought'").fetchone() == (0,)


def test_a_backup_overwrites_nothing(demo: Engine, demo_backup: Path, tmp_path: Path) -> None:
    before = demo_backup.read_bytes()
    with pytest.raises(BackupError, match="is there already"):
        back_up(demo, demo_backup)
    assert demo_backup.read_bytes() == before
    with pytest.raises(BackupError, match=r"nowhere/backup.sqlite can't be written: No such file or directory"):
        back_up(demo, tmp_path / "nowhere" / "backup.sqlite")


def test_a_register_that_holds_something_is_left_alone(lived_in: Engine, backup: Path, contents: Read) -> None:
    before = contents(lived_in)
    with pytest.raises(BackupError, match=r"is not empty \(.*claim: 41.*SIJILL_DATA_DIR"):
        restore(backup, lived_in)
    assert contents(lived_in) == before


def test_what_is_no_whole_backup_is_refused(demo_backup: Path, empty: Engine, tmp_path: Path) -> None:
    cut, other, words = tmp_path / "cut", tmp_path / "other.sqlite", tmp_path / "words.txt"
    cut.write_bytes(demo_backup.read_bytes()[:100_000])
    words.write_text("not a database", encoding="utf-8")
    with closing(sqlite3.connect(other)) as file:
        file.execute("CREATE TABLE something (else_ text)")
    for path, why in (
        (cut, "malformed"),
        (words, "not a database"),
        (other, "no register"),
        (tmp_path / "none", "there is no file"),
    ):
        with pytest.raises(BackupError, match=why):
            restore(path, empty)


def test_a_backup_of_an_earlier_version_is_brought_to_this_one(
    demo: Engine, demo_backup: Path, empty: Engine, contents: Read
) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(register.__file__).parent / "migrations"))
    earlier = open_register(f"sqlite:///{demo_backup}")
    with earlier.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0012")
    earlier.dispose()
    with pytest.raises(RegisterError, match="is of version 0012"):
        require_current(earlier)
    before = demo_backup.read_bytes()
    restore(demo_backup, empty)
    assert contents(empty)["claim"] == contents(demo)["claim"]
    assert demo_backup.read_bytes() == before


def test_the_backup_of_a_later_version_is_refused(demo_backup: Path, empty: Engine) -> None:
    with closing(sqlite3.connect(demo_backup)) as file:
        file.execute("UPDATE alembic_version SET version_num = '9999'")
        file.commit()
    with pytest.raises(RegisterError, match=r"made by a later Sijill \(9999\)"):
        restore(demo_backup, empty)
