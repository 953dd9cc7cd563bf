"""A study: its choices, its figures, and where they come from."""
