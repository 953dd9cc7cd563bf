"""Annotations in and out: one file per exchange format, all through `Bundle`, listed in `registry.FORMATS`."""
