"""Tests of doccano in and out."""
