"""Do no harm: texts are taken away from all that the register holds of a claim, and a gap that is marked stays."""
