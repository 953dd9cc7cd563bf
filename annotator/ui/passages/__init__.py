"""Passages: what was coded, or where words stand, over all texts; searched, read, and acted upon."""
