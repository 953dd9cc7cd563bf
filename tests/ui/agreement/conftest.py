"""The sample project, whole and cut to a few documents for whatever needs no more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.operations.documents import documents
from annotator.operations.sample import SampleReport
from annotator.store.project import Project
from tests.ui.agreement.desk import Desk, copied, opened


@pytest.fixture(scope="session")
def sample(sample_made: SampleReport) -> Path:
    """The sample project, which nobody is to change."""
    return sample_made.path


@pytest.fixture(scope="session")
def few(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four documents of it."""
    path = copied(sample, tmp_path_factory.mktemp("few") / "few.annot")
    with Project.open(path) as project:
        documents.remove(project, [info.id for info in project.documents.all()[4:]], with_codings=True)
    return path


@pytest.fixture
def desk(few: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    """The workspace on four documents, with Dana, who leads and has asked, at the desk."""
    with opened(copied(few, tmp_path / "few.annot"), qtbot) as made:
        yield made
