"""What the register exports and gets back: the same claims, once, in every form that it exports."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine

from dashboard.exports.about import About
from dashboard.exports.columns import Table
from dashboard.exports.make import made
from dashboard.exports.order import Form, Order
from dashboard.rows.records import Row, claim_row, total_row
from db import queries
from db.deciding.confidential_places import set_confidential
from db.deciding.judging import merge
from db.engine import migrate, open_register, reading, writing
from db.filters import Filters
from db.ledger import record
from db.models import Place
from db.vocabulary import PlaceLevel
from ingest.outcome import Outcome
from ingest.pipeline import ingest
from tests.conftest import Fill
from tests.db.conftest import make_batch, make_claim

FORMS = [Form.CSV, Form.HXL, Form.JSON, Form.XLSX]
CLAIMS = """id,source,origin,date,month,as_of,governorate,lat,lon,killed,injured,displaced,idps,sex,incident,\
notes,excerpt,title,published,household_size,household_size_source
1,Obs,,2024-01-03,,,Idleb,35.93,36.63,at least 4,6,,,,A,=1+2,At least 4 were killed and 6 hurt.,A report,4 Jan 2024
2,Paper,Obs,2024-01-03,,,Idleb,,,5,,,,,A,,,,2024-01-05
3,Obs,,2024-01-10,,,Aleppo,,,"8 (2 children, 1 woman)",dozens,200 families,,,B,,,,,5.1,"=IOM DTM, 2023"
4,Obs,,,2024-01,,Hama,,,31,,,,,,,,,
5,=Camps,,,,2024-01-31,Idleb,,,,,,1000,,,,,,
6,=Camps,,,,2024-02-29,Idleb,,,,,,1200,,,,,,
7,Obs,,2024-02-29/2024-03-02,,,Homs,,,8-12,up to 20,,,,,,,,
8,Office,,2024-03-01,,,Homs,,,about 50,fewer than 10,,,,,,,,
9,News,Obs,2024-03-09,,,Homs,,,hundreds,more than 300,,,,,,,,
10,Obs,,2024-03-12,,,Homs,,,7,,,,female,,,,,
11,Obs,,2024-03-12,,,Tartous,,,0,casualties,,,,,,,,
,Radio,,2024-03-15,,,Aleppo,,,3,,,,,,,,,
,Radio,,2024-03-16,,,Homs,,,,,,,,,,Dozens were killed in Homs.,,
"""
OF_ITS_FILE = {"version", "batch", "row", "recorded_at", "revision_reason"}


@pytest.fixture
def register(begin_with: Callable[[Fill], None], sqlite_engine: Engine) -> Engine:
    """A register with claims of every kind of words."""
    begin_with(tell)
    return sqlite_engine


def tell(engine: Engine) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "claims.csv"
        path.write_text(CLAIMS, encoding="utf-8")
        assert ingest(engine, path).rejected == 0


def sent(engine: Engine, content: bytes, folder: Path, form: Form = Form.CSV) -> Outcome:
    path = folder / f"sent.{form}"
    path.write_bytes(content)
    return ingest(engine, path)


def exported(engine: Engine, form: Form = Form.CSV, *, public: bool = False) -> bytes:
    order = Order(Table.CLAIMS, public=public)
    with reading(engine) as session:
        return b"".join(made(session, About.of(session, order, "Office"), order, form))


def changed(content: bytes, change: Callable[[dict[str, str]], None]) -> bytes:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    for row in rows:
        change(row)
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def claims_of(engine: Engine) -> dict[str, Row]:
    with reading(engine) as session:
        rows = [claim_row(claim) for claim in queries.claims(session, Filters(), limit=1000)]
    return {str(row["key"]): {name: row[name] for name in row.keys() - OF_ITS_FILE} for row in rows}


def totals_of(engine: Engine) -> list[Row]:
    with reading(engine) as session:
        return [total_row(total, None) for total in queries.totals(session, Filters())]


def in_short(outcome: Outcome) -> tuple[str, int, int, int, int]:
    return outcome.layout, outcome.new, outcome.revised, outcome.unchanged, outcome.rejected


@pytest.mark.parametrize("form", FORMS)
def test_an_export_that_is_sent_back_changes_nothing(register: Engine, tmp_path: Path, form: Form) -> None:
    before, totals = claims_of(register), totals_of(register)
    assert in_short(sent(register, exported(register, form), tmp_path, form)) == ("sijill_export", 0, 0, len(before), 0)
    assert (claims_of(register), totals_of(register)) == (before, totals)


@pytest.mark.parametrize("form", FORMS)
def test_an_export_makes_the_same_claims_in_another_register(register: Engine, tmp_path: Path, form: Form) -> None:
    other = open_register(f"sqlite:///{tmp_path / 'other.sqlite'}")
    migrate(other)
    wanted = claims_of(register)
    assert in_short(sent(other, exported(register, form), tmp_path, form)) == ("sijill_export", len(wanted), 0, 0, 0)
    assert claims_of(other) == wanted
    assert totals_of(other) == totals_of(register)
    assert {row["text"] for row in wanted.values()} > {"hundreds", "> 300", "< 10", "4+", "8–12", "—"}
    other.dispose()


def test_a_figure_that_is_mended_in_an_export_revises_its_claim(register: Engine, tmp_path: Path) -> None:
    def mend(row: dict[str, str]) -> None:
        if row["key"] == "Obs/10/killed/female":
            row |= dict.fromkeys(("low", "best", "high", "verbatim"), "9")

    outcome = sent(register, changed(exported(register), mend), tmp_path)
    assert (outcome.new, outcome.revised, [issue.code for issue in outcome.issues]) == (0, 1, ["no_number"])
    assert claims_of(register)["Obs/10/killed/female"]["text"] == "9"


def test_a_household_size_comes_back_and_one_that_is_mended_revises_its_claim(register: Engine, tmp_path: Path) -> None:
    def mend(row: dict[str, str]) -> None:
        if row["factor"]:
            row |= {"factor": "6.5", "factor_source": "Census of 2024"}

    [claim] = [row for row in claims_of(register).values() if row["factor"]]
    people = ("factor", "factor_source", "persons_low", "persons_best", "persons_high")
    assert [claim[name] for name in people] == [5.1, "=IOM DTM, 2023", 1020, 1020, 1020]
    assert sent(register, changed(exported(register), mend), tmp_path).revised == 1
    mended = claims_of(register)[str(claim["key"])]
    assert [mended[name] for name in people] == [6.5, "Census of 2024", 1300, 1300, 1300]
    assert not {1020, 1300} & {total["best"] for total in totals_of(register)}


def test_an_export_of_before_there_were_household_sizes_takes_none_back(register: Engine, tmp_path: Path) -> None:
    def leave_out(row: dict[str, str]) -> None:
        for name in ("factor", "factor_source", "persons_low", "persons_best", "persons_high"):
            del row[name]

    before = claims_of(register)
    assert in_short(sent(register, changed(exported(register), leave_out), tmp_path))[1:3] == (0, 0)
    assert claims_of(register) == before


def test_a_figure_that_is_mended_without_its_words_is_told(register: Engine, tmp_path: Path) -> None:
    def mend(row: dict[str, str]) -> None:
        if row["key"] == "Obs/10/killed/female":
            row |= dict.fromkeys(("low", "best", "high"), "9")

    outcome = sent(register, changed(exported(register), mend), tmp_path)
    told = [issue.message for issue in outcome.issues if issue.code == "words_left"]
    stands = "batch 1, row 11 (2024-03-12, Homs)"
    assert (outcome.revised, told) == (1, [f"The figure is another than in {stands}, and its words are the same."])


@pytest.mark.parametrize("form", FORMS)
def test_an_export_of_before_a_correction_takes_back_nothing(register: Engine, tmp_path: Path, form: Form) -> None:
    """Neither of a figure that was mended, by a row without coordinates and sentence, nor of one that was retracted."""
    before = exported(register, form)
    path = tmp_path / "corrections.csv"
    mended = "1,Obs,2024-01-03,Idleb,9,A,correction\n4,Obs,2024-01,Hama,,,retraction\n"
    path.write_text(f"id,source,date,governorate,killed,incident,reason\n{mended}", encoding="utf-8")
    corrected = ingest(register, path)
    assert (corrected.revised, corrected.retracted) == (1, 1)
    wanted = claims_of(register)
    outcome = sent(register, before, tmp_path, form)
    told = {issue.message for issue in outcome.issues if issue.code == "older_copy"}
    assert (outcome.new, outcome.revised, claims_of(register)) == (0, 0, wanted)
    assert told == {"The row says what batch 1 said and batch 2 corrected."}


def test_an_older_row_with_a_reason_is_somebodys_word(register: Engine, tmp_path: Path) -> None:
    before = exported(register)
    path = tmp_path / "corrections.csv"
    row = "1,Obs,2024-01-03,Idleb,9,A,correction\n"
    path.write_text(f"id,source,date,governorate,killed,incident,reason\n{row}", encoding="utf-8")
    ingest(register, path)

    def say_again(row: dict[str, str]) -> None:
        row["reason"] = "correction" if row["key"] == "Obs/1/killed" else ""

    assert sent(register, changed(before, say_again), tmp_path).revised == 1
    assert claims_of(register)["Obs/1/killed"]["text"] == "4+"


@pytest.mark.parametrize(("key", "high"), [("Obs/1/killed", "6"), ("Obs/10/killed/female", "9")])
def test_bounds_that_are_mended_without_their_quantifier_are_rejected(
    register: Engine, tmp_path: Path, key: str, high: str
) -> None:
    before = claims_of(register)

    def mend(row: dict[str, str]) -> None:
        if row["key"] == key:
            row["high"] = high

    outcome = sent(register, changed(exported(register), mend), tmp_path)
    assert (outcome.rejected, outcome.revised) == (1, 0)
    assert "words_and_bounds_differ" in {issue.code for issue in outcome.issues}
    assert claims_of(register) == before


def test_a_claim_is_taken_back_with_a_column_for_the_reason(register: Engine, tmp_path: Path) -> None:
    def take_back(row: dict[str, str]) -> None:
        row["reason"] = "retraction" if row["key"] == "Obs/4/killed" else ""

    sent(register, changed(exported(register), take_back), tmp_path)
    assert "Obs/4/killed" not in claims_of(register)


def test_what_an_export_does_not_carry_stays(register: Engine, tmp_path: Path) -> None:
    """Coordinates, the sentence and the place in it; a mended note is a revision that loses none of them."""

    def note(row: dict[str, str]) -> None:
        row["notes"] = "seen again"

    kept = "SELECT key, lat, lon, excerpt, span_start, span_end, document_id FROM claim WHERE superseded_at IS NULL"
    with register.connect() as connection:
        before = set(connection.exec_driver_sql(kept).fetchall())
    assert sent(register, changed(exported(register), note), tmp_path).revised == len(before)
    with register.connect() as connection:
        assert set(connection.exec_driver_sql(kept).fetchall()) == before
    assert any(lat is not None and excerpt is not None for _, lat, _, excerpt, *_ in before)


def test_a_merge_is_not_made_a_second_time_by_the_export(register: Engine, tmp_path: Path) -> None:
    with writing(register) as session:
        merge(session, "A", "B", by="Amal", reason="one strike")
    outcome = sent(register, exported(register), tmp_path)
    assert (outcome.new, outcome.revised) == (0, 0)


def test_a_row_that_a_person_adds_to_an_export_is_a_new_claim(register: Engine, tmp_path: Path) -> None:
    def other(row: dict[str, str]) -> None:
        row |= {"key": "", "from": "2024-05-01", "to": "2024-05-01", "incident": "", "subset_of": ""}

    only = exported(register).decode("utf-8-sig").splitlines(keepends=True)
    line = next(line for line in only if line.startswith("Paper/2/killed"))
    outcome = sent(register, changed("".join([only[0], line]).encode(), other), tmp_path)
    assert (outcome.new, outcome.revised, outcome.rejected) == (1, 0, 0)


def test_a_public_export_does_not_bring_a_claim_of_a_confidential_place_back_under_another_key(
    register: Engine, tmp_path: Path
) -> None:
    with writing(register) as session:
        session.add(Place(pcode="SY0703", level=PlaceLevel.DISTRICT, name_en="Ariha", parent="SY07"))
        session.flush()
        own = {"place": "Ariha", "pcode": "SY0703", "verbatim": "9", "best": 9, "incident": None}
        record(session, make_batch(make_claim("ariha/1", source="Obs", **own), make_claim("Ariha desk/1", row=3)))
        set_confidential(session, "SY0703", True, by="Rana", reason="people hide there")
    before = claims_of(register)
    outcome = sent(register, exported(register, public=True), tmp_path)
    told = [issue.message for issue in outcome.issues if issue.code == "masked_claim"]
    assert ["confidential place of this register" in message for message in told] == [True, True]
    assert outcome.new == 0
    assert claims_of(register).keys() == before.keys()


def test_a_public_export_does_not_bring_a_confidential_source_back_under_another_name(
    register: Engine, tmp_path: Path
) -> None:
    with register.begin() as connection:
        connection.exec_driver_sql("UPDATE source SET confidential = 1 WHERE name = 'Office'")
    before = claims_of(register)
    outcome = sent(register, exported(register, public=True), tmp_path)
    assert {issue.code for issue in outcome.issues} >= {"masked_claim"}
    assert (outcome.new, outcome.rejected) == (0, 2)
    assert claims_of(register).keys() == before.keys()
