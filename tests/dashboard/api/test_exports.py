"""Files to take away: every form holds the same rows, says what it is, and runs nothing."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from dashboard.exports import workbook as workbooks
from dashboard.exports.columns import Table, shape_of
from dashboard.exports.order import Form
from db.queries import By
from tests.dashboard.api.conftest import Client

pytestmark = pytest.mark.anyio

STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
Get = Callable[[str], Any]


@pytest.fixture
def get(client: Client) -> Get:
    """What an address under ``/api/v1`` answers."""

    async def ask(address: str) -> Any:
        async with client() as program:
            answer = await program.get(f"/api/v1/{address}")
        assert answer.status_code == 200, answer.text
        return answer

    return ask


async def record(client: Client, content: str) -> None:
    async with client() as program:
        upload = await program.post("/api/v1/uploads", content=content.encode(), headers={"X-Filename": "a.csv"})
        confirmed = await program.post(f"/api/v1/uploads/{upload.json()['token']}/confirm")
    assert confirmed.json()["rejected"] == 0, confirmed.text


def table_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def sheet_of(content: bytes, name: str) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(name).to_python()


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("table", list(Table))
async def test_every_form_holds_the_same_rows(get: Get, table: Table) -> None:
    document = (await get(f"export/{table}.json?series=incident")).json()
    plain = table_of((await get(f"export/{table}.csv?series=incident")).text)
    tagged = table_of((await get(f"export/{table}.hxl.csv?series=incident")).text)
    header, *cells = sheet_of((await get(f"export/{table}.xlsx?series=incident")).content, table)
    rows = document[table]
    assert rows
    assert [{name: "" if value is None else str(value) for name, value in row.items()} for row in rows] == plain
    assert tagged[1:] == plain
    assert list(tagged[0].values()) == [column.hxl for column in shape_of(table).columns.values()]
    assert header == list(plain[0])
    assert [row[header.index("text")] for row in cells] == [row["text"] for row in rows]
    assert [_number(row[header.index("low")]) for row in cells] == [row["low"] for row in rows]
    assert [row[header.index("from")] for row in cells] == [date.fromisoformat(row["from"]) for row in rows]


def _number(cell: Any) -> int | None:
    return None if cell == "" else int(cell)


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(("table", "address"), [("claims", "claims"), ("totals", "totals")])
async def test_an_export_says_what_the_api_answers(get: Get, table: str, address: str) -> None:
    assert (await get(f"export/{table}.json")).json()[table] == (await get(address)).json()


@pytest.mark.usefixtures("demo")
async def test_the_figures_of_incidents_are_exported_one_a_row(get: Get) -> None:
    rows = (await get("export/incidents.json")).json()["incidents"]
    incidents = (await get("incidents")).json()
    figures = [(incident["incident"], figure["text"]) for incident in incidents for figure in incident["figures"]]
    assert [(row["incident"], row["text"]) for row in rows] == figures
    assert [row["sources"] for row in rows] == ["White Helmets", "White Helmets"]


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize("by", ["month", "place", "source", "incident"])
async def test_a_grouped_export_has_a_column_that_holds_the_group(get: Get, by: By) -> None:
    rows = (await get(f"export/totals.json?by={by}")).json()["totals"]
    assert list(rows[0]) == list(shape_of(Table.TOTALS, by).columns)
    assert rows == (await get(f"totals?by={by}")).json()


@pytest.mark.usefixtures("demo")
async def test_every_form_says_which_view_it_is_and_how_to_cite_it(get: Get) -> None:
    view = "measure=killed&as_of=2030-01-01&policy=latest"
    readme = (await get(f"export/claims.txt?{view}")).text
    about = (await get(f"export/claims.json?{view}")).json()["about"]
    sheet = dict(row[:2] for row in sheet_of((await get(f"export/claims.xlsx?{view}")).content, "README"))
    version = (await get("health")).json()["data_version"]
    assert about["filters"] == {
        "measure": "killed",
        "policy": "latest",
        "as_of": "2030-01-01T23:59:59.999999+00:00",
    }
    assert (about["policy"], about["data_version"], about["public"]) == ("latest", version, None)
    assert about["words"]["measure"]["killed"].startswith("Killed. People reported to have died")
    for told in (re.sub(r"\s+", " ", readme), " ".join(f"{name} {said}" for name, said in sheet.items())):
        assert about["citation"] in told
        assert version in told
        assert "measure: killed" in told
        assert "are never added to each other" in told
        assert all(column.says in told for column in shape_of(Table.CLAIMS).columns.values())


@pytest.mark.usefixtures("demo")
async def test_an_export_says_what_its_convention_does(get: Get) -> None:
    about = (await get("export/totals.json?convention=acled")).json()["about"]
    assert about["filters"] == {"convention": "acled"}
    assert about["policy"] == "lowest"
    assert about["convention"].startswith("ACLED. Words for people killed are the numbers")
    assert "Convention: ACLED." in (await get("export/totals.txt?convention=acled")).text
    assert (await get("export/totals.json")).json()["about"]["convention"] is None


@pytest.mark.usefixtures("demo")
async def test_a_plain_table_leads_to_its_readme_as_of_the_same_moment(get: Get) -> None:
    answer = await get("export/claims.csv?measure=killed")
    link = re.fullmatch(r'</api/v1/(.*)>; rel="describedby"; type="text/plain"', answer.headers["link"])
    assert link is not None
    known = (await get("export/claims.json?measure=killed")).json()["about"]["known_at"]
    assert known in re.sub(r"\s+", "", (await get(link[1])).text)
    assert answer.headers["content-disposition"] == 'attachment; filename="sijill-claims.csv"'
    assert answer.text.startswith("\ufeffkey,version,")


async def test_an_empty_view_has_its_columns_and_no_rows(get: Get) -> None:
    assert table_of((await get("export/claims.csv")).text) == []
    assert (await get("export/claims.csv")).text.startswith("\ufeffkey,version")
    assert len(sheet_of((await get("export/claims.xlsx")).content, "claims")) == 1
    document = (await get("export/claims.json")).json()
    assert (document["claims"], document["about"]["known_at"]) == ([], None)


@pytest.mark.usefixtures("demo")
async def test_the_same_order_makes_the_same_workbook(get: Get) -> None:
    assert (await get("export/totals.xlsx")).content == (await get("export/totals.xlsx")).content


@pytest.mark.parametrize("form", [form for form in Form if form is not Form.README])
async def test_no_cell_is_one_that_a_spreadsheet_would_run(
    client: Client, get: Get, form: Form, shared_data: Path
) -> None:
    payloads = (shared_data / "bad_csv" / "formula_injection_payloads.txt").read_text("utf-8").splitlines()
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["id", "source", "date", "place", "killed", "notes", "definition", "cause"])
    writer.writerows([f"a{n}", cell, "2024-11-30", "Aleppo", "5", cell, cell, cell] for n, cell in enumerate(payloads))
    await record(client, text.getvalue())
    content = (await get(f"export/claims.{form}")).content
    if form is Form.JSON:
        said = [row["notes"] for row in json.loads(content)["claims"]]
    elif form is Form.XLSX:
        header, *rows = sheet_of(content, "claims")
        said = [row[header.index("notes")] for row in rows]
        _no_formula_and_marked_as_text(content)
    else:
        cells = [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")) for cell in row]
        assert [cell for cell in cells if cell.lstrip(" ").startswith(STARTS)] == []
        said = [row["notes"].removeprefix("'") for row in table_of(content.decode("utf-8-sig"))][-len(payloads) :]
    assert sorted(said) == sorted(payload.strip() for payload in payloads)


def _no_formula_and_marked_as_text(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet2.xml").decode()
        styles = archive.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    marked = [n for n, style in enumerate(re.findall(r"<xf [^>]*xfId[^>]*>", styles)) if 'quotePrefix="1"' in style]
    risky = re.findall(r'<c r="[A-Z]+\d+"([^>]*)><is><t[^>]*>(?:=|@|\+)', sheet)
    assert risky
    assert all(f's="{marked[0]}"' in attributes for attributes in risky)


async def test_rows_beyond_a_sheet_go_on_in_the_next(client: Client, get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"a{n},Field office,2024-11-30,Aleppo,5" for n in range(5)]
    await record(client, "\n".join(["id,source,date,place,killed", *lines, ""]))
    monkeypatch.setattr(workbooks, "MOST_ROWS", 4)
    content = (await get("export/claims.xlsx")).content
    first, second = sheet_of(content, "claims"), sheet_of(content, "claims 2")
    assert (len(first), len(second)) == (4, 3)
    assert first[0] == second[0]
    assert len({row[0] for row in (*first[1:], *second[1:])}) == 5


async def test_a_text_that_no_cell_can_hold_is_cut_and_says_so(client: Client, get: Get) -> None:
    await record(client, f"id,source,date,place,killed,notes\na,Field office,2024-11-30,Aleppo,5,{'x' * 40_000}\n")
    header, row = sheet_of((await get("export/claims.xlsx")).content, "claims")
    notes = row[header.index("notes")]
    assert len(notes) == workbooks.MOST_LETTERS
    assert notes.endswith("x […]")
    assert len((await get("export/claims.json")).json()["claims"][0]["notes"]) == 40_000


@pytest.mark.parametrize("form", list(Form))
async def test_what_is_wrong_with_an_order_is_told_before_the_file_begins(asking: Client, form: Form) -> None:
    async with asking() as program:
        answer = await program.get(f"/api/v1/export/claims.{form}?place=Nowhere")
    issue = answer.json()["issues"][0]
    assert (answer.status_code, issue["column"], issue["value"]) == (422, "place", "Nowhere")


@pytest.mark.usefixtures("demo")
async def test_the_columns_that_are_described_are_those_that_rows_have(get: Get) -> None:
    claims = (await get("claims?limit=1")).json()
    totals = (await get("totals")).json()
    assert list(claims[0]) == list(shape_of(Table.CLAIMS).columns)
    assert list(totals[0]) == list(shape_of(Table.TOTALS).columns)


@pytest.mark.usefixtures("demo")
async def test_an_export_of_one_incident_holds_what_its_page_says_and_nothing_else(get: Get) -> None:
    code = "News article on Aleppo and Idlib/idlib-airstrikes"
    one = (await get(f"incidents/{code}")).json()
    claims = (await get(f"export/claims.json?incident={code}")).json()
    assert {row["key"] for row in claims["claims"]} == {row["key"] for row in one["claims"]}
    assert len(one["claims"]) > 1
    assert claims["about"]["filters"] == {"incident": code}
    figures = (await get(f"export/incidents.json?incident={code}")).json()["incidents"]
    told = [(row["measure"], row["low"], row["high"]) for row in one["incident"]["figures"]]
    assert [(row["measure"], row["low"], row["high"]) for row in figures] == told
    totals = (await get(f"export/totals.json?incident={code}")).json()["totals"]
    assert {row["series"] for row in totals} == {"incident"}
    assert {row["incidents"] for row in totals} == {1}


@pytest.mark.usefixtures("demo")
async def test_an_incident_that_the_register_has_not_got_is_told(client: Client) -> None:
    async with client() as program:
        answer = await program.get("/api/v1/export/claims.csv?incident=nosuch")
    assert answer.status_code == 422
    assert "'nosuch' is not in the register" in answer.json()["issues"][0]["message"]
