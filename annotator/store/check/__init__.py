"""Whether a file holds what it should."""
