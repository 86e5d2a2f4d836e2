"""Names that may be one: transliterations agree in their consonants, slips in most of their letters."""

import pytest

from ingest.normalize.place_name import fold, key
from ingest.places.other_spellings import OtherSpellings, consonants

NAMES = [("Kafr Nobol", "C1"), ("Ariha", "C2"), ("Ma'arrat an Nu'man", "C3"), ("Al Bab", "C4"), ("جسر الشغور", "C5")]
SPELLINGS = OtherSpellings(NAMES, ["Kafr Nubbul", "Ariha"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kafr Nobol", "كفرنبل"),
        ("Khan Shaykhun", "خان شيخون"),
        ("Ma'arrat an Nu'man", "معرة النعمان"),
        ("Saraqib", "Sarakeb"),
        ("Ar-Raqqah", "Raqqa"),
    ],
)
def test_spellings_of_one_name_have_the_same_consonants(one: str, other: str) -> None:
    assert consonants(key(fold(one))) == consonants(key(fold(other))) != ""


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Kafr Nabl town, Idleb", [("kafr nabl", {"C1"})]),
        ("near Kafranbel (Idleb)", [("kafranbel", {"C1"})]),
        ("بلدة كفرنبل", [("كفرنبل", {"C1"})]),
        ("Kafr Nubbul", []),
        ("rural Ariha", [("ariha", {"C2"})]),
        ("Maarat al-Numan", [("maarat al numan", {"C3"})]),
        ("Ma'arrat an Nu'mna", [("maarrat an numna", {"C3"})]),
        ("Jisr ash-Shugur", [("jisr ash shugur", {"C5"})]),
        ("Bib", []),
        ("Abu Baa", []),
        ("Kafr Lata; the mill; Saraqib", []),
        ("", []),
    ],
)
def test_what_may_be_one_of_the_names_is_found_with_whose_it_may_be(
    words: str, found: list[tuple[str, set[str]]]
) -> None:
    assert list(SPELLINGS.within(words)) == found
