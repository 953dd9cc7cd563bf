"""CoNLL: a token a line."""
