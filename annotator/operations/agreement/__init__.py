"""How far coders agree: a study of the project, and its report."""
