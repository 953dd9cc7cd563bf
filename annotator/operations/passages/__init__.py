"""Passages over all texts: found, read, counted, coded."""
