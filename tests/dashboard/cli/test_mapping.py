"""Files with columns that nobody foresaw, on the command line: `map` and `ingest --map`."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.dashboard.cli.conftest import Sijill

Ask = Callable[..., Any]
Reports = Callable[..., str]

MESSY = (
    "م,اليوم والتاريخ,البلدة او القرية,ضحايا قضوا,ملاحظات",
    "1,٢٩/١١/٢٠٢٤,إدلب,٤,",
    "2,٣٠/١١/٢٠٢٤,حماة,ما لا يقل عن ٣,",
)


@pytest.fixture
def map_file(sijill: Sijill, tmp_path: Path, reports: Reports) -> str:
    """What `sijill map` writes for the messy file, as a person fills it in."""
    text = sijill("map", reports(*MESSY)).stdout
    for column, field in (("اليوم والتاريخ", "date"), ("البلدة او القرية", "place"), ("ضحايا قضوا", "killed")):
        assert f'  "{column}": ~' in text
        text = text.replace(f'  "{column}": ~', f'  "{column}": {field}')
    path = tmp_path / "map.yml"
    path.write_text(text.replace("#  source: Field office X", "  source: Field office X"), "utf-8")
    return str(path)


def test_a_map_offers_what_cells_look_like_and_leaves_no_register_behind(
    sijill: Sijill, reports: Reports, tmp_path: Path
) -> None:
    written = sijill("map", reports(*MESSY)).stdout
    assert "# date? the cells look like dates" in written
    assert "# place? the cells look like names of places" in written
    assert '"ملاحظات": notes' in written
    assert not (tmp_path / "data").exists()


def test_a_map_as_it_is_written_takes_no_guess(sijill: Sijill, reports: Reports, tmp_path: Path) -> None:
    (tmp_path / "map.yml").write_text(sijill("map", reports(*MESSY)).stdout, "utf-8")
    told = sijill("ingest", reports(*MESSY), "--map", "map.yml", ok=False).stderr
    assert "No column says who makes the claims" in told
    assert "No column holds figures" in told


def test_a_map_is_used_kept_and_said_for_the_next_file(
    sijill: Sijill, ask: Ask, reports: Reports, map_file: str
) -> None:
    first = sijill("ingest", reports(*MESSY), "--map", map_file, "--recorded-by", "Rana")
    assert "by the map that came with the file" in first.stderr
    assert "Not read: column م." in first.stderr
    header, one, other = MESSY
    second = sijill("ingest", reports(header, one, other.replace("حماة", "حمص"), name="next.csv"))
    assert "The columns were read as mapped on " in second.stderr
    assert "by Rana. Change it on the upload page, or with `--map FILE`." in second.stderr
    told = [
        (claim["source"], claim["pcode"], claim["low"], claim["verbatim"])
        for claim in ask("claims", "--format", "json")
    ]
    assert sorted(told) == [
        ("Field office X", "SY04", 3, "ما لا يقل عن ٣"),
        ("Field office X", "SY05", 3, "ما لا يقل عن ٣"),
        ("Field office X", "SY07", 4, "٤"),
    ]


def test_a_dry_run_keeps_no_map(sijill: Sijill, reports: Reports, map_file: str) -> None:
    assert "2 new" in sijill("ingest", reports(*MESSY), "--map", map_file, "--dry-run").stdout
    assert "No column says who makes the claims" in sijill("ingest", reports(*MESSY), ok=False).stderr


def test_rejected_rows_come_back_through_the_same_map(
    sijill: Sijill, ask: Ask, reports: Reports, tmp_path: Path, map_file: str
) -> None:
    bad = reports(MESSY[0], MESSY[1], MESSY[2].replace("٣٠/١١", "٣٠/١٣"))
    sijill("ingest", bad, "--map", map_file, "--rejects", "rejects.csv")
    rejects = tmp_path / "rejects.csv"
    rejects.write_text(rejects.read_text("utf-8").replace("٣٠/١٣", "٣٠/١١"), "utf-8")
    assert ask("ingest", str(rejects), "--json")["new"] == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"columns:\n  a: kiled\n", "Line 2 of map.yml: 'kiled' is no field. Did you mean 'killed'?"),
        (b"columns: [", "is no YAML"),
        (b"\xff\xfe\x00", "is no text in UTF-8"),
        (None, "can't be read"),
    ],
)
def test_a_map_that_can_not_be_used_is_refused_before_anything_is_done(
    sijill: Sijill, reports: Reports, tmp_path: Path, content: bytes | None, said: str
) -> None:
    if content is not None:
        (tmp_path / "map.yml").write_bytes(content)
    assert said in sijill("ingest", reports(*MESSY), "--map", "map.yml", ok=False).stderr
    assert not (tmp_path / "data").exists()


def test_a_file_of_a_known_publisher_needs_no_map(sijill: Sijill) -> None:
    golden = Path(__file__).parents[2] / "ingest" / "layouts" / "fixtures"
    [file] = golden.glob("airwars.csv")
    assert "the layout of a known publisher" in sijill("map", str(file), ok=False).stderr


def test_the_issues_of_a_mapped_file_say_so_in_json(ask: Ask, reports: Reports, map_file: str) -> None:
    told = ask("ingest", reports(*MESSY), "--map", map_file, "--json")
    assert "columns_as_mapped" in json.dumps(told["issues"])
