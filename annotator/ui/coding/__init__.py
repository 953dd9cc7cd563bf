"""The workspace Code: one coder, one text, their own spans."""
