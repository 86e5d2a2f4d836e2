"""Places: the gazetteer, its boundaries, and what `places load` brings."""
