"""The recycle bin: what was removed, with all that hung on it, and how it is put back."""
