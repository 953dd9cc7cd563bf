"""What a damaged file still holds, read without SQLite, and made a project again."""
