"""The generic layout: what a field office writes, and the claims that it becomes."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from sqlalchemy import Engine, func, select

from db.drafts import SourceDraft
from db.engine import reading, writing
from db.ledger import describe_source
from db.models import Claim, Incident, Source
from db.vocabulary import ClaimStatus, Severity, Word
from ingest.layouts.columns import recognise
from ingest.layouts.fields import generic
from ingest.layouts.mapping.column_map import ColumnMap
from ingest.layouts.template import COLUMNS, EXAMPLES, column_help, template_csv
from ingest.outcome import FileRefusedError, Outcome

Put = Callable[..., Outcome]
OpenClaims = Callable[[Engine], list[Claim]]

GOLDEN: list[dict[str, Any]] = [
    case
    for name in ("generic.yml", "office_tables.yml")
    for case in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", GOLDEN, ids=[case["name"] for case in GOLDEN])
def test_a_file_holds_the_claims_and_raises_the_issues_that_are_written_down(
    sqlite_engine: Engine, put_sqlite: Put, open_claims: OpenClaims, case: dict[str, Any]
) -> None:
    outcome = put_sqlite(case["file"])
    told = [_told(sqlite_engine, claim) for claim in open_claims(sqlite_engine)]
    wanted = case["claims"]
    assert [{name: claim[name] for name in want} for claim, want in zip(told, wanted, strict=False)] == wanted
    assert len(told) == len(wanted) == outcome.new == outcome.claims
    if "incidents" in case:
        with reading(sqlite_engine) as session:
            assert session.scalar(select(func.count()).select_from(Incident)) == case["incidents"]
    _raises_what_is_written_down(outcome, case)
    _names_what_it_raises(outcome, case)


def _raises_what_is_written_down(outcome: Outcome, case: dict[str, Any]) -> None:
    raised = [issue for issue in outcome.issues if issue.severity is not Severity.NOTE]
    wanted = case.get("issues", [])
    codes = [want[2] if want[2] != "*" else issue.code for issue, want in zip(raised, wanted, strict=False)]
    assert [[issue.row, issue.column, issue.code] for issue in raised] == [
        [row, column, code] for (row, column, _), code in zip(wanted, codes, strict=True)
    ]


def _names_what_it_raises(outcome: Outcome, case: dict[str, Any]) -> None:
    """Every issue names its row, its column, its value and a way out."""
    rows = dict(enumerate(_cells(case["file"]), 2))
    for issue in outcome.issues:
        assert issue.message
        assert issue.message.endswith(".")
        assert issue.remedy.endswith((".", "!")), issue
        if issue.column is not None and issue.row is not None:
            assert issue.column in rows[issue.row]
            assert issue.value == (rows[issue.row][issue.column] or None)
            assert issue.value is None or issue.value in issue.message or issue.severity is not Severity.ERROR


def _cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.splitlines()[0] else ","))


def _told(engine: Engine, claim: Claim) -> dict[str, Any]:
    """A claim as a golden table writes it: words as words, sources by name."""
    with reading(engine) as session:
        names: dict[int | None, str] = {source.id: source.name for source in session.scalars(select(Source))}
    plain = {name: getattr(claim, name) for name in Claim.model_fields}
    words = {name: value.value for name, value in plain.items() if isinstance(value, Word)}
    return plain | words | {"source": names[claim.source_id], "origin": names.get(claim.origin_id)}


@pytest.mark.parametrize(
    ("header", "code", "named"),
    [
        ("date,killed", "no_source_column", "date, killed"),
        ("source,date", "no_figure_column", "source, date"),
        ("source,date,measure", "no_figure_column", "source, date, measure"),
        ("source,المصدر,killed", "two_columns_one_field", "المصدر"),
        ("source,killed,deaths", "two_columns_one_field", "'killed' and 'deaths'"),
        ("source,Killed ,KILLED", "two_columns_one_field", "KILLED (2)"),
        ("source,killed,Killed (persons)", "two_columns_one_field", "'Killed (persons)'"),
        ("source,Killed (children),enfants tués", "two_columns_one_field", "'killed/child'"),
        ("source,notes,date,التاريخ,killed", "two_columns_one_field", "التاريخ"),
        ("source,date,Killed (in thousands)", "no_figure_column", "'in thousands' in its name"),
        ("source,date,Killed (%)", "no_figure_column", "'%' in its name"),
        ("source,date,IDPs (cumulative)", "no_figure_column", "'cumulative' in its name"),
        ("source,date,Killed (HH)", "no_figure_column", "'HH' in its name"),
        ("source,date,Killed (women and children)", "no_figure_column", "'women and children' in its name"),
    ],
)
def test_a_header_that_can_not_be_read_is_refused_by_name(put_sqlite: Put, header: str, code: str, named: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        put_sqlite(f"{header}\nA,1,2\n")
    [issue] = refused.value.issues
    assert (issue.code, issue.row) == (code, None)  # titles may stand above the header: it is row 1 in few files
    assert named in issue.message
    assert issue.remedy


@pytest.mark.parametrize("header", ["date,Tote", "source,Tote"])
def test_a_file_whose_columns_go_by_other_names_is_told_of_maps(put_sqlite: Put, header: str) -> None:
    with pytest.raises(FileRefusedError) as refused:
        put_sqlite(f"{header}\nA,1\n")
    assert all("upload page" in issue.remedy for issue in refused.value.issues)
    assert all("`sijill map FILE`" in issue.remedy for issue in refused.value.issues)


def test_a_column_that_is_not_known_is_kept_and_said(sqlite_engine: Engine, put_sqlite: Put) -> None:
    outcome = put_sqlite("source,date,killed,weather\nOffice,2024-11-29,4,rain\n")
    assert outcome.mapping == {"source": "source", "date": "date", "killed": "killed", "weather": None}
    [note] = outcome.issues
    assert (note.severity, note.code, note.column) == (Severity.NOTE, "unread_column", "weather")
    assert outcome.sample[0].cells["weather"] == "rain"


def test_a_known_alias_is_the_registers_name(sqlite_engine: Engine, put_sqlite: Put, open_claims: OpenClaims) -> None:
    known = SourceDraft("Syria Civil Defence", name_ar="الدفاع المدني السوري", aliases=("White Helmets", "SCD"))
    with writing(sqlite_engine) as session:
        number = describe_source(session, known)
    outcome = put_sqlite(
        "source,date,killed\nThe White Helmets,2024-11-29,4\nscd,2024-11-30,4\nالدفاع المدني السوري,2024-12-01,4\n"
        "White  Hats,2024-12-02,4\n"
    )
    assert outcome.new_sources == ("White Hats",)
    assert [claim.source_id for claim in open_claims(sqlite_engine)] == [number, number, number, number + 1]


def test_an_id_names_a_claim_whatever_else_changes(sqlite_engine: Engine, put_sqlite: Put) -> None:
    put_sqlite("id,source,date,place,killed\n1,Office,2024-11-29,Idleb,4\n")
    outcome = put_sqlite("id,source,date,place,killed,reason\n1,Office,2024-11-29,Aleppo,5,correction\n")
    assert (outcome.new, outcome.revised) == (0, 1)


def test_without_an_id_a_claim_is_named_by_what_it_is_about_and_not_by_its_figure(put_sqlite: Put) -> None:
    put_sqlite("source,date,place,killed\nOffice,2024-11-29,Idleb,4\n")
    assert put_sqlite("source,date,place,killed,notes\nOffice,2024-11-29,Idleb,5,mended\n").revised == 1
    assert put_sqlite("source,date,place,killed\nOffice,2024-11-30,Idleb,5\n").new == 1


def test_the_order_of_rows_and_columns_does_not_change_a_claim(put_sqlite: Put) -> None:
    put_sqlite("source,date,place,killed\nOffice,2024-11-29,Idleb,4\nOffice,2024-11-30,Idleb,5\n")
    outcome = put_sqlite("killed,place,source,date\n5,Idleb,Office,2024-11-30\n4,Idleb,Office,2024-11-29\n")
    assert (outcome.new, outcome.revised, outcome.unchanged) == (0, 0, 2)


COUNTED = "id,source,date,place,killed,Killed (children),IDPs (HH),Status\n1,Office,2024-11-29,Idleb,{},{}\n"


@pytest.mark.parametrize("figures", ["3,2,4", ",,"])
def test_a_row_that_is_cancelled_later_takes_back_all_that_it_said(
    sqlite_engine: Engine, put_sqlite: Put, open_claims: OpenClaims, figures: str
) -> None:
    put_sqlite(COUNTED.format("3,2,4", "open"))
    put_sqlite(COUNTED.format(figures, "cancelled"))
    assert {claim.key: claim.status for claim in open_claims(sqlite_engine)} == {
        "Office/1/killed": ClaimStatus.RETRACTED,
        "Office/1/killed/child": ClaimStatus.RETRACTED,
        "Office/1/2024-11-29/idps/household": ClaimStatus.RETRACTED,
    }


def test_a_figure_of_a_group_that_a_later_file_leaves_blank_is_told(put_sqlite: Put) -> None:
    put_sqlite(COUNTED.format("3,2,4", ""))
    outcome = put_sqlite(COUNTED.format("3,,4", ""))
    assert [(issue.row, issue.code) for issue in outcome.issues if issue.severity is Severity.WARNING] == [
        (2, "figure_gone")
    ]


def test_a_reason_beside_a_status_that_denies_it_is_refused(put_sqlite: Put) -> None:
    outcome = put_sqlite("id,source,date,killed,status,reason\n1,Office,2024-11-29,3,cancelled,correction\n")
    assert [issue.code for issue in outcome.issues if issue.severity is Severity.ERROR] == ["status_unclear"]


def test_a_file_without_names_of_columns_says_so(put_sqlite: Put) -> None:
    row = "500001,no,2024,1,1,Syria: Government,2024-01-05,35.93,36.63,2,3,3,3,652\n"
    with pytest.raises(FileRefusedError) as refused:
        put_sqlite(row * 3)
    [issue] = refused.value.issues
    assert issue.code == "no_header"
    assert "it begins: 500001, no, 2024" in issue.message


SURVEY = "_uuid,date,source,harm/killed,harm/injured\nu,2024-11-29,Office,1,0\n"


def test_a_survey_of_nothing_but_ticked_answers_is_refused_until_somebody_says_that_they_count(
    sqlite_engine: Engine, put_sqlite: Put, open_claims: OpenClaims
) -> None:
    with pytest.raises(FileRefusedError) as refused:
        put_sqlite(SURVEY)
    assert {issue.code for issue in refused.value.issues} == {"ticked_answers"}
    put_sqlite(SURVEY, mapping=ColumnMap({"harm/killed": "killed", "harm/injured": None}))
    assert [claim.best for claim in open_claims(sqlite_engine)] == [1]


def test_every_column_of_the_template_is_known() -> None:
    columns = recognise(COLUMNS)
    assert columns.issues == ()
    assert columns.unread == ()
    assert {name for name, _, _ in column_help()} == {*generic().fields, *generic().measures}


def test_the_templates_examples_go_in_without_an_error(put_sqlite: Put) -> None:
    outcome = put_sqlite(template_csv(with_examples=True))
    assert (outcome.rows, outcome.rejected) == (len(EXAMPLES), 0)
    assert outcome.new == 5


def test_the_empty_template_is_a_file_without_rows(put_sqlite: Put) -> None:
    outcome = put_sqlite(template_csv())
    assert (outcome.rows, outcome.batch) == (0, None)
