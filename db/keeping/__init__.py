"""A register kept safe: backed up into one file, restored from it, and looked through for what can't be."""
