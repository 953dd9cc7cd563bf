"""Tests of pictures on the screen and in files."""
