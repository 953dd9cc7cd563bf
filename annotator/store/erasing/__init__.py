"""What is erased for good: found, taken out of a copy of the file, and that put in the file's place."""
