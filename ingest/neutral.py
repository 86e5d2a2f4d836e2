"""Cells that a spreadsheet would run as a formula, made into text."""

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutral(cell: str) -> str:
    """``cell`` as a spreadsheet shows and never runs it: with an apostrophe before a start that it would run.

    After OWASP, "CSV Injection". Plain numbers stay as they are.
    """
    if cell.lstrip(" ").startswith(_STARTS) and not _is_number(cell):
        return f"'{cell}"
    return cell


def as_said(cell: str) -> str:
    """A cell of a table whose cells were made neutral, without the apostrophe that this put before it."""
    return cell[1:] if cell.startswith("'") and neutral(cell[1:]) == cell else cell


def _is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
