"""Places: the gazetteer, its boundaries and populations, and what `places load` brings."""
