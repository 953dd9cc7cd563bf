"""The project as a whole: made, its history, its backups, what it holds."""
