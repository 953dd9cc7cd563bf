"""The page of the source file beside the text."""
