"""Answers and problems as rows of plain values, and rows as CSV."""
