"""Tests of the workspace Team."""
