"""Tests of the index of all texts."""
