"""Tests of the workspace Explore."""
