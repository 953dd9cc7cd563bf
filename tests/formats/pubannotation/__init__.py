"""Tests of PubAnnotation in and out."""
