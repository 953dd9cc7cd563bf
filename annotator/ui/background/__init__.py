"""Work off the keys: what is in sight first, how far it is."""
