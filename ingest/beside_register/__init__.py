"""Traps that show when a file meets the register, each in a room of its own; ``traps`` looks for all of them."""
