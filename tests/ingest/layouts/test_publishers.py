"""Publishers' layouts: each is told by its columns alone, and its rows become the claims that are written down."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

import ingest.layouts
from db.drafts import RowDraft
from ingest.layouts.describe import describe, described_layouts
from ingest.layouts.fields import generic
from ingest.layouts.left_over import unknown_columns
from ingest.layouts.plan import Plan
from ingest.layouts.publisher import FIGURES, PUBLISHED_FIELDS, publisher_layouts
from ingest.layouts.recognise import fitting_layouts, publisher_of
from ingest.layouts.template import COLUMNS
from ingest.outcome import FileRefusedError
from tests.ingest.layouts.laying import lay_out, lay_out_rows, lay_out_table

HERE = Path(__file__).parent
YAMLS = sorted(path.stem for path in Path(ingest.layouts.__path__[0], "publishers").iterdir())
LAYOUTS = {layout.id: layout for layout in publisher_layouts()}
EVERY_LAYOUT = pytest.mark.parametrize("name", sorted(LAYOUTS))


def _golden(path: Path) -> dict[str, Any]:
    told: dict[str, Any] = yaml.safe_load((HERE / "golden" / f"{path.stem}.yml").read_text(encoding="utf-8"))
    return told


def test_every_yaml_is_a_layout_with_an_invented_table() -> None:
    assert sorted(LAYOUTS) == YAMLS
    assert {path.stem.partition("-")[0] for path in (HERE / "fixtures").iterdir()} == set(YAMLS)


def test_a_table_is_told_by_its_columns_and_fits_no_other_layout(
    invented: Path, sheet_of: Callable[[Path], Any]
) -> None:
    sheet = sheet_of(invented)
    assert [layout.id for layout in fitting_layouts(sheet.header, sheet.tags)] == [_golden(invented)["layout"]]


def test_neither_order_nor_case_of_columns_tells_a_table(invented: Path, sheet_of: Callable[[Path], Any]) -> None:
    sheet = sheet_of(invented)
    header = [name.upper() if not re.search(r" / \w", name) else name for name in reversed(sheet.header)]
    tags = {name.upper(): tag for name, tag in sheet.tags.items()}
    layout = publisher_of(header, tags)
    assert layout is not None
    assert layout.id == _golden(invented)["layout"]


def test_the_template_of_a_field_office_is_no_publishers_table() -> None:
    assert publisher_of(COLUMNS) is None
    assert publisher_of(["source", "date", "place", "killed", "injured", "children killed", "period"]) is None


@pytest.mark.parametrize("source", ["Organisation", "Reported by", "المصدر"])
def test_a_table_of_ohchrs_columns_that_names_its_source_is_not_ohchrs(source: str) -> None:
    assert publisher_of(["Period", "Country", "Killed", "Injured", "Children killed"]) is not None
    assert publisher_of(["Period", "Country", "Killed", "Injured", "Children killed", source]) is None


def test_a_table_of_ohchr_that_names_no_country_is_refused_with_the_way_out(put_sqlite: Callable[..., Any]) -> None:
    with pytest.raises(FileRefusedError) as refused:
        put_sqlite("Period,Killed,Injured,Children killed\nJanuary 2024,30,40,5\n")
    [issue] = refused.value.issues
    assert issue.code == "place_not_named"
    assert "“Country”" in issue.remedy
    assert "“source”" in issue.remedy
    assert put_sqlite("Country,Period,Killed,Injured,Children killed\nUkraine,January 2024,30,40,5\n").new == 3


def test_the_rows_of_a_table_are_laid_out_as_they_are_written_down(
    invented: Path, sheet_of: Callable[[Path], Any]
) -> None:
    sheet, golden = sheet_of(invented), _golden(invented)
    laid = lay_out_table(LAYOUTS[golden["layout"]], sheet.rows, sheet.tags)
    wanted = [
        (row["row"], golden["shared"] | row.get("shared", {}) | claim)
        for row in golden["rows"]
        for claim in row["claims"]
    ]
    assert [(row.number, row.texts) for row in laid.rows] == wanted
    assert [{"row": row.number, "code": row.code} for row in laid.skipped] == golden["skipped"]


def test_each_row_is_laid_out_or_skipped_with_a_reason(invented: Path, sheet_of: Callable[[Path], Any]) -> None:
    sheet = sheet_of(invented)
    laid = lay_out_table(LAYOUTS[_golden(invented)["layout"]], sheet.rows, sheet.tags)
    counted = Counter({row.number for row in laid.rows}) + Counter(row.number for row in laid.skipped)
    assert counted == Counter(row.number for row in sheet.rows)
    assert all(row.why.endswith(".") for row in laid.skipped)


def test_no_two_claims_of_a_table_have_one_key(invented: Path, sheet_of: Callable[[Path], Any]) -> None:
    """The key is source, id, measure and part; without an id the row names the claim."""
    sheet = sheet_of(invented)
    laid = lay_out_table(LAYOUTS[_golden(invented)["layout"]], sheet.rows, sheet.tags)
    keys = Counter(
        (row.texts["source"], row.texts.get("id", row.number), row.texts["measure"], row.texts["part"])
        for row in laid.rows
    )
    assert max(keys.values()) == 1


def test_a_part_is_of_a_claim_that_the_row_makes(invented: Path, sheet_of: Callable[[Path], Any]) -> None:
    sheet = sheet_of(invented)
    laid = lay_out_table(LAYOUTS[_golden(invented)["layout"]], sheet.rows, sheet.tags)
    made = {(row.number, row.texts["measure"], row.texts["part"]) for row in laid.rows}
    parts = [row for row in laid.rows if "part_of" in row.texts]
    assert {(row.number, row.texts["measure"], row.texts["part_of"]) for row in parts} <= made


def test_every_text_has_a_field_and_every_column_is_in_the_table(
    invented: Path, sheet_of: Callable[[Path], Any]
) -> None:
    sheet = sheet_of(invented)
    known = {*generic().fields, *PUBLISHED_FIELDS, "part", "part_of", "issue"}
    for row in lay_out_table(LAYOUTS[_golden(invented)["layout"]], sheet.rows, sheet.tags).rows:
        assert row.texts.keys() <= known
        assert row.columns.keys() <= row.texts.keys()
        assert set(row.columns.values()) <= set(sheet.header)
        assert all(figure in row.columns for figure in FIGURES if figure in row.texts)
        assert all(row.texts.values())


def test_one_row_or_a_piece_of_a_table_is_laid_out_as_in_the_whole(
    invented: Path, sheet_of: Callable[[Path], Any]
) -> None:
    sheet = sheet_of(invented)
    layout = LAYOUTS[_golden(invented)["layout"]]
    whole = lay_out_table(layout, sheet.rows, sheet.tags)
    plan = Plan.of(layout, sheet.header, sheet.tags)
    section, pieces = "", []
    for row in sheet.rows:
        assert lay_out(layout, row, sheet.tags, section) == lay_out_rows(plan, [row], section).rows
        piece = lay_out_rows(plan, [row], section)
        section = piece.section
        pieces.extend(piece.rows)
    assert tuple(pieces) == whole.rows


def test_every_column_of_a_table_is_read_or_known(invented: Path, sheet_of: Callable[[Path], Any]) -> None:
    sheet = sheet_of(invented)
    left = unknown_columns(LAYOUTS[_golden(invented)["layout"]], sheet.header, sheet.tags)
    assert left == (("Percent killed",) if invented.stem == "hxl" else ())


def test_a_column_that_a_publisher_adds_is_told() -> None:
    [look] = LAYOUTS["airwars"].recognise
    assert unknown_columns(LAYOUTS["airwars"], [*look.columns, "Modified", "elderly_killed_min"]) == (
        "elderly_killed_min",
    )


@EVERY_LAYOUT
def test_a_layout_is_described_for_the_page_on_method(name: str) -> None:
    layout, described = LAYOUTS[name], describe(LAYOUTS[name])
    assert described in described_layouts()
    assert (described.id, described.version, described.name) == (layout.id, layout.version, layout.name)
    assert described.told_by
    assert described.claims
    assert all(claim.words["measure"] for claim in described.claims)
    assert all(claim.figures or claim.issue for claim in described.claims)
    assert set(described.issues) == set(layout.issues)
    assert all(url.startswith("https://") for url in layout.documentation)
    assert layout.documentation


def test_a_description_names_columns_constants_and_conditions() -> None:
    described = describe(LAYOUTS["acled"])
    assert described.fields["source"] == "“ACLED”"
    assert described.fields["incident"] == "ACLED:{event_id_cnty}"
    assert described.fields["cause"] == "sub_event_type or event_type"
    assert described.fields["attributed_to"].startswith("actor1 if event_type holds ")
    assert described.claims[0].figures == {"value": "fatalities"}
    assert described.claims[0].only_if == "fatalities does not hold ^0+$"
    assert described.claims[2].issue == "zero_may_be_unknown"


def test_a_zero_of_acled_is_no_claim_of_zero_unless_its_notes_say_so() -> None:
    def figure(fatalities: str, notes: str) -> tuple[str | None, str | None]:
        cells = {"event_id_cnty": "N1", "event_type": "Battles", "fatalities": fatalities, "notes": notes}
        [row] = lay_out(LAYOUTS["acled"], RowDraft(2, cells))
        return row.texts.get("value"), row.texts.get("issue")

    assert figure("7", "No casualties among civilians; seven fighters were killed.") == ("7", None)
    assert figure("0", "Shelling of a road. No fatalities.") == ("0", None)
    assert figure("0", "There were zero casualties.") == ("0", None)
    assert figure("0", "Nobody was killed.") == ("0", None)
    for notes in ("", "Casualties unknown.", "No information on fatalities.", "No fatalities were reported."):
        assert figure("0", notes) == (None, "zero_may_be_unknown"), notes


@pytest.mark.parametrize(
    ("names", "origin"),
    [("SOHR", "SOHR"), ("SOHR;SOHR", "SOHR"), ("SOHR, Airwars", None), ("SOHR/Waha", None), ("", None)],
)
def test_an_event_of_ucdp_has_an_origin_only_if_one_source_stands_behind_it(names: str, origin: str | None) -> None:
    rows = lay_out(LAYOUTS["ucdp_ged"], RowDraft(2, {"id": "1", "best": "3", "source_original": names}))
    assert {(row.texts.get("origin"), row.texts["direct"]) for row in rows} == {(origin, "no")}


@pytest.mark.parametrize(
    ("precision", "clarity", "series"),
    [("1", "1", "incident"), ("3", "1", "incident"), ("4", "1", "period"), ("5", "1", "period"), ("1", "2", "period")],
)
def test_a_summary_of_ucdp_is_a_period_and_no_incident(precision: str, clarity: str, series: str) -> None:
    cells = {"id": "1", "best": "3", "date_prec": precision, "event_clarity": clarity}
    [row] = lay_out(LAYOUTS["ucdp_ged"], RowDraft(2, cells))
    assert row.texts["series"] == series


def test_a_day_of_hapis_service_is_the_day_of_its_file() -> None:
    cells = {"location_code": "SYR", "operation": "Ops", "assessment_type": "SA", "reporting_round": "3"}
    cells |= {"population": "40", "reference_period_start": "2024-01-31", "reference_period_end": "2024-01-31"}
    of_file = lay_out(LAYOUTS["hapi_idps"], RowDraft(2, cells))
    hours = {name: f"{text}T00:00:00" for name, text in cells.items() if name.startswith("reference")}
    assert lay_out(LAYOUTS["hapi_idps"], RowDraft(2, cells | hours)) == of_file
    assert of_file[0].texts["id"].endswith("-3-2024-01-31")
