"""One web page in which a reader goes from each number to its passages."""
