"""Every connection of the store to a file."""
