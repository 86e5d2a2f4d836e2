"""The plain page whole: head, filters, parts, foot; and what it says when a filter or the register fails."""

import logging
from collections.abc import Callable
from typing import NamedTuple

from sqlmodel import Session

from dashboard.desk import Desk
from dashboard.lite.content import overview_parts
from dashboard.lite.form import filter_form
from dashboard.lite.frame import PATH, footer, masthead, said
from dashboard.lite.sheet import drawing_sheet, page_sheet
from dashboard.locale import Speaker
from dashboard.markup import DOCTYPE, Markup, joined, style, tag
from dashboard.mending import mended_address
from dashboard.view import View, speaker_of, without_filters
from dashboard.wording.filters import filter_words
from db import queries
from db.engine import reading
from db.filters import FilterError

FOUND, MISSING = 200, 404
log = logging.getLogger(__name__)
Parts = Callable[[Session, View, str], Markup]
"""What a page says of a view; the string is the query of its address."""


class MissingError(LookupError):
    """The thing that an address names is not there; the message says so in the reader's language."""


class Answer(NamedTuple):
    """A page and its status; of a page that could not be made, one that says why and the way out."""

    status: int
    page: Markup


def lite_page(desk: Desk, search: str, scheme: str | None = None) -> Answer:
    """The page of an address; ``scheme`` is light or dark, if the reader has chosen."""
    speaker = speaker_of(search, desk.settings.language)
    status, parts = parts_of(desk, PATH, search, overview_parts)
    return Answer(status, _document(desk, search, speaker, parts, scheme))


def parts_of(desk: Desk, path: str, search: str, parts: Parts) -> Answer:
    """The filters and what a page says of them, or why it can't say anything."""
    speaker = speaker_of(search, desk.settings.language)
    try:
        with reading(desk.engine) as session:
            form = filter_form(queries.choices(session), search, speaker, path)
            status, shown = _asked(session, desk, path, search, parts)
    except Exception:
        log.exception("the plain page could not be made")
        return Answer(503, said(speaker.text("The register could not be read.")))
    filters = tag("details", tag("summary", speaker.text("Filters")), form, open=status != FOUND)
    return Answer(status, joined([filters, shown]))


def _asked(session: Session, desk: Desk, path: str, search: str, parts: Parts) -> Answer:
    """What the register says, or which filter it can't be asked by."""
    speaker = speaker_of(search, desk.settings.language)
    try:
        return Answer(FOUND, parts(session, View.from_search(search, desk.settings.language), search))
    except FilterError as error:
        title = speaker.text("The address of this page holds a filter that can't be used.")
        ways_out = [tag("a", speaker.text("Reset filters"), href=path + without_filters(search))]
        if meant := mended_address(search, speaker):
            ways_out.insert(0, tag("a", meant.said, href=path + meant.search))
        return Answer(422, said(title, tag("bdi", filter_words(error, speaker)), *ways_out))
    except MissingError as error:
        return Answer(MISSING, said(str(error)))


def _document(desk: Desk, search: str, speaker: Speaker, body: Markup, scheme: str | None) -> Markup:
    text = speaker.text
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"Sijill سجل: {text('Overview')}"),
        tag("link", rel="icon", type="image/svg+xml", href="/assets/css/icon.svg"),
        style(page_sheet() + drawing_sheet()),
    )
    main = tag("main", tag("h1", text("Overview")), body, id="content", tabindex="-1")
    skip = tag("a", text("Skip to content"), href="#content", class_="skip")
    foot = footer(desk.settings.organisation, speaker)
    whole = tag("body", skip, masthead(PATH, search, speaker), main, foot)
    direction = "rtl" if speaker.rtl else "ltr"
    told = {"lang": speaker.language, "dir": direction, "data_mantine_color_scheme": scheme}
    return joined([DOCTYPE, tag("html", head, whole, **told)])
