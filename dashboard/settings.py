"""Settings: environment variables ``SIJILL_*``, read once, checked, and described where they are defined."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

LOCAL_HOST = "127.0.0.1"
PREFIX = "SIJILL_"
_PACKAGE = Path(__file__).parent


class Settings(BaseSettings):
    """What a person who runs a register can choose. Raises ``pydantic.ValidationError`` with the way out."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    database_url: str = Field(
        default="",
        description="The register's database: sqlite:////path/register.sqlite or postgresql://user@host/name. "
        "Without it, register.sqlite in the data directory.",
    )
    data_dir: Path = Field(
        default=Path(".sijill"),
        description="Where the register, uploads that wait for a decision, and working files are kept.",
    )
    host: str = Field(
        default=LOCAL_HOST,
        description="The address to listen on. Only 127.0.0.1 until there are accounts.",
    )
    port: int = Field(default=8050, ge=1, le=65535, description="The port to listen on.")
    secret_key: SecretStr | None = Field(
        default=None,
        description="Signs what the pages hand back to the server. Needed only with more than one worker; "
        "without it a new one is drawn at each start.",
    )
    organisation: str = Field(
        default="", description="Your organisation's name, as it stands in the footer and the PDF."
    )
    max_upload_mb: int = Field(default=200, ge=1, description="The largest file that can be uploaded, in megabytes.")
    recorded_by: str = Field(
        default="", description="Who uploads are recorded under when the person uploading gives no name."
    )
    language: Literal["en", "ar"] = Field(
        default="en", description="The language of pages whose address does not say one: en or ar."
    )

    demo: bool = Field(
        default=True, description="Whether a register without claims gets the demo when it is served: yes or no."
    )

    @field_validator("host")
    @classmethod
    def _stay_local(cls, host: str) -> str:
        if host != LOCAL_HOST:
            raise ValueError(
                f"{host!r} is refused: there are no accounts yet, so whoever reaches it could change the register. "
                f"Sijill listens on {LOCAL_HOST} only. To use it from another computer, forward the port by SSH: "
                "ssh -L 8050:127.0.0.1:8050 you@this-computer"
            )
        return host

    @property
    def register_url(self) -> str:
        """The database's URL, with the default filled in."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'register.sqlite'}"

    @property
    def uploads_dir(self) -> Path:
        """Where uploaded files wait for a decision."""
        return self.data_dir / "uploads"

    @property
    def jobs_dir(self) -> Path:
        """Where what is known of long work, and the files that it makes, are for a day."""
        return self.data_dir / "jobs"

    @property
    def max_upload_bytes(self) -> int:
        """The largest upload in bytes."""
        return self.max_upload_mb * 1_000_000


@dataclass(frozen=True, slots=True)
class SettingNote:
    """What is written about one setting: its environment variable, its default and what it is for."""

    variable: str
    default: str
    description: str


def setting_notes() -> tuple[SettingNote, ...]:
    """Every setting, in the order of their definition."""
    return tuple(
        SettingNote(f"{PREFIX}{name.upper()}", _written(field.default), field.description or "")
        for name, field in Settings.model_fields.items()
    )


def _written(default: Any) -> str:
    if isinstance(default, bool):
        return "yes" if default else "no"
    return "" if default is None else str(default)


def assets_dir() -> Path:
    """Where stylesheets, scripts, fonts and maps are: inside an installed package, or beside the packages."""
    for place in (_PACKAGE / "_assets", _PACKAGE.parent / "assets"):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"no assets beside {_PACKAGE}; install Sijill again")
