"""What another website led to, where data would be made: a page that asks first, so that no link begins work unseen."""

from typing import Final

from fastapi.responses import HTMLResponse

from dashboard.lite.frame import said
from dashboard.lite.sheet import page_sheet
from dashboard.locale import Language
from dashboard.markup import DOCTYPE, joined, style, tag
from dashboard.view import speaker_of

REFUSED: Final = 403


def asks_first(path: str, search: str, language: Language) -> HTMLResponse:
    """The page with the way on, which is Sijill's own; ``path`` is percent-encoded, ``search`` has its question mark.

    ``language`` is spoken where the address names none.
    """
    speaker = speaker_of(search, language)
    text = speaker.text
    title = text("Another website led to data of this register.")
    why = text("Sijill prepares data only for who asks for it here, so that no website sets it to work unseen.")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", "Sijill سجل"),
        style(page_sheet()),
    )
    body = tag("body", tag("main", said(title, joined(why), tag("a", text("Open the data"), href=path + search))))
    whole = tag("html", head, body, lang=speaker.language, dir="rtl" if speaker.rtl else "ltr")
    return HTMLResponse(joined([DOCTYPE, whole]), REFUSED, {"Cache-Control": "no-store"})
