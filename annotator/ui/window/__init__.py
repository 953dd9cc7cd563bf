"""The window: its start page, the page of a project, and what goes across workspaces."""
