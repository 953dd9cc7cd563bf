"""The document at hand gets another title, or leaves the project and comes back."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.ui.dialogs.base import Dialog
from annotator.ui.dialogs.reason import ReasonDialog
from annotator.ui.documents.details_dialog import DetailsDialog
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


def test_what_is_known_of_a_document_is_said_on_the_page_and_changed_as_one_step(ana: Stage) -> None:
    reader: Any = ana.reader
    assert [fact.text for fact in reader.sheet.document.first] == [
        "no date",
        "no kind",
        "no speaker",
        "no place",
        "add",
    ]
    ana.press("Ctrl+Shift+I")
    dialog = ana.dialog(DetailsDialog)
    assert dialog.form.fields["date"].line.hasFocus()
    ana.write("2026-01-23")
    ana.press("Return")
    ana.without_dialog()
    assert reader.sheet.document.first[0].text == "23 January 2026"
    ana.press("Ctrl+Z")
    assert reader.sheet.document.first[0].text == "no date"


def test_a_click_in_the_head_leads_to_the_line_that_is_missing(ana: Stage) -> None:
    ana.reader.details_requested.emit("speaker")
    dialog = ana.dialog(DetailsDialog)
    assert dialog.focusWidget() is dialog.form.fields["speaker"].line
    before = ana.window.session.project.journal.next_undo()
    dialog.accept()
    ana.without_dialog()
    assert ana.window.session.project.journal.next_undo() == before, "nothing was changed, so nothing is a step"


def _state(stage: Stage) -> str:
    document = stage.reader.sheet.document
    return document.state if document is not None else ""


def test_the_bar_above_the_page_leads_through_the_documents_and_says_how_far_one_is(ana: Stage) -> None:
    assert ana.reader.bars.page_bar.shown[2] == "1 of 2" and _state(ana) == "○ untouched"
    ana.press("Space", "1")
    assert _state(ana) == "◐ begun"
    ana.reader.bars.page_bar.step_requested.emit(1)
    assert ana.text == "China agreed." and ana.reader.bars.page_bar.shown[2] == "2 of 2"
    assert ana.reader.sheet.document is not None and _state(ana) == "○ untouched"
