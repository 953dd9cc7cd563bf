"""Tests of Prodigy in and out."""
