"""annotator: code diplomatic texts, alone or in a team, into a gold dataset that can be trusted."""

__version__ = "0.5.0"
