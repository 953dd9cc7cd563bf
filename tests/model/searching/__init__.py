"""Tests of the searching of texts."""
