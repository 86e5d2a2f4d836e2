"""The command as a person uses it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dashboard.cli import app

Sijill = Callable[..., Result]


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
def reports(tmp_path: Path) -> Callable[..., str]:
    """Writes a CSV file of its lines, and gives its path."""

    def write(*lines: str, name: str = "reports.csv") -> str:
        path = tmp_path / name
        path.write_text("\n".join((*lines, "")), encoding="utf-8")
        return str(path)

    return write


def _put(template: Path, folder: Path) -> None:
    (folder / "data").mkdir()
    shutil.copy(template, folder / "data" / "register.sqlite")
