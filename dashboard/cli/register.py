"""The register that the settings name, opened for a command; what goes wrong is said in one line and ends it."""

from collections.abc import Callable
from typing import TypeVar

from pydantic import ValidationError
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from dashboard import terminal
from dashboard.settings import PREFIX, Settings
from db.columns.store import beside
from db.engine import (
    IN_MEMORY,
    RegisterError,
    holds_nothing_yet,
    migrate,
    open_register,
    reading,
    require_current,
    writing,
)
from db.filters import FilterError
from db.judgements.refusals import JudgementError

Answer = TypeVar("Answer")


def settings_of_environment() -> Settings:
    """The settings."""
    try:
        return Settings()
    except ValidationError as error:
        found = ((str(e["loc"][0]).upper(), e["msg"].removeprefix("Value error, ")) for e in error.errors())
        terminal.fail("; ".join(f"{PREFIX}{name}: {message}" for name, message in found))


def for_writing(settings: Settings) -> Engine:
    """The register, made or brought to this version."""
    return _opened(settings.register_url, migrate)


def for_reading(settings: Settings) -> Engine:
    """The register as it is, and its columnar copy."""
    return beside(_opened(settings.register_url, require_current), settings.data_dir)


def for_trial(settings: Settings) -> Engine:
    """The register for what is rolled back: one in memory where it is not there yet, so that none is left behind."""
    engine = _opened(settings.register_url, lambda _engine: None)
    return _opened(IN_MEMORY if holds_nothing_yet(engine) else settings.register_url, migrate)


def if_there(settings: Settings) -> Engine | None:
    """The register as it is; None where there is none of this version."""
    try:
        engine = open_register(settings.register_url)
        require_current(engine)
    except (RegisterError, DBAPIError):
        return None
    return engine


def ask(question: Callable[[Session], Answer]) -> Answer:
    """The register's answer."""
    engine = for_reading(settings_of_environment())
    try:
        with reading(engine) as session:
            return question(session)
    except (FilterError, RegisterError) as error:
        terminal.fail(str(error))


def decide(verb: Callable[[Session, str], str], by: str) -> None:
    """Let a person decide something, in one transaction: ``verb`` does it in their name and says what was done."""
    settings = settings_of_environment()
    engine = for_reading(settings)
    try:
        with writing(engine) as session:
            told = verb(session, by or settings.recorded_by)
    except JudgementError as error:
        terminal.fail(str(error))
    except DBAPIError as error:
        terminal.fail(f"the register could not be written, and nothing has changed: {error.orig}")
    terminal.out(told)


def _opened(url: str, prepare: Callable[[Engine], None]) -> Engine:
    try:
        engine = open_register(url)
        prepare(engine)
    except RegisterError as error:
        terminal.fail(str(error))
    except DBAPIError as error:
        terminal.fail(f"the register can't be opened: {error.orig}")
    return engine
