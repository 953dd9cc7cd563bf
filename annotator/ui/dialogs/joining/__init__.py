"""The dialog that joins a table to documents: its key, its columns, and what would change."""
