"""Codes of incidents that are no more than the number of a row in somebody's list."""

import polars as pl
import pytest

from ingest.beside_register.bare_numbers import is_bare_number


def _is_bare(code: str) -> bool:
    return bool(pl.DataFrame({"code": [code]}).select(is_bare_number(pl.col("code"))).item())


@pytest.mark.parametrize(
    "code", ["1", "007", "12.0", "٣", "#4", "Incident 5", "incident no. 6", "رقم الحادث 7", "9999"]
)
def test_a_short_number_says_no_more_than_its_place_in_a_list(code: str) -> None:
    assert _is_bare(code)


@pytest.mark.parametrize(
    "code", ["12345", "2024-17", "ALP-1", "EV-0000001", "UCDP:123", "R 5", "Office/1", "Incident", "strike 5", "1a"]
)
def test_a_code_of_its_own_says_more(code: str) -> None:
    assert not _is_bare(code)
