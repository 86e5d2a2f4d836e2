"""Files that nobody foresaw: which column is which field, as a person says it, kept for the next file."""
