"""The verbs that look after the register: `settings` and `db upgrade`."""

from dashboard import terminal
from dashboard.cli import register
from dashboard.settings import setting_notes


def settings() -> None:
    """List every setting: its environment variable, its default and what it is for."""
    for note in setting_notes():
        terminal.out(f"{note.variable}  (default: {note.default or 'none'})\n    {note.description}")


def upgrade() -> None:
    """Create the register or bring it to this version."""
    engine = register.for_writing(register.settings_of_environment())
    shown = engine.url.render_as_string(hide_password=True)
    terminal.say(f"The register at {shown} is of this version.")
