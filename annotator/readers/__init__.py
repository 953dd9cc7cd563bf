"""Documents in: one file per file type, from bytes to canonical text with what the file says about it."""
