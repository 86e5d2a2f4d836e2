"""What the figures of a row become: the series, group, time and whole of each claim."""
