"""Short texts are themselves in version 2 and entries later; a value of no variable is passed over."""

from pathlib import Path

import pytest

from annotator.formats.dna.values import said_in
from annotator.store.connections.foreign import foreign_database
from tests.formats.dna.test_reading import SHORT, VARIABLES, VERSIONS, database


@pytest.mark.parametrize("version", list(VERSIONS))
def test_short_texts_are_found_whatever_holds_them(tmp_path: Path, version: str) -> None:
    names = {id: name for id, name, _ in VARIABLES}
    with foreign_database(database(tmp_path, version)) as found:
        said = [one for one in said_in(found) if one.variable.kind == "short text"]
    assert [(one.statement, one.variable.name, one.value) for one in said] == [
        (statement, names[variable], value) for statement, variable, value in SHORT
    ]
