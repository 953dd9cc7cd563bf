"""Dates as they come -> ISO 8601: written.py reads one, columns.py those of a source, drafts.py those of documents."""
