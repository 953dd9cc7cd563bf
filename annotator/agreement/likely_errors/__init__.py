"""Codings that look wrong: against what is probably right, and against how passages of like words are coded."""
