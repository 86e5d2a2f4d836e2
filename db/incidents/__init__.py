"""Incidents as they are asked for: one with all about it, pages of many, and their figures."""
