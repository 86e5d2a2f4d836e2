"""The links under a map."""

from dataclasses import replace

from dashboard.charts.governorates import governorate_map
from dashboard.components.area_links import area_links
from dashboard.locale import speak
from dashboard.markup import plain
from db.vocabulary import Measure
from tests.dashboard.charts.demo import PLACES, exactly

EN = speak("en")
SPEC = governorate_map(
    [exactly(Measure.KILLED, 4, group="SY07"), exactly(Measure.KILLED, 9, group="SY02")], Measure.KILLED, PLACES, EN
)


def test_each_area_with_a_figure_can_be_chosen_and_the_rest_of_the_address_stays() -> None:
    written = str(plain(area_links(SPEC, {"lang": "ar", "from": "2024-01-01"}, EN)))
    assert 'href="?lang=ar&amp;from=2024-01-01&amp;place=SY07">Idleb<' in written
    assert written.count("<a ") == 2
    assert "Choose a governorate:" in written


def test_the_way_back_leaves_the_place_out_and_nothing_else() -> None:
    wider = (("all governorates", ""), ("all districts of Idleb", "SY07"))
    spec = replace(SPEC, within="SY07", wider=wider)
    written = str(plain(area_links(spec, {"place": "SY0702", "show": "injured"}, EN)))
    assert 'href="?show=injured">all governorates<' in written
    assert 'href="?place=SY07&amp;show=injured">all districts of Idleb<' in written
    assert "Choose a district:" in written
    assert 'href="?">all governorates<' in str(plain(area_links(spec, {"place": "SY07"}, EN)))


def test_the_area_that_is_chosen_is_not_offered_again() -> None:
    written = str(plain(area_links(SPEC, {"place": "SY07"}, EN)))
    assert ">Aleppo<" in written
    assert ">Idleb<" not in written
