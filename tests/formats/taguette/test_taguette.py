"""A project of Taguette is known, read, and nothing in it is changed."""

from pathlib import Path

from tests.formats.contract import OnlyReadContract
from tests.formats.taguette.test_reading import database


class TestTaguette(OnlyReadContract):
    name = "taguette"

    def sample(self, folder: Path) -> Path:
        return database(folder)
