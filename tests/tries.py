"""How often a property is tried, and with what.

Each run tries the same examples as the last, so that it judges the change that was made. A thorough run draws others
every time, and more of the properties that cost seconds each: what it finds becomes an ``@example``.
"""

from typing import Final

from hypothesis import settings

THOROUGH: Final = "thorough"
"""Hypothesis's profile for a thorough run: `make thorough`."""
_FEWER: Final = 5

# no deadline: a busy computer is slow, and no test is about that
settings.register_profile("each run", deadline=None, derandomize=True)
settings.register_profile(THOROUGH, deadline=None)
settings.load_profile("each run")


def tries(thorough: int) -> int:
    """The number of examples in this run, for a property that a thorough run tries so many times; 2 at least."""
    return thorough if settings.get_current_profile_name() == THOROUGH else max(2, thorough // _FEWER)
