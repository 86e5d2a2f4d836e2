"""The ledger's verbs for what people and rules decide, and what waits to be decided."""
