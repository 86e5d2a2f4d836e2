"""Many readers at once, as the pages' callbacks are: each gets the whole truth."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import Engine

from db import queries
from db.engine import reading
from db.filters import Filters
from ingest.demo import load_demo


def test_readers_in_many_threads_are_told_the_same(engine: Engine) -> None:
    list(load_demo(engine))

    def ask(_number: int) -> tuple[object, ...]:
        with reading(engine) as session:
            told = queries.claims(session, Filters())
            return (*queries.totals(session, Filters(), "place"), *((claim.source, claim.origin) for claim in told))

    with ThreadPoolExecutor(8) as pool:
        answers = set(pool.map(ask, range(24)))
    assert len(answers) == 1
    assert ("News article on Aleppo and Idlib", "White Helmets") in answers.pop()
