"""What can be done about names that the gazetteer has not got: files of them for whoever keeps the register."""

from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboard.locale import Speaker, msg
from db.gazetteer.unknown_names import UNKNOWN_AREAS, UNKNOWN_PLACE

PLACES_URL: Final = "/api/v1/places/unknown.csv"
SPELLINGS_URL: Final = "/api/v1/places/unknown-spellings.csv"
_TOLD: Final = msg(
    "Places are added on the computer that keeps the register. Fill the P-codes into a file of these names, take out "
    "the rows that you don't know, and give it to whoever keeps the register, who loads it with “{command}”. Then send "
    "the reports again: their rows are placed, and nothing counts twice."
)
_AREAS: Final = msg("An area that is missing is loaded with its boundaries (COD-AB).")


def way_out(code: str, speaker: Speaker) -> Component | None:
    """Who adds a place, how, and the names to fill in; None for problems of another kind."""
    text = speaker.text
    if code not in (UNKNOWN_PLACE, *UNKNOWN_AREAS):
        return None
    said = text(_TOLD, command=speaker.isolate("sijill places load FILE"))
    files = [(text("Other spellings of known places (CSV)"), SPELLINGS_URL)]
    if code == UNKNOWN_PLACE:
        files.append((text("New places (CSV)"), PLACES_URL))
    else:
        said = f"{said} {text(_AREAS)}"
    links = [html.Li(html.A(name, href=address, download="")) for name, address in files]
    return html.Div([html.P(said), html.Ul(links)], className="way-out")
