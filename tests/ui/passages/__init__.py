"""Tests of Passages."""
