"""The plain page whole: head, filters, parts, foot; and what it says when a filter or the register fails."""

import logging
from typing import NamedTuple

from sqlmodel import Session

from dashboard.components.masthead import PAGES
from dashboard.desk import Desk
from dashboard.lite.content import overview_parts
from dashboard.lite.form import filter_form
from dashboard.lite.markup import DOCTYPE, Markup, joined, style, tag
from dashboard.lite.sheet import sheet
from dashboard.locale import Speaker
from dashboard.view import View, search_of, speaker_of, without_filters, words_of
from db import queries
from db.engine import reading
from db.filters import FilterError

PATH = "/lite"
log = logging.getLogger(__name__)


class Answer(NamedTuple):
    """The page and its status; of a page that could not be made, one that says why and the way out."""

    status: int
    page: Markup


def lite_page(desk: Desk, search: str) -> Answer:
    """The page of an address."""
    speaker = speaker_of(search, desk.settings.language)
    try:
        with reading(desk.engine) as session:
            form = filter_form(queries.choices(session), search, speaker, PATH)
            status, parts = _parts(session, desk, search)
    except Exception:
        log.exception("the plain page could not be made")
        said = _said(speaker.text("The register could not be read."))
        return Answer(503, _document(desk, search, speaker, said))
    filters = tag("details", tag("summary", speaker.text("Filters")), form, open=status != 200)
    return Answer(status, _document(desk, search, speaker, joined([filters, parts])))


def _parts(session: Session, desk: Desk, search: str) -> tuple[int, Markup]:
    """What the register says, or which filter it can't be asked by."""
    speaker = speaker_of(search, desk.settings.language)
    try:
        return 200, overview_parts(session, View.from_search(search, desk.settings.language), search)
    except FilterError as error:
        title = speaker.text("The address of this page holds a filter that can't be used.")
        way_out = tag("a", speaker.text("Reset filters"), href=PATH + without_filters(search))
        return 422, _said(title, tag("bdi", str(error)), way_out)


def _said(title: str, *details: Markup) -> Markup:
    lines = [tag("p", detail) for detail in details]
    return tag("div", tag("p", title, class_="notice-title"), lines, class_="notice", role="alert")


def _document(desk: Desk, search: str, speaker: Speaker, body: Markup) -> Markup:
    text = speaker.text
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"Sijill سجل: {text('Overview')}"),
        tag("link", rel="icon", type="image/svg+xml", href="/assets/css/icon.svg"),
        style(sheet()),
    )
    main = tag("main", tag("h1", text("Overview")), body, id="content", tabindex="-1")
    skip = tag("a", text("Skip to content"), href="#content", class_="skip")
    whole = tag("body", skip, _masthead(search, speaker), main, _footer(desk.settings.organisation, speaker))
    direction = "rtl" if speaker.rtl else "ltr"
    return joined([DOCTYPE, tag("html", head, whole, lang=speaker.language, dir=direction)])


def _masthead(search: str, speaker: Speaker) -> Markup:
    """The name, the full pages of the same view, and the same page in the other language or digits."""
    text = speaker.text
    brand = [tag("span", "Sijill", lang="en"), " ", tag("span", "سجل", lang="ar")]
    pages = [tag("a", text(name), href=page + search) for page, name in PAGES]
    return tag(
        "header",
        tag("a", brand, href=PATH + without_filters(search), class_="brand"),
        tag("nav", tag("span", text("Full pages:")), pages, aria_label=text("Pages")),
        tag("nav", _languages(search, speaker), aria_label=text("Language")),
    )


def _languages(search: str, speaker: Speaker) -> list[Markup]:
    words = words_of(search)
    other, name = ("en", "English") if speaker.rtl else ("ar", "العربية")
    links = [tag("a", name, href=PATH + search_of(words | {"lang": other}), lang=other)]
    if speaker.rtl:
        digits, shown = ("latn", "123") if speaker.numerals == "arab" else ("arab", "١٢٣")
        links.append(tag("a", shown, href=PATH + search_of(words | {"digits": digits}), title=speaker.text("Digits")))
    return links


def _footer(organisation: str, speaker: Speaker) -> Markup:
    text = speaker.text
    return tag(
        "footer",
        tag("p", text("Every number is a claim that somebody made. Claims of different kinds are never added.")),
        tag("p", text("Boundaries and names on maps do not imply any opinion on the legal status of a territory.")),
        tag("p", organisation) if organisation else None,
    )
