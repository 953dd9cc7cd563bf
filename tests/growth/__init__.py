"""Whether what a key costs grows with the project, counted and not timed: how each command is played, and on what."""
