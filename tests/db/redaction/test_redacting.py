"""A redaction takes a text from all that the register holds of a claim, and changes no number at any moment."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlmodel import col

from db.batches import UnknownBatchError, issues_of, rejected_rows
from db.columns.store import beside
from db.deciding.verdicts import discount
from db.drafts import ClaimDraft, DocumentDraft, RowDraft
from db.engine import migrate, open_register, reading, writing
from db.filters import Filters
from db.history.change_records import ChangeKind, Withheld
from db.history.changes import changes
from db.history.occasions import Window
from db.judgements.refusals import JudgementError
from db.kept_files.packed_file import PackedFile
from db.ledger import Recorded, record
from db.models import Judgement
from db.queries import claims, totals
from db.redaction.file_bytes import kept_bytes
from db.redaction.gaps import gaps_of
from db.redaction.leavings import clear_leavings
from db.redaction.redacting import Redacted, redact
from db.redaction.scope import Scope
from db.vocabulary import Measure, Quantifier, Series, Severity
from db.withdrawal import withdraw
from tests.db.conftest import make_batch, make_claim
from tests.db.test_batches import Trouble

START = datetime(2024, 12, 2, 18, tzinfo=UTC)
LATER = START + timedelta(days=1)
WITNESS = "Umm Said 0933 123 456"
SIGNED = {"by": "Rana", "reason": "names a witness"}
FILE = f"id,killed,notes\n1,4,ask {WITNESS}\n2,7,nothing\n"


@pytest.fixture
def told(engine: Engine, put: Callable[..., Recorded], claim: Callable[..., ClaimDraft], tmp_path: Path) -> Engine:
    """A file whose claim names a witness in words, excerpt and notes, a second row of it, and a revision by another."""
    path = tmp_path / "a.csv"
    path.write_text(FILE, encoding="utf-8")
    said: dict[str, Any] = {
        "verbatim": f"4 dead, says {WITNESS}",
        "span": (0, 1),
        "excerpt": f"In the street 4 dead, says {WITNESS}.",
        "notes": f"ask {WITNESS}; about",
        "document": DocumentDraft(f"Call of {WITNESS}", "https://example.org/a"),
    }
    injured = claim("office/1/injured", measure=Measure.INJURED, **said | {"verbatim": "9", "best": 9})
    other = claim("office/2/killed", row=3, best=7, notes="nothing", incident="event-2")
    quoting = Trouble(Severity.WARNING, "odd", f"{WITNESS!r} is odd.", 2, column="notes", value=WITNESS)
    rejected = RowDraft(4, {"id": "3", "notes": f"also {WITNESS}"})
    put(claim(**said), injured, other, issues=[quoting], rejects=[rejected], packed=PackedFile(path), now=START)
    put(claim(**said | {"best": 5}), now=START + timedelta(hours=1))
    return engine


def take(engine: Engine, **asked: Any) -> Redacted:
    scope = {name: asked.pop(name) for name in ("claim", "batch", "document") if name in asked}
    with writing(engine) as session:
        return redact(session, Scope(**scope), **{"now": LATER, **SIGNED, **asked})


def test_an_exact_text_is_nowhere_afterwards_and_no_number_changes(
    told: Engine, contents: Callable[[Engine], Any], answers: Callable[..., dict[str, Any]]
) -> None:
    before = [_numbers(answers(told, Filters(as_of=moment))) for moment in (None, START)]
    done = take(told, claim="office/1/killed", text=WITNESS)
    assert (done.claims, done.files, done.files_gone, done.still_in) == (2, (1,), (), ())
    assert WITNESS not in str(contents(told))
    assert [_numbers(answers(told, Filters(as_of=moment))) for moment in (None, START)] == before
    with reading(told) as session:
        assert kept_bytes(session.connection(), 1) == FILE.replace(WITNESS, "[redacted]").encode()
        first = claims(session, Filters(as_of=START))
        assert {claim.verbatim for claim in first} == {"4 dead, says [redacted]", "9", "7"}
        assert {claim.notes for claim in first} == {"ask [redacted]; about", "nothing"}
        assert {claim.title for claim in first if claim.title} == {"Call of [redacted]"}
        assert rejected_rows(session, 1) == [RowDraft(4, {"id": "3", "notes": "also [redacted]"})]
        ((_, kind),) = issues_of(session, 1, Severity.WARNING)
        assert (kind.message, kind.value) == ("'[redacted]' is odd.", "[redacted]")


def _numbers(answer: dict[str, Any]) -> Any:
    """What counts and adds up, whatever version of the register it is."""
    found = {name: found for name, found in answer.items() if name.startswith(("totals", "incidents"))}
    return found | {"standing": replace(answer["standing"], data_version="")}


def test_texts_go_whole_and_the_figure_and_what_rules_noted_stay(
    told: Engine, contents: Callable[[Engine], Any]
) -> None:
    done = take(told, claim="office/1/killed")
    assert (done.files, done.files_gone) == ((), (1,))
    with reading(told) as session:
        found = {claim.key: claim for claim in claims(session, Filters())}
        assert kept_bytes(session.connection(), 1) is None
    killed, injured = found["office/1/killed"], found["office/1/injured"]
    assert (killed.verbatim, killed.span, killed.excerpt) == ("4 [redacted]", (0, 1), "[redacted]")
    assert (killed.notes, injured.notes, injured.verbatim) == ("[redacted]; about", "[redacted]; about", "9")
    assert found["office/2/killed"].notes == "nothing"
    texts = str({name: rows for name, rows in contents(told).items() if name not in {"document", "batch_row"}})
    assert "Umm Said" not in texts


def test_who_took_it_away_when_and_why_is_told_and_logged_without_the_text(told: Engine) -> None:
    take(told, claim="office/1/killed", text=WITNESS, fields=["notes"])
    with reading(told) as session:
        gaps = gaps_of(session, ["office/1/killed", "office/1/injured", "office/2/killed"])
        assert set(gaps) == {"office/1/killed", "office/1/injured"}
        (gap,) = gaps["office/1/killed"]
        assert (gap.by, gap.reason, gap.when, gap.fields, gap.exact) == (*SIGNED.values(), LATER, ("notes",), True)
        (change,) = changes(session, Window(since=LATER - timedelta(minutes=1)))
    assert (change.kind, change.by, change.reason) == (ChangeKind.TEXTS_REDACTED, "Rana", "names a witness")
    assert change.after == Withheld("office/1/killed", None, None, ("notes",), True, 2, 3)


def test_a_field_that_was_not_asked_for_keeps_its_text(told: Engine) -> None:
    take(told, claim="office/1/killed", fields=["notes"])
    with reading(told) as session:
        found = {claim.key: claim for claim in claims(session, Filters())}
        assert kept_bytes(session.connection(), 1) == FILE.encode()
    assert WITNESS in found["office/1/killed"].verbatim
    assert found["office/1/killed"].notes == "[redacted]; about"


def test_a_whole_file_and_all_that_cite_a_document_can_be_meant(told: Engine) -> None:
    assert take(told, batch=1, text="nothing", fields=["notes"]).claims == 1
    done = take(told, document="https://example.org/a", fields=["title", "url"])
    assert (done.claims, done.texts) == (0, 2)
    with reading(told) as session:
        found = {claim.key: claim for claim in claims(session, Filters())}
    assert (found["office/1/killed"].title, found["office/1/killed"].url) == ("[redacted]", "[redacted]")
    assert found["office/2/killed"].notes == "[redacted]"


def test_a_vague_word_is_the_figure_and_stays(engine: Engine, put: Callable[..., Recorded]) -> None:
    vague: dict[str, Any] = {"quantifier": Quantifier.VAGUE, "low": 24, "best": None, "high": None}
    put(make_claim(verbatim="dozens, says Umm Said", span=(0, 6), **vague))
    with reading(engine) as session:
        before = totals(session, Filters())
    take(engine, claim="office/1/killed", text="dozens, says Umm")
    with reading(engine) as session:
        (found,) = claims(session, Filters())
        assert totals(session, Filters()) == before
    assert (found.verbatim, found.span) == ("[redacted] dozens", (11, 17))


def test_definitions_that_were_different_stay_so(engine: Engine, put: Callable[..., Recorded]) -> None:
    toll: dict[str, Any] = {"series": Series.CUMULATIVE, "incident": None}
    names = ("Umm Said", "Abu Said")
    put(*(make_claim(f"office/{name}", row=2, definition=f"as {name} counts", **toll) for name in names))
    with reading(engine) as session:
        before = len(totals(session, Filters()))
    take(engine, claim="office/Umm Said", text="Umm Said", fields=["definition"])
    take(engine, claim="office/Abu Said", text="Abu Said", fields=["definition"])
    with reading(engine) as session:
        assert len(totals(session, Filters())) == before
        assert {each.definition for each in claims(session, Filters())} == {
            "as [redacted 1.1] counts",
            "as [redacted 2.1] counts",
        }


def test_reasons_that_people_wrote_lose_the_exact_text_too(told: Engine) -> None:
    with writing(told) as session:
        discount(session, "event-1", by="desk", reason=f"{WITNESS} says so", now=START)
    take(told, claim="office/1/killed", text=WITNESS)
    with reading(told) as session:
        reasons = list(session.scalars(select(col(Judgement.reason))))
    assert "[redacted] says so" in reasons
    assert WITNESS not in str(reasons)


def test_where_the_text_still_stands_is_told(engine: Engine, put: Callable[..., Recorded]) -> None:
    put(make_claim(place=f"house of {WITNESS}", notes=WITNESS))
    assert take(engine, claim="office/1/killed", text=WITNESS).still_in == ("place",)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({}, "not_of_one_thing"),
        ({"claim": "office/1/killed", "batch": 1}, "not_of_one_thing"),
        ({"claim": "office/7/killed"}, "nothing_to_redact_from"),
        ({"document": "https://example.org/none"}, "nothing_to_redact_from"),
        ({"claim": "office/1/killed", "by": " "}, "redaction_not_signed"),
        ({"claim": "office/1/killed", "reason": ""}, "redaction_not_signed"),
        ({"claim": "office/1/killed", "text": WITNESS, "reason": f"{WITNESS} asked"}, "redaction_not_signed"),
        ({"claim": "office/1/killed", "fields": ["low"]}, "no_such_text_field"),
        ({"claim": "office/1/killed", "fields": ["definition"]}, "definition_is_whole"),
        ({"claim": "office/1/killed", "text": "no"}, "text_too_short"),
        ({"claim": "office/1/killed", "text": "never said"}, "nothing_to_redact"),
    ],
    ids=str,
)
def test_what_can_not_be_redacted_is_refused_and_nothing_changes(
    told: Engine, asked: dict[str, Any], code: str, contents: Callable[[Engine], Any]
) -> None:
    before = contents(told)
    with pytest.raises(JudgementError) as refused:
        take(told, **asked)
    assert refused.value.code == code
    assert contents(told) == before


def test_a_batch_that_is_not_there_is_refused_by_its_number(told: Engine) -> None:
    with pytest.raises(UnknownBatchError, match="no batch 7"):
        take(told, batch=7)


def test_a_second_redaction_of_the_same_text_finds_nothing(told: Engine) -> None:
    take(told, claim="office/1/killed", text=WITNESS)
    with pytest.raises(JudgementError, match="nothing there says this"):
        take(told, claim="office/1/killed", text=WITNESS)


def test_what_is_withdrawn_later_stays_redacted(told: Engine, contents: Callable[[Engine], Any]) -> None:
    take(told, claim="office/1/killed", text=WITNESS)
    with writing(told) as session:
        withdraw(session, 2, by="desk", reason="wrong", now=LATER)
    assert WITNESS not in str(contents(told))


def test_no_copy_of_the_register_keeps_the_text(tmp_path: Path) -> None:
    """A toll is told with its words and its definition, which the columnar copy holds."""
    engine = beside(open_register(f"sqlite:///{tmp_path}/register.sqlite"))
    migrate(engine)
    toll: dict[str, Any] = {"series": Series.CUMULATIVE, "incident": None, "definition": f"as {WITNESS} counts"}
    toll |= {"quantifier": Quantifier.VAGUE, "low": 24, "best": None, "high": None}
    with writing(engine) as session:
        record(session, make_batch(make_claim(verbatim=f"dozens, says {WITNESS}", span=(0, 6), **toll)), now=START)
    held = Path(f"{tmp_path}/register.sqlite.columns")
    with reading(engine) as session:
        (before,) = totals(session, Filters())
    assert WITNESS.encode() in _bytes_of(held)
    take(engine, claim="office/1/killed", text=WITNESS)
    with reading(engine) as session:
        (after,) = totals(session, Filters())
    assert (after.low, after.word, after.claims) == (before.low, before.word, before.claims)
    assert (before.definition, after.definition) == (f"as {WITNESS} counts", "as [redacted 1.1] counts")
    assert WITNESS.encode() not in _bytes_of(held)
    engine.dispose()


def test_the_files_of_a_register_on_sqlite_hold_no_leavings(tmp_path: Path) -> None:
    path = tmp_path / "register.sqlite"
    engine = open_register(f"sqlite:///{path}")
    migrate(engine)
    secret = "Zaynab-of-the-well"
    with writing(engine) as session:
        record(session, make_batch(make_claim(notes=f"ask {secret} " * 50)), now=START)
    assert secret.encode() in _bytes_of(tmp_path)
    take(engine, claim="office/1/killed", text=secret)
    assert clear_leavings(engine) is None
    assert secret.encode() not in _bytes_of(tmp_path)
    engine.dispose()


def test_leavings_that_can_not_be_cleared_are_told(tmp_path: Path) -> None:
    engine = open_register(f"sqlite:///{tmp_path}/register.sqlite")
    migrate(engine)
    with sqlite3.connect(tmp_path / "register.sqlite") as other:
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM claim").fetchone()
        with engine.connect() as held:
            held.exec_driver_sql("PRAGMA busy_timeout = 10")
        assert "reading the register" in (clear_leavings(engine) or "")
    engine.dispose()


def _bytes_of(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
