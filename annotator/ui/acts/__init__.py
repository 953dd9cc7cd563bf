"""The card of a span: an act's slots and attributes row by row, each with a list of what may fill it."""
