"""How often a property is tried that costs seconds each time: rarely in each run, often in a thorough one."""

from typing import Final

from hypothesis import settings

THOROUGH: Final = "thorough"
"""Hypothesis's profile for a thorough run: `make thorough`."""
_FEWER: Final = 5

settings.register_profile("each run", deadline=None)  # a busy computer is slow, and no test is about that
settings.register_profile(THOROUGH, deadline=None)
settings.load_profile("each run")


def tries(thorough: int) -> int:
    """The number of examples in this run, for a property that a thorough run tries so many times; 2 at least."""
    return thorough if settings.get_current_profile_name() == THOROUGH else max(2, thorough // _FEWER)
