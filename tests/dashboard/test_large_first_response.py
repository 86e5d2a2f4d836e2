"""The first response over a register of many tolls and years: as much as a slow line bears, and what it leaves out."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import brotli
import pytest

from dashboard.desk import Desk
from dashboard.lite.first import first_response
from dashboard.lite.page import FOUND
from dashboard.settings import Settings
from dashboard.shell import ROOMS
from db.engine import writing
from db.ledger import record
from db.vocabulary import Measure, Series
from tests.db.conftest import make_batch, make_claim

MOST_BYTES, OF_THE_FRAME = 40_000, 14_000
"""Of a whole first response, packed; and what of it every page has: styles, filters, the frame that scripts draw."""


def words(body: str) -> str:
    return unescape(re.sub("<[^>]+>", " ", body))


@pytest.fixture
def of_many_tolls(sqlite_url: str, tmp_path: Path) -> Desk:
    """Two hundred offices with tolls and stocks of their own, each with what it counts in many words, over 30 years."""
    offices = range(200)
    tolls = [
        make_claim(
            f"{kind}{n}",
            source=f"Office number {n} for the documentation of what happens to people",
            series=series,
            measure=measure,
            speaks_of=date(2024, 11, 1),
            incident=None,
            best=1000 + n,
            definition=f"People of list {n}: {'residents whom a hospital or a relative named, ' * 4}each once.",
        )
        for n in offices
        for kind, series, measure in (
            ("t", Series.CUMULATIVE, Measure.KILLED),
            ("i", Series.CUMULATIVE, Measure.INJURED),
            ("s", Series.STOCK, Measure.IDPS),
        )
    ]
    months = [
        make_claim(f"m{n}", incident=f"event {n}", date_from=date(1990 + n // 12, n % 12 + 1, 1)) for n in range(400)
    ]
    desk = Desk.of(Settings(database_url=sqlite_url, data_dir=tmp_path))
    with writing(desk.engine) as session:
        record(session, make_batch(*tolls, *months))
    return desk


@pytest.mark.parametrize("path", ["/", "/tolls", "/displacement", "/sources"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_large_register_costs_a_slow_line_no_more_than_40_kilobytes(
    of_many_tolls: Desk, path: str, language: str
) -> None:
    first = first_response(of_many_tolls, path, ROOMS[path], f"?lang={language}")
    assert first.status == FOUND
    assert len(brotli.compress(first.body.encode(), quality=5)) < MOST_BYTES - OF_THE_FRAME


def test_what_a_large_register_leaves_out_of_the_first_response_is_said(of_many_tolls: Desk) -> None:
    body = words(first_response(of_many_tolls, "/", ROOMS["/"], "?lang=en").body)
    assert "388 smaller lines are not drawn." in body
    assert "of 400 rows; the CSV file holds all." in body
    assert re.search(r"\d+ more sources are in the full page", body)
    assert "220 earlier months are not drawn." in body
    arabic = words(first_response(of_many_tolls, "/", ROOMS["/"], "?lang=ar").body)
    assert "شهر سابق غير مرسوم" in arabic or "شهراً سابقاً غير مرسوم" in arabic
