"""What a row says that all its claims share: who, when, where, and whether it stands."""
