"""The documents: added, named, removed; what is known of each, and which belong together."""
