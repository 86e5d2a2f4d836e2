"""Lists of populations into the gazetteer, and what is said of a figure above them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from db.engine import reading
from db.gazetteer.populations import newest_populations
from ingest.pipeline import ingest
from ingest.places.load import load_places
from ingest.places.loaded import About, Loaded, LoadRefusedError
from ingest.places.population_list import PopulationColumns, population_columns

Files = dict[str, Path]
COD_PS = "ISO3,ADM0_PCODE,ADM1_NAME,ADM1_PCODE,F_TL,M_TL,T_TL,T_00_04,Reference year\n"
NORTH = 'ATA,AQ,North Ice,AQ01,600,650,"1,250",90,2023\n'


@pytest.fixture
def loaded_with(engine: Engine, files: Files, tmp_path: Path) -> Callable[..., Loaded]:
    """Load a list of populations into a register that has the places of Antarctica."""
    load_places(engine, [files["admin1"], files["admin2"]])

    def load(text: str, about: About | None = None, *, leave_out: bool = False) -> Loaded:
        path = tmp_path / "people.csv"
        path.write_text(text, encoding="utf-8")
        return load_places(engine, [path], about, leave_out=leave_out)

    return load


def _known(engine: Engine) -> list[tuple[str, int, int, str]]:
    with reading(engine) as session:
        return sorted(tuple(each) for each in newest_populations(session))


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        (COD_PS.strip().split(","), (("ADM1_PCODE", "ADM0_PCODE"), "T_TL", "Reference year", None)),
        (["adm2_pcode", "adm1_pcode", "Total"], (("adm2_pcode", "adm1_pcode"), "Total", None, None)),
        (["admin1Pcode", "T_TL_2023", "T_TL_2024"], (("admin1Pcode",), "T_TL_2024", None, 2024)),
        (["ADM1_PCODE", "ADM1_EN"], None),
        (["pcode", "name", "lat", "lon", "population"], None),
        (["name", "total"], None),
    ],
)
def test_a_list_of_populations_is_told_by_its_columns(
    header: list[str], columns: tuple[tuple[str, ...], str, str | None, int | None] | None
) -> None:
    assert population_columns(header) == (PopulationColumns(*columns) if columns else None)


def test_populations_are_kept_by_place_year_and_dataset(engine: Engine, loaded_with: Callable[..., Loaded]) -> None:
    [put] = loaded_with(COD_PS + NORTH).populations
    assert (put.dataset, put.new, put.changed, put.unchanged) == ("COD-PS population AQ", 1, 0, 0)
    [again] = loaded_with(COD_PS + NORTH).populations
    assert (again.new, again.unchanged) == (0, 1)
    [older] = loaded_with(COD_PS + NORTH.replace("2023", "2020").replace("1,250", "900")).populations
    assert older.new == 1
    assert _known(engine) == [("AQ01", 1250, 2023, "COD-PS population AQ")]
    [mended] = loaded_with(COD_PS + NORTH.replace("1,250", "1,300")).populations
    assert (mended.new, mended.changed) == (0, 1)
    assert _known(engine) == [("AQ01", 1300, 2023, "COD-PS population AQ")]


def test_a_figure_above_a_loaded_population_is_warned_of(
    engine: Engine, loaded_with: Callable[..., Loaded], tmp_path: Path
) -> None:
    reports = tmp_path / "reports.csv"
    reports.write_text("id,source,as_of,pcode,idps\n1,IOM,2024-01-01,AQ01,12500\n2,IOM,2024-01-01,AQ02,12500\n")
    assert "above_population" not in {issue.code for issue in ingest(engine, reports, dry_run=True).issues}
    loaded_with(COD_PS + NORTH)
    [issue] = [one for one in ingest(engine, reports).issues if one.code == "above_population"]
    assert (issue.row, issue.column) == (2, "idps")
    assert issue.message == "12,500 is more than the 1,250 people of AQ01 in 2023 (COD-PS population AQ)."


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (NORTH.replace("AQ01", "AQ77"), "unknown_pcode"),
        (NORTH.replace('"1,250"', "many"), "no_population"),
        (NORTH.replace("2023", ""), "no_population"),
    ],
    ids=["a place that is not known", "no number", "no year"],
)
def test_a_row_that_can_not_be_used_refuses_the_file_unless_it_is_left_out(
    engine: Engine, loaded_with: Callable[..., Loaded], row: str, code: str
) -> None:
    with pytest.raises(LoadRefusedError) as refused:
        loaded_with(COD_PS + row)
    assert [found.issue.code for found in refused.value.issues] == [code]
    assert _known(engine) == []
    [put] = loaded_with(COD_PS + row + NORTH.replace("AQ01", "AQ02"), leave_out=True).populations
    assert (put.new, put.refused) == (1, 1)


def test_the_day_of_the_file_gives_the_year_and_an_area_without_people_says_nothing(
    engine: Engine, loaded_with: Callable[..., Loaded]
) -> None:
    about = About(valid_on=date(2024, 7, 1), dataset="Census")
    loaded_with("ADM1_PCODE,Total\nAQ01,1250.0\nAQ02,0\n", about)
    assert _known(engine) == [("AQ01", 1250, 2024, "Census")]
