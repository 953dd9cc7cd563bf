"""A folder that can be published: flat data, all as JSONL, and what archives and programs ask for."""
