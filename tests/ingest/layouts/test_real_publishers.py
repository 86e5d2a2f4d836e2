"""Files of real publishers through their layouts: every row is accounted for, and the sums are the publishers' own."""

from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ingest.layouts.laid import LaidRow
from ingest.layouts.left_over import unknown_columns
from ingest.layouts.recognise import publisher_of
from ingest.layouts.stated import Stated
from ingest.outcome import FileRefusedError, Outcome
from tests.ingest.layouts.laying import Laid, lay_out_table

SheetOf = Callable[[Path], Any]
WorkbookSheet = Callable[[Path, str, range], Any]

FILES = {
    "events/ucdp_ged_syria_2016_2017.csv": "ucdp_ged",
    "events/airwars_syria_incidents.csv": "airwars",
    "displacement/iom_dtm_hxl.csv": "iom_dtm",
    "displacement/unhcr_hdx_hxl.csv": "unhcr_population",
    "displacement/unhcr_population_syria.csv": "unhcr_population",
    "displacement/idmc_syria.csv": "idmc_by_unhcr",
    "displacement/ocha_syria_idp_movements_tidy.csv": "ocha_syria_tidy",
    "series/tfp_gaza_daily_2023.csv": "tech_for_palestine",
}
OCHA_MOVEMENTS = {2016: 2_148_498, 2017: 2_797_067, 2018: 1_633_984, 2019: 1_827_930, 2020: 1_821_973, 2021: 455_864}
"""Displacement movements in Syria by year, as OCHA's own totals have them."""
OCHA_RETURNS = {2017: 764_310, 2018: 1_414_572, 2019: 494_135, 2020: 448_019, 2021: 169_064}
OCHA_WORKBOOK = "displacement/ocha_syria_idp_movements_2016_2021.xlsx"


def _laid(sheet: Any) -> Laid:
    layout = publisher_of(sheet.header, sheet.tags)
    assert layout is not None
    return lay_out_table(layout, sheet.rows, sheet.tags)


def _sum(laid: Laid, measure: str, part: str, figure: str) -> int:
    found = (row.texts for row in laid.rows if (row.texts["measure"], row.texts["part"]) == (measure, part))
    return sum(int(texts[figure]) for texts in found if figure in texts)


@pytest.mark.parametrize("name", FILES)
def test_a_real_file_is_told_by_its_columns(shared_data: Path, sheet_of: SheetOf, name: str) -> None:
    sheet = sheet_of(shared_data / name)
    layout = publisher_of(sheet.header, sheet.tags)
    assert layout is not None
    assert layout.id == FILES[name]
    assert unknown_columns(layout, sheet.header, sheet.tags) == ()


@pytest.mark.parametrize("name", ["events/ucdp_airwars_links_to_2017.csv", "geo/syria_populated_places.csv"])
def test_a_table_of_something_else_is_of_no_layout(shared_data: Path, sheet_of: SheetOf, name: str) -> None:
    assert publisher_of(sheet_of(shared_data / name).header) is None


@pytest.mark.parametrize("name", FILES)
def test_every_row_of_a_real_file_is_laid_out_or_skipped_with_a_reason(
    shared_data: Path, sheet_of: SheetOf, name: str
) -> None:
    sheet = sheet_of(shared_data / name)
    laid = _laid(sheet)
    counted = Counter({row.number for row in laid.rows}) + Counter(row.number for row in laid.skipped)
    assert counted == Counter(row.number for row in sheet.rows)
    keys = Counter((row.texts["id"], row.texts["measure"], row.texts["part"]) for row in laid.rows)
    assert max(keys.values()) == 1


def test_the_best_estimates_of_ucdp_are_the_sum_of_their_parts(shared_data: Path, sheet_of: SheetOf) -> None:
    laid = _laid(sheet_of(shared_data / "events/ucdp_ged_syria_2016_2017.csv"))
    best = {part: _sum(laid, "killed", part, "best") for part in ("side_a", "side_b", "civilians", "unknown")}
    assert best == {"side_a": 29_567, "side_b": 26_317, "civilians": 19_116, "unknown": 7_026}
    assert [_sum(laid, "killed", "total", figure) for figure in ("low", "best", "high")] == [76_321, 82_026, 86_296]
    assert sum(best.values()) == 82_026
    assert laid.skipped == ()


def test_minimum_and_maximum_of_airwars_are_its_own(shared_data: Path, sheet_of: SheetOf) -> None:
    sheet = sheet_of(shared_data / "events/airwars_syria_incidents.csv")
    laid = _laid(sheet)
    columns = {
        ("killed", "civilians"): "civ_killed",
        ("killed", "children"): "children_killed",
        ("killed", "women"): "women_killed",
        ("killed", "men"): "men_killed",
        ("killed", "combatants"): "mil_killed",
        ("injured", "civilians"): "civ_injured",
        ("injured", "children"): "children_injured",
        ("injured", "combatants"): "mil_injured",
    }
    for (measure, part), column in columns.items():
        for figure, end in (("low", "min"), ("high", "max")):
            stated = sum(int(row.cells[f"{column}_{end}"] or 0) for row in sheet.rows)
            assert _sum(laid, measure, part, figure) == stated, (column, end)
    assert {row.code for row in laid.skipped} == {"no_figure"}


def _by_year(rows: list[LaidRow], measure: str) -> dict[int, int]:
    years: defaultdict[int, int] = defaultdict(int)
    for row in rows:
        if row.texts["measure"] == measure:
            years[int(row.texts["date"][-4:])] += int(row.texts["value"])
    return {year: persons for year, persons in years.items() if persons}


def test_the_movements_of_a_year_come_to_ochas_own_totals_from_either_form(
    shared_data: Path, sheet_of: SheetOf, workbook_sheet: WorkbookSheet
) -> None:
    tidy = _laid(sheet_of(shared_data / "displacement/ocha_syria_idp_movements_tidy.csv"))
    sheet = workbook_sheet(shared_data / OCHA_WORKBOOK, "Summarysince2016", range(2, 5))
    summary = _laid(sheet)
    for laid in (tidy, summary):
        assert _by_year(list(laid.rows), "displaced") == OCHA_MOVEMENTS
        assert _by_year(list(laid.rows), "returned") == OCHA_RETURNS
    assert len({row.number for row in summary.rows}) + len(summary.skipped) == len(sheet.rows)


def test_ochas_table_of_returns_is_told_from_the_one_above_it(shared_data: Path, workbook_sheet: WorkbookSheet) -> None:
    """Its last year stands under no heading that says so; it must not be read as displacement."""
    laid = _laid(workbook_sheet(shared_data / OCHA_WORKBOOK, "Summarysince2016", range(25, 28)))
    assert _by_year(list(laid.rows), "returned") == OCHA_RETURNS
    assert _by_year(list(laid.rows), "displaced") == {}


def test_ochas_two_forms_make_the_same_claims(
    shared_data: Path, sheet_of: SheetOf, workbook_sheet: WorkbookSheet
) -> None:
    tidy = _laid(sheet_of(shared_data / "displacement/ocha_syria_idp_movements_tidy.csv"))
    summary = _laid(workbook_sheet(shared_data / OCHA_WORKBOOK, "Summarysince2016", range(2, 5)))
    assert {frozenset(row.texts.items()) for row in tidy.rows} == {frozenset(row.texts.items()) for row in summary.rows}


def test_the_communities_of_ocha_come_to_the_month_of_its_summary(
    shared_data: Path, workbook_sheet: WorkbookSheet
) -> None:
    sheet = workbook_sheet(shared_data / OCHA_WORKBOOK, "Flow_Estimation", range(1))
    laid = _laid(sheet)
    assert _sum(laid, "displaced", "movements", "value") == 19_561
    assert _sum(laid, "returned", "movements", "value") == 14_238
    assert {row.texts["date"] for row in laid.rows} == {"2021-12"}
    keys = Counter((row.texts["id"], row.texts["measure"]) for row in laid.rows)
    assert max(keys.values()) == 1


@pytest.mark.parametrize("sheet", ["Table_Origin_vs_Departure", "IDP"])
def test_a_sheet_that_does_not_say_when_or_what_is_of_no_layout(
    shared_data: Path, workbook_sheet: WorkbookSheet, sheet: str
) -> None:
    assert publisher_of(workbook_sheet(shared_data / OCHA_WORKBOOK, sheet, range(1)).header) is None


def test_stocks_of_unhcr_and_idmc_are_those_of_their_columns(shared_data: Path, sheet_of: SheetOf) -> None:
    sheet = sheet_of(shared_data / "displacement/unhcr_population_syria.csv")
    laid = _laid(sheet)
    abroad = [row.cells for row in sheet.rows if row.cells["coo_iso"] != row.cells["coa_iso"]]
    for column in ("refugees", "asylum_seekers"):
        assert _sum(laid, column, column, "value") == sum(int(cells[column]) for cells in abroad)
    assert _sum(laid, "idps", "idps", "value") == 88_087_757
    assert {row.texts["series"] for row in laid.rows if row.texts["measure"] != "returned"} == {"stock"}
    idmc = _laid(sheet_of(shared_data / "displacement/idmc_syria.csv"))
    assert _sum(idmc, "idps", "conflict", "value") == 91_606_000


def test_a_round_of_dtm_is_the_sum_of_its_reasons_at_each_level(shared_data: Path, sheet_of: SheetOf) -> None:
    sheet = sheet_of(shared_data / "displacement/iom_dtm_hxl.csv")
    level = {row.number: row.cells["adminLevel"] for row in sheet.rows}
    last = [row for row in _laid(sheet).rows if row.texts["as_of"].startswith("2022-12-31")]
    sums: Counter[str] = Counter()
    for row in last:
        sums[level[row.number]] += int(row.texts["value"])
    assert sums == {"0": 6_557_855, "1": 6_557_855}


def test_the_days_of_gaza_that_were_filled_come_to_the_toll(shared_data: Path, sheet_of: SheetOf) -> None:
    laid = _laid(sheet_of(shared_data / "series/tfp_gaza_daily_2023.csv"))
    last = {
        (row.texts["measure"], row.texts["part"]): int(row.texts["value"])
        for row in laid.rows
        if row.texts["id"] == "2024-06-30"
    }
    assert _sum(laid, "killed", "filled_day", "value") == last["killed", "filled_toll"] == 37_877
    assert _sum(laid, "injured", "filled_day", "value") == last["injured", "filled_toll"] == 86_969
    assert last["killed", "toll"] == 37_877
    bases = {(row.texts["part"].startswith("filled"), row.texts["basis"]) for row in laid.rows}
    assert bases == {(True, "derived"), (False, "reported")}


def test_a_table_of_origins_and_destinations_is_refused_because_it_says_no_month(
    shared_data: Path, put_sqlite: Callable[..., Outcome]
) -> None:
    content = (shared_data / OCHA_WORKBOOK).read_bytes()
    with pytest.raises(FileRefusedError) as refused:
        put_sqlite(content, stated=Stated(sheet="Table_Origin_vs_Departure"))
    [issue] = refused.value.issues
    assert issue.code == "origin_by_destination"
    assert "the places of 11 columns" in issue.message
