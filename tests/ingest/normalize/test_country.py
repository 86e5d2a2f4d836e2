"""Countries as publishers write them, and what they are called."""

import pytest

from ingest.normalize.country import country_code, country_name, country_stated, is_country
from ingest.normalize.place import shipped_gazetteer


@pytest.mark.parametrize(
    ("text", "pcode", "name"),
    [
        ("SYR", "SY", "Syria"),
        ("tr", "TR", "Türkiye"),
        ("IRN", None, "Iran"),
        ("PAK", None, "Pakistan"),
        ("Syrian Arab Republic", "SY", "Syrian Arab Republic"),
        ("UKN", None, "UKN"),
    ],
)
def test_a_country_has_a_name_also_where_the_gazetteer_has_not_got_its_places(
    text: str, pcode: str | None, name: str
) -> None:
    gazetteer = shipped_gazetteer()
    assert country_name(gazetteer, text) == name
    assert country_code(gazetteer, text) == pcode


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *[(name, "PS") for name in ("Palestine", "oPt", "State of Palestine", "PSE", "دولة فلسطين", "فلسطين")],
        *[(name, "TR") for name in ("Turkey", "Turquie", "Türkiye", "تركيا")],
        *[(name, "YE") for name in ("Yemen", "Yémen", "اليمن")],
        ("DRC", "CD"),
        ("ليبيا", "LY"),
    ],
)
def test_a_country_is_known_by_what_reports_call_it(text: str, code: str) -> None:
    assert country_stated(shipped_gazetteer(), text) == code
    assert is_country(text)


def test_what_is_no_country_is_only_its_own_words() -> None:
    assert country_stated(shipped_gazetteer(), " Gazza") == "Gazza"
    assert not is_country("Gazza")
