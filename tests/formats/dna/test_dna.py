"""A database of Discourse Network Analyzer is known, read, and nothing in it is changed."""

from pathlib import Path

from tests.formats.contract import OnlyReadContract
from tests.formats.dna.test_reading import database


class TestDna(OnlyReadContract):
    name = "dna"

    def sample(self, folder: Path) -> Path:
        return database(folder)
