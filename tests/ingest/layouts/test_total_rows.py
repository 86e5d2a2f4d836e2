"""A row says by its words that it adds up others, or speaks of the whole; a name that is like them does not."""

import pytest

from ingest.layouts.total_rows import adds_up, names_whole

TOTALS = """Total; Total:; TOTAL KILLED; Grand total 2024; Sub-total Idleb; Idleb Total; Total Idleb; Syria total;
Subtotal (Idleb); Overall; Sum; Sous-total; TOTAL GÉNÉRAL; Somme; المجموع; المجموع الكلي; مجموع إدلب;
إجمالي سوريا; الإجمالي; الحصيلة الإجمالية"""
WHOLES = """All; National; Nationwide; Country-wide; All governorates; Ensemble; Ensemble du pays; All of Syria;
Whole of Syria; All Syria; عموم سوريا; كامل سوريا; كافة المحافظات; الكل; عموم البلاد"""
NAMES = "Idleb; Totalan; Summaq; National Hospital; Allouk; جب الكل كرد; مجمع الصحة; 2024; Syria; Governorate of Homs"


def each(listed: str) -> list[str]:
    return [name.strip() for name in listed.split(";")]


@pytest.mark.parametrize("name", each(TOTALS))
def test_a_word_for_a_total_makes_a_row_a_total(name: str) -> None:
    assert adds_up(name, of_place=True)


@pytest.mark.parametrize("name", each(WHOLES))
def test_a_word_for_the_whole_does_not_make_a_row_a_total(name: str) -> None:
    assert names_whole(name, ["Syria", "سوريا"])
    assert not adds_up(name, of_place=True)


@pytest.mark.parametrize("name", each(NAMES))
def test_other_names_say_neither(name: str) -> None:
    assert not adds_up(name, of_place=True)
    assert not names_whole(name, ["Syria", "سوريا"])


def test_a_source_is_a_total_only_by_its_last_word() -> None:
    assert adds_up("SOHR - Total:", of_place=False)
    assert not adds_up("Total Relief Foundation", of_place=False)
