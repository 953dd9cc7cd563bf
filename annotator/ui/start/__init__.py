"""The start page: what one sees before a project is open."""
