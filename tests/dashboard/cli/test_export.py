"""Files that a command writes."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.cli.conftest import Sijill

Ask = Callable[..., Any]


@pytest.mark.usefixtures("demo")
def test_a_plain_table_is_written_with_its_readme_beside_it(sijill: Sijill, tmp_path: Path) -> None:
    out = tmp_path / "killed.csv"
    told = sijill("export", "claims", "--measure", "killed", "--out", str(out)).stderr
    assert told.strip() == f"Wrote {out} and killed.readme.txt beside it."
    assert out.read_bytes().startswith(b"\xef\xbb\xbfkey,version,source")
    readme = (tmp_path / "killed.readme.txt").read_text("utf-8")
    assert "Filters: measure: killed" in readme
    assert sorted(path.name for path in tmp_path.glob("*killed*")) == ["killed.csv", "killed.readme.txt"]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("public", "expected"), [([], 0o600), (["--public"], 0o644)])
def test_only_what_is_made_for_the_public_can_be_read_by_others(
    sijill: Sijill, tmp_path: Path, public: list[str], expected: int
) -> None:
    before = os.umask(0o022)
    try:
        sijill("export", "claims", "-o", str(tmp_path / "claims.csv"), *public)
    finally:
        os.umask(before)
    written = [tmp_path / "claims.csv", tmp_path / "claims.readme.txt"]
    assert [stat.S_IMODE(path.stat().st_mode) for path in written] == [expected] * 2


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("table", ["claims", "incidents", "totals"])
def test_json_holds_the_rows_and_what_they_are(sijill: Sijill, ask: Ask, tmp_path: Path, table: str) -> None:
    out = tmp_path / "file.json"
    sijill("export", table, "--format", "json", "-o", str(out), "--public")
    document = json.loads(out.read_text("utf-8"))
    assert "named as their kind" in document["about"]["public"]
    if table != "incidents":
        assert len(document[table]) == len(ask(table, "--format", "json"))
    assert not (tmp_path / "file.readme.txt").exists()


@pytest.mark.usefixtures("demo")
def test_totals_are_grouped(sijill: Sijill, ask: Ask, tmp_path: Path) -> None:
    out = tmp_path / "file.json"
    sijill("export", "totals", "--by", "month", "--format", "json", "-o", str(out))
    assert json.loads(out.read_text("utf-8"))["totals"] == ask("totals", "--by", "month", "--format", "json")


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("style", "begins"), [("xlsx", b"PK"), ("hxl", b"\xef\xbb\xbfmeasure,series")])
def test_the_format_decides_the_file(sijill: Sijill, tmp_path: Path, style: str, begins: bytes) -> None:
    sijill("export", "totals", "--format", style, "-o", str(tmp_path / "file"))
    assert (tmp_path / "file").read_bytes().startswith(begins)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["claims", "--by", "month", "-o", "a.csv"], "claims are not grouped"),
        (["claims", "--place", "Nowhere", "-o", "a.csv"], "not in the gazetteer"),
        (["claims", "-o", "nowhere/a.csv"], "there is no folder"),
    ],
)
def test_what_can_not_be_exported_leaves_no_file(
    sijill: Sijill, tmp_path: Path, arguments: list[str], told: str
) -> None:
    assert told in sijill("export", *arguments, ok=False).stderr
    assert list(tmp_path.glob("*a*.csv*")) == []


@pytest.mark.usefixtures("demo")
def test_an_older_file_stays_where_the_new_one_can_not_be_made(sijill: Sijill, tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    out.write_text("mine", "utf-8")
    sijill("export", "claims", "--source", "Nobody", "-o", str(out), ok=False)
    assert out.read_text("utf-8") == "mine"


@pytest.mark.usefixtures("empty")
def test_small_counts_are_coarsened_in_a_public_file_alone(
    sijill: Sijill, reports: Callable[..., str], tmp_path: Path
) -> None:
    out = tmp_path / "file.json"
    sijill("ingest", reports("source,date,governorate,killed", "Obs,2024-01-03,Idleb,3", "Obs,2024-01-04,Hama,30"))
    sijill("export", "claims", "--format", "json", "-o", str(out), "--public", "--small", "5")
    rows = json.loads(out.read_text("utf-8"))["claims"]
    names = ("low", "best", "high", "verbatim", "text", "coarsened")
    assert {tuple(row[name] for name in names) for row in rows} == {
        (None, None, None, None, "<5", "small"),
        (30, 30, 30, None, "30", None),
    }
    told = sijill("export", "claims", "-o", str(out), "--small", "5", ok=False).stderr
    assert "small counts are coarsened in public exports alone; add --public" in told
