"""The document at hand gets another title, or leaves the project and comes back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.reason import ReasonDialog
from tests.ui.windows import Stage, make_project


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Iterator[Stage]:
    """Ana at the desk, with two texts."""
    yield stage.open(make_project(tmp_path / "two.annot", ["France urged restraint.", "China agreed."]), "Ana")


def test_a_document_gets_another_title(ana: Stage) -> None:
    ana.window.actions_.actions["document.rename"].trigger()
    dialog = ana.dialog(ReasonDialog)
    dialog.field.setText("Communiqué")
    dialog.accept()
    ana.without_dialog()
    assert ana.window.documents.model.documents[0].title == "Communiqué"
    assert "Communiqué" in ana.title


def test_a_document_leaves_with_its_spans_and_comes_back_with_them(ana: Stage) -> None:
    ana.press("Space", "1")
    ana.window.actions_.actions["document.remove"].trigger()
    ana.dialog(Dialog).accept()
    ana.without_dialog()
    assert len(ana.window.documents.model.documents) == 1 and ana.text == "China agreed."
    ana.press("Ctrl+Z")
    assert len(ana.window.documents.model.documents) == 2
    assert ana.window.session.project.spans.count() == 1
