"""What tests of the codebook begin with: a draft, its form, and the workspace in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.codebook.draft import Draft
from annotator.ui.codebook.editor import Editor
from tests.projects import default_codebook
from tests.ui.codebook.editing import settled
from tests.ui.windows import Stage, code_as, make_project


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[Editor]:
    """The form of the label Appeal, with the draft that it edits."""
    draft = Draft()
    made = Editor(draft)
    made.draft = draft  # type: ignore[attr-defined]  # it lives as long as the editor
    qtbot.addWidget(made)
    draft.changed.connect(made.refresh)
    draft.begin(default_codebook())
    made.show_label("appeal")
    made.show()
    yield made


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana in the workspace Codebook, with two appeals and a warning; Ben has coded too."""
    path = make_project(tmp_path / "book.annot", coders=["Ana"])
    code_as(path, "Ana", ("urged China", "appeal"), ("to talk", "appeal"), ("no force will be used", "warning"))
    code_as(path, "Ben", ("France urged China", "appeal"))
    stage.open(path, "Ana")
    stage.press("Ctrl+7")
    settled(stage)
    yield stage


@pytest.fixture
def draft(qtbot: QtBot) -> Draft:
    """The codebook that new projects begin with, as it is edited."""
    made = Draft()
    made.begin(default_codebook())
    return made
