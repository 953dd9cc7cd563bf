"""A project while it is open: whether it is still the file at its path, who else has it open, what to rescue."""
