"""Tests of teams in copies of their own."""
