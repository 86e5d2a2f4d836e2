"""A PDF tells no confidential place: in no word, chart, map or file inside it, in neither language."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import Engine

from dashboard.settings import Settings, assets_dir
from dashboard.snapshot.build import build, snapshot_pdf
from dashboard.snapshot.check import check_snapshot
from dashboard.snapshot.codec import to_json
from dashboard.snapshot.verify import inspect
from db.columns.store import beside
from db.engine import reading
from db.filters import Filters
from db.queries import totals
from db.vocabulary import Measure
from tests.conftest import Fill
from tests.dashboard.api.hidden_places import DISTRICT, SECRETS, VILLAGE, fill, hide
from tests.dashboard.snapshot.test_discreet import said_by


@pytest.fixture
def register(begin_with: Callable[[Fill], None], sqlite_engine: Engine) -> Engine:
    begin_with(fill)
    return beside(sqlite_engine)


def told(text: str) -> list[str]:
    plain = text.casefold().replace("\u064e", "").replace("-", " ")
    return [secret for secret in SECRETS if secret.casefold() in plain]


VIEWS = [Filters(), Filters(place=VILLAGE, measure=Measure.KILLED), Filters(source="Ariha desk")]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("filters", VIEWS, ids=["all", "there", "of its desk"])
def test_no_pdf_tells_a_confidential_place(register: Engine, language: Any, filters: Filters) -> None:
    assert set(told(said_by(snapshot_pdf(register, filters, language, Settings())))) > {VILLAGE, "Kafr Lata"}
    hidden = hide(register, DISTRICT)
    assert told(said_by(snapshot_pdf(hidden, filters, language, Settings()))) == []


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("place", [None, "SY07", DISTRICT, VILLAGE])
def test_no_text_of_a_document_tells_it(register: Engine, language: Any, place: str | None) -> None:
    with reading(hide(register, DISTRICT)) as session:
        content = build(session, Filters(place=place), language, "")
    text = to_json(content).decode() + "".join(each.data.decode() for each in content.attachments)
    assert told(text) == []


def test_its_figures_stay_and_the_pdf_says_what_is_hidden(register: Engine) -> None:
    with reading(register) as session:
        figures = [(total.low, total.best, total.high) for total in totals(session, Filters())]
    pdf = snapshot_pdf(hide(register, DISTRICT), Filters(), "en", Settings())
    data = json.loads(inspect(pdf).data)
    assert [(row["low"], row["best"], row["high"]) for row in data["totals"]] == figures
    assert "1 place is confidential: it and what lies in it are shown as their governorate." in said_by(pdf)
    assert "[place in Idleb]" in said_by(pdf)


def test_a_pdf_agrees_with_its_register_whatever_place_became_confidential_since(register: Engine) -> None:
    pdfs = [snapshot_pdf(register, Filters(), "en", Settings())]
    pdfs.append(snapshot_pdf(hide(register, VILLAGE), Filters(), "en", Settings()))
    pdfs.append(snapshot_pdf(hide(register, DISTRICT), Filters(), "en", Settings()))
    hide(register, VILLAGE, hidden=False)
    for pdf in pdfs:
        verdict = check_snapshot(pdf, register, assets_dir())
        assert verdict.intact
        assert verdict.lines[-1] == "The register still says the same."


def test_a_pdf_of_a_confidential_place_alone_can_not_be_asked_for_again(register: Engine) -> None:
    pdf = snapshot_pdf(hide(register, DISTRICT), Filters(place=VILLAGE), "en", Settings())
    assert "can't answer the same question" in check_snapshot(pdf, register, assets_dir()).lines[-1]
