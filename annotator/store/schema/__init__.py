"""The tables of the file, and how older files come to have them."""
