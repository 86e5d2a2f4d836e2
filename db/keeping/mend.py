"""What can be mended of a register without losing anything: what is worked out from its claims."""

from sqlalchemy import Engine

from db.clock import moment_of
from db.engine import writing
from db.upkeep import out_of_date, refresh_figures


def refigure(engine: Engine) -> int:
    """Work out anew the figures that are not what the claims come to; gives of how many incidents.

    What was stored stays as what was said until now.
    """
    with writing(engine) as session:
        found = out_of_date(session)
        refresh_figures(session, found, moment_of(session))
    return len(found)
