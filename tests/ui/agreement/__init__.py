"""Tests of the workspace Agreement."""
