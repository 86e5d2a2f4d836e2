"""Exports: the claims, incidents and totals of a view as a file, which says of itself what it is."""
