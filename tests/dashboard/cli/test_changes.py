"""The change log on the command line."""

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest

from dashboard.rows.changes import FLAT
from tests.dashboard.cli.conftest import First, Reports, Sijill

Ask = Callable[..., Any]

HEAD = "id,source,date,place,killed"
KINDS = ["batch_recorded", "claim_added", "claim_added", "batch_recorded", "claim_revised", "batch_withdrawn"]


@pytest.fixture
def mended(begin_with: Callable[[First], None]) -> None:
    """Two claims, one of them mended by a second file, which is then taken back."""
    begin_with(mend)


def mend(sijill: Sijill, reports: Reports) -> None:
    first = [HEAD, "a1,Field office,2024-11-30,Aleppo,5", "a2,Field office,2024-11-30,Aleppo,dozens"]
    sijill("ingest", reports(*first), "--recorded-by", "Rana")
    sijill("ingest", reports(HEAD, "a1,Field office,2024-11-30,Aleppo,8-12"))
    sijill("withdraw", "2", "--reason", "the wrong month")


@pytest.mark.usefixtures("mended")
def test_the_log_is_told_a_line_each(sijill: Sijill) -> None:
    lines = sijill("changes").stdout.splitlines()
    assert [line[18:].strip() for line in lines] == [
        "batch recorded    reports.csv  2 new, 0 revised, 0 rejected  (by Rana; batch 1)",
        "claim added       Field office: killed  5  (by Rana; batch 1, row 2)",
        "claim added       Field office: killed  dozens  (by Rana; batch 1, row 3)",
        "batch recorded    reports.csv  0 new, 1 revised, 0 rejected  (batch 2)",
        "claim revised     Field office: killed  5 → 8–12  (correction; batch 2, row 2)",
        "batch withdrawn   reports.csv  0 new, 1 revised, 0 rejected  (the wrong month; batch 2)",
        "claim restored    Field office: killed  8–12 → 5  (batch 1, row 2)",
    ]


@pytest.mark.usefixtures("mended")
def test_every_form_tells_the_same(sijill: Sijill, ask: Ask) -> None:
    told = ask("changes", "--format", "json")
    text = sijill("changes", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [change["kind"] for change in told] == [*KINDS, "claim_restored"]
    assert [row["kind"] for row in rows] == [*KINDS, "claim_restored"]
    assert tuple(rows[0]) == FLAT
    revised = rows[4]
    assert (revised["best_before"], revised["low_after"], revised["verbatim_after"]) == ("5", "8", "8-12")
    assert revised["changed"] == "verbatim low best high quantifier rule"


@pytest.mark.usefixtures("mended")
def test_the_public_log_names_nobody_who_keeps_the_register(ask: Ask) -> None:
    told = ask("changes", "--public", "--format", "json")
    assert [change["kind"] for change in told] == [*KINDS, "claim_restored"]
    assert {change["by"] for change in told} == {None}
    assert {change["reason"] for change in told} == {None, "correction"}


@pytest.mark.usefixtures("mended")
def test_a_time_without_changes_says_so_in_every_form(sijill: Sijill, ask: Ask) -> None:
    assert sijill("changes", "--until", "2024-01-01").stdout == "Nothing has changed in this time.\n"
    assert ask("changes", "--until", "2024-01-01", "--format", "json") == []
    assert (
        sijill("changes", "--until", "2024-01-01", "--format", "csv").stdout.lstrip("\ufeff") == f"{','.join(FLAT)}\n"
    )


@pytest.mark.usefixtures("mended")
def test_the_log_between_two_moments_begins_after_the_first(ask: Ask) -> None:
    told = ask("changes", "--format", "json")
    middle = told[3]["moment"]
    assert ask("changes", "--since", middle, "--format", "json") == told[5:]
    assert ask("changes", "--until", middle, "--format", "json") == told[:5]
    assert ask("changes", "--since", middle[:10], "--format", "json") == told


@pytest.mark.usefixtures("mended")
@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--since", "yesterday"], "since: 'yesterday' is not a moment"),
        (["--since", "2024-12-02", "--until", "2024-12-01"], "give the earlier moment first"),
    ],
)
def test_a_moment_that_can_not_be_read_is_told_in_a_line(sijill: Sijill, options: list[str], told: str) -> None:
    assert told in sijill("changes", *options, ok=False).stderr


@pytest.mark.usefixtures("mended")
def test_what_was_decided_about_a_source_is_told_and_in_public_without_its_name(sijill: Sijill) -> None:
    sijill("sources", "alias", "Field office", "Desk North", "--by", "Rana", "--reason", "one office")
    sijill("sources", "confidential", "Field office", "--by", "Rana", "--reason", "they asked for it")
    alias, confidential = sijill("changes").stdout.splitlines()[-2:]
    assert alias[18:] == "source changed    Field office: alias  Desk North  (one office; by Rana)"
    assert confidential[18:] == "source changed    Field office: confidential  no → yes  (they asked for it; by Rana)"
    public = sijill("changes", "--public").stdout
    assert "source changed" in public
    assert not [word for word in ("Field office", "Desk North", "Rana", "asked") if word in public]
