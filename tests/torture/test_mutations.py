"""Some damaged inputs of every kind; `make torture` reads 100,000."""

from pathlib import Path

import pytest

from annotator.readers.registry import READERS, reader_for
from annotator.store.project import Project
from tests.examples import many
from tests.operations.desks import BOOK
from tests.torture.damaged_inputs import IN_ALL, INPUTS, KINDS, SOUND, placed
from tests.torture.kinds import Kind, held


@pytest.mark.parametrize("name", INPUTS)
def test_the_sound_file_comes_in_whole(tmp_path: Path, name: str) -> None:
    members, read = INPUTS[name]
    with Project.create(tmp_path / "in.annot", BOOK) as project:
        assert list(read(project, placed(members, tmp_path / "sound"))) == []
        assert project.journal.latest() > 1


def test_every_reader_has_a_file_to_be_damaged() -> None:
    texts = (members for name, members in SOUND.items() if not name.startswith("format "))
    read = {reader_for(name, data).name for members in texts for name, data in members.items()}
    # Another program makes a text of old Word files.
    assert read == {reader.name for reader in READERS if reader.extensions} - {"doc"}


@pytest.mark.hypothesis
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_damaged_file_comes_in_or_is_refused_with_a_sentence(kind: Kind) -> None:
    held(kind, (25 if many() else 12) if "rescue" not in kind.name else 8)


def test_they_are_as_many_as_is_said() -> None:
    assert sum(kind.count for kind in KINDS) == IN_ALL
