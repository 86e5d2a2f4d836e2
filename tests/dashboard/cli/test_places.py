"""`sijill places` as a person uses it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dashboard.cli.places import places
from db.engine import open_register
from ingest.pipeline import ingest
from tests.ingest.places import invented

Sijill = Callable[..., Result]


@pytest.fixture
def sijill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sijill:
    """The command in an empty folder with an empty data directory and a file of boundaries."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SIJILL_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("SIJILL_DATABASE_URL", raising=False)
    invented.write_geojson(tmp_path / "admin1.geojson", invented.admin1())
    (tmp_path / "points.csv").write_text(invented.POINTS, "utf-8")

    def run(*arguments: str, ok: bool = True) -> Result:
        result = CliRunner().invoke(places, list(arguments))
        assert (result.exit_code == 0) is ok, result.output
        return result

    return run


def test_loading_says_what_is_new_and_the_second_time_that_nothing_is(sijill: Sijill) -> None:
    first = sijill("load", "points.csv", "admin1.geojson", "--licence", "CC BY-IGO").stdout
    assert "admin1.geojson (COD-AB AQ): 2 read: 2 new, 0 changed, 0 unchanged, 0 refused." in first
    assert "points.csv (COD-PS AQ): 4 read: 4 new" in first
    assert "6 areas that the file names around them were added." in first
    again = sijill("load", "points.csv", "admin1.geojson").stdout
    assert again.count("It was loaded before; nothing changed.") == 2


def test_a_refused_feature_is_named_and_nothing_is_loaded(sijill: Sijill, tmp_path: Path) -> None:
    broken = (tmp_path / "points.csv").read_text("utf-8").replace("1.4,10.9", "north,10.9")
    (tmp_path / "points.csv").write_text(broken, "utf-8")
    refused = sijill("load", "admin1.geojson", "points.csv", ok=False)
    assert "error: points.csv, row 4, column LATITUDE: 'north' is not a coordinate" in refused.stderr
    assert "nothing was loaded" in refused.stderr
    assert "Nothing was loaded" in sijill("list").stdout
    assert "4 read: 3 new, 0 changed, 0 unchanged, 1 refused" in sijill("load", "points.csv", "--leave-out").stdout


def test_the_list_says_dataset_day_licence_and_count(sijill: Sijill) -> None:
    sijill("load", "admin1.geojson", "--licence", "CC BY-IGO", "--dataset", "Ice boundaries", "--date", "2024-02-03")
    [row] = json.loads(sijill("list", "--format", "json").stdout)
    assert row["dataset"] == "Ice boundaries, 2024-02-03 (CC BY-IGO)"
    assert (row["country"], row["level"], row["places"], row["not in newest"]) == ("AQ", "governorate", 2, 0)
    assert "Ice boundaries" in sijill("list").stdout


def test_a_name_is_found_with_what_is_uncertain_about_it(sijill: Sijill) -> None:
    sijill("load", "admin1.geojson", "points.csv")
    assert "C3" in sijill("find", "Sealhaven").stdout
    twice = sijill("find", "Whaleton", "--format", "json")
    assert [row["P-code"] for row in json.loads(twice.stdout)] == ["AQ01"]
    assert "'Whaleton' fits" in twice.stderr
    [one] = json.loads(sijill("find", "Whaleton", "--in", "AQ0102", "--format", "json").stdout)
    assert (one["P-code"], one["lies in"]) == ("C2", "Seal Coast, Seal Bay, North Ice, Antarctica")
    assert "AQ01" in sijill("find", "aq01").stdout
    assert "was not found" in sijill("find", "Atlantis", ok=False).stderr
    assert "not in the gazetteer" in sijill("find", "Whaleton", "--in", "ZZ", ok=False).stderr


def test_a_day_that_is_none_is_refused(sijill: Sijill) -> None:
    assert "'soon' is not a day" in sijill("load", "admin1.geojson", "--date", "soon", ok=False).stderr


def test_a_place_is_kept_confidential_and_shown_again_with_the_history_told(sijill: Sijill) -> None:
    sijill("load", "points.csv", "admin1.geojson")
    assert sijill("history").stdout.strip() == "Nobody has decided anything about a place."
    district = json.loads(sijill("find", "AQ0101", "--format", "json").stdout)[0]
    signed = ("--reason", "people hide there", "--by", "Rana")
    told = sijill("confidential", "aq0101", *signed).stdout
    assert told.startswith(f"{district['name']} (AQ0101, district) is confidential, with all that lies in it")
    assert json.loads(sijill("find", "AQ0101", "--format", "json").stdout)[0]["confidential"] == "yes"
    assert "is confidential already" in sijill("confidential", "AQ0101", *signed, ok=False).stderr
    assert "not confidential any more" in sijill("confidential", "AQ0101", "--undo", *signed).stdout
    rows = json.loads(sijill("history", "--format", "json").stdout)
    assert [(row["P-code"], row["confidential"], row["by"]) for row in rows] == [
        ("AQ0101", "no", "Rana"),
        ("AQ0101", "yes", "Rana"),
    ]
    assert "confidential" not in json.loads(sijill("find", "AQ0101", "--format", "json").stdout)[0]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("AQ01", "--reason", "x", "--by", "Rana"), "name a district or a place in it"),
        (("Nowhere", "--reason", "x", "--by", "Rana"), "no place 'Nowhere'"),
        (("AQ0101", "--reason", " ", "--by", "Rana"), "say why"),
    ],
)
def test_a_place_that_can_not_be_hidden_is_told(sijill: Sijill, arguments: tuple[str, ...], told: str) -> None:
    sijill("load", "points.csv", "admin1.geojson")
    assert told in sijill("confidential", *arguments, ok=False).stderr


def test_the_names_that_it_has_not_got_are_listed_and_written_as_csv(sijill: Sijill, tmp_path: Path) -> None:
    sijill("load", "points.csv")
    assert "No recorded file" in sijill("unknown").stdout
    reports = tmp_path / "reports.csv"
    reports.write_text("source,date,governorate,place,killed\nOffice,2024-01-03,Idleb,Xanadu camp,5\n", "utf-8")
    engine = open_register(f"sqlite:///{tmp_path / 'data' / 'register.sqlite'}")
    ingest(engine, reports)
    engine.dispose()
    assert "Xanadu camp" in sijill("unknown").stdout
    [row] = json.loads(sijill("unknown", "--format", "json").stdout)
    assert (row["pcode"], row["name_en"], row["adm1_pcode"]) == ("", "Xanadu camp", "SY07")
    assert sijill("unknown", "--spellings", "--format", "csv").stdout.lstrip("\ufeff").startswith("pcode,alias,lang")
