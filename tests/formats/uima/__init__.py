"""Tests of the formats of UIMA."""
