"""What the ledger writes with: rows in bulk, versions, what a file repeats or takes back."""
