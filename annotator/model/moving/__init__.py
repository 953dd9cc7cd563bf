"""Passages moved from one reading of a text to another: both in normal form, aligned, and each place looked at."""
