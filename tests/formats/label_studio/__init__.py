"""Tests of Label Studio in and out."""
