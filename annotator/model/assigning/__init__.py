"""Giving out work: who codes which documents, drawn at random and evenly, pure."""
