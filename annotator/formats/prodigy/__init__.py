"""Prodigy's JSON, in and out."""
