"""One incident of several voices, and how its page is asked for it."""

from typing import Any
from urllib.parse import quote_plus

from sqlalchemy import Engine

from dashboard.desk import Desk
from dashboard.pages.incident.charts import LISTINGS
from dashboard.view import View
from db.deciding import judging
from db.engine import reading, writing
from db.ledger import record
from db.vocabulary import Basis, RevisionReason
from tests.db.conftest import make_batch, make_claim

CODE = "market/strike"


def fill(engine: Engine) -> None:
    """White Helmets and who passes them on, a monitor that says more, and another incident near by."""
    about = {"incident": CODE}
    said = make_claim("w", source="White Helmets", best=4, verbatim="4 people died <b>", span=(0, 1), **about)
    passed = make_claim("g", source="Gazette", origin="White Helmets", best=4, **about)
    monitor = make_claim("m", source="Monitor", best=9, basis=Basis.DOCUMENTED, definition="Named people", **about)
    with writing(engine) as session:
        record(session, make_batch(said, passed, monitor, make_claim("o", source="Office", incident="road", best=9)))
        better = make_claim(
            "m",
            source="Monitor",
            best=10,
            basis=Basis.DOCUMENTED,
            definition="Named people",
            revision_reason=RevisionReason.LATE_REPORT,
            **about,
        )
        record(session, make_batch(better))
        judging.possible(session, CODE, "road", by="Ana", reason="the same hour")


def at(code: str = CODE, more: str = "") -> str:
    return f"?code={quote_plus(code)}{more}"


def table(desk: Desk, listing: str, search: str) -> Any:
    with reading(desk.engine) as session:
        return LISTINGS[listing](session, View.from_search(search))
