"""Names of sources: what is one, and what only fills the cell."""

import pytest

from ingest.normalize.source import names_nobody

MISREAD = "الدفاع المدني".encode().decode("latin-1")


@pytest.mark.parametrize("text", ["-", "—", "N/A", "n.a.", "Unknown", "1", '"', "=", "TBC", "To be confirmed"])
@pytest.mark.parametrize("around", ["{}", " {} "])
def test_what_fills_a_cell_is_no_name(text: str, around: str) -> None:
    assert names_nobody(around.format(text))


@pytest.mark.parametrize("text", ["do", "Ditto", "idem", "same as above", "نفسه", "غير معروف", "مجهول", "Non précisé"])
def test_a_word_for_the_row_above_or_for_nobody_is_no_name(text: str) -> None:
    assert names_nobody(text)


@pytest.mark.parametrize("text", [MISREAD, "Ø§Ù„Ø¯", "NaÃ¯m News"])
def test_letters_that_were_read_in_a_wrong_encoding_are_no_name(text: str) -> None:
    assert names_nobody(text)


@pytest.mark.parametrize(
    "text",
    [
        "WH",
        "X",
        "Naïm Café",
        "Médecins Sans Frontières",
        "الدفاع المدني السوري",
        "ДСНС України",
        "7amleh",
        "Unknown Soldier News",
    ],
)
def test_a_name_is_a_name(text: str) -> None:
    assert not names_nobody(text)
