"""Who works in a project: people, what their roles let them do, whether they see what others coded."""
