"""The hub: a team on a PostgreSQL server, as far as it knows nothing of project files."""
