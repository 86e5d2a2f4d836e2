"""The totals of a view: sums over incidents, from the claims or from a copy, and the lines of everything else."""
