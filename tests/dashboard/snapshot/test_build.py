"""The PDF of a real register: what it holds, that it is the same twice, and what `sijill verify` says of it."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import Engine

from dashboard.settings import Settings, assets_dir
from dashboard.snapshot import build
from dashboard.snapshot.build import snapshot_pdf
from dashboard.snapshot.check import check_snapshot
from dashboard.snapshot.data import data_of
from dashboard.snapshot.verify import inspect
from db.columns.store import beside
from db.deciding.confidential_places import set_confidential
from db.engine import migrate, open_register, writing
from db.filters import FilterError, Filters
from db.redaction.redacting import redact
from db.redaction.scope import Scope
from db.vocabulary import Measure
from ingest.pipeline import ingest


@pytest.fixture
def demo(sqlite_demo_url: str) -> Iterator[Engine]:
    engine = open_register(sqlite_demo_url)
    yield beside(engine)
    engine.dispose()


@pytest.fixture(scope="module")
def demo_pdf(demo_template: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The whole demo in English, as each test's ``demo`` would give it while it is untouched."""
    engine = open_register(f"sqlite:///{shutil.copy(demo_template, tmp_path_factory.mktemp('pdf') / 'demo.sqlite')}")
    pdf = snapshot_pdf(beside(engine), Filters(), "en", Settings())
    engine.dispose()
    return pdf


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def ingest_text(register: Engine, folder: Path, text: str) -> None:
    file = folder / "more.csv"
    file.write_text(text, "utf-8")
    ingest(register, file)


def test_every_headline_figure_of_the_demo_is_in_the_pdf(demo_pdf: bytes) -> None:
    text = text_of(demo_pdf)
    for figure in ("4+", "> 300,000", "350,209", "306,887", "143,350", "163,537", "367,965", "111,330", "millions"):
        assert figure in text
    for name in ("White Helmets", "OHCHR", "Syrian Observatory for Human Rights", "IDMC", "UNHCR"):
        assert name in text


def test_the_arabic_pdf_speaks_arabic(demo: Engine) -> None:
    text = text_of(snapshot_pdf(demo, Filters(), "ar", Settings()))
    for words in ("الخوذ البيضاء", "إدلب", "القتلى", "ملايين"):
        assert words in text
    assert "Recorded incidents" not in text


def test_the_same_register_and_view_give_the_same_bytes(demo: Engine) -> None:
    filters = Filters(measure=Measure.KILLED)
    assert snapshot_pdf(demo, filters, "en", Settings()) == snapshot_pdf(demo, filters, "en", Settings())


def test_an_empty_register_says_so(sqlite_engine: Engine) -> None:
    assert "There are no claims in this view" in text_of(snapshot_pdf(sqlite_engine, Filters(), "en", Settings()))


def test_a_place_that_is_not_known_is_refused(demo: Engine) -> None:
    with pytest.raises(FilterError, match="Atlantis"):
        snapshot_pdf(demo, Filters(place="Atlantis"), "en", Settings())


def test_an_untouched_pdf_is_intact_and_agrees_with_its_register(demo_pdf: bytes, sqlite_demo_url: str) -> None:
    by_itself = open_register(sqlite_demo_url)  # as `sijill verify` asks it: without the copy that the PDF is from
    verdict = check_snapshot(demo_pdf, by_itself, assets_dir())
    by_itself.dispose()
    assert verdict.intact
    assert verdict.lines[-1] == "The register still says the same."


def test_a_later_claim_does_not_change_what_the_register_said_then(
    demo: Engine, demo_pdf: bytes, tmp_path: Path
) -> None:
    ingest_text(demo, tmp_path, "source,date,place,killed\nOffice,2024-12-02,Homs,3\n")
    verdict = check_snapshot(demo_pdf, demo, assets_dir())
    assert verdict.intact
    assert "since, it has changed" in verdict.lines[-1]


def test_another_register_does_not_hold_the_pdfs_data(demo_pdf: bytes, tmp_path: Path) -> None:
    other = open_register(f"sqlite:///{tmp_path / 'other.sqlite'}")
    migrate(other)
    verdict = check_snapshot(demo_pdf, other, assets_dir())
    other.dispose()
    assert "holds other data" in verdict.lines[-1]


def test_the_data_inside_is_what_the_command_line_prints(demo_pdf: bytes) -> None:
    sealed = inspect(demo_pdf)
    assert b'"word":"millions"' in sealed.data
    assert sealed.tables["claims.csv"].startswith(b"\xef\xbb\xbf")


def test_a_document_of_an_earlier_moment_says_how_much_changed_since(demo: Engine, tmp_path: Path) -> None:
    then = Filters(as_of=datetime.now(UTC))
    assert "nothing has changed" in text_of(snapshot_pdf(demo, then, "en", Settings()))
    ingest_text(demo, tmp_path, "source,date,place,killed\nOffice,2024-12-02,Homs,3\n")
    pdf = snapshot_pdf(demo, then, "en", Settings())
    assert "1 claim added" in text_of(pdf)
    assert check_snapshot(pdf, demo, assets_dir()).lines[-1].startswith("The register said so then")
    assert "Since then" not in text_of(snapshot_pdf(demo, Filters(), "en", Settings()))


def test_a_pdf_from_before_a_redaction_is_told_from_a_forged_one(demo: Engine, demo_pdf: bytes) -> None:
    key = "News article on Aleppo and Idlib/idlib-airstrikes/killed"
    with writing(demo) as session:
        redact(session, Scope(claim=key), text="names Idlib only", by="Rana", reason="names a witness")
    verdict = check_snapshot(demo_pdf, demo, assets_dir())
    assert verdict.intact
    assert "the same in every figure, and 1 text has been redacted since" in verdict.lines[-1]
    assert "by Rana on" in verdict.lines[-1]
    new = snapshot_pdf(demo, Filters(), "en", Settings())
    assert "The article [redacted];" in " ".join(text_of(new).split())
    assert check_snapshot(new, demo, assets_dir()).lines[-1] == "The register still says the same."


def test_no_contact_is_in_a_pdf_and_an_older_one_that_has_some_still_agrees(
    demo: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest_text(demo, tmp_path, "source,date,place,killed,notes\nOffice,2024-12-02,Homs,3,ask 0933 123 456\n")
    pdf = snapshot_pdf(demo, Filters(), "en", Settings())
    assert "ask [contact withheld]" in " ".join(text_of(pdf).split())
    assert "numbers of identity in texts are withheld" in " ".join(text_of(pdf).split())
    assert not any(b"0933 123 456" in data for data in inspect(pdf).files.values())
    assert check_snapshot(pdf, demo, assets_dir()).lines[-1] == "The register still says the same."
    with monkeypatch.context() as earlier:
        earlier.setattr(build, "all_without_contacts", lambda content: content)
        earlier.setattr(build, "data_of", partial(data_of, contacts_withheld=False))
        older = snapshot_pdf(demo, Filters(), "en", Settings())
    assert any(b"0933 123 456" in data for data in inspect(older).files.values())
    assert check_snapshot(older, demo, assets_dir()).lines[-1] == "The register still says the same."


def test_a_pdf_whose_version_counted_fewer_things_still_agrees(demo: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def as_once(*asked: Any) -> dict[str, Any]:
        data = data_of(*asked)
        return data | {"data_version": ".".join(data["data_version"].split(".")[:4])}

    with writing(demo) as session:
        set_confidential(session, "SY0200", True, by="Rana", reason="a shelter")
    with monkeypatch.context() as earlier:
        earlier.setattr(build, "data_of", as_once)
        older = snapshot_pdf(demo, Filters(), "en", Settings())
    assert check_snapshot(older, demo, assets_dir()).lines[-1] == "The register still says the same."
