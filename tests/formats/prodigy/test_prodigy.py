"""Prodigy as a format: what every format promises, held for it."""

from tests.formats.contract import ReadableContract


class TestProdigy(ReadableContract):
    name = "prodigy"
