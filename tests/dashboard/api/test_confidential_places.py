"""What is made to be shown to anybody tells no confidential place: no name, P-code or coordinate, in text or code."""

import io
import json
from collections.abc import Callable
from html import unescape
from typing import Any
from zipfile import ZipFile

import pytest
from sqlalchemy import Engine

from dashboard.exports.about import About
from dashboard.exports.columns import Table
from dashboard.exports.discretion import Discretion
from dashboard.exports.make import made
from dashboard.exports.order import Form, Order
from dashboard.exports.public_changes import public_change
from dashboard.rows.changes import change_row, flat_row
from db.columns.store import beside
from db.engine import reading
from db.filters import Filters
from db.history.changes import changes
from db.history.occasions import Window
from tests.conftest import Fill
from tests.dashboard.api.hidden_places import DISTRICT, ELSEWHERE, NAMES, OPEN, SECRETS, VILLAGE, fill, hide

ORDERS = [
    Order(Table.CLAIMS, public=True),
    Order(Table.INCIDENTS, public=True),
    *(Order(Table.TOTALS, by=by, public=True) for by in (None, "month", "place", "source", "incident")),
    Order(Table.CLAIMS, Filters(place=VILLAGE), public=True),
    Order(Table.CLAIMS, Filters(source="Ariha desk"), public=True),
    Order(Table.TOTALS, Filters(place="Kafr Lata", incident="strike on Kafr Lata"), public=True),
    Order(Table.INCIDENTS, Filters(place=DISTRICT), public=True, small=5),
]


@pytest.fixture
def register(begin_with: Callable[[Fill], None], sqlite_engine: Engine) -> Engine:
    begin_with(fill)
    return hide(beside(sqlite_engine), DISTRICT)


def export(engine: Engine, order: Order, form: Form = Form.JSON) -> bytes:
    with reading(engine) as session:
        return b"".join(made(session, About.of(session, order, ""), order, form))


def rows(engine: Engine, order: Order) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(export(engine, order))[order.table]
    return found


def told(text: str) -> list[str]:
    """The secrets that a text tells, however they are spelt."""
    plain = text.casefold().replace("\u064e", "").replace("-", " ")
    return [secret for secret in SECRETS if secret.casefold() in plain]


def read(content: bytes) -> str:
    """All that a workbook says, in its cells and of itself."""
    with ZipFile(io.BytesIO(content)) as parts:
        return " ".join(unescape(parts.read(name).decode()) for name in parts.namelist())


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_no_public_file_names_a_confidential_place(register: Engine, order: Order) -> None:
    for form in (Form.JSON, Form.CSV, Form.HXL, Form.README):
        assert told(export(register, order, form).decode()) == []
    assert told(read(export(register, order, Form.XLSX))) == []


def test_before_it_is_hidden_everything_of_it_is_told(sqlite_engine: Engine) -> None:
    fill(sqlite_engine)
    assert set(told(export(sqlite_engine, Order(Table.CLAIMS, public=True)).decode())) > {
        *NAMES[:2],
        VILLAGE,
        "35.8136",
    }


@pytest.mark.parametrize("order", [order for order in ORDERS if order.small is None], ids=str)
def test_every_figure_stays_as_it_is(register: Engine, order: Order) -> None:
    figures = ("measure", "low", "best", "high", "claims", "origins", "text")

    def kept(found: list[dict[str, Any]]) -> list[list[Any]]:
        return [[row[name] for name in figures if name in row] for row in found]

    assert kept(rows(register, order)) == kept(rows(register, Order(order.table, order.filters, order.by)))


def test_its_claims_are_in_their_governorate_and_others_stay_where_they_are(register: Engine) -> None:
    found = rows(register, Order(Table.CLAIMS, public=True))
    places = {(row["place"], row["pcode"], row["place_precision"]) for row in found}
    assert places == {
        ("Idleb", "SY07", "4"),
        ("Saraqib", OPEN, None),
        ("Idleb", "SY07", None),
        ("Aleppo", "SY02", "4"),
        (None, None, None),
    }


def test_its_keys_and_codes_are_numbers_that_hold_together(register: Engine) -> None:
    found = rows(register, Order(Table.CLAIMS, public=True))
    part = next(row for row in found if row["subset_of"])
    assert next(row for row in found if row["key"] == part["subset_of"])["best"] == 8
    codes = {row["incident"] for row in rows(register, Order(Table.INCIDENTS, public=True))}
    assert {row["incident"] for row in found} - {None} == codes
    assert "open-2" in codes
    assert "open-1" not in codes


def test_what_was_merged_with_an_event_there_is_told_by_its_governorate_too(register: Engine) -> None:
    found = {row["source"]: row for row in rows(register, Order(Table.CLAIMS, public=True)) if row["origin"]}
    assert [(row["place"], row["pcode"]) for row in found.values()] == [("Idleb", "SY07")]


def test_words_keep_what_does_not_name_it(register: Engine) -> None:
    found = rows(register, Order(Table.CLAIMS, public=True))
    assert "8 in [place not shown]" in {row["verbatim"] for row in found}
    injured = next(row for row in found if row["measure"] == "injured")
    assert (injured["word"], injured["text"], injured["verbatim"]) == ("dozens", "dozens", "[place not shown]: dozens")


def test_the_file_says_that_places_were_hidden_and_never_that_a_village_is_its_governorate(register: Engine) -> None:
    about = json.loads(export(register, Order(Table.CLAIMS, Filters(place=VILLAGE), public=True)))["about"]
    assert "Names and coordinates of confidential places" in about["public"]
    assert about["filters"] == {"place": "[place in Idleb]"}


def test_it_is_hidden_of_earlier_evenings_too_and_shown_again_when_that_is_taken_back(register: Engine) -> None:
    with reading(register) as session:
        first = next(changes(session, Window())).moment
    before = Order(Table.CLAIMS, Filters(as_of=first), public=True)
    assert told(export(register, before).decode()) == []
    hide(register, DISTRICT, hidden=False)
    assert set(told(export(register, before).decode())) > {"Ariha", VILLAGE}


def test_a_village_alone_leaves_its_district_to_be_told(sqlite_engine: Engine) -> None:
    fill(sqlite_engine)
    hide(sqlite_engine, VILLAGE)
    text = export(sqlite_engine, Order(Table.CLAIMS, public=True)).decode()
    assert {"Kafr Lata", "كفر لاتا", VILLAGE} & set(told(text)) == set()
    assert {"Ariha", "Mar Mikhail"} <= set(told(text))
    assert ELSEWHERE in text


def test_the_public_change_log_is_as_silent(register: Engine) -> None:
    with reading(register) as session:
        discretion = Discretion.of(session)
        whole = list(changes(session, Window()))
        shown = [public_change(change, discretion) for change in whole]
    text = json.dumps([[change_row(change), flat_row(change)] for change in shown], ensure_ascii=False)
    assert told(text) == []
    assert [(change.cursor, change.kind) for change in shown] == [(change.cursor, change.kind) for change in whole]
    assert [getattr(change.after, "low", None) for change in shown] == [
        getattr(change.after, "low", None) for change in whole
    ]
    assert flat_row(shown[-1])["subject"] == "Idleb (SY07)"
    assert flat_row(whole[-1])["what"] == "not confidential → confidential"
