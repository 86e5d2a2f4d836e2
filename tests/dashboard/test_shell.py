from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from dash import no_update
from dash.development.base_component import Component

from dashboard import shell
from dashboard.app import create_app
from dashboard.components.filter_bar import control_values, place_options, synchronise
from dashboard.components.ids import Control, Frame
from dashboard.desk import Desk
from dashboard.locale import speak
from dashboard.settings import Settings
from db.answers import PlaceRecord
from db.vocabulary import PlaceLevel

PLACES = (
    PlaceRecord("SY", "Syria", "سوريا", PlaceLevel.COUNTRY, None),
    PlaceRecord("SY02", "Aleppo", "حلب", PlaceLevel.GOVERNORATE, "SY"),
    PlaceRecord("SY0200", "Jebel Saman", "جبل سمعان", PlaceLevel.DISTRICT, "SY02"),
)


@pytest.fixture
def settings(sqlite_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=sqlite_url, data_dir=tmp_path, organisation="A small NGO")


def components(drawn: Any) -> Iterator[Component]:
    if isinstance(drawn, Component):
        yield drawn
        yield from components(getattr(drawn, "children", None))
    elif isinstance(drawn, (list, tuple)):
        for part in drawn:
            yield from components(part)


def test_every_id_of_every_callback_is_in_a_layout(settings: Settings) -> None:
    app = create_app(settings)
    ids = {getattr(part, "id", None) for layout in shell.layouts(Desk.of(settings)) for part in components(layout)}
    wanted = {
        str(dependency["id"])
        for callback in app._callback_list
        for dependency in (*callback["inputs"], *callback["state"])
    }
    outputs = {
        part.rsplit(".", 1)[0] for callback in app._callback_list for part in callback["output"].strip(".").split("...")
    }
    assert wanted | outputs <= {str(each) for each in ids}


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", [*shell.ROOMS, "/nowhere"])
def test_every_page_is_drawn_in_both_languages_with_each_id_once(settings: Settings, path: str, language: str) -> None:
    parts = list(components(shell.frame(Desk.of(settings), path, f"?lang={language}")))
    ids = [part.id for part in parts if getattr(part, "id", None)]
    assert len(ids) == len(set(ids))
    assert parts[0].direction == ("rtl" if language == "ar" else "ltr")
    assert "A small NGO" in [getattr(part, "children", None) for part in parts]


@pytest.mark.parametrize(("path", "hidden"), [("/", False), ("/incident", False), ("/upload", True), ("/none", True)])
def test_a_page_without_a_view_offers_no_pdf_and_no_data_of_one(settings: Settings, path: str, hidden: bool) -> None:
    drawn = {getattr(part, "id", None): part for part in components(shell.frame(Desk.of(settings), path, ""))}
    assert [drawn[taken].hidden for taken in (Frame.PDF_BUTTON, Frame.TAKE)] == [hidden, hidden]


def test_no_component_carries_styles_of_its_own(settings: Settings) -> None:
    desk = Desk.of(settings)
    assert not [part for layout in shell.layouts(desk) for part in components(layout) if getattr(part, "style", None)]


def test_an_input_changes_the_address_and_leaves_the_rest_of_it() -> None:
    values = tuple(
        {**control_values("?lang=ar&show=injured"), Control.PLACE: "SY07", Control.SINCE: "2024-11-01"}.values()
    )
    new, *inputs = shell.follow(Control.PLACE, "?lang=ar&show=injured", values, None)
    assert new == "?lang=ar&show=injured&from=2024-11-01&place=SY07"
    assert set(map(id, inputs)) == {id(no_update)}


def test_the_policy_that_a_chosen_convention_implies_is_shown_at_once() -> None:
    values = tuple("acled" if control is Control.CONVENTION else None for control in Control)
    new, *inputs = shell.follow(Control.CONVENTION, "", values, None)
    assert new == "?convention=acled"
    changed = {control: shown for control, shown in zip(Control, inputs, strict=True) if shown is not no_update}
    assert changed == {Control.POLICY: "lowest"}


def test_an_address_fills_the_inputs() -> None:
    new, *inputs = shell.follow(Frame.VIEW, "?place=SY07&as_of=2024-11-30T18:00Z", (None,) * len(Control), None)
    assert new is no_update
    filled = dict(zip(Control, inputs, strict=True))
    assert (filled[Control.PLACE], filled[Control.AS_OF], filled[Control.SOURCE]) == ("SY07", "2024-11-30", None)


def test_a_moment_in_the_address_survives_a_change_of_something_else() -> None:
    search = "?as_of=2024-11-30T18:00Z"
    values = control_values(search) | {Control.MEASURE: "killed"}
    assert "as_of=2024-11-30T18" in synchronise(search, dict(values))


def test_a_click_on_the_map_sets_the_place() -> None:
    new, *inputs = shell.follow(Frame.CHOSEN_PLACE, "?lang=ar", (None,) * len(Control), "SY07")
    assert new == "?lang=ar&place=SY07"
    assert dict(zip(Control, inputs, strict=True))[Control.PLACE] == "SY07"


def test_clearing_an_input_or_choosing_the_default_leaves_nothing_in_the_address() -> None:
    assert synchronise("?place=SY07", {Control.PLACE: None}) == ""
    assert synchronise("", {Control.POLICY: "envelope"}) == ""
    assert synchronise("?page=3&place=SY07", {Control.PLACE: "SY02"}) == "?place=SY02"
    assert synchronise("?page=3&place=SY07", {Control.PLACE: "SY07"}) == "?page=3&place=SY07"


def test_districts_stand_under_their_governorate() -> None:
    options = place_options(PLACES, speak("en"))
    groups = {group["group"]: [item["label"] for item in group["items"]] for group in options}
    assert groups == {"Country": ["Syria"], "Aleppo": ["Aleppo", "Jebel Saman"]}
    assert place_options(PLACES, speak("ar"))[1]["group"] == "حلب"


def test_a_filter_that_can_not_be_used_is_said_in_the_standing_line(settings: Settings) -> None:
    (told,) = shell.standing(Desk.of(settings), "?from=yesterday")
    assert "yesterday" in str(told)
