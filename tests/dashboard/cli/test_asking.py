"""Asking the register: `totals`, `claims` and `sources`."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dashboard.cli.tables import totals_table
from db.conventions.registry import Convention
from db.filters import Filters
from db.vocabulary import Corroboration, Measure, Policy, Population, Reliability, Series
from tests.dashboard.charts.demo import exactly
from tests.dashboard.cli.conftest import Sijill

ROOT = Path(__file__).parents[3]
Ask = Callable[..., Any]
Reports = Callable[..., str]


def rows_of(file: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))


def test_the_demo_says_what_the_article_says(sijill: Sijill, ask: Ask) -> None:
    sijill("demo")
    rows = ask("totals", "--format", "json")
    figures = {(row["measure"], row["series"]): (row["low"], row["best"], row["high"]) for row in rows}
    assert figures["killed", "incident"] == (4, 4, None)
    assert figures["injured", "incident"] == (6, 6, 6)
    assert figures["displaced", "unspecified"] == (2_000_000, None, None)
    displaced = next(row for row in rows if row["measure"] == "displaced")
    assert displaced["word"] == displaced["text"] == "millions"


@pytest.mark.usefixtures("demo")
def test_tolls_are_listed_source_by_source_and_never_added(ask: Ask) -> None:
    rows = ask("totals", "--measure", "killed", "--series", "cumulative", "--format", "json")
    told = sorted((row["source"], row["best"], row["part_of"] is not None) for row in rows)
    sohr, article = "Syrian Observatory for Human Rights", "News article on Aleppo and Idlib"
    assert told == [
        (article, 300_000, False),
        ("OHCHR", 143_350, True),
        ("OHCHR", 163_537, True),
        ("OHCHR", 306_887, False),
        ("OHCHR", 350_209, False),
        (sohr, 111_330, True),
        (sohr, 367_965, True),
        (sohr, 560_000, False),
    ]


@pytest.mark.usefixtures("demo")
def test_the_white_helmets_are_the_origin_and_the_article_a_relay(ask: Ask) -> None:
    claims = ask("claims", "--source", "White Helmets", "--format", "json")
    assert {claim["origin"] for claim in claims} == {"White Helmets"}
    assert {(claim["pcode"], claim["place_precision"]) for claim in claims} == {("SY07", "4")}
    assert {claim["verbatim"] for claim in claims} == {"at least four people", "six others"}
    assert all(claim["rule"] and claim["recorded_at"] for claim in claims)


@pytest.mark.usefixtures("demo")
def test_the_demo_twice_adds_nothing(sijill: Sijill) -> None:
    before = sijill("claims", "--format", "json").stdout
    sijill("demo")
    assert sijill("claims", "--format", "json").stdout == before


@pytest.mark.usefixtures("demo")
def test_the_demos_stocks_are_the_totals_of_the_real_files(ask: Ask) -> None:
    folder = ROOT.parent / "shared" / "data" / "displacement"
    if not folder.is_dir():
        pytest.skip("the real files of ../shared/data are not on this machine")
    claims = ask("claims", "--series", "stock", "--format", "json")
    told = {(claim["measure"], claim["as_of"][:4]): claim["best"] for claim in claims}
    refugees: dict[str, int] = {}
    for row in rows_of(folder / "unhcr_population_syria.csv"):
        if row["coo_iso"] == "SYR":
            refugees[row["year"]] = refugees.get(row["year"], 0) + int(row["refugees"] or 0)
    idps = {row["year"]: int(row["total"]) for row in rows_of(folder / "idmc_syria.csv")}
    years = [str(year) for year in range(2011, 2026)]
    assert told == {("refugees", y): refugees[y] for y in years} | {("idps", y): idps[y] for y in years}


@pytest.mark.usefixtures("demo")
def test_a_filter_that_is_not_known_is_named(sijill: Sijill) -> None:
    assert "'bogus' is not known; there are killed" in sijill("totals", "--measure", "bogus", ok=False).stderr
    assert "'Nobody' is not in the register" in sijill("totals", "--source", "Nobody", ok=False).stderr


def test_without_a_register_a_question_says_how_to_make_one(sijill: Sijill, tmp_path: Path) -> None:
    assert "`sijill demo`" in sijill("totals", ok=False).stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("verb", ["totals", "claims"])
def test_csv_is_marked_as_utf_8_and_never_holds_a_formula(sijill: Sijill, reports: Reports, verb: str) -> None:
    sijill("ingest", reports("source,date,killed,notes", '=cmd(),2024-01-02,4,"@SUM(1)"', "مكتب,2024-01-02,4,"))
    printed = sijill(verb, "--by", "source", "--format", "csv") if verb == "totals" else sijill(verb, "--format", "csv")
    text = printed.stdout_bytes.decode("utf-8")
    assert text[0] == "\ufeff"
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert {row["source"] for row in rows} == {"'=cmd()", "مكتب"}


def test_words_that_hold_line_breaks_are_the_same_in_csv(sijill: Sijill, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'source,date,killed,notes\nOffice,2024-01-02,4,"one\r\ntwo"\n')
    sijill("ingest", "a.csv")
    text = sijill("claims", "--format", "csv").stdout_bytes.decode("utf-8-sig")
    [row] = csv.DictReader(io.StringIO(text, newline=""))
    assert row["notes"] == "one\r\ntwo"


def test_a_range_that_is_open_at_both_ends_is_never_printed_as_about(
    sijill: Sijill, ask: Ask, reports: Reports
) -> None:
    """One event of which three sources say at least 4, exactly 7 and up to 20."""
    said = ("Rescue,at least 4", "Hospital,7", "Office,up to 20")
    sijill("ingest", reports("source,killed,date,place,incident", *(f"{one},2024-01-02,Homs,e1" for one in said)))
    [total] = ask("totals", "--format", "json")
    assert (total["low"], total["best"] in {7, 20, 4}, total["high"]) == (None, True, None)
    assert total["text"] == f"{total['best']} (range open)"
    assert "~" not in sijill("totals").stdout
    assert {claim["text"] for claim in ask("claims", "--format", "json")} == {"4+", "7", "≤ 20"}


def test_a_sum_of_abouts_is_not_about(sijill: Sijill, ask: Ask, reports: Reports) -> None:
    rows = ("Office,about 30,2024-01-02,Homs,e1", "Office,some 20,2024-01-03,Homs,e2")
    sijill("ingest", reports("source,killed,date,place,incident", *rows))
    assert [total["text"] for total in ask("totals", "--format", "json")] == ["50 (range open)"]
    by_incident = ask("totals", "--by", "incident", "--format", "json")
    assert sorted(total["text"] for total in by_incident) == ["~20", "~30"]


def test_a_vague_word_is_printed_as_the_word_and_a_sum_of_them_as_open(
    sijill: Sijill, ask: Ask, reports: Reports
) -> None:
    rows = ("Office,dozens,2024-01-02,Homs,e1", "Office,dozens of people,2024-01-03,Homs,e2")
    sijill("ingest", reports("source,killed,date,place,incident", *rows))
    assert [total["text"] for total in ask("totals", "--format", "json")] == ["48+"]
    assert {claim["text"] for claim in ask("claims", "--format", "json")} == {"dozens"}
    assert {total["text"] for total in ask("totals", "--by", "incident", "--format", "json")} == {"dozens"}


def test_the_table_shows_what_tells_two_rows_apart(sijill: Sijill, reports: Reports) -> None:
    """Stocks of one source and day, of different people, places and definitions; two of these begin alike."""
    sijill(
        "ingest",
        reports(
            "source,measure,value,series,as_of,sex,age,place,definition",
            "Office,idps,100,stock,2024-01-31,,,Homs,People in camps",
            "Office,idps,101,stock,2024-01-31,female,,Homs,People in camps",
            "Office,idps,102,stock,2024-01-31,,child,Homs,People in camps",
            "Office,idps,103,stock,2024-01-31,,,Hama,People in camps",
            "Office,idps,104,stock,2024-01-31,,,Homs,People registered by the municipality and by the two camps in it",
            "Office,idps,105,stock,2024-01-31,,,Homs,People registered by the municipality and by the two towns in it",
        ),
    )
    for verb in ("totals", "claims"):
        text = sijill(verb).stdout
        assert all(len(line) <= 160 for line in text.splitlines())
        words = " ".join(text.split())
        assert all(word in words for word in ("female", "child", "Homs", "Hama", "People in camps", "2024-01-31"))
        assert all(words.count(word) == count for word, count in (("towns", 1), ("municipality", 2)))


def test_the_table_shows_the_words_as_they_were_said(sijill: Sijill, reports: Reports) -> None:
    sijill("ingest", reports("source,date,killed,definition", "Office [red],2024-01-02,4,:boom: [/bold] [x]"))
    text = " ".join(sijill("totals", "--by", "source").stdout.split())
    assert "Office [red]" in text
    assert ":boom: [/bold] [x]" in " ".join(sijill("claims").stdout.split())


@pytest.mark.usefixtures("demo")
def test_a_part_stands_under_its_whole(sijill: Sijill) -> None:
    for verb in ("totals", "claims"):
        text = sijill(verb, "--measure", "killed", "--series", "cumulative").stdout
        order = re.findall(r"^killed +cumulative +((?:of which )?[~>]? ?[\d,]+)", text, re.MULTILINE)
        at = {figure: place for place, figure in enumerate(order)}
        assert {at["of which 143,350"], at["of which 163,537"]} == {at["306,887"] + 1, at["306,887"] + 2}
        assert [at["of which 367,965"], at["of which 111,330"]] == [at["~560,000"] + 1, at["~560,000"] + 2]


@pytest.mark.usefixtures("demo")
def test_a_part_without_its_whole_says_that_it_is_one(sijill: Sijill) -> None:
    view = ("--population", "civilian", "--source", "Syrian Observatory for Human Rights")
    assert "(part) 111,330" in sijill("totals", *view).stdout


def test_claims_that_no_figure_counts_are_not_passed_over(sijill: Sijill, reports: Reports, tmp_path: Path) -> None:
    head = "id,source,date,governorate,killed,sex,subset_of,incident"
    sijill("ingest", reports(head, "1,Office,2024-01-03,Idleb,10,,,E1"))
    parts = tmp_path / "parts.csv"
    parts.write_text(f"{head}\n1w,Office,2024-01-03,Idleb,4,female,1,E1\n1m,Office,2024-01-03,Idleb,6,male,1,E1\n")
    sijill("ingest", str(parts))
    sijill("withdraw", "1", "--reason", "sent by mistake")
    told = sijill("totals")
    assert "No figure in this view." in told.stdout
    assert "It holds 2 claims that no figure counts" in told.output


def test_totals_say_which_parts_and_incidents_no_sum_holds(sijill: Sijill, reports: Reports) -> None:
    head = "id,source,date,governorate,killed,population,subset_of,incident"
    of_strike = "1,Office,2024-01-03,Idleb,10,all,,E1", "1c,Office,2024-01-03,Idleb,4,civilian,1,E1"
    sijill("ingest", reports(head, *of_strike, "2,Office,2024-01-04,Idleb,3,civilian,,E2"))
    part = "1 claim is a part of a total outside this view and is not counted."
    assert part not in sijill("totals").output
    assert part in sijill("totals", "--population", "civilian").output
    sijill("incidents", "discount", "E2", "--by", "editor", "--reason", "a hoax")
    told = sijill("totals", "--population", "civilian").output
    assert "No figure in this view." in told
    assert "1 incident is discounted and left out of sums." in told
    assert part in told
    assert "do not stand" not in told


def test_parts_of_each_other_are_not_left_out() -> None:
    """Nobody can put them under a whole; a mistake of a file must not hide a figure."""
    one, other, whole = (
        exactly(Measure.KILLED, number, series=Series.CUMULATIVE, key=key, part_of=part_of)
        for number, key, part_of in ((1, "a", "b"), (2, "b", "a"), (3, "c", None))
    )
    itself = exactly(Measure.KILLED, 4, series=Series.CUMULATIVE, key="d", part_of="d")
    printed = [row["figure"] for row in totals_table([one, other, whole, itself], None)]
    assert sorted(map(str, printed)) == ["(part) 1", "(part) 2", "(part) 4", "3"]


def test_totals_by_a_convention_say_so(sijill: Sijill, reports: Reports, ask: Ask) -> None:
    lines = ("a,Monitor,2024-11-25,Aleppo,market,dozens", "b,Radio,2024-11-26,Homs,road,casualties")
    sijill("ingest", reports("id,source,date,place,incident,killed", *lines))
    [plain] = ask("totals", "--format", "json")
    [read] = ask("totals", "--convention", "acled", "--format", "json")
    assert (plain["low"], plain["text"]) == (24, "24+")
    assert (read["low"], read["best"], read["high"], read["text"]) == (12, 12, 12, "12 (ACLED’s convention)")
    told = sijill("totals", "--convention", "acled")
    assert "12 (ACLED’s convention)" in told.stdout
    assert "Here 2 claims of these are read otherwise." in told.output
    assert "No figure in this view." in sijill("totals", "--convention", "aoav").output


def test_every_filter_has_an_option(sijill: Sijill) -> None:
    whole = Filters(
        since=date(2024, 1, 1),
        until=date(2024, 12, 31),
        measure=Measure.KILLED,
        series=Series.STOCK,
        population=Population.ALL,
        place="SY",
        source="Office",
        incident="UCDP-1",
        reliability=Reliability.B,
        corroboration=Corroboration.SINGLE,
        policy=Policy.LATEST,
        convention=Convention.ACLED,
        as_of=datetime(2024, 12, 31, tzinfo=UTC),
    )
    assert None not in {getattr(whole, field.name) for field in fields(whole)}
    for verb in ("totals", "snapshot"):
        text = sijill(verb, "--help").stdout
        assert [name for name in whole.to_words() if f"--{name.replace('_', '-')} " not in text] == []


@pytest.mark.usefixtures("demo")
def test_totals_of_one_source_say_that_others_are_left_out(sijill: Sijill) -> None:
    assert "Of each incident only the claims" not in sijill("totals").stderr
    assert "Of each incident only the claims" in sijill("totals", "--source", "White Helmets").stderr
