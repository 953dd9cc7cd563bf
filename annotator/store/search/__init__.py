"""The words of all texts, by SQLite's FTS5: which texts may have what a search asks for."""
