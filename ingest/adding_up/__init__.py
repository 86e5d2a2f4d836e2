"""Rows that add up other rows of their source and day: a country beside its governorates, a line of totals."""
