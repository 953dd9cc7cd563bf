"""The project as a whole: made, its documents, its people, what it holds."""
