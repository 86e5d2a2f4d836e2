"""Where people say how a file is to be read: on the upload page and on the command line, as ways out name them."""

from typing import Final

ON_THE_PAGE: Final = "on the upload page under “How to read this file”"


def with_options(*options: str) -> str:
    """Both places: "on the upload page under …, or with `--day-first` or `--month-first`"."""
    return f"{ON_THE_PAGE}, or with {' or '.join(f'`{option}`' for option in options)}"
