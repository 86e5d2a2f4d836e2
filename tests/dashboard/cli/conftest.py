"""The command as a person uses it."""

import json
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.testing
from typer.main import get_command
from typer.testing import CliRunner, Result

from dashboard.cli import app

Sijill = Callable[..., Result]
Reports = Callable[..., str]
First = Callable[[Sijill, Reports], object]
"""The first commands of a test: a function of a module, by which they are known."""


@pytest.fixture(scope="session", autouse=True)
def one_command() -> Iterator[None]:
    """Typer makes its tree of commands anew for each that is run in a test; one tree serves them all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.testing, "_get_command", cache(get_command))
        yield


@pytest.fixture
def sijill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sijill:
    """The command in an empty folder with an empty data directory; ``ok`` is whether it is to end well."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIJILL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("SIJILL_DATABASE_URL", raising=False)

    def run(*arguments: str, ok: bool = True) -> Result:
        result = CliRunner().invoke(app, list(arguments))
        assert (result.exit_code == 0) is ok, result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)
        return result

    return run


@pytest.fixture
def empty(sqlite_template: Path, tmp_path: Path) -> None:
    """Puts an empty register into the data directory, which saves making its tables each time."""
    _put(sqlite_template, tmp_path)


@pytest.fixture
def demo(demo_template: Path, tmp_path: Path) -> None:
    """Puts the demo register into the data directory."""
    _put(demo_template, tmp_path)


@pytest.fixture
def ask(sijill: Sijill) -> Callable[..., Any]:
    """What a command answers in JSON."""

    def answer(*arguments: str, ok: bool = True) -> Any:
        return json.loads(sijill(*arguments, ok=ok).stdout)

    return answer


@pytest.fixture
def reports(tmp_path: Path) -> Reports:
    """Writes a CSV file of its lines, and gives its path."""

    def write(*lines: str, name: str = "reports.csv") -> str:
        path = tmp_path / name
        path.write_text("\n".join((*lines, "")), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture(scope="session")
def kept_folders() -> dict[First, Path]:
    """What first commands left, by these."""
    return {}


@pytest.fixture
def begin_with(
    empty: None,
    sijill: Sijill,
    reports: Reports,
    kept_folders: dict[First, Path],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[[First], None]:
    """Run first commands on an empty register; they run for the first test, and all others get a copy of its folder."""

    def begin(first: First) -> None:
        if first in kept_folders:
            shutil.copytree(kept_folders[first], tmp_path, dirs_exist_ok=True)
        else:
            first(sijill, reports)
            kept_folders[first] = shutil.copytree(tmp_path, tmp_path_factory.mktemp("begun") / "folder")

    return begin


def _put(template: Path, folder: Path) -> None:
    (folder / "data").mkdir()
    shutil.copy(template, folder / "data" / "register.sqlite")
