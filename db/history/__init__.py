"""What the register said before: its log of changes, and how often figures were revised."""
