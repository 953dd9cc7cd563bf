"""The manual in the window: its pages, the search over all of them, and the panel that shows them. Reads no project."""
