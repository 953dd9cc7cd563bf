"""The dialogs that are only read: report, error, history, shortcuts, codebook."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook, Label, Role, Scope
from annotator.model.errors import BadProject
from annotator.model.ids import AttributeId, LabelId, RoleId
from annotator.operations.project.history import Line
from annotator.ui.dialogs.codebook_dialog import CodebookDialog, label_html
from annotator.ui.dialogs.error import BUG_SENTENCE, ErrorDialog
from annotator.ui.dialogs.history import HistoryDialog, HistoryModel
from annotator.ui.dialogs.report import ReportDialog
from annotator.ui.dialogs.shortcuts import ShortcutsDialog
from annotator.ui.kit import theme, themes
from annotator.ui.kit.widgets import Outcome

CODEBOOK = Codebook(
    name="Acts",
    labels=(
        Label(
            id=LabelId("appeal"),
            name="Appeal <b>",
            definition="Asks\nsomebody.",
            include="urges",
            exclude="demands",
            examples=("He urged & pressed.",),
            key="1",
            attributes=(
                Attribute(id=AttributeId("force"), name="Force", kind=AttributeKind.ORDINAL, values=("low", "high")),
            ),
            roles=(Role(id=RoleId("speaker"), name="Speaker", definition="who asks"),),
        ),
        Label(id=LabelId("plea"), name="Plea", parent=LabelId("appeal"), scope=Scope.DOCUMENT),
    ),
)


def test_a_report_can_be_copied(qtbot: QtBot) -> None:
    dialog = ReportDialog("Import", [(Outcome.DONE, "9 documents."), (Outcome.NOTICE, "One was a guess.")])
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "9 documents.\nOne was a guess."


def test_an_error_of_the_user_is_its_sentence_alone(qtbot: QtBot) -> None:
    dialog = ErrorDialog.of(BadProject("x.annot is newer than the program."))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.sentence.text() == "x.annot is newer than the program."
    assert dialog.details_button.isHidden()


def test_an_error_of_ours_has_details_that_are_shown_on_request(qtbot: QtBot) -> None:
    try:
        raise ZeroDivisionError("by nobody")
    except ZeroDivisionError as error:
        dialog = ErrorDialog.of(error)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.sentence.text() == BUG_SENTENCE
    assert dialog.details.isHidden()
    dialog.details_button.click()
    assert dialog.details.isVisible()
    assert "ZeroDivisionError: by nobody" in dialog.details.toPlainText()
    dialog.details_button.click()
    assert dialog.details.isHidden()
    dialog.copy_button.click()
    assert "by nobody" in QGuiApplication.clipboard().text()


def test_history_lists_what_where_who_and_when_and_says_what_was_undone(qtbot: QtBot) -> None:
    coded = ("Code as Appeal", "Appeal, “urged”", "Speech", "Ana", "10:42")
    model = HistoryModel((Line(*coded), Line("Import", "", "", "Boris", "10:41", undone=True)))
    assert tuple(model.index(0, column).data() for column in range(5)) == coded
    assert model.index(1, 0).data() == "Import (undone)"
    assert model.index(1, 0).data(Qt.ItemDataRole.FontRole).strikeOut()
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(5)] == [
        "What",
        "Passage",
        "Document",
        "Who",
        "When",
    ]


def test_an_empty_history_says_what_will_fill_it(qtbot: QtBot) -> None:
    dialog = HistoryDialog(())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.table.isHidden()
    assert any("each span that you code" in label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def test_shortcuts_stand_in_their_groups_and_can_be_filtered(qtbot: QtBot) -> None:
    rows = (("File", "Open…", "Ctrl+O"), ("Code", "Next span", "Tab"), ("File", "Export…", "Ctrl+E"))
    dialog = ShortcutsDialog(rows)
    qtbot.addWidget(dialog)
    dialog.show()
    assert [group.text(0) for row in range(9) if (group := dialog.tree.topLevelItem(row))] == ["File", "Code"]
    dialog.field.setText("ctrl+e")
    only = dialog.tree.topLevelItem(0)
    assert only is not None
    assert [line.text(0) for row in range(9) if (line := only.child(row))] == ["Export…"]
    dialog.field.setText("zzz")
    nothing = dialog.tree.topLevelItem(0)
    assert nothing is not None
    assert nothing.text(0) == "No command or key is called that."


def test_the_codebook_shows_all_that_it_says_about_a_label(qtbot: QtBot) -> None:
    dialog = CodebookDialog(CODEBOOK, label="appeal")
    qtbot.addWidget(dialog)
    dialog.show()
    text = dialog.text.toPlainText()
    for words in (
        "Appeal <b>",
        "key 1",
        "Asks",
        "urges",
        "demands",
        "“He urged & pressed.”",
        "(low < high)",
        "who asks",
    ):
        assert words in text


def test_the_codebook_opens_on_the_label_that_was_asked_for(qtbot: QtBot) -> None:
    dialog = CodebookDialog(CODEBOOK, label="plea")
    qtbot.addWidget(dialog)
    assert "a kind of Appeal" in dialog.text.toPlainText()
    assert "on the whole document" in dialog.text.toPlainText()


def test_the_codebook_takes_the_colours_of_a_new_theme(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply(qapp, themes.LIGHT)
    dialog = CodebookDialog(CODEBOOK)
    qtbot.addWidget(dialog)
    dialog.show()
    theme.apply(qapp, themes.DARK)
    assert themes.DARK.secondary.lower() in dialog.text.toHtml().lower()
    assert themes.DARK.secondary in label_html(CODEBOOK.labels[0], CODEBOOK)


def test_a_codebook_without_labels_says_what_to_do(qtbot: QtBot) -> None:
    dialog = CodebookDialog(Codebook())
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.list.isHidden()
    shown = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    assert any("add some in the workspace" in text for text in shown)
