"""Pictures on the screen, of whatever: moved in by arrows, opened, saved; the passages behind a place beside them."""
