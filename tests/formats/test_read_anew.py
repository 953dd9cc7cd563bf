"""Documents are read anew each time, and a file that is another by now is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.formats.read_anew import ReadAgain, stamp_of
from annotator.model.bundle import CodedDocument
from annotator.model.errors import BadFile
from tests.formats.bundles import sample_bundle


def test_documents_are_read_anew_until_a_file_changes(tmp_path: Path) -> None:
    files, said = [tmp_path / "a.csv", tmp_path / "b.csv"], list(sample_bundle().documents)
    for file in files:
        file.write_text("x")
    made = ReadAgain("a.csv", {file: stamp_of(file) for file in files}, lambda: iter(said), ValueError)
    assert list(made) == list(made) == said
    files[1].write_text("longer")
    with pytest.raises(BadFile, match=r"a\.csv: it was changed while it was read; import it again"):
        list(made)
    files[1].unlink()
    with pytest.raises(BadFile, match="changed"):
        list(made)


def test_what_cannot_be_read_any_more_is_a_change_too() -> None:
    def broken() -> Iterator[CodedDocument]:
        yield from list(sample_bundle().documents)[:1]
        raise ValueError

    with pytest.raises(BadFile, match="it was changed while it was read"):
        list(ReadAgain("x", {}, broken, ValueError))
