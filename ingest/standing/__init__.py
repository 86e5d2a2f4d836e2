"""What stands in the register and no file takes away by saying nothing of it: redactions, corrections, households."""
