"""What the first response of a full page holds: the page in plain, to be read until the scripts draw the full one.

It is shown by the browser at once, and is enough where no script ever runs. ``assets/js/first.js`` takes it away when
the full page is whole. Its ids start with ``first-`` or ``lite-``, so that none is there twice while both are.
"""

from types import ModuleType
from typing import Final, NamedTuple

from sqlmodel import Session

from dashboard.components.masthead import PAGES
from dashboard.components.standing_line import CHANGES
from dashboard.desk import Desk
from dashboard.lite.content import overview_parts, page_parts
from dashboard.lite.frame import PATH, footer, masthead
from dashboard.lite.page import FOUND, MISSING, Answer, MissingError, Parts, parts_of
from dashboard.lite.sheet import drawing_sheet, page_sheet
from dashboard.locale import Speaker, msg
from dashboard.markup import Markup, joined, style, tag
from dashboard.pages.nowhere import GO_ON, NO_PAGE
from dashboard.view import View, speaker_of

OVERVIEW: Final = "/"
_TITLES: Final = {**dict(PAGES), "/incident": msg("Incident"), CHANGES: msg("What changed since")}


class First(NamedTuple):
    """The plain page between head and scripts, its styles, and how it went: found, missing, or why it can't be said."""

    status: int
    body: Markup
    styles: Markup


def first_response(desk: Desk, path: str, room: ModuleType, search: str) -> First:
    """The page at a path in plain. Of a page that is no view of the register there is the head, and the way to Lite."""
    speaker = speaker_of(search, desk.settings.language)
    status, parts = _answer(desk, path, room, search, speaker)
    main = [tag("h1", speaker.text(_TITLES.get(path, NO_PAGE))), _notes(search, speaker), parts]
    body = [
        tag("a", speaker.text("Skip to content"), href="#first-content", class_="skip"),
        masthead(path, search, speaker),
        tag("main", main, id="first-content", tabindex="-1"),
        footer(desk.settings.organisation, speaker),
    ]
    return First(status, tag("div", body, id="first"), _styles())


def _answer(desk: Desk, path: str, room: ModuleType, search: str, speaker: Speaker) -> Answer:
    if path not in _TITLES:
        return Answer(MISSING, tag("p", speaker.text(GO_ON)))
    if not room.FILTERED:
        return Answer(FOUND, Markup())
    return parts_of(desk, path, search, _parts(path, room))


def _parts(path: str, room: ModuleType) -> Parts:
    if path == OVERVIEW:
        return overview_parts

    def parts(session: Session, view: View, search: str) -> Markup:
        missing = getattr(room, "missing", None)  # only a page about one thing can miss it
        if missing is not None and (why := missing(session, view)):
            raise MissingError(why)
        return page_parts(session, view, search, room.TABLES)

    return parts


def _notes(search: str, speaker: Speaker) -> Markup:
    """That the full page is coming, which a script shows; or why it is not."""
    text = speaker.text
    coming = text("The full page is being opened. What stands here can be read already.")
    failed = text("The full page could not be opened. What stands here holds. Reload the page to try again.")
    no_script = text("Sijill's full pages need JavaScript; the plain page does not:")
    link = tag("a", text("Lite"), href=PATH + search)
    return joined(
        [
            tag("p", role="status", id="first-status", class_="coming", data_coming=coming, data_failed=failed),
            tag("noscript", tag("p", no_script, " ", link, class_="notice")),
        ]
    )


def _styles() -> Markup:
    """Those of the page go with it; those of drawings stay, since drawings stand in for charts."""
    return joined([style(page_sheet(), id="first-style"), style(drawing_sheet())])
