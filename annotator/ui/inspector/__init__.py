"""The column at the right: the span that is selected, and all spans of the text."""
