"""How reliable coded data is: numbers in, numbers out, one file per coefficient, each with its citation."""
