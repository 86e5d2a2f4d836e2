"""What is made to be shown to anybody names no confidential source, in none of its words, keys, codes and places."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlmodel import Session, col

from dashboard.exports.about import About
from dashboard.exports.columns import Table
from dashboard.exports.discretion import Discretion
from dashboard.exports.make import made
from dashboard.exports.order import Form, Order
from dashboard.exports.public_changes import public_change
from dashboard.rows.changes import change_row, flat_row
from db.drafts import DocumentDraft
from db.engine import reading, writing
from db.filters import Filters
from db.history.changes import changes
from db.history.occasions import Window
from db.ledger import record
from db.models import Incident, Judgement, Place, Source
from db.vocabulary import JudgementKind, Measure, PlaceLevel, PlacePrecision, Quantifier, Series, SourceKind, Unit
from tests.conftest import Fill
from tests.db.conftest import make_batch, make_claim

SECRET = "Clinic of Ariha"
ALIAS = "عيادة أريحا"
WORDS = "seen from the clinic's roof"
VILLAGE = "SY0701"
ADDRESSES = "https://example.org/clinic"
SECRETS = (SECRET, ALIAS, WORDS, ADDRESSES, "the clinic", "Ariha")


OF_THE_CLINIC: dict[str, Any] = {
    **{"measure": Measure.DISPLACED, "unit": Unit.HOUSEHOLD, "factor": 5.1, "factor_source": WORDS},
}
"""Households of which a confidential source itself says how large they are."""


@pytest.fixture
def register(begin_with: Callable[[Fill], None], sqlite_engine: Engine) -> Engine:
    """A clinic that must not be named tells of a strike that others tell of too, and a monitor relays it."""
    begin_with(tell)
    return sqlite_engine


def tell(engine: Engine) -> None:
    own: dict[str, Any] = {
        "source": SECRET,
        "notes": WORDS,
        "excerpt": WORDS,
        "definition": WORDS,
        "place": "Ariha, behind the clinic",
        "pcode": VILLAGE,
        "place_precision": PlacePrecision.P2,
        "document": DocumentDraft(title=WORDS, publisher=SECRET, url=ADDRESSES),
        "incident": f"{SECRET}/strike",
    }
    words = f"dozens, {WORDS}"
    vague = {"verbatim": words, "span": (0, 6), "low": 24, "best": None, "high": None, "quantifier": Quantifier.VAGUE}
    claims = [
        make_claim(f"{SECRET}/1/killed", best=7, **own | {"verbatim": f"7, {WORDS}"}),
        make_claim(f"{SECRET}/1/killed/children", row=2, best=2, subset_of=f"{SECRET}/1/killed", **own),
        make_claim(f"{SECRET}/2/injured", row=3, measure=Measure.INJURED, **own | vague),
        make_claim(f"{SECRET}/3/toll", row=4, series=Series.CUMULATIVE, **own | {"best": 90, "incident": None}),
        make_claim(f"{SECRET}/5/displaced", row=9, best=30, **own | OF_THE_CLINIC),
        make_claim("monitor/1/killed", row=5, source="Monitor", origin=SECRET, incident="strike", notes=WORDS),
        make_claim("monitor/2/killed", row=6, source="Monitor", incident=f"{SECRET}/strike", best=5, notes="open"),
        make_claim("monitor/3/killed", row=7, source="Monitor", incident="house", **_spot("a house in Ariha")),
        make_claim("monitor/4/killed", row=8, source="Monitor", incident="far", place="Idleb", pcode="SY07"),
    ]
    with writing(engine) as session:
        session.add(Place(pcode=VILLAGE, level=PlaceLevel.SETTLEMENT, name_en="Ariha", parent="SY07"))
        session.flush()
        record(session, make_batch(*claims))
        clinic = session.scalars(select(Source).where(col(Source.name) == SECRET)).one()
        clinic.confidential, clinic.kind, clinic.aliases = True, SourceKind.HEALTH, [ALIAS]


def _spot(place: str) -> dict[str, Any]:
    return {"place": place, "pcode": VILLAGE, "place_precision": PlacePrecision.P1, "notes": "open"}


def export(engine: Engine, order: Order, form: Form = Form.JSON) -> bytes:
    with reading(engine) as session:
        return b"".join(made(session, About.of(session, order, ""), order, form))


def rows(engine: Engine, order: Order) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(export(engine, order))[order.table]
    return found


ORDERS = [
    Order(Table.CLAIMS, public=True),
    Order(Table.INCIDENTS, public=True),
    *(Order(Table.TOTALS, by=by, public=True) for by in (None, "month", "place", "source", "incident")),
    Order(Table.CLAIMS, Filters(source=SECRET), public=True),
    Order(Table.TOTALS, Filters(source=ALIAS, place="Ariha"), public=True),
]


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_a_public_export_never_says_what_is_confidential(register: Engine, order: Order) -> None:
    for form in (Form.JSON, Form.CSV, Form.README):
        text = export(register, order, form).decode()
        assert [secret for secret in SECRETS if secret in text] == []


@pytest.mark.parametrize("order", ORDERS, ids=str)
def test_a_public_export_leaves_every_figure_as_it_is(register: Engine, order: Order) -> None:
    whole = Order(order.table, order.filters, order.by)
    figures = ("measure", "low", "best", "high", "claims", "origins")

    def told(found: list[dict[str, Any]]) -> list[list[Any]]:
        return [[row[name] for name in figures if name in row] for row in found]

    assert told(rows(register, order)) == told(rows(register, whole))


def test_a_confidential_source_is_named_as_its_kind(register: Engine) -> None:
    found = rows(register, Order(Table.CLAIMS, public=True))
    named = {(row["source"], row["origin"]) for row in found}
    kind = "Health authority or hospital (confidential)"
    assert named == {(kind, None), ("Monitor", kind), ("Monitor", None)}


def test_a_part_still_names_the_total_that_it_is_never_added_to(register: Engine) -> None:
    found = rows(register, Order(Table.CLAIMS, public=True))
    part = next(row for row in found if row["subset_of"])
    whole = next(row for row in found if row["key"] == part["subset_of"])
    assert (whole["best"], part["best"], part["key"] != whole["key"]) == (7, 2, True)


def test_claims_and_figures_of_one_incident_carry_the_same_number(register: Engine) -> None:
    claims = {row["incident"] for row in rows(register, Order(Table.CLAIMS, public=True))} - {None}
    assert claims == {row["incident"] for row in rows(register, Order(Table.INCIDENTS, public=True))}
    assert {"house", "far"} < claims


def test_places_that_are_confidential_or_known_to_the_spot_are_their_governorate(register: Engine) -> None:
    found = {row["key"]: row for row in rows(register, Order(Table.CLAIMS, public=True))}
    places = {(row["place"], row["pcode"]) for row in found.values()}
    assert places == {("Idleb", "SY07")}
    assert (found["monitor/3/killed"]["place_precision"], found["monitor/3/killed"]["notes"]) == ("4", "open")
    assert found["monitor/4/killed"]["place_precision"] is None


def test_a_vague_figure_keeps_its_word_and_not_the_words_around_it(register: Engine) -> None:
    found = rows(register, Order(Table.CLAIMS, Filters(measure=Measure.INJURED), public=True))
    assert [(row["verbatim"], row["word"], row["text"], row["low"]) for row in found] == [
        (None, "dozens", "dozens", 24)
    ]


def test_words_that_nobody_else_uses_are_told_as_words(sqlite_engine: Engine) -> None:
    vague = {"verbatim": "a roomful", "span": (0, 9), "low": None, "best": None, "high": None}
    with writing(sqlite_engine) as session:
        record(session, make_batch(make_claim(source=SECRET, quantifier=Quantifier.VAGUE, **vague)))
        session.scalars(select(Source)).one().confidential = True
    assert [row["text"] for row in rows(sqlite_engine, Order(Table.CLAIMS, public=True))] == ["in words"]


def test_an_incident_that_was_merged_with_a_confidential_one_tells_no_place_of_it(register: Engine) -> None:
    with writing(register) as session:
        pair = {"incident_id": _id(session, "far"), "other_id": _id(session, f"{SECRET}/strike")}
        told = {"decided_by": "Rana", "reason": "the same", "recorded_at": datetime.now(UTC)}
        session.add(Judgement(kind=JudgementKind.MERGE, **pair, **told))
    merged = [row for row in rows(register, Order(Table.INCIDENTS, public=True)) if "incident " in row["incident"]]
    assert {(row["place"], row["place_name"], row["pcode"]) for row in merged} == {("Idleb", "Idleb", "SY07")}


def _id(session: Session, code: str) -> int | None:
    return session.scalars(select(col(Incident.id)).where(col(Incident.code) == code)).one()


def test_a_public_export_says_that_it_is_one(register: Engine) -> None:
    about = json.loads(export(register, Order(Table.CLAIMS, Filters(source=SECRET, place="Ariha"), public=True)))[
        "about"
    ]
    assert "named as their kind" in about["public"]
    assert about["filters"] == {"source": "Health authority or hospital (confidential)", "place": "[place in Idleb]"}


@pytest.mark.parametrize(
    ("asked", "told"),
    [("SY0701", "SY0701"), ("Harim", "SY0703"), ("idleb", "SY07"), ("SY", "SY"), ("C1", "[place in Idleb]")],
)
def test_a_public_export_of_a_part_of_a_governorate_never_says_that_it_is_the_governorate(
    sqlite_engine: Engine, asked: str, told: str
) -> None:
    with writing(sqlite_engine) as session:
        session.add(Place(pcode="SY0701", level=PlaceLevel.DISTRICT, name_en="Ariha", parent="SY07"))
        session.add(Place(pcode="SY0703", level=PlaceLevel.DISTRICT, name_en="Harim", parent="SY07"))
        session.add(Place(pcode="C1", level=PlaceLevel.SETTLEMENT, name_en="Salqin", parent="SY0703"))
    about = json.loads(export(sqlite_engine, Order(Table.TOTALS, Filters(place=asked), public=True)))["about"]
    assert about["filters"] == {"place": told}


def test_what_is_not_public_keeps_its_words(register: Engine) -> None:
    text = export(register, Order(Table.CLAIMS)).decode()
    assert SECRET in text
    assert WORDS in text


def test_the_public_change_log_says_nothing_of_it_either(register: Engine) -> None:
    with reading(register) as session:
        discretion = Discretion.of(session)
        whole = list(changes(session, Window()))
        shown = [public_change(change, discretion) for change in whole]
    text = json.dumps([[change_row(change), flat_row(change)] for change in shown], ensure_ascii=False)
    assert [secret for secret in (*SECRETS, "file-", "test") if secret in text] == []
    assert [(change.cursor, change.kind, change.version) for change in shown] == [
        (change.cursor, change.kind, change.version) for change in whole
    ]
    assert [getattr(change.after, "low", None) for change in shown] == [
        getattr(change.after, "low", None) for change in whole
    ]
    assert "dozens" in text


PASSED_ON = {
    "notes": f"passed on by {SECRET.upper()}; {ALIAS} وعيادة أريحا",
    "cause": f"shelling, says {SECRET}",
    "verbatim": f"5, {SECRET} says",
    "document": DocumentDraft(title=f"{SECRET} reports", url="https://news.example/clinic-of-ariha-struck"),
}
"""What another source, which may be named, says of whom it has it from."""


def test_what_others_say_names_no_confidential_source(register: Engine) -> None:
    told = make_claim(f"monitor/as {SECRET}/killed", row=10, source="Monitor", incident="square", best=5, **PASSED_ON)
    with writing(register) as session:
        record(session, make_batch(told))
    shown = str(rows(register, Order(Table.CLAIMS, public=True))) + str(rows(register, ORDERS[1]))
    with reading(register) as session:
        discretion = Discretion.of(session)
        log = [public_change(change, discretion) for change in changes(session, Window())]
    shown += json.dumps([[change_row(change), flat_row(change)] for change in log], ensure_ascii=False)
    named = (*SECRETS, SECRET.upper(), "clinic-of-ariha")
    assert [secret for secret in named if secret in shown] == []
    assert "passed on by Health authority or hospital (confidential)" in shown


def test_a_kind_stays_though_a_confidential_source_has_a_part_of_it_for_a_name(register: Engine) -> None:
    with writing(register) as session:
        session.scalars(select(Source).where(col(Source.name) == SECRET)).one().aliases = ["Hospital", "confidential"]
    found = rows(register, Order(Table.CLAIMS, public=True))
    assert {row["source"] for row in found} == {"Health authority or hospital (confidential)", "Monitor"}
