"""Tests of passages over all texts."""
