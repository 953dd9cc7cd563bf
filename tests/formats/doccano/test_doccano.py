"""Doccano as a format: what every format promises, held for it."""

from tests.formats.contract import ReadableContract


class TestDoccano(ReadableContract):
    name = "doccano"
