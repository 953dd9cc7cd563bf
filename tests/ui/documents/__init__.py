"""Tests of the workspace Documents."""
