"""Sources: what is decided of them, what each covers and lacks, and whom they pass on."""
