"""Rows of each table as objects of the model, and back."""
