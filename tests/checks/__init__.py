"""Judging runs by their reports."""
