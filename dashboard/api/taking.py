"""Files to take away, made as long work: the PDF of a view, and exports of it."""

from collections.abc import Iterator
from pathlib import Path

from sqlmodel import Session

from dashboard.desk import Desk
from dashboard.exports.about import About
from dashboard.exports.columns import Table
from dashboard.exports.make import made
from dashboard.exports.order import Form, Order
from dashboard.jobs import Job, Made, Tell
from dashboard.jobs.reasons import TRY_AGAIN, WorkError
from dashboard.locale import Speaker
from dashboard.locale.tongues import file_name
from dashboard.rows.problems import problem
from dashboard.settings import assets_dir
from db.engine import reading
from db.filters import Filters

TELL_EVERY = 1_000
"""Rows of an export between two words of how far it is."""


def start_snapshot(desk: Desk, filters: Filters, speakers: tuple[Speaker, ...]) -> Job:
    """Begin the PDF of a view, a part for each of who speaks."""
    name = file_name(speakers)

    def work(tell: Tell, path: Path) -> Made:
        from dashboard.snapshot.build import document  # noqa: PLC0415  (typst and all that it needs)
        from dashboard.snapshot.errors import SnapshotError  # noqa: PLC0415
        from dashboard.snapshot.render import render  # noqa: PLC0415

        tell("ask", 0, None)
        with reading(desk.engine) as session:
            parts = document(session, filters, speakers, desk.settings.organisation)
        tell("set", 0, None)
        try:
            path.write_bytes(render(*parts, assets=assets_dir()))
        except SnapshotError as error:
            raise WorkError(problem("snapshot", str(error), TRY_AGAIN)) from error
        return Made(file=name, media_type="application/pdf")

    return desk.jobs.start("snapshot", name, work)


def start_export(desk: Desk, order: Order, form: Form) -> Job:
    """Begin an export."""
    name = order.file_name(form)

    def work(tell: Tell, path: Path) -> Made:
        with reading(desk.engine) as session, path.open("wb") as file:
            about = About.of(session, order, desk.settings.organisation)
            every = about.claims if order.table is Table.CLAIMS else None
            file.writelines(_pieces(session, about, order, form, tell, every))
        return Made(file=name, media_type=form.media_type)

    return desk.jobs.start("export", name, work)


def _pieces(session: Session, about: About, order: Order, form: Form, tell: Tell, every: int | None) -> Iterator[bytes]:
    def told(done: int) -> None:
        if done % TELL_EVERY == 0:
            tell("write", done, every)

    told(0)
    return made(session, about, order, form, told)
