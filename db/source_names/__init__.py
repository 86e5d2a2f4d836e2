"""Whether two names are one organisation, and what it makes of who speaks of one figure."""
