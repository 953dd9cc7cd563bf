"""Each program's databases are known by their tables, and no other's."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.readers.foreign.database_marks import is_dna, is_qualcoder, is_taguette
from annotator.readers.foreign.look import FileLook
from tests.formats import made_databases as made

SIGNS = (is_qualcoder, is_taguette, is_dna)


@pytest.mark.parametrize(
    ("schema", "sign"),
    [
        (made.QUALCODER_V1, is_qualcoder),
        (made.QUALCODER_V14, is_qualcoder),
        (made.TAGUETTE, is_taguette),
        (made.TAGUETTE_WITH_PARENTS, is_taguette),
        (made.DNA_2, is_dna),
        (made.DNA_3, is_dna),
        (made.DNA_ROLES, is_dna),
        (("a (b)",), None),
    ],
)
def test_a_database_is_known_by_its_tables(
    tmp_path: Path, schema: tuple[str, ...], sign: Callable[[FileLook], bool] | None
) -> None:
    look = FileLook.at(made.make_database(tmp_path / "x", schema, {}))
    assert [one(look) for one in SIGNS] == [one is sign for one in SIGNS]
    text = FileLook("x.txt", (tmp_path / "x").read_bytes()[1:])
    assert not any(one(text) for one in SIGNS)
