"""What a register can be opened on, and what is said of the rest."""

import os
import stat
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from db.engine import IN_MEMORY, RegisterError, holds_nothing_yet, migrate, open_register, reading, require_current
from db.filters import Filters
from db.queries import standing


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_cannot_keep_every_script_is_refused(postgresql_server: Any, encoding: str) -> None:
    name = f"in_{encoding.lower()}"
    postgresql_server.run(f"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0")
    engine = open_register(postgresql_server.url(name))
    for opening in (migrate, require_current):
        with pytest.raises(RegisterError, match=rf"encoding {encoding}.*CREATE DATABASE {name} ENCODING 'UTF8'"):
            opening(engine)
    engine.dispose()
    postgresql_server.run(f"DROP DATABASE {name}")  # fails if a connection was left open


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    engine = open_register(f"sqlite:///{tmp_path}/file/register.sqlite")
    with pytest.raises(RegisterError, match=r"folder .*/file can't be made"):
        migrate(engine)


def test_a_register_in_memory_is_one_like_any_other() -> None:
    engine = open_register(IN_MEMORY)
    migrate(engine)
    require_current(engine)
    with reading(engine) as session:
        assert standing(session, Filters()).claims == 0
    engine.dispose()


def test_only_a_sqlite_file_that_is_not_there_holds_nothing_yet(engine: Engine, tmp_path: Path) -> None:
    assert not holds_nothing_yet(engine)
    assert not holds_nothing_yet(open_register(IN_MEMORY))
    assert holds_nothing_yet(open_register(f"sqlite:///{tmp_path}/none.sqlite"))
    assert not (tmp_path / "none.sqlite").exists()


def test_a_new_register_can_be_read_by_nobody_else_and_an_old_one_keeps_its_rights(tmp_path: Path) -> None:
    path = tmp_path / "data" / "register.sqlite"
    before = os.umask(0o022)
    try:
        engine = open_register(f"sqlite:///{path}")
        migrate(engine)
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM grade"))
            rights = [stat.S_IMODE(each.stat().st_mode) for each in (path.parent, *sorted(path.parent.iterdir()))]
        assert rights == [0o700, *[0o600] * (len(rights) - 1)]
        assert len(rights) > 2, "its log lies beside it"
        path.chmod(0o640)
        migrate(engine)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        engine.dispose()
    finally:
        os.umask(before)
