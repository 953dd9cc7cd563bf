"""Projects of Taguette, in."""
