"""A register where nothing can be written is read whole, and says so to whoever would write."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from db.columns.store import beside, copy_for
from db.drafts import BatchDraft, ClaimDraft
from db.engine import RegisterError, migrate, open_register, reading, require_current, writing
from db.filters import Filters
from db.keeping.backup import back_up
from db.keeping.check import check
from db.ledger import record
from db.queries import totals

Seal = Callable[[Path], Path]
Make = Callable[..., ClaimDraft]
MakeBatch = Callable[..., BatchDraft]

NAME = "register.sqlite"


@pytest.fixture
def sealed(tmp_path: Path) -> Iterator[Seal]:
    """Show a folder where nothing can be written into it: on a mount of its own for root, whom no rights bind."""
    made: list[Path] = []

    def seal(folder: Path) -> Path:
        if os.geteuid() != 0:
            folder.chmod(0o500)
            made.append(folder)
            return folder
        shown = tmp_path / f"sealed-{len(made)}"
        shown.mkdir()
        for options in (["--bind", str(folder)], ["-o", "remount,bind,ro"]):
            if not shutil.which("mount") or subprocess.run(["mount", *options, str(shown)], check=False).returncode:
                pytest.skip("root can't be kept from writing here: a folder can't be mounted read-only")
            made.append(shown)
        return shown

    yield seal
    for folder in dict.fromkeys(made):
        if os.geteuid() == 0:
            subprocess.run(["umount", "-l", str(folder)], check=True)
        else:
            folder.chmod(0o700)


@pytest.fixture
def folder(tmp_path: Path, sqlite_template: Path, claim: Make, batch: MakeBatch) -> Path:
    """A folder with a register that nobody has open."""
    made = tmp_path / "kept"
    made.mkdir()
    shutil.copy(sqlite_template, made / NAME)
    _add(made, batch(claim(best=4)))
    return made


def _add(folder: Path, draft: BatchDraft) -> None:
    engine = open_register(f"sqlite:///{folder / NAME}")
    with writing(engine) as session:
        record(session, draft)
    engine.dispose()


def _open(folder: Path) -> Engine:
    return open_register(f"sqlite:///{folder / NAME}")


def _killed(engine: Engine) -> list[int | None]:
    with reading(engine) as session:
        return [total.best for total in totals(session, Filters())]


def test_a_sealed_register_answers_with_a_copy_elsewhere_and_can_be_backed_up(
    sealed: Seal, folder: Path, tmp_path: Path
) -> None:
    engine = beside(_open(sealed(folder)))
    require_current(engine)
    with reading(engine) as session:
        assert [total.best for total in totals(session, Filters())] == [4]
        assert copy_for(session) is not None
    assert list(check(engine)) == []
    assert back_up(engine, tmp_path / "backup.sqlite")["claim"] == 1
    assert [file.name for file in folder.iterdir()] == [NAME]
    engine.dispose()


def test_who_would_write_is_told_the_file_and_the_way_out(sealed: Seal, folder: Path) -> None:
    shown = sealed(folder)
    engine = _open(shown)
    for write in (lambda: writing(engine).__enter__(), lambda: migrate(engine)):
        with pytest.raises(OperationalError, match=r"can only be read here: copy it.*SIJILL_DATABASE_URL") as refused:
            write()
        assert str((shown / NAME).resolve()) in str(refused.value.orig)
    assert _killed(engine) == [4]
    engine.dispose()


def test_changes_that_are_still_in_the_log_are_read_or_the_register_is_not(
    sealed: Seal, folder: Path, tmp_path: Path, claim: Make, batch: MakeBatch
) -> None:
    live = _open(folder)
    with writing(live) as session:
        record(session, batch(claim(best=9)))
    torn = tmp_path / "torn"
    torn.mkdir()
    for name in (NAME, f"{NAME}-wal"):
        shutil.copy(folder / name, torn)
    whole = _open(sealed(folder))
    assert _killed(whole) == [9]
    whole.dispose()
    live.dispose()
    part = _open(sealed(torn))
    with pytest.raises(OperationalError, match=rf"has its last changes in {NAME}-wal and can't be read"):
        _killed(part)


def test_what_changes_under_a_reader_is_not_told(sealed: Seal, folder: Path, claim: Make, batch: MakeBatch) -> None:
    if os.geteuid() != 0:
        pytest.skip("only beside a read-only mount the folder itself can still be written")
    engine = _open(sealed(folder))
    assert _killed(engine) == [4]
    with pytest.raises(RegisterError, match="was changed while it was read"), reading(engine) as session:  # noqa: PT012
        totals(session, Filters())
        _add(folder, batch(claim(best=9)))
    assert _killed(engine) == [9]
    engine.dispose()


def test_a_program_that_ends_leaves_its_register_whole_in_one_file(tmp_path: Path, sqlite_template: Path) -> None:
    path = Path(shutil.copy(sqlite_template, tmp_path / NAME))
    program = f"""
from pathlib import Path
from db.engine import migrate, open_register
engine = open_register("sqlite:///{path}")
migrate(engine)
assert Path("{path}-wal").exists()
"""
    subprocess.run([sys.executable, "-c", program], check=True)
    assert [file.name for file in tmp_path.iterdir()] == [NAME]
