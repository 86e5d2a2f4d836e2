"""Cells behind an apostrophe are read as they were before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.neutral import as_said, neutral


@given(st.text())
def test_a_cell_that_was_made_neutral_is_read_as_it_was(cell: str) -> None:
    assert as_said(neutral(cell)) == cell or as_said(cell) != cell


@given(st.text(st.sampled_from("=+-@;\t\n' a4＝"), max_size=12))
def test_no_part_of_a_neutral_cell_begins_with_a_formula(cell: str) -> None:
    for separator in ";\t\n":
        for part in neutral(cell).split(separator):
            said = part.strip(" ")
            assert not said.startswith(("=", "@", "＝")), (cell, part)
    assert neutral(neutral(cell)) == neutral(cell)


@pytest.mark.parametrize(
    ("cell", "made"),
    [
        ("=1+1", "'=1+1"),
        ("x;=cmd|' /C calc'!A0", "x;'=cmd|' /C calc'!A0"),
        ("a\n+SUM(1)", "a\n'+SUM(1)"),
        ("\t=1", "'\t'=1"),
        ("＝1+1", "'＝1+1"),
        ("4 killed; 6 injured - 2 of them children", "4 killed; 6 injured - 2 of them children"),
        ("Dar'a; -3", "Dar'a; -3"),
    ],
)
def test_a_formula_is_shown_and_comes_back_as_it_was(cell: str, made: str) -> None:
    assert neutral(cell) == made
    assert as_said(made) == cell


@pytest.mark.parametrize("cell", ["'tis", "'4", "4", "", "'", "-4", "Dar'a"])
def test_other_apostrophes_stay(cell: str) -> None:
    assert as_said(cell) == cell
