"""Columns of boundary and place files, as countries and years write them."""

import pytest

from ingest.normalize.countries import country, country_of
from ingest.places.columns import OWN, recognise
from ingest.places.names import names_at


@pytest.mark.parametrize(
    ("header", "level", "pcode", "names"),
    [
        ("ADM1_EN ADM1_AR ADM1_PCODE ADM0_EN ADM0_PCODE", 1, "ADM1_PCODE", {"ADM1_EN": "en", "ADM1_AR": "ar"}),
        ("admin2Name_en admin2Name_fr admin2Pcode", 2, "admin2Pcode", {"admin2Name_en": "en", "admin2Name_fr": "fr"}),
        ("adm1_name adm1_name1 adm1_pcode", 1, "adm1_pcode", {"adm1_name": None, "adm1_name1": None}),
        ("ADMIN3_COD ADMIN3_EN ADMIN3_ARA", 3, "ADMIN3_COD", {"ADMIN3_EN": "en", "ADMIN3_ARA": "ar"}),
        ("PCODE NAME_EN NAME_AR", OWN, "PCODE", {"NAME_EN": "en", "NAME_AR": "ar"}),
        ("featurePcode featureName_en", OWN, "featurePcode", {"featureName_en": "en"}),
        ("admin2Pcod admin2Name", 2, "admin2Pcod", {"admin2Name": None}),
    ],
)
def test_codes_and_names_are_known_by_their_pattern(header: str, level: int, pcode: str, names: dict[str, str]) -> None:
    columns = recognise(header.split())
    assert columns.pcodes[level] == pcode
    assert {name.column: name.language for name in columns.names[level]} == names
    assert columns.unknown == []


def test_the_day_of_validity_is_not_the_day_of_the_data() -> None:
    columns = recognise(["date", "validOn", "validTo"])
    assert (columns.valid_on, columns.updated) == ("validOn", "date")


def test_a_column_that_no_pattern_knows_is_told() -> None:
    assert recognise(["ADM1_PCODE", "mood"]).unknown == ["mood"]


def test_names_of_other_languages_and_reference_names_become_aliases() -> None:
    columns = recognise(["ADM1_EN", "ADM1_FR", "ADM1_AR", "ADM1_REF", "ADM1ALT1EN", "ADM1_PCODE"])
    cells = {"ADM1_EN": "North", "ADM1_FR": "Nord", "ADM1_AR": "شمال", "ADM1_REF": "North", "ADM1ALT1EN": "Up"}
    assert names_at(columns, 1, cells) == ("North", "شمال", ("Nord", "Up"))


def test_numbered_names_are_in_the_languages_that_the_file_says() -> None:
    columns = recognise(["adm1_name", "adm1_name1", "adm1_name2", "lang", "lang1", "lang2"])
    cells = {
        "adm1_name": "Nord",
        "adm1_name1": "North",
        "adm1_name2": "شمال",
        "lang": "fr",
        "lang1": "en",
        "lang2": "ar",
    }
    assert names_at(columns, 1, cells) == ("North", "شمال", ("Nord",))


@pytest.mark.parametrize(("code", "iso"), [("SY", "SY"), ("syr", "SY"), (" TUR ", "TR"), ("XX", None), ("C1", None)])
def test_countries_are_known_by_two_letters_or_three(code: str, iso: str | None) -> None:
    found = country(code)
    assert (found.code if found else None) == iso


@pytest.mark.parametrize(("pcode", "iso"), [("SY0700", "SY"), ("TUR001", "TR"), ("SD12", "SD"), ("C4268", None)])
def test_a_pcode_begins_with_its_country(pcode: str, iso: str | None) -> None:
    found = country_of(pcode)
    assert (found.code if found else None) == iso


def test_a_country_brings_its_names_in_english_and_arabic() -> None:
    assert country("SDN") == ("SD", "SDN", "Sudan", "السودان")
