"""The one way in: a file goes in whole or not at all, once, and every row of it is accounted for."""

import csv
import hashlib
import io
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from db.engine import reading
from db.models import Batch, BatchFile, BatchIssue, BatchRow, Claim, IssueKind, Source
from db.vocabulary import ClaimStatus, RevisionReason, Severity
from ingest.neutral import neutral
from ingest.outcome import FileRefusedError, Outcome
from ingest.prepared import SAMPLE_ROWS
from ingest.rejects import rejects_csv

Put = Callable[..., Outcome]
Contents = Callable[[Engine], Any]
OpenClaims = Callable[[Engine], list[Claim]]

FILE = (
    "id,source,date,place,killed,injured,notes\n"
    "1,Office,2024-11-29,Idleb,at least four,6,first\n"
    "2,Office,2024-11-30,Aleppo,8–12,,\n"
    "3,Monitor,2024-11-30,Aleppo,عشرات,n/a,\n"
)
BROKEN = FILE + "4,,2024-12-01,Homs,3,,\n5,Office,soon,Homs,4,,\n6,Office,2024-12-01,Homs,a whole lot of,,\n"


def test_a_file_goes_in_and_is_accounted_for(engine: Engine, put: Put) -> None:
    outcome = put(FILE, file_name="week 48.csv", recorded_by="desk")
    assert (outcome.rows, outcome.claims, outcome.new, outcome.revised, outcome.unchanged) == (3, 4, 4, 0, 0)
    assert (outcome.rejected, outcome.dry_run) == (0, False)
    assert outcome.sha256 == hashlib.sha256(FILE.encode()).hexdigest()
    assert outcome.new_sources == ("Monitor", "Office")
    with reading(engine) as session:
        batch = session.get_one(Batch, outcome.batch)
        parts = session.scalars(select(BatchFile).order_by(BatchFile.part))  # type: ignore[arg-type]
        kept = b"".join(zlib.decompress(part.compressed) for part in parts)
    assert (batch.file_name, batch.recorded_by, batch.layout, batch.sha256) == (
        "week 48.csv",
        "desk",
        "generic",
        outcome.sha256,
    )
    assert (batch.rows, batch.claims, batch.new, batch.rejected) == (3, 4, 4, 0)
    assert kept == FILE.encode()


def test_the_same_file_again_adds_nothing_and_says_where_it_went(engine: Engine, put: Put, contents: Contents) -> None:
    first = put(FILE)
    before = contents(engine)
    again = put(FILE)
    assert (again.new, again.revised, again.unchanged, again.batch) == (0, 0, 4, first.batch)
    assert contents(engine) == before


def test_the_same_file_with_rejects_again_adds_nothing(engine: Engine, put: Put, contents: Contents) -> None:
    put(BROKEN)
    before = contents(engine)
    assert put(BROKEN).rejected == 3
    assert contents(engine) == before


def test_a_corrected_file_revises_what_it_corrects(engine: Engine, put: Put, open_claims: OpenClaims) -> None:
    put(FILE)
    mended = (
        FILE.replace("at least four", "five")
        .replace("notes\n", "notes,reason\n")
        .replace(",first", ",first,late report")
    )
    outcome = put(mended)
    assert (outcome.new, outcome.revised, outcome.unchanged) == (0, 1, 3)
    [changed] = [claim for claim in open_claims(engine) if claim.version == 2]
    assert (changed.key, changed.best, changed.verbatim) == ("Office/1/killed", 5, "five")
    assert changed.revision_reason is RevisionReason.LATE_REPORT


def test_a_retraction_takes_the_claims_of_its_row_back(engine: Engine, put: Put, open_claims: OpenClaims) -> None:
    put(FILE)
    put(
        "id,source,date,place,killed,injured,notes,reason\n1,Office,2024-11-29,Idleb,at least four,6,first,retraction\n"
    )
    taken = [claim for claim in open_claims(engine) if claim.status is ClaimStatus.RETRACTED]
    assert {claim.key for claim in taken} == {"Office/1/killed", "Office/1/injured"}
    assert {claim.revision_reason for claim in taken} == {RevisionReason.RETRACTION}
    assert {claim.version for claim in taken} == {2}


def test_a_dry_run_tells_all_and_leaves_nothing(engine: Engine, put: Put, contents: Contents) -> None:
    put("id,source,date,place,killed\n1,Office,2024-11-29,Idleb,3\n")
    before = contents(engine)
    dry = put(BROKEN, dry_run=True)
    assert contents(engine) == before
    assert (dry.dry_run, dry.batch) == (True, None)
    real = put(BROKEN)
    assert (dry.new, dry.revised, dry.unchanged, dry.rejected) == (
        real.new,
        real.revised,
        real.unchanged,
        real.rejected,
    )
    assert (dry.revised, dry.issues, dry.rejects, dry.sample) == (1, real.issues, real.rejects, real.sample)


def test_a_dry_run_does_not_touch_the_file_of_the_register(
    sqlite_url: str, put_sqlite: Put, sqlite_engine: Engine
) -> None:
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    sqlite_engine.dispose()
    before = path.read_bytes()
    put_sqlite(FILE, dry_run=True)
    sqlite_engine.dispose()
    assert path.read_bytes() == before


def test_a_header_alone_is_no_batch(engine: Engine, put: Put, contents: Contents) -> None:
    before = contents(engine)
    outcome = put("source,date,killed\n")
    assert (outcome.rows, outcome.claims, outcome.batch, outcome.issues) == (0, 0, None, ())
    assert contents(engine) == before


@pytest.mark.parametrize(
    "content",
    [
        "",
        "\n\n",
        "source,date\nA,2024-11-29\n",
        'source,killed\nA,"open\n',
        b"PK\x03\x04...",
        "colour,shape\nred,round\n",
    ],
)
def test_a_file_that_can_not_be_read_is_refused_and_leaves_nothing(
    sqlite_engine: Engine, put_sqlite: Put, contents: Contents, content: str | bytes
) -> None:
    before = contents(sqlite_engine)
    with pytest.raises(FileRefusedError) as refused:
        put_sqlite(content)
    assert all(issue.severity is Severity.ERROR and issue.message and issue.remedy for issue in refused.value.issues)
    assert refused.value.issues
    assert contents(sqlite_engine) == before


def test_strict_refuses_the_whole_file_for_one_row(engine: Engine, put: Put, contents: Contents) -> None:
    before = contents(engine)
    with pytest.raises(FileRefusedError) as refused:
        put(BROKEN, strict=True)
    assert [(issue.row, issue.column) for issue in refused.value.issues] == [(5, "source"), (6, "date"), (7, "killed")]
    assert contents(engine) == before
    assert put(FILE, strict=True).new == 4, "warnings do not refuse"


def test_rejected_rows_are_kept_as_they_came_and_the_others_go_in(engine: Engine, put: Put) -> None:
    outcome = put(BROKEN)
    assert (outcome.rows, outcome.new, outcome.rejected) == (6, 4, 3)
    with reading(engine) as session:
        kept = session.scalars(select(BatchRow).order_by(BatchRow.number))  # type: ignore[arg-type]
        assert [(row.number, row.cells["killed"]) for row in kept] == [(5, "3"), (6, "4"), (7, "a whole lot of")]
        issues = session.scalars(select(BatchIssue).order_by(BatchIssue.id))  # type: ignore[arg-type]
        kinds = [(session.get_one(IssueKind, issue.kind_id), issue.row) for issue in issues]
        stored = [(kind.severity, kind.code, row, kind.column, kind.value) for kind, row in kinds]
    assert stored == [(issue.severity, issue.code, issue.row, issue.column, issue.value) for issue in outcome.issues]


def _rejects(outcome: Outcome) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(rejects_csv(outcome).removeprefix("\ufeff"))))


def _written(rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return "\ufeff" + out.getvalue()


def test_rejects_come_back_with_their_problems_and_go_in_when_mended(engine: Engine, put: Put) -> None:
    outcome = put(BROKEN)
    rows = _rejects(outcome)
    assert [row["row"] for row in rows] == ["5", "6", "7"]
    assert rows[1]["problem"].startswith("date: 'soon' is not a date")
    assert all(row["what to do"] for row in rows)
    rows[0]["source"], rows[1]["date"], rows[2]["killed"] = "Office", "2024-12-01", "7"
    mended = put(_written(rows))
    assert (mended.new, mended.revised, mended.unchanged, mended.rejected) == (3, 0, 0, 0)
    assert {issue.severity for issue in mended.issues} <= {Severity.NOTE}


def test_mended_rejects_are_the_claims_that_the_whole_file_would_have_been(engine: Engine, put: Put) -> None:
    rows = _rejects(put(BROKEN))
    rows[0]["source"], rows[1]["date"], rows[2]["killed"] = "Office", "2024-12-01", "7"
    put(_written(rows))
    whole = (
        BROKEN.replace("4,,2024-12-01", "4,Office,2024-12-01")
        .replace("soon", "2024-12-01")
        .replace("a whole lot of", "7")
    )
    outcome = put(whole)
    assert (outcome.new, outcome.revised, outcome.unchanged) == (0, 0, 7)


@pytest.mark.parametrize("column", ["Row", "PROBLEM", "What to do"])
def test_rejects_of_a_file_with_columns_of_their_names_come_back(put_sqlite: Put, column: str) -> None:
    outcome = put_sqlite(f"{column},source,date,killed\n17,,2024-11-29,4\n")
    rows = _rejects(outcome)
    rows[0]["source"] = "Office"
    assert put_sqlite(_written(rows)).new == 1


def test_a_file_without_rejects_has_an_empty_rejects_file(put_sqlite: Put) -> None:
    assert _rejects(put_sqlite(FILE)) == []


def _payloads(shared_data: Path) -> list[str]:
    text = (shared_data / "bad_csv/formula_injection_payloads.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip()]


def _payload_file(payloads: list[str], source: str) -> str:
    rows = [
        {"id": str(n), "source": source, "date": "2024-11-29", "killed": "4", "cause": payload, "notes": payload}
        for n, payload in enumerate(payloads)
    ]
    return _written(rows)


def test_formulas_are_stored_as_the_text_that_they_are(
    engine: Engine, put: Put, open_claims: OpenClaims, shared_data: Path
) -> None:
    payloads = _payloads(shared_data)
    assert len(payloads) >= 5
    outcome = put(_payload_file(payloads, "Office"))
    assert outcome.rejected == 0
    assert [claim.cause for claim in open_claims(engine)] == payloads
    assert [claim.notes for claim in open_claims(engine)] == payloads


def test_formulas_in_rejects_are_shown_and_never_run_and_come_back_as_they_were(
    engine: Engine, put: Put, open_claims: OpenClaims, shared_data: Path
) -> None:
    payloads = _payloads(shared_data)
    rows = _rejects(put(_payload_file(payloads, "")))
    assert len(rows) == len(payloads)
    for row in rows:
        for cell in row.values():
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    put(_written([row | {"source": "Office"} for row in rows]))
    assert [claim.cause for claim in open_claims(engine)] == payloads


def test_a_formula_for_a_figure_is_rejected_and_neutral_in_its_problem(put_sqlite: Put, shared_data: Path) -> None:
    for payload in _payloads(shared_data):
        outcome = put_sqlite(_written([{"source": "Office", "date": "2024-11-29", "killed": payload}]))
        assert outcome.rejected == 1
        [row] = _rejects(outcome)
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row.values())


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\tx", " =1", "-", "\nx"])
def test_a_start_that_a_spreadsheet_would_run_is_guarded(cell: str) -> None:
    assert neutral(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["-5", "+5", "-0.5", "1e9", "", "text", "4", "'=1"])
def test_numbers_and_words_are_left_alone(cell: str) -> None:
    assert neutral(cell) == cell


def test_the_sample_is_the_first_rows(put_sqlite: Put) -> None:
    rows = "".join(f"{n},Office,2024-11-29,{n}\n" for n in range(SAMPLE_ROWS + 5))
    outcome = put_sqlite(f"id,source,date,killed\n{rows}")
    assert [row.cells["id"] for row in outcome.sample] == [str(n) for n in range(SAMPLE_ROWS)]


def test_progress_is_told_from_reading_to_recording(put_sqlite: Put) -> None:
    told: list[tuple[str, int, int | None]] = []
    put_sqlite(FILE, progress=lambda *step: told.append(step))
    assert told == [("read", 3, 3), ("check", 3, 3), ("record", 0, 3), ("record", 3, 3)]


def test_a_source_is_met_under_the_name_that_the_register_has(engine: Engine, put: Put) -> None:
    put("source,date,killed\nSyria Civil Defence,2024-11-29,4\n")
    put("source,date,killed\n  the SYRIA civil-defence ,2024-11-30,4\n")
    with reading(engine) as session:
        assert [source.name for source in session.scalars(select(Source))] == ["Syria Civil Defence"]
