"""A file that comes by a computer whose clock is behind the register is recorded after what is there, and told."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, update

from db.engine import reading, writing
from db.filters import Filters
from db.models import Batch, Claim
from db.queries import totals
from ingest.outcome import Outcome

Put = Callable[..., Outcome]

HEADER = "id,source,date,place,killed\n"
AHEAD = datetime.now(UTC) + timedelta(days=1)


def _as_if_tomorrow(engine: Engine) -> None:
    with writing(engine) as session:
        for table in (Batch, Claim):
            session.connection().execute(update(table).values(recorded_at=AHEAD))


def test_a_correction_by_a_clock_that_was_set_back_goes_in_after_what_it_corrects(engine: Engine, put: Put) -> None:
    first = put(HEADER + "1,Office,2024-11-29,Idleb,4\n")
    assert "clock_behind" not in {issue.code for issue in first.issues}
    _as_if_tomorrow(engine)
    second = put(HEADER + "1,Office,2024-11-29,Idleb,6\n2,Office,2024-11-30,Idleb,1\n")
    [told] = [issue for issue in second.issues if issue.code == "clock_behind"]
    assert (told.row, f"{AHEAD:%Y-%m-%d %H:%M} UTC" in told.message, "sijill check" in told.remedy) == (
        None,
        True,
        True,
    )
    assert (second.new, second.revised) == (1, 1)
    with reading(engine) as session:
        known = [total.best for total in totals(session, Filters(as_of=AHEAD))]
        now = [total.best for total in totals(session, Filters())]
    assert (known, now) == ([4], [7])
