"""OCHA's workbook of movements: merged headers, several tables, and OCHA's own totals."""

from pathlib import Path

from ingest.readers import read

MOVEMENTS = {"Idleb": 529_168, "Aleppo": 821_865}
"""People displaced in 2016, as OCHA's own totals have them."""


def test_the_sheets_of_ocha_are_read_under_their_own_headers(shared_data: Path) -> None:
    path = shared_data / "displacement/ocha_syria_idp_movements_2016_2021.xlsx"
    table = read(path, sheet="Summarysince2016")
    assert table.sheets == (
        "Flow_Estimation",
        "Summarysince2016",
        "Summarysince2016 (from row 26)",
        "Table_Origin_vs_Departure",
        "Table_Origin_vs_Departure (from row 18)",
        "IDP",
    )
    rows = {row.cells["Mohafaza"]: row.cells for row in table.rows}
    for place, people in MOVEMENTS.items():
        months = [rows[place][name] for name in table.header if name.startswith("IDP / 2016 / ")]
        assert len(months) == 12
        assert sum(int(cell or 0) for cell in months) == int(rows[place]["IDP / 2016 Total"]) == people
    assert (
        table.numbers[0],
        rows["Grand Total"]["IDP / 2021 Total" if "IDP / 2021 Total" in table.header else "2021 Total"],
    ) == (6, "455864")
    returns = read(path, sheet="Summarysince2016 (from row 26)")
    assert returns.header[1] == "Returnees / 2016 / Jan"
    matrix = read(path, sheet="Table_Origin_vs_Departure (from row 18)")
    assert next(row.cells for row in matrix.rows if row.number == 20)["Deir-ez-Zor"] == "65"
    assert read(path).rows[0].cells["Reporting_Month"] == "2021-12-01"
