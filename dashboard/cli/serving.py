"""The verbs that bring the register to life: `serve` and `demo`."""

from typing import Annotated

import typer
from sqlalchemy import Engine

from dashboard import terminal
from dashboard.cli import register
from dashboard.door import PortError, listening
from ingest.demo import is_empty, load_demo


def serve(
    empty: Annotated[bool, typer.Option("--empty", help="Leave an empty register empty, without the demo.")] = False,
) -> None:
    """Serve the dashboard on 127.0.0.1, with the demo register where the register is empty."""
    from dashboard.app import run  # noqa: PLC0415  (Dash takes a second to load; the other verbs don't need it)

    settings = register.settings_of_environment()
    try:
        door = listening(settings.host, settings.port)
    except PortError as error:
        terminal.fail(str(error))
    engine = register.for_writing(settings)
    if settings.demo and not empty and is_empty(engine):
        terminal.say("The register is empty: loading the demo register. `sijill serve --empty` leaves it empty.")
        _load(engine)
    run(settings, door)


def demo() -> None:
    """Load the demo register into the register that the settings name. What it has already is left as it is."""
    _load(register.for_writing(register.settings_of_environment()))


def _load(engine: Engine) -> None:
    for outcome in load_demo(engine):
        terminal.say(f"{outcome.file_name}: {outcome.claims} claims, {outcome.new} new")
