"""What is made to be shown to anybody says no telephone, and keeps its keys, codes, figures and web addresses."""

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from dashboard.exports.about import About
from dashboard.exports.columns import Table
from dashboard.exports.discretion import Discretion
from dashboard.exports.make import made
from dashboard.exports.order import Form, Order
from dashboard.exports.public_changes import public_change
from db.engine import reading, writing
from db.history.change_records import Said
from db.history.changes import changes
from db.history.occasions import Window
from db.ledger import record
from tests.db.conftest import make_batch, make_claim

PHONE = "0933 123 456"
KEY = "office/0933123456/killed"


def test_public_exports_and_the_public_log_withhold_contacts_and_others_do_not(sqlite_engine: Engine) -> None:
    said: dict[str, Any] = {"span": (0, 1)}
    said |= {
        "verbatim": f"4, says {PHONE}",
        "excerpt": PHONE,
        "notes": f"ask {PHONE}",
        "definition": f"as {PHONE} counts",
    }
    with writing(sqlite_engine) as session:
        record(session, make_batch(make_claim(KEY, **said)), now=datetime(2024, 12, 2, tzinfo=UTC))
    with reading(sqlite_engine) as session:
        public, own = (_exported(session, Order(Table.CLAIMS, public=public)) for public in (True, False))
        discretion = Discretion.of(session)
        told = [public_change(change, discretion).after for change in changes(session, Window())]
    assert PHONE not in json.dumps(public)
    assert public["claims"][0]["notes"] == "ask [contact withheld]"
    assert public["claims"][0]["key"] == KEY
    assert "numbers of identity in texts are withheld" in json.dumps(public["about"])
    assert own["claims"][0]["notes"] == f"ask {PHONE}"
    assert [each.verbatim for each in told if isinstance(each, Said)] == ["4, says [contact withheld]"]
    assert PHONE not in str(told)


def _exported(session: Session, order: Order) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(b"".join(made(session, About.of(session, order, ""), order, Form.JSON)))
    return found
