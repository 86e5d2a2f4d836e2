"""The command line as a person uses it, and every command of the README."""

import csv
import io
import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from dashboard.cli import app

ROOT = Path(__file__).parents[2]
Sijill = Callable[..., Result]


@pytest.fixture
def sijill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sijill:
    """The command in an empty folder with an empty data directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIJILL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("SIJILL_DATABASE_URL", raising=False)

    def run(*arguments: str, ok: bool = True) -> Result:
        result = CliRunner().invoke(app, list(arguments))
        assert (result.exit_code == 0) is ok, result.output
        return result

    return run


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))


def answer(result: Result) -> Any:
    return json.loads(result.stdout)


def test_the_demo_says_what_the_article_says(sijill: Sijill) -> None:
    sijill("demo")
    rows = answer(sijill("totals", "--format", "json"))
    figures = {(row["measure"], row["series"]): (row["low"], row["best"], row["high"]) for row in rows}
    assert figures["killed", "incident"] == (4, 4, None)
    assert figures["injured", "incident"] == (6, 6, 6)
    assert figures["displaced", "unspecified"] == (2_000_000, None, None)
    displaced = next(row for row in rows if row["measure"] == "displaced")
    assert displaced["word"] == displaced["text"] == "millions"


def test_tolls_are_listed_source_by_source_and_never_added(sijill: Sijill) -> None:
    sijill("demo")
    rows = answer(sijill("totals", "--measure", "killed", "--series", "cumulative", "--format", "json"))
    told = sorted((row["source"], row["best"], row["part_of"] is not None) for row in rows)
    sohr, article = "Syrian Observatory for Human Rights", "News article on Aleppo and Idlib"
    assert told == [
        (article, 300_000, False),
        ("OHCHR", 143_350, True),
        ("OHCHR", 163_537, True),
        ("OHCHR", 306_887, False),
        ("OHCHR", 350_209, False),
        (sohr, 111_330, True),
        (sohr, 367_965, True),
        (sohr, 560_000, False),
    ]


def test_the_white_helmets_are_the_origin_and_the_article_a_relay(sijill: Sijill) -> None:
    sijill("demo")
    claims = answer(sijill("claims", "--source", "White Helmets", "--format", "json"))
    assert {claim["origin"] for claim in claims} == {"White Helmets"}
    assert {(claim["pcode"], claim["place_precision"]) for claim in claims} == {("SY07", "4")}
    assert {claim["verbatim"] for claim in claims} == {"at least four people", "six others"}
    assert all(claim["rule"] and claim["recorded_at"] for claim in claims)


def test_the_demo_twice_adds_nothing(sijill: Sijill) -> None:
    sijill("demo")
    before = sijill("claims", "--format", "json").stdout
    sijill("demo")
    assert sijill("claims", "--format", "json").stdout == before


def test_the_demos_stocks_are_the_totals_of_the_real_files(sijill: Sijill) -> None:
    folder = ROOT.parent / "shared" / "data" / "displacement"
    if not folder.is_dir():
        pytest.skip("the real files of ../shared/data are not on this machine")
    sijill("demo")
    claims = answer(sijill("claims", "--series", "stock", "--format", "json"))
    told = {(claim["measure"], claim["as_of"][:4]): claim["best"] for claim in claims}
    refugees: dict[str, int] = {}
    for row in rows_of(folder / "unhcr_population_syria.csv"):
        if row["coo_iso"] == "SYR":
            refugees[row["year"]] = refugees.get(row["year"], 0) + int(row["refugees"] or 0)
    idps = {row["year"]: int(row["total"]) for row in rows_of(folder / "idmc_syria.csv")}
    years = [str(year) for year in range(2011, 2026)]
    assert told == {("refugees", y): refugees[y] for y in years} | {("idps", y): idps[y] for y in years}


def test_a_file_is_counted_recorded_once_and_revised(sijill: Sijill, tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    file.write_text(
        "id,source,date,place,killed\n1,Office,2024-01-02,Homs,4\n2,Office,2024-01-03,Hama,banana\n", "utf-8"
    )
    first = answer(sijill("ingest", str(file), "--json", "--rejects", str(tmp_path / "rejects.csv")))
    counts = {name: first[name] for name in ("rows", "claims", "new", "revised", "unchanged", "rejected")}
    assert counts == {"rows": 2, "claims": 1, "new": 1, "revised": 0, "unchanged": 0, "rejected": 1}
    issue = next(issue for issue in first["issues"] if issue["severity"] == "error")
    assert (issue["row"], issue["column"], issue["value"]) == (3, "killed", "banana")
    assert issue["remedy"]
    rejected = list(csv.DictReader(io.StringIO((tmp_path / "rejects.csv").read_text("utf-8-sig"))))
    assert [row["id"] for row in rejected] == ["2"]
    again = answer(sijill("ingest", str(file), "--json"))
    assert (again["new"], again["revised"], again["unchanged"], again["batch"]) == (0, 0, 1, first["batch"])
    file.write_text("id,source,date,place,killed\n1,Office,2024-01-02,Homs,5\n", "utf-8")
    mended = answer(sijill("ingest", str(file), "--json"))
    assert (mended["new"], mended["revised"]) == (0, 1)
    claim = answer(sijill("claims", "--format", "json"))[0]
    assert (claim["best"], claim["version"], claim["revision_reason"]) == (5, 2, "correction")


def test_a_dry_run_records_nothing(sijill: Sijill, tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    file.write_text("source,date,killed\nOffice,2024-01-02,4\n", "utf-8")
    told = answer(sijill("ingest", str(file), "--json", "--dry-run"))
    assert (told["new"], told["batch"]) == (1, None)
    assert answer(sijill("claims", "--format", "json")) == []


def test_a_file_without_a_source_column_is_refused_with_the_way_out(sijill: Sijill, tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    file.write_text("date,killed\n2024-01-02,4\n", "utf-8")
    result = sijill("ingest", str(file), ok=False)
    assert "No column says who makes the claims" in result.stderr
    assert "Add a column “source”" in result.stderr


def test_the_empty_template_goes_in_and_holds_nothing(sijill: Sijill, tmp_path: Path) -> None:
    (tmp_path / "template.csv").write_text(sijill("template").stdout, "utf-8")
    told = answer(sijill("ingest", str(tmp_path / "template.csv"), "--json"))
    assert (told["rows"], told["claims"], told["batch"]) == (0, 0, None)


def test_the_examples_of_the_template_can_be_read(sijill: Sijill, tmp_path: Path) -> None:
    (tmp_path / "examples.csv").write_text(sijill("template", "--examples").stdout, "utf-8")
    told = answer(sijill("ingest", str(tmp_path / "examples.csv"), "--json", "--dry-run"))
    assert (told["rows"], told["claims"], told["rejected"]) == (2, 5, 0)


def test_a_filter_that_is_not_known_is_named(sijill: Sijill) -> None:
    sijill("demo")
    assert "'bogus' is not known; there are killed" in sijill("totals", "--measure", "bogus", ok=False).stderr
    assert "'Nobody' is not in the register" in sijill("totals", "--source", "Nobody", ok=False).stderr


def test_without_a_register_a_question_says_how_to_make_one(sijill: Sijill, tmp_path: Path) -> None:
    assert "`sijill demo`" in sijill("totals", ok=False).stderr
    assert not (tmp_path / "data").exists()


def test_csv_never_holds_a_formula(sijill: Sijill, tmp_path: Path) -> None:
    file = tmp_path / "reports.csv"
    file.write_text('source,date,killed,notes\n=cmd(),2024-01-02,4,"@SUM(1)"\n', "utf-8")
    sijill("ingest", str(file))
    rows = list(csv.DictReader(io.StringIO(sijill("claims", "--format", "csv").stdout)))
    assert (rows[0]["source"], rows[0]["notes"]) == ("'=cmd()", "'@SUM(1)")


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


def test_the_readme_lists_every_setting() -> None:
    from dashboard.settings import setting_notes  # noqa: PLC0415

    readme = (ROOT / "README.md").read_text("utf-8")
    assert [note.variable for note in setting_notes() if f"`{note.variable}`" not in readme] == []
