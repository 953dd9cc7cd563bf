"""The workspace Actors: the register of the project."""
