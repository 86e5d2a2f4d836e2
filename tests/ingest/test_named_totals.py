"""A row that is named as a total, wherever it is, is rejected as one and never asked to fill in what it has not got."""

from collections.abc import Callable

import pytest

from db.vocabulary import Severity
from ingest.layouts.mapping.column_map import ColumnMap
from ingest.outcome import Outcome

Put = Callable[..., Outcome]

SPELT = """Total; GRAND TOTAL; Total for November; Idleb Total; TOT.; T O T A L; Σ; YTD; Cumulative; Всього;
ИТОГО; Общо; الكلي; جمله"""


def errors(outcome: Outcome) -> list[tuple[int | None, str, str | None]]:
    found = [issue for issue in outcome.issues if issue.severity is Severity.ERROR]
    return [(issue.row, issue.code, issue.column) for issue in found]


@pytest.mark.parametrize("name", [name.strip() for name in SPELT.split(";")])
def test_in_a_first_column_without_a_name(put_sqlite: Put, name: str) -> None:
    rows = f"1,2024-11-03,WH,Idleb,3\n2,2024-11-04,WH,Aleppo,4\n{name},2024-11-30,WH,,7\n"
    outcome = put_sqlite(f",Date,Source,Governorate,Killed\n{rows}")
    assert errors(outcome) == [(4, "total_row", "(column 1)")]
    assert outcome.claims == 2


@pytest.mark.parametrize("name", [name.strip() for name in SPELT.split(";")])
def test_in_the_column_of_the_date(put_sqlite: Put, name: str) -> None:
    outcome = put_sqlite(f"date,source,place,killed\n2024-11-03,WH,Idleb,3\n{name},,,3\n")
    assert errors(outcome) == [(3, "total_row", "date")]


@pytest.mark.parametrize("name", [name.strip() for name in SPELT.split(";")])
def test_in_the_column_of_the_place(put_sqlite: Put, name: str) -> None:
    outcome = put_sqlite(f"date,source,place,killed\n2024-11-03,WH,Idleb,3\n2024-11-03,WH,{name},3\n")
    assert errors(outcome) == [(3, "total_row", "place")]


def test_in_a_column_that_a_map_leaves_unread(put_sqlite: Put) -> None:
    rows = "1,Idleb,Atma,1200\n2,Idleb,Qah,800\nTotal,,,2000\n"
    mapping = ColumnMap({"No": None}, {"source": "CCCM", "as_of": "2024-11-30"})
    outcome = put_sqlite(f"No,Governorate,Location,IDPs\n{rows}", mapping=mapping)
    assert errors(outcome) == [(4, "total_row", "No")]
    assert outcome.claims == 2


@pytest.mark.parametrize(
    "row",
    [
        "2024-11-04,WH,Aleppo,Total,4\n",
        "2024-11-04,WH,Aleppo,total,4\n",
        "2024-11-04,WH,,Total destruction of a house,4\n",
        "2024-11-04,WH,,Three houses and everything that was in them: a loss in total,4\n",
    ],
)
def test_a_word_for_a_total_in_data_makes_no_total(put_sqlite: Put, row: str) -> None:
    outcome = put_sqlite(f"date,source,place,damage,killed\n2024-11-03,WH,Idleb,partial,3\n{row}")
    assert errors(outcome) == []
    assert outcome.claims == 2


@pytest.mark.parametrize("field", ["incident", "country", "cause", "title", "attributed_to", "origin"])
@pytest.mark.parametrize("name", ["Total", "GRAND TOTAL:", "المجموع", "Sous-total"])
def test_in_a_column_of_words_where_a_map_says_source_and_the_row_has_a_day(
    put_sqlite: Put, field: str, name: str
) -> None:
    rows = f"A,2024-11-01,Hama,30\nB,2024-11-02,Homs,30\n{name},2024-11-30,Idleb,60\n"
    said = ColumnMap(columns={}, constants={"source": "Office"})
    outcome = put_sqlite(f"{field},date,place,killed\n{rows}", mapping=said)
    assert errors(outcome) == [(4, "total_row", field)]


def test_a_total_destruction_is_no_total_of_rows(put_sqlite: Put) -> None:
    rows = "Total destruction,Office,2024-11-01,3\n3 in total,Office,2024-11-02,3\n"
    outcome = put_sqlite(f"title,source,date,killed\n{rows}")
    assert (errors(outcome), outcome.claims) == ([], 2)
