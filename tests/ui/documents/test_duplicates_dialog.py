"""The pairs that look alike: which of two goes by itself is the one that is not coded."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.likeness.alike import TextLikeness
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId
from annotator.operations.coding import annotate
from annotator.operations.documents import duplicates
from annotator.operations.documents.duplicates import AlikePair
from annotator.ui.documents.duplicates_dialog import DuplicatesDialog, names_of, said_of
from tests.operations.documents.test_duplicates import alike_project


def pair(resemblance: float, containment: float) -> AlikePair:
    return AlikePair(DocumentId("a"), DocumentId("b"), TextLikeness(resemblance, containment, 0.7))


@pytest.mark.parametrize(
    ("found", "said"),
    [
        (pair(1.0, 1.0), "100 % alike"),
        (pair(0.9996, 0.9998), "99 % alike"),
        (pair(0.7, 1.0), "70 % alike · 100 % of the shorter one stands in the other"),
    ],
)
def test_how_alike_two_are_is_never_rounded_up(found: AlikePair, said: str) -> None:
    assert said_of(found) == said


def test_the_one_that_is_not_coded_goes_and_with_a_coded_one_it_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    desk = alike_project(tmp_path)
    project = desk.project
    found = duplicates.find(project)
    titles = {info.id: info.title for info in project.documents.all()}
    dialog = DuplicatesDialog()
    qtbot.addWidget(dialog)
    dialog.show_busy(False)
    with qtbot.waitSignal(dialog.compare_requested) as asked:
        dialog.show_pairs([(one, titles[one.document], titles[one.other]) for one in found.pairs])
    assert asked.args == [found.pairs[0]] == [dialog.chosen]
    project.person = desk.ana.id
    layer = project.layers.of_coder(desk.ana.id)[0].id
    annotate.add_span(project, found.pairs[0].other, layer, [(0, 5)], project.codebook.labels[0].id)
    dialog.show_compared(duplicates.compare(project, found.pairs[0].document, found.pairs[0].other))
    assert dialog.told.text() == "A header of 1 line more in the second"
    assert [made.text() for made in dialog.removes] == ["Remove", "Remove with its 1 coding…"]
    assert [made.isDefault() for made in dialog.removes] == [True, False]
    assert "Press office" in dialog.page.toPlainText()
    dialog.show()
    assert dialog.take.isVisible()
    with qtbot.waitSignal(dialog.codings_requested):
        dialog.take.click()
    with qtbot.waitSignal(dialog.removal_requested) as removal:
        dialog.removes[0].click()
    assert removal.args is not None and removal.args[1] == 0
    dialog.show_pairs((), "No two documents look alike.")
    assert dialog.chosen is None and dialog.compared is None and dialog.list.isHidden()


def test_two_of_one_title_are_told_apart_by_the_files_that_they_are_from() -> None:
    def from_file(title: str, source: str) -> DocumentInfo:
        return DocumentInfo(DocumentId(title + source), title, "", 5, {}, source, 0)

    assert names_of(from_file("Speech", "a.docx"), from_file("Speech", "a.odt")) == ("a.docx", "a.odt")
    assert names_of(from_file("Speech", "a.docx"), from_file("Remarks", "a.odt")) == ("Speech", "Remarks")
    assert names_of(from_file("Speech", ""), from_file("Speech", "a.odt")) == ("Speech", "Speech")
