"""Cases that are whole files, whatever QualCoder noted as their end, and numbers as numbers."""

from pathlib import Path

import pytest

from annotator.formats.losses import Losses
from annotator.formats.qualcoder.describing import metadata_of, text_sources
from annotator.store.connections.foreign import foreign_database
from tests.formats.made_databases import QUALCODER_V14, make_database


@pytest.mark.parametrize(
    ("start", "stop", "is_whole"), [(0, 4, True), (0, 5, True), (None, None, True), (0, 3, False), (1, 5, False)]
)
def test_a_case_is_told_where_it_is_the_whole_file(
    tmp_path: Path, start: int | None, stop: int | None, is_whole: bool
) -> None:
    rows = {
        "source": [(1, "a", "abcde", None, "", "", "", None, None)],
        "cases": [(1, "Case", "", "", "")],
        "case_text": [(1, 1, 1, start, stop, "", "", "")],
    }
    losses = Losses()
    with foreign_database(make_database(tmp_path / "x", QUALCODER_V14, rows)) as database:
        assert metadata_of(database, losses) == ({1: {"case": ["Case"]}} if is_whole else {})
    assert bool(losses.sentences()) is not is_whole


def test_numbers_are_numbers_only_where_they_are_some(tmp_path: Path) -> None:
    values = ["3", "2.50", "many", "nan", "1e999"]
    rows = {
        "source": [(number, f"s{number}", "a" if number else None, None, "", "", "", None, None) for number in (1, 2)],
        "attribute_type": [("n", "", "", "", "file", "numeric")],
        "attribute": [(number, "n", "file", value, number, "", "") for number, value in enumerate(values, 1)],
    }
    with foreign_database(make_database(tmp_path / "x", QUALCODER_V14, rows)) as database:
        found = metadata_of(database, Losses())
        assert [found[number]["n"] for number in range(1, 6)] == [3, 2.5, "many", "nan", "1e999"]
        assert [id for id, _, _ in text_sources(database, Losses())] == [1, 2]
