"""A PDF is made to be handed on: it names no confidential source, in no word, place, key or file inside it."""

import json
from datetime import date
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import Engine

from dashboard.locale.tongues import speakers_of
from dashboard.settings import Settings, assets_dir
from dashboard.snapshot.build import build, snapshot_pdf
from dashboard.snapshot.check import check_snapshot
from dashboard.snapshot.codec import to_json
from dashboard.snapshot.verify import inspect
from db.columns.store import beside
from db.drafts import GradeDraft
from db.engine import reading, writing
from db.filters import Filters
from db.ledger import record
from db.models import Place
from db.queries import totals
from db.sources import sourcing
from db.vocabulary import Measure, PlaceLevel, Quantifier, Reliability, RevisionReason, Series, SourceKind
from tests.db.conftest import make_batch, make_claim

SECRET, ALIAS, ARABIC = "Clinic of Ariha", "Ariha hospital", "عيادة أريحا"
WORDS = "seen from the clinic's roof"
SECRETS = (SECRET, ALIAS, ARABIC, WORDS, "Ariha", "أريحا", "behind the bakery", "SY0701", "works at night")
SIGNED = {"by": "Rana", "reason": "its staff is in danger"}


@pytest.fixture
def register(sqlite_engine: Engine) -> Engine:
    """A clinic tells of a strike, of a toll, of people in displacement and of movements, in a town of its own."""
    own: dict[str, Any] = {"source": SECRET, "definition": WORDS, "place": "behind the bakery", "pcode": "SY0701"}
    spoken = {"verbatim": f"7, {WORDS}", "span": (0, 1)}
    vague = {"verbatim": f"dozens, {WORDS}", "span": (0, 6), "low": 24, "best": None, "high": None}
    day = {"speaks_of": date(2024, 12, 1), "incident": None}
    claims = [
        make_claim(f"{SECRET}/1", best=7, incident=f"{SECRET}/strike", **own | spoken),
        make_claim("m", source="Monitor", best=5, incident=f"{SECRET}/strike", notes=f"as {ALIAS} said"),
        make_claim("v", measure=Measure.INJURED, quantifier=Quantifier.VAGUE, incident="x", **own | vague),
        make_claim("t", series=Series.CUMULATIVE, best=90, date_from=date(2024, 1, 1), **own | day),
        make_claim("s", series=Series.STOCK, measure=Measure.IDPS, best=800, **own | day),
        make_claim("p", series=Series.PERIOD, measure=Measure.DISPLACED, best=300, **own | {"incident": None}),
        make_claim("r", source="Monitor", origin=SECRET, best=3, incident="y", place="Idleb", pcode="SY07"),
    ]
    with writing(sqlite_engine) as session:
        names = {"name_en": "Ariha", "name_ar": "أريحا", "parent": "SY07"}
        session.add(Place(pcode="SY0701", level=PlaceLevel.SETTLEMENT, **names))
        session.flush()
        record(session, make_batch(*claims))
        more = {"revision_reason": RevisionReason.LATE_REPORT}
        record(session, make_batch(make_claim("t", series=Series.CUMULATIVE, best=95, **own | day | more)))
        sourcing.describe(
            session, SECRET, {"kind": SourceKind.HEALTH, "name_ar": ARABIC, "reliability_note": "It works at night."},
            **SIGNED,
        )  # fmt: skip
        sourcing.add_alias(session, SECRET, ALIAS, **SIGNED)
        given = GradeDraft(Reliability.B, "Rana", date(2024, 12, 1), f"{SECRET} works at night")
        sourcing.grade(session, SECRET, given)
    return beside(sqlite_engine)


def confidential(engine: Engine, *, hidden: bool = True) -> Engine:
    with writing(engine) as session:
        sourcing.set_confidential(session, SECRET, hidden, **SIGNED)
    return engine


def said_by(pdf: bytes) -> str:
    """All that a PDF says: its pages, its title and every file inside it."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = " ".join(page.get_textpage().get_text_bounded() for page in document)
        title = " ".join(document.get_metadata_dict().values())
    finally:
        document.close()
    files = " ".join(data.decode() for data in inspect(pdf).files.values())
    return " ".join(f"{pages} {title} {files}".split())


VIEWS = [Filters(), Filters(source=SECRET), Filters(place="SY0701", measure=Measure.KILLED)]


LANGUAGES: list[Any] = ["en", "ar", speakers_of("both", "ar", "arab")]


@pytest.mark.parametrize("filters", VIEWS, ids=["all", "of it", "there"])
def test_nothing_that_is_confidential_is_in_the_pdf_in_any_language(register: Engine, filters: Filters) -> None:
    before = said_by(snapshot_pdf(register, filters, LANGUAGES[-1], Settings()))
    assert [secret for secret in (SECRET, ARABIC, WORDS) if secret not in before] == []
    confidential(register)
    for language in LANGUAGES:
        told = said_by(snapshot_pdf(register, filters, language, Settings())).casefold()
        assert [secret for secret in SECRETS if secret.casefold() in told] == []


def test_its_figures_and_its_grade_stay_and_the_pdf_says_what_is_hidden(register: Engine) -> None:
    with reading(register) as session:
        figures = [(total.low, total.best, total.high) for total in totals(session, Filters())]
    pdf = snapshot_pdf(confidential(register), Filters(), "en", Settings())
    data = json.loads(inspect(pdf).data)
    assert [(row["low"], row["best"], row["high"]) for row in data["totals"]] == figures
    kind = "Health authority or hospital (confidential)"
    assert {source["name"]: source["grade"] for source in data["sources"]} == {kind: "B", "Monitor": None}
    told = said_by(pdf)
    assert "1 source is confidential: its kind stands for its name" in told
    assert "dozens" in told
    assert "not shown" in told
    assert {row["pcode"] for row in data["claims"]} == {"SY07"}


def test_a_pdf_agrees_with_its_register_whatever_became_confidential_since(register: Engine) -> None:
    pdfs = [snapshot_pdf(register, Filters(), "en", Settings())]
    pdfs.append(snapshot_pdf(confidential(register), Filters(), "en", Settings()))
    pdfs.append(snapshot_pdf(confidential(register, hidden=False), Filters(), "en", Settings()))
    for pdf in pdfs:
        verdict = check_snapshot(pdf, register, assets_dir())
        assert verdict.intact
        assert verdict.lines[-1] == "The register still says the same."


def test_the_same_register_gives_the_same_bytes_with_a_veil_over_it(register: Engine) -> None:
    confidential(register)
    assert len({snapshot_pdf(register, Filters(), "ar", Settings()) for _ in range(2)}) == 1


def test_what_is_noted_of_a_confidential_claim_or_toll_is_in_no_document(sqlite_engine: Engine) -> None:
    said = {"source": "Quiet desk", "notes": "told by the baker; doubted"}
    toll = make_claim("t", series=Series.CUMULATIVE, date_from=date(2024, 1, 1), date_to=None, best=50, **said)
    with writing(sqlite_engine) as session:
        record(session, make_batch(make_claim("c", **said), toll))
    with reading(sqlite_engine) as session:
        assert "told by the baker" in to_json(build(session, Filters(), "en", "")).decode()
    with writing(sqlite_engine) as session:
        sourcing.set_confidential(session, "Quiet desk", True, **SIGNED)
    with reading(sqlite_engine) as session:
        content = build(session, Filters(), "en", "")
    assert "told by the baker" not in to_json(content).decode()
    assert all(b"told by the baker" not in each.data for each in content.attachments)
