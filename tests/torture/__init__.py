"""What breaks programs: files that are damaged in all ways, and processes that are killed at any moment."""
