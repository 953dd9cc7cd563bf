"""Datasets of Hugging Face, in."""
