"""The codebook to be read: all that it says of a label, as it was written, in the theme's colours."""

from hypothesis import given
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Attribute, Codebook
from annotator.model.ids import AttributeId
from annotator.ui.dialogs.codebook_dialog import CodebookDialog, label_html
from annotator.ui.kit import theme, themes
from tests.model.codebooks import codebooks
from tests.ui.dialogs.codebook_of_acts import CODEBOOK


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


def plain(html: str) -> str:
    return " ".join(QTextDocumentFragment.fromHtml(html).toPlainText().split())


@given(codebook=codebooks(least=1))
def test_of_any_label_every_text_is_shown_as_it_was_written(codebook: Codebook) -> None:
    for label in codebook.labels:
        shown = plain(label_html(label, codebook))
        texts = [label.name, label.definition, label.include, label.exclude, *label.examples, *label.near_misses]
        texts += [text for one in label.attributes for text in (one.name, one.definition)]
        texts += [text for role in label.roles for text in (role.name, role.definition)]
        texts += [f"{value}: {text}" for each in label.attributes for value, text in each.meanings.items() if text]
        for text in texts:
            assert " ".join(text.replace("\x00", "\ufffd").split()) in shown.replace("\x00", "\ufffd")
        assert ("retired" in shown.split("Attributes")[0]) >= label.retired


def test_what_a_value_means_stands_below_its_attribute_set_off_from_it() -> None:
    (appeal, plea) = CODEBOOK.labels
    force = Attribute(
        id=AttributeId("force"),
        name="Force",
        kind=AttributeKind.CHOICE,
        values=("low", "high"),
        required=True,
        meanings={"high": "<i>presses</i>"},
    )
    html = label_html(appeal.model_copy(update={"attributes": (force,)}), CODEBOOK)
    assert "Force (low, high), required" in html
    assert "&nbsp;&nbsp;&nbsp;&nbsp;high: &lt;i&gt;presses&lt;/i&gt;" in html and "low:" not in html
    assert "No definition yet." in label_html(plea, CODEBOOK)
