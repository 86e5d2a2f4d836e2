"""The verbs that keep a register safe: `backup`, `restore` and `check`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from dashboard import terminal
from dashboard.cli import register
from db.columns.store import forget_copy
from db.engine import RegisterError, open_register
from db.keeping.backup import BackupError, back_up
from db.keeping.check import check as checked
from db.keeping.mend import refigure
from db.keeping.restore import restore as restored

_TOLD: Final = {"batch": "files", "claim": "versions of claims", "judgement": "judgements", "source": "sources"}


def backup(
    file: Annotated[Path, typer.Argument(help="The file to make; there must be none of this name.")],
) -> None:
    """Write all of the register into one file, which is itself a register; the dashboard can go on meanwhile.

    It holds what is confidential, too, so keep it as safe as the register.
    """
    engine = register.for_reading(register.settings_of_environment())
    try:
        held = back_up(engine, file)
    except BackupError as error:
        terminal.fail(str(error))
    except DBAPIError as error:
        terminal.fail(f"the register can't be read, and no backup was made: {error.orig}")
    terminal.say(f"Wrote {file} ({file.stat().st_size / 1e6:,.1f} MB): {_in_words(held)}.")


def restore(
    file: Annotated[Path, typer.Argument(help="A file that `sijill backup` made.")],
) -> None:
    """Fill the register, which must be empty, with all of a backup."""
    settings = register.settings_of_environment()
    try:
        engine = open_register(settings.register_url)
        held = restored(file, engine)
    except (BackupError, RegisterError) as error:
        terminal.fail(str(error))
    except (DBAPIError, OSError) as error:
        terminal.fail(f"{file} could not be restored, and the register is as it was: {_why(error)}")
    forget_copy(engine, settings.data_dir)
    terminal.say(f"Restored {_shown(engine)}: {_in_words(held)}.")


def check(
    mend: Annotated[bool, typer.Option("--mend", help="Work out anew what is worked out from the claims.")] = False,
) -> None:
    """Look through the register: whether it holds together, and says the same by every way of asking.

    Ends with code 1 where something is wrong. It changes nothing without --mend.
    """
    settings = register.settings_of_environment()
    engine = register.for_reading(settings)
    if mend:
        _mend(engine, settings.data_dir)
    found = list(checked(engine))
    for finding in found:
        terminal.out(f"{finding.code}: {finding.message} {finding.remedy}")
    if found:
        raise typer.Exit(1)
    terminal.out(f"{_shown(engine)} is sound.")


def _mend(engine: Engine, data_dir: Path) -> None:
    try:
        mended = refigure(engine)
    except DBAPIError as error:
        terminal.fail(f"the register could not be written, and nothing has changed: {error.orig}")
    forget_copy(engine, data_dir)
    terminal.say(f"Figures worked out anew, of incidents: {mended:,}. The copy that answers quickly is made anew, too.")


def _shown(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _in_words(held: Mapping[str, int]) -> str:
    return ", ".join(f"{held[name]:,} {words}" for name, words in _TOLD.items())


def _why(error: DBAPIError | OSError) -> object:
    return error.orig if isinstance(error, DBAPIError) else error.strerror
