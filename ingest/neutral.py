"""Cells that a spreadsheet would run as a formula, made into text."""

import re
from typing import Final

_STARTS: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_SEPARATORS: Final = (";", "\t", "\r", "\n")
_BEHIND: Final = re.compile(r"([;\t\r\n] *)(?=[=@＝＠]|[-+－＋][^\s\d])")
_MADE_BEHIND: Final = re.compile(r"([;\t\r\n] *)'(?=[=@＝＠]|[-+－＋][^\s\d])")


def neutral(cell: str) -> str:
    """``cell`` as a spreadsheet shows and never runs it: with an apostrophe before a start that it would run.

    After OWASP, "CSV Injection". Plain numbers stay as they are. A start behind a semicolon, a tab or a line's end
    counts too: in half of the world a spreadsheet program parts the columns of a CSV file there, and not at commas.
    """
    made = _BEHIND.sub(r"\1'", cell) if any(separator in cell for separator in _SEPARATORS) else cell
    if made.lstrip(" ").startswith(_STARTS) and not _is_number(made):
        return f"'{made}"
    return made


def as_said(cell: str) -> str:
    """A cell of a table whose cells were made neutral, without the apostrophes that this put into it."""
    if "'" not in cell:
        return cell
    inside = _MADE_BEHIND.sub(r"\1", cell)
    return next((said for said in (inside[1:], inside) if neutral(said) == cell), cell)


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
