"""Tests of the workspace History."""
