import pytest

from dashboard.components.filter_bar import control_values, day_typed, in_force_words, synchronise
from dashboard.components.ids import Control
from dashboard.locale import speak


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2024-11-30", "2024-11-30"),
        (" 2024/4/3 ", "2024-04-03"),
        ("20241130", "2024-11-30"),
        ("٢٠٢٤-١١-٣٠", "2024-11-30"),
        ("۲۰۲۴.۱۱.۳۰", "2024-11-30"),
        ("03/04/2024", "03/04/2024"),
        ("2024113", "2024113"),
        ("yesterday", "yesterday"),
        ("", ""),
    ],
)
def test_a_day_is_read_year_first_and_otherwise_left_as_typed(typed: str, day: str) -> None:
    assert day_typed(typed) == day


def test_a_typed_day_is_written_into_the_address_as_iso() -> None:
    assert synchronise("", {Control.SINCE: "2024/4/3"}) == "?from=2024-04-03"
    assert synchronise("?from=2024-04-03", {Control.SINCE: "2024/4/3"}) == "?from=2024-04-03"


def test_the_filters_in_force_are_counted_in_the_reader_s_digits() -> None:
    assert in_force_words("?lang=ar", speak("ar")) == ""
    assert in_force_words("?place=SY07&measure=killed&show=killed", speak("ar", "arab")) == " (٢)"


def test_the_policy_that_a_convention_implies_is_shown_and_not_written() -> None:
    chosen = synchronise("?place=SY07", {Control.CONVENTION: "acled", Control.POLICY: None})
    assert chosen == "?place=SY07&convention=acled"
    assert control_values(chosen)[Control.POLICY] == "lowest"
    assert control_values("?convention=aoav")[Control.POLICY] == ""
    assert control_values("?convention=nonsense")[Control.POLICY] == ""


@pytest.mark.parametrize(
    ("before", "after"), [("", "?convention=acled&policy=envelope"), ("latest", "?convention=acled")]
)
def test_another_policy_than_the_implied_one_is_written(before: str, after: str) -> None:
    here = f"?convention=acled&policy={before}" if before else "?convention=acled"
    assert synchronise(here, {Control.POLICY: "lowest" if before else "envelope"}) == after


def test_an_emptied_policy_is_the_envelope_under_any_convention() -> None:
    assert synchronise("?convention=acled", {Control.POLICY: None}) == "?convention=acled&policy=envelope"
    assert synchronise("?policy=latest", {Control.POLICY: None}) == ""


def test_without_its_convention_an_implied_policy_is_gone() -> None:
    assert synchronise("?convention=acled", {Control.CONVENTION: None, Control.POLICY: "lowest"}) == ""
    assert (
        synchronise("?convention=acled&policy=envelope", {Control.CONVENTION: None, Control.POLICY: "envelope"}) == ""
    )
