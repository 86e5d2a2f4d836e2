"""What can be taken away of a view: a quiet menu of its data at the head of a page, and the tray of what is made."""

import json
from typing import Any, Final

import dash_mantine_components as dmc
from dash import html
from dash.development.base_component import Component

from dashboard.address import MANNER, OF_ONE_PAGE, SHOW
from dashboard.components.aria import aria, data
from dashboard.components.ids import Frame
from dashboard.exports.small import USUAL
from dashboard.locale import Speaker, msg
from dashboard.locale.tongues import Tongue

EXPORTS: Final = "/api/v1/export"
TABLES: Final = {
    "claims": msg("Claims"),
    "incidents": msg("Figures of incidents"),
    "totals": msg("Totals"),
}
FORMS: Final = {"csv": "CSV", "hxl.csv": "HXL", "xlsx": "XLSX", "json": "JSON"}
"""The tables and forms that :mod:`dashboard.exports` knows, as they are called here."""

SNAPSHOT: Final = "/api/v1/snapshot.pdf"
TONGUES: Final[dict[Tongue, str]] = {"en": "English", "ar": "العربية", "both": msg("Both in one file")}
"""The languages of a PDF, each called as it calls itself."""

NOT_FOLLOWED: Final = (*MANNER, SHOW, *OF_ONE_PAGE)
"""The words of an address that no file follows, but for its code on the page of one incident; all others are sent on,
so that one which nobody reads is refused."""


def menu(speaker: Speaker, *, of_incident: bool = False, hidden: bool = False) -> Component:
    """Each table in each form; ``assets/js/taking.js`` gives the links the filters of the address.

    ``of_incident``: on the page of one incident, whose data they are.
    """
    text = speaker.text
    rows = [
        html.Tr([html.Th(text(name), scope="row"), *(html.Td(_link(table, form, speaker)) for form in FORMS)])
        for table, name in TABLES.items()
    ]
    note = text("Everything that the filters let through. Each file says what its columns and words mean.")
    if of_incident:
        note = text("What is claimed of this incident, as far as the filters let it through.")
    caption = text("Data of this incident") if of_incident else text("Data of this view")
    return html.Details(
        [
            html.Summary(text("Data"), className="button"),
            html.Div(
                [
                    html.P(note),
                    _for_whom(speaker),
                    html.Table([html.Caption(caption), html.Tbody(rows)]),
                    _pdfs(speaker),
                ],
                className="take-panel",
            ),
        ],
        id=Frame.TAKE,
        className="take",
        hidden=hidden,
    )


def tray(speaker: Speaker) -> Component:
    """Where ``assets/js/making_tray.js`` tells of files that are being made; empty and hidden without any."""
    return html.Ul(
        id=Frame.MAKING,
        className="making",
        hidden=True,
        **aria(label=speaker.text("Files being made")),
        **data(texts=json.dumps(_texts(speaker))),
    )


def _link(table: str, form: str, speaker: Speaker) -> Component:
    name = speaker.text("{table} as {form}", table=speaker.text(TABLES[table]), form=FORMS[form])
    return html.A(
        FORMS[form], href=f"{EXPORTS}/{table}.{form}", download="", **aria(label=name), **data(table=table, form=form)
    )


def _pdfs(speaker: Speaker) -> Component:
    """The PDF in each language and in both, of which that of the page comes first."""
    text = speaker.text
    links = [_pdf(tongue, speaker) for tongue in TONGUES]
    return html.Div(
        [
            html.P([html.Strong("PDF"), " ", text("It never names a confidential source or place.")]),
            html.Ul([html.Li(link) for link in links], **aria(label=text("PDF in which language?"))),
        ],
        className="take-pdf",
    )


def _pdf(tongue: Tongue, speaker: Speaker) -> Component:
    own: dict[str, Any] = {} if tongue == "both" else {"lang": tongue}
    name = speaker.text(TONGUES[tongue]) if tongue == "both" else TONGUES[tongue]
    address = f"{SNAPSHOT}?lang={tongue}"
    return html.A(name, href=address, download="", **own, **aria(label=f"PDF: {name}"), **data(tongue=tongue))


def _for_whom(speaker: Speaker) -> Component:
    text = speaker.text
    within = text("Everything, with confidential sources and places, and exact places.")
    outside = text(
        "Confidential sources by their kind, confidential and exact places as their governorate. Figures stay as they "
        "are."
    )
    fewer = text("For the public, small counts coarsened")
    small = text("The same, but 1 to {n} people as “{told}”, and without words.", n=USUAL - 1, told=f"<{USUAL}")
    group: Component = dmc.RadioGroup(
        [
            dmc.Radio(label=text("For colleagues only"), description=within, value="internal", size="sm"),
            dmc.Radio(label=text("For the public"), description=outside, value="public", size="sm"),
            dmc.Radio(label=fewer, description=small, value=f"small-{USUAL}", size="sm"),
        ],
        id=Frame.TAKE_FOR,
        label=text("For whom is it?"),
        value="internal",
        size="sm",
    )
    return group


def _texts(speaker: Speaker) -> dict[str, Any]:
    """What the script says."""
    text, name = speaker.text, "{name}"
    return {
        "file": {
            "running": text("Making {name}…", name=name),
            "done": text("{name} is ready.", name=name),
            "failed": text("{name} could not be made. {why}", name=name, why="{why}"),
            "lost": text("Sijill was stopped while it made {name}. Make it again.", name=name),
            "unknown": text("{name} is no longer kept. Make it again.", name=name),
        },
        "record": {
            "running": text("Recording {name}…", name=name),
            "done": text("{name} is recorded.", name=name),
            "failed": text("{name} could not be recorded.", name=name),
            "lost": text("Sijill was stopped while it recorded {name}.", name=name),
            "unknown": text("Of {name} nothing is known any more.", name=name),
        },
        "fetch": text("Download"),
        "see": text("See what came of it"),
        "away": text("Put away"),
        "silent": text("Sijill does not answer."),
        "notFollowed": list(NOT_FOLLOWED),
        "reasons": None if speaker.language == "en" else _reasons(speaker),
    }


def _reasons(speaker: Speaker) -> dict[str, str]:
    """Why a file could not be made, by the code of what the API says in English."""
    text = speaker.text
    refused = text("A filter of this view can't be used; the line under the filters says why.")
    return {
        **dict.fromkeys(("filter", "unknown_parameter", "given_twice"), refused),
        "register": text("The register could not be read."),
        "changed": text("Texts were redacted in the register while this was made. Make it again."),
        "broken": text("Something went wrong. Try again; if it fails again, tell who runs Sijill."),
    }
