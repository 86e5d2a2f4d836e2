"""Small counts in public exports: told as "<5" in every form, by no bound, and not to be had by subtraction."""

import csv
import io
import json
from collections.abc import Iterable
from functools import reduce
from itertools import chain, combinations_with_replacement
from operator import or_
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from dashboard.exports.about import About
from dashboard.exports.columns import Table
from dashboard.exports.make import made
from dashboard.exports.order import Form, Order
from dashboard.exports.small import BESIDE, NOT_SHOWN, SMALL, Part, coarsened, left_out_beside
from dashboard.rows.records import Row
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from db.vocabulary import Measure, Population, Quantifier, Sex, Unit
from ingest.outcome import FileRefusedError
from ingest.pipeline import ingest
from tests.db.conftest import make_batch, make_claim

AT_LEAST = {"quantifier": Quantifier.AT_LEAST}


@pytest.fixture
def register(sqlite_engine: Engine) -> Engine:
    """A total with its parts, an event of few, open and closed ranges, and nobody."""
    total = {"incident": "a", "notes": "of whom 2 are children", "verbatim": "20, of whom 2 children"}
    part = {"incident": "a", "subset_of": "w"}
    few = {"incident": "b", "date_from": None, "date_to": None, "place": "Hama", "pcode": "SY05"}
    claims = [
        make_claim("w", best=20, **total),
        make_claim("w/c", best=2, sex=Sex.FEMALE, **part),
        make_claim("w/m", best=7, sex=Sex.MALE, **part),
        make_claim("w/x", best=11, population=Population.COMBATANT, **part),
        make_claim("f", best=3, **few),
        make_claim("l", best=3, high=None, incident="c", **AT_LEAST),
        make_claim("r", low=2, best=9, high=12, quantifier=Quantifier.RANGE, incident="d", verbatim="2-12"),
        make_claim("n", best=0, incident="e"),
        make_claim("i", best=4, measure=Measure.INJURED, incident="e"),
    ]
    with writing(sqlite_engine) as session:
        record(session, make_batch(*claims))
    return sqlite_engine


def export(engine: Engine, order: Order, form: Form = Form.JSON) -> bytes:
    with reading(engine) as session:
        return b"".join(made(session, About.of(session, order, ""), order, form))


def by_key(engine: Engine, **more: Any) -> dict[str, dict[str, Any]]:
    rows = json.loads(export(engine, Order(Table.CLAIMS, public=True, small=5, **more)))["claims"]
    return {row["key"]: row for row in rows}


def told(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("low", "best", "high", "text", "coarsened"))


def test_a_small_count_is_told_as_one_and_0_and_larger_ones_as_they_are(register: Engine) -> None:
    found = {key: told(row) for key, row in by_key(register).items()}
    assert found == {
        "w": (20, 20, 20, "20", None),
        "w/c": (None, None, None, "<5", SMALL),
        "w/m": (None, None, None, NOT_SHOWN, BESIDE),
        "w/x": (11, 11, 11, "11", None),
        "f": (None, None, None, "<5", SMALL),
        "l": (None, None, None, "1+", SMALL),
        "r": (None, 9, 12, "9 (≤ 12)", SMALL),
        "n": (0, 0, 0, "0", None),
        "i": (None, None, None, "<5", SMALL),
    }


def test_the_people_of_few_households_do_not_tell_how_few(register: Engine) -> None:
    of_four = {"measure": Measure.DISPLACED, "unit": Unit.HOUSEHOLD, "factor": 5.0, "factor_source": "Survey of 2024"}
    with writing(register) as session:
        record(session, make_batch(make_claim("h", best=4, **of_four), make_claim("g", best=40, row=3, **of_four)))
    found = by_key(register)
    people = ("persons_low", "persons_best", "persons_high")
    assert [found["h"][name] for name in ("text", *people)] == ["<5", None, None, None]
    assert [found["g"][name] for name in ("text", *people)] == ["40", 200, 200, 200]


@pytest.mark.parametrize("form", [Form.CSV, Form.HXL, Form.JSON])
@pytest.mark.parametrize("table", list(Table))
def test_no_word_of_a_coarsened_file_tells_the_number(register: Engine, table: Table, form: Form) -> None:
    text = export(register, Order(table, public=True, small=5), form).decode()
    assert "of whom" not in text
    assert "2-12" not in text
    for row in _rows(text, table, form):
        stated = [int(row[name]) for name in ("low", "best", "high") if row[name] not in (None, "")]
        assert [number for number in stated if 0 < number < 5] == []
        assert (row["text"] in ("<5", NOT_SHOWN, "1+")) <= (row["coarsened"] in (SMALL, BESIDE))


def _rows(text: str, table: Table, form: Form) -> list[dict[str, Any]]:
    if form is Form.JSON:
        found: list[dict[str, Any]] = json.loads(text)[table]
        return found
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    return rows[1:] if form is Form.HXL else rows


def test_a_file_says_what_was_coarsened_and_is_called_so(register: Engine) -> None:
    order = Order(Table.TOTALS, public=True, small=5)
    about = json.loads(export(register, order))["about"]
    assert "a figure from 1 to 4 is told as “<5”" in about["public"]
    assert "Figures are not changed" not in about["public"]
    assert "coarsened" in about["columns"]
    assert order.file_name(Form.CSV) == "sijill-totals-public-small-5.csv"
    assert "“<10”" in json.loads(export(register, Order(Table.TOTALS, public=True, small=10)))["about"]["public"]


def test_without_the_choice_nothing_changes(register: Engine) -> None:
    rows = json.loads(export(register, Order(Table.CLAIMS, public=True)))["claims"]
    assert all("coarsened" not in row for row in rows)
    assert {row["low"] for row in rows} >= {2, 3, 4}


@pytest.mark.parametrize(("public", "small"), [(False, 5), (True, 2), (True, 21)])
def test_what_can_not_be_asked_for_is_refused(public: bool, small: int) -> None:
    with pytest.raises(ValueError, match="small counts are"):
        Order(Table.CLAIMS, public=public, small=small)


def test_of_months_and_places_one_more_is_left_out_beside_a_small_one(register: Engine) -> None:
    order = Order(Table.TOTALS, Filters(measure=Measure.KILLED), "place", public=True, small=5)
    rows = json.loads(export(register, order))["totals"]
    assert {(row["pcode"], row["coarsened"]) for row in rows} == {("SY05", SMALL), ("SY07", BESIDE)}


@pytest.mark.parametrize("form", [Form.CSV, Form.HXL, Form.JSON, Form.XLSX])
def test_a_coarsened_file_can_not_be_taken_in(register: Engine, tmp_path: Path, form: Form) -> None:
    path = tmp_path / f"sent.{form}"
    path.write_bytes(export(register, Order(Table.CLAIMS, public=True, small=5), form))
    with pytest.raises(FileRefusedError) as error:
        ingest(register, path)
    assert [issue.code for issue in error.value.issues if issue.severity == "error"] == ["coarsened_export"]


def test_nor_without_the_column_that_marks_it(register: Engine, tmp_path: Path) -> None:
    text = export(register, Order(Table.CLAIMS, public=True, small=5), Form.CSV).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    path = tmp_path / "sent.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [name for name in rows[0] if name != "coarsened"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    with pytest.raises(FileRefusedError, match="coarsened"):
        ingest(register, path)


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        ((3, 3, 3), (None, None, None, "<5")),
        ((None, None, 4), (None, None, None, "<5")),
        ((0, 2, 4), (None, None, None, "<5")),
        ((1, None, None), (None, None, None, "1+")),
        ((None, 3, None), (None, None, None, "1+")),
        ((3, 8, None), (None, 8, None, "8 (range open)")),
        ((3, None, 20), (None, None, 20, "≤ 20")),
        ((5, 5, 5), (5, 5, 5, "5")),
        ((0, 0, 0), (0, 0, 0, "0")),
        ((0, None, 20), (0, None, 20, "0–20")),
        ((None, None, None), (None, None, None, "—")),
    ],
)
def test_a_bound_below_the_threshold_is_never_told(figure: tuple[Any, ...], shown: tuple[Any, ...]) -> None:
    names = ("low", "best", "high")
    text = shown[3] if figure == shown[:3] else "?"
    row: Row = {**dict(zip(names, figure, strict=True)), "text": text, "word": None}
    found = coarsened(row, 5)
    assert tuple(found[name] for name in (*names, "text")) == shown


def reachable(ranges: Iterable[range]) -> int:
    """The sums of one number from each range, as bits."""
    found = 1
    for each in ranges:
        found = reduce(or_, (found << number for number in each))
    return found


@pytest.mark.parametrize("below", [3, 4, 5, 6])
def test_whoever_knows_the_sum_can_not_tell_a_small_part(below: int) -> None:
    """Any number below the threshold fits a part that is told to be small, and more than one a part that is not shown.

    Tried with all families of two to five parts of up to eleven people. Where all parts come to less than the threshold
    their sum is a small count itself, and nobody knows it; as many parts as people are one each, whatever is left out.
    """
    for sizes in chain.from_iterable(combinations_with_replacement(range(1, 12), many) for many in range(2, 6)):
        whole = sum(sizes)
        left_out = left_out_beside([Part(at, "family", size) for at, size in enumerate(sizes)], below)
        every_small = all(at in left_out for at, size in enumerate(sizes) if size < below)
        ranges = [
            range(1 if every_small else below, whole + 1)
            if at in left_out
            else (range(1, below) if size < below else range(size, size + 1))
            for at, size in enumerate(sizes)
        ]
        for at, size in enumerate(sizes):
            others = reachable(each for other, each in enumerate(ranges) if other != at)
            found = {number for number in ranges[at] if number <= whole and others >> (whole - number) & 1}
            assert size in found, sizes
            if size < below <= whole != len(sizes):
                assert found >= set(range(1, below)) or (at in left_out and len(found) > 1), sizes
