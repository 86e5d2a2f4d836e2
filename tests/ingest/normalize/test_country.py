"""Countries as publishers write them, and what they are called."""

import pytest

from ingest.normalize.country import country_code, country_name
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
