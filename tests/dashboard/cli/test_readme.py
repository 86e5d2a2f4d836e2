"""The commands of the README, in its order."""

import re
import shlex
from pathlib import Path

import pytest

from tests.dashboard.cli.conftest import Sijill

ROOT = Path(__file__).parents[3]


def test_another_address_is_refused_with_the_reason(sijill: Sijill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIJILL_HOST", "0.0.0.0")
    assert "no accounts" in sijill("serve", ok=False).stderr


def commands() -> list[list[str]]:
    """Every `sijill` command of the README, in its order."""
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    return [shlex.split(line) for line in lines if line.startswith(".venv/bin/sijill")]


def test_the_commands_of_the_readme_work_in_their_order(sijill: Sijill, tmp_path: Path) -> None:
    found = commands()
    assert len(found) > 15
    sijill("demo")
    for _, *arguments in found:
        if ">" in arguments:
            *verb, _, target = arguments
            (tmp_path / target).write_text(sijill(*verb).stdout, "utf-8")
        else:
            sijill(*arguments)
    assert (tmp_path / "snapshot-ar.pdf").stat().st_size > 50_000


def test_the_readme_lists_every_setting_with_its_default_and_no_other() -> None:
    from dashboard.settings import setting_notes  # noqa: PLC0415

    readme = (ROOT / "README.md").read_text("utf-8")
    told = dict(re.findall(r"^\| `(SIJILL_\w+)` \| ([^|]*?) *\|", readme, re.MULTILINE))
    notes = setting_notes()
    assert list(told) == [note.variable for note in notes]
    assert [note.variable for note in notes if note.default and told[note.variable] != f"`{note.default}`"] == []
