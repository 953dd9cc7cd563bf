"""Which texts are nearly the same, and how they differ: text in, numbers and differences out."""
