"""Cells behind an apostrophe are read as they were before it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.neutral import as_said, neutral


@given(st.text())
def test_a_cell_that_was_made_neutral_is_read_as_it_was(cell: str) -> None:
    assert as_said(neutral(cell)) == cell or as_said(cell) != cell


@pytest.mark.parametrize("cell", ["'tis", "'4", "4", "", "'", "-4"])
def test_other_apostrophes_stay(cell: str) -> None:
    assert as_said(cell) == cell
