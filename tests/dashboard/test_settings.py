import pytest
from pydantic import ValidationError

from dashboard.settings import Settings, assets_dir, setting_notes


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "example.org", "localhost"])
def test_any_address_but_this_computers_own_is_refused_with_the_reason_and_the_way_out(host: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Settings(host=host)
    assert "no accounts" in str(refused.value)
    assert "ssh -L" in str(refused.value)


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIJILL_PORT", "9001")
    monkeypatch.setenv("SIJILL_ORGANISATION", "A small NGO")
    assert (Settings().port, Settings().organisation) == (9001, "A small NGO")


def test_every_setting_is_described() -> None:
    notes = setting_notes()
    assert {note.variable for note in notes} == {f"SIJILL_{name.upper()}" for name in Settings.model_fields}
    assert all(note.description.endswith(".") for note in notes)


def test_a_secret_is_not_shown() -> None:
    assert "hush" not in repr(Settings(secret_key="hush"))  # type: ignore[arg-type]


def test_the_assets_are_found() -> None:
    assert (assets_dir() / "css" / "tokens.css").is_file()
