"""The frame around every page: masthead, filter bar, standing line, footer, and the address that they share.

The root outlives a change of page and holds the address and the theme. The frame in it is drawn for a page and a
language; a change of filters only changes the address, which the page's own callbacks read.
"""

import logging
from types import ModuleType
from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.development.base_component import Component

from dashboard.components.filter_bar import (
    control_values,
    filter_bar,
    in_force_words,
    reset_link,
    synchronise,
)
from dashboard.components.ids import Control, Frame
from dashboard.components.masthead import footer, language_links, masthead, navigation
from dashboard.components.notice import notice, unreachable
from dashboard.components.standing_line import standing_line
from dashboard.components.theme import THEME
from dashboard.desk import Desk
from dashboard.mending import mended_address
from dashboard.pages import (
    changes,
    displacement,
    incident,
    incidents,
    method,
    nowhere,
    overview,
    quality,
    sources,
    tolls,
    upload,
)
from dashboard.threads import in_thread
from dashboard.view import View, speaker_of
from dashboard.wording.filters import filter_words
from db import queries
from db.answers import Choices
from db.engine import reading
from db.filters import FilterError
from db.history.since import changed_since

log = logging.getLogger(__name__)

ROOMS: dict[str, ModuleType] = {
    "/": overview,
    "/incidents": incidents,
    "/incident": incident,
    "/tolls": tolls,
    "/displacement": displacement,
    "/sources": sources,
    "/quality": quality,
    "/upload": upload,
    "/method": method,
    "/changes": changes,
}
"""The pages by path. Each offers ``layout(desk, search, speaker)``, ``register(app, desk)`` and ``FILTERED``."""

SCRIPTS = "sijill"


def root(inside: Component | None = None, **address: str) -> Component:
    """What is loaded first, and stays; ``inside`` it the frame, if it is drawn already, for that ``address``."""
    return html.Div(
        [
            dcc.Location(id=Frame.PAGE, refresh="callback-nav", **address),
            dcc.Store(id=Frame.THEME, storage_type="local"),
            html.Div(inside, id=Frame.ROOT, className="root"),
        ]
    )


def whole(desk: Desk, path: str, search: str) -> Component:
    """The root with the frame of an address in it, for a first response."""
    return root(frame(desk, path, search), pathname=path, search=search)


def frame(desk: Desk, path: str, search: str) -> Component:
    """The whole frame with one page in it, in the language of the address."""
    speaker = speaker_of(search, desk.settings.language)
    room = ROOMS.get(path, nowhere)
    body = [
        dcc.Location(id=Frame.VIEW, refresh="callback-nav", pathname=path, search=search),  # as they are: asks nothing
        masthead(path, search, speaker, of_view=room.FILTERED),
        filter_bar(_choices(desk), search, speaker, hidden=not room.FILTERED),
        html.Div(id=Frame.STANDING, className="standing", role="status", hidden=not room.FILTERED),
        dcc.Store(id=Frame.CHOSEN_PLACE),
        dcc.Store(id=Frame.WIDE),
        unreachable(speaker),
        html.Main(room.layout(desk, search, speaker), id="content", tabIndex="-1"),
        footer(desk.settings.organisation, speaker),
    ]
    provider = dmc.MantineProvider(body, id=Frame.PROVIDER, theme=THEME)
    whole: Component = dmc.DirectionProvider(provider, direction="rtl" if speaker.rtl else "ltr")
    return whole


def layouts(desk: Desk) -> list[Component]:
    """Every layout there is, for checking callbacks against."""
    return [root(), *(frame(desk, path, "") for path in ROOMS)]


def standing(desk: Desk, search: str) -> list[Component]:
    """The standing line of an address, or why there is none."""
    speaker = speaker_of(search, desk.settings.language)
    try:
        view = View.from_search(search, desk.settings.language)
        with reading(desk.engine) as session:
            since = changed_since(session, view.filters)
            return standing_line(queries.standing(session, view.filters), speaker, since, search)
    except FilterError as error:
        title = speaker.text("The address of this page holds a filter that can't be used.")
        meant = mended_address(search, speaker)
        way_out = [dcc.Link(meant.said, href=meant.search)] if meant else []
        return [notice(title, filter_words(error, speaker), *way_out, tone="warn")]
    except Exception:
        log.exception("the standing line could not be read")
        return [notice(speaker.text("The register could not be read."), tone="warn")]


def follow(trigger: str | None, search: str, values: tuple[str | None, ...], place: str | None) -> list[Any]:
    """The address and the inputs after one of them, or the map, has changed; ``no_update`` for what stays."""
    if trigger == Frame.CHOSEN_PLACE:
        changed = {control: place if control is Control.PLACE else no_update for control in Control}
        return [synchronise(search, {Control.PLACE: place}), *changed.values()]
    if trigger in set(Control):
        typed = dict(zip(Control, values, strict=True))
        new = synchronise(search, typed)
        shown = control_values(new)
        return [no_update if new == search else new, *(_as_shown(typed[each], shown[each]) for each in Control)]
    return [no_update, *(value or None for value in control_values(search).values())]


def _as_shown(typed: str | None, shown: str) -> Any:
    """What an input shows after a change: a day as it was read, a policy as it follows, anything else as it is."""
    return no_update if shown == (typed or "") else shown or None


def register(app: Dash, desk: Desk) -> None:
    """The callbacks of the frame."""

    @app.callback(
        Output(Frame.ROOT, "children"),
        Input(Frame.PAGE, "pathname"),
        State(Frame.PAGE, "search"),
        prevent_initial_call=True,  # the first response holds the first frame
    )
    @in_thread
    def draw_frame(path: str | None, search: str | None) -> Component:
        return frame(desk, path or "/", search or "")

    @app.callback(Output(Frame.STANDING, "children"), Input(Frame.VIEW, "search"))
    @in_thread
    def draw_standing(search: str | None) -> list[Component]:
        return standing(desk, search or "")

    @app.callback(
        Output(Frame.NAVIGATION, "children"),
        Output(Frame.LANGUAGE, "children"),
        Output(Frame.RESET, "children"),
        Output(Frame.FILTERS_IN_FORCE, "children"),
        Input(Frame.VIEW, "search"),
        State(Frame.VIEW, "pathname"),
    )
    def draw_links(search: str | None, path: str | None) -> tuple[Any, ...]:
        speaker = speaker_of(search or "", desk.settings.language)
        where = (path or "/", search or "", speaker)
        filters = reset_link(search or "", speaker), in_force_words(search or "", speaker)
        return navigation(*where), language_links(*where), *filters

    @app.callback(
        Output(Frame.VIEW, "search"),
        *[Output(control, "value") for control in Control],
        Input(Frame.VIEW, "search"),
        Input(Frame.CHOSEN_PLACE, "data"),
        *[Input(control, "value") for control in Control],
        prevent_initial_call=True,
    )
    def follow_address(search: str | None, place: str | None, *values: str | None) -> list[Any]:
        return follow(ctx.triggered_id, search or "", values, place)

    _register_scripts(app)


def _register_scripts(app: Dash) -> None:
    """What happens in the browser alone, in ``assets/js``."""
    in_browser: Any = app.clientside_callback
    in_browser(
        ClientsideFunction(SCRIPTS, "switchTheme"),
        Output(Frame.THEME, "data"),
        Input(Frame.THEME_TOGGLE, "n_clicks"),
        State(Frame.THEME, "data"),
    )
    in_browser(
        ClientsideFunction(SCRIPTS, "applyTheme"),
        Output(Frame.PROVIDER, "forceColorScheme"),
        Output(Frame.WIDE, "data"),  # here, so that charts wait for both and are drawn once
        Input(Frame.THEME, "data"),
    )
    in_browser(
        ClientsideFunction(SCRIPTS, "toggleFilters"),
        Output(Frame.FILTERS, "data-open"),
        Output(Frame.FILTERS_TOGGLE, "aria-expanded"),
        Input(Frame.FILTERS_TOGGLE, "n_clicks"),
        prevent_initial_call=True,
    )
    in_browser(
        ClientsideFunction(SCRIPTS, "makePdf"),
        Output(Frame.PDF_STATUS, "children"),
        Input(Frame.PDF_BUTTON, "n_clicks"),
        State(Frame.VIEW, "search"),
        prevent_initial_call=True,
    )


def _choices(desk: Desk) -> Choices:
    """What the filter bar offers; nothing, if the register can't be read, which the standing line says."""
    try:
        with reading(desk.engine) as session:
            return queries.choices(session)
    except Exception:
        log.exception("the choices of the filter bar could not be read")
        return Choices(places=(), sources=(), measures=(), first=None, last=None)
