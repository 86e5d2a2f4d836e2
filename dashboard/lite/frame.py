"""Head and foot of the plain page, and of what stands in place of a full page until it is there."""

from dashboard.components.masthead import PAGES
from dashboard.locale import Speaker
from dashboard.markup import Markup, tag
from dashboard.view import search_of, without_filters, words_of

PATH = "/lite"


def masthead(path: str, search: str, speaker: Speaker) -> Markup:
    """The name, the full pages of the same view, and this page in the other language or digits."""
    text = speaker.text
    brand = [tag("span", "Sijill", lang="en"), " ", tag("span", "سجل", lang="ar")]
    pages = [tag("a", text(name), href=page + search, aria_current=page == path and "page") for page, name in PAGES]
    if path == PATH:
        pages.insert(0, tag("span", text("Full pages:")))
    else:
        pages.append(tag("a", text("Lite"), href=PATH + search))
    home = PATH if path == PATH else "/"
    return tag(
        "header",
        tag("a", brand, href=home + without_filters(search), class_="brand"),
        tag("nav", pages, aria_label=text("Pages")),
        tag("nav", _languages(path, search, speaker), aria_label=text("Language")),
    )


def _languages(path: str, search: str, speaker: Speaker) -> list[Markup]:
    words = words_of(search)
    other, name = ("en", "English") if speaker.rtl else ("ar", "العربية")
    links = [tag("a", name, href=path + search_of(words | {"lang": other}), lang=other)]
    if speaker.rtl:
        digits, shown = ("latn", "123") if speaker.numerals == "arab" else ("arab", "١٢٣")
        links.append(tag("a", shown, href=path + search_of(words | {"digits": digits}), title=speaker.text("Digits")))
    return links


def footer(organisation: str, speaker: Speaker) -> Markup:
    """What holds for everything above it."""
    text = speaker.text
    return tag(
        "footer",
        tag("p", text("Every number is a claim that somebody made. Claims of different kinds are never added.")),
        tag("p", text("Boundaries and names on maps do not imply any opinion on the legal status of a territory.")),
        tag("p", organisation) if organisation else None,
    )


def said(title: str, *details: Markup) -> Markup:
    """Why there is no more here, and the way out."""
    lines = [tag("p", detail) for detail in details]
    return tag("div", tag("p", title, class_="notice-title"), lines, class_="notice", role="alert")
