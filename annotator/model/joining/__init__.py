"""A table and documents that it tells more of: which row belongs to which document, and what changes by it."""
