"""Databases of Discourse Network Analyzer, in."""
