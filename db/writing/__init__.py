"""What the ledger writes with: batches, versions, first figures, what a file repeats or takes back."""
