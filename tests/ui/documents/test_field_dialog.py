"""A field of one's own: with a name that nothing has, and with choices where it is one of several."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.document_field import FieldKind
from annotator.ui.documents.field_dialog import FieldDialog


@pytest.fixture
def dialog(qtbot: QtBot) -> FieldDialog:
    made = FieldDialog(["date"])
    qtbot.addWidget(made)
    return made


def test_a_name_and_a_kind_are_handed_out(dialog: FieldDialog, qtbot: QtBot) -> None:
    dialog.name.setText(" year  of signing")
    dialog.kind.buttons[FieldKind.NUMBER].setChecked(True)
    with qtbot.waitSignal(dialog.given) as given:
        dialog.accept()
    assert given.args == ["year of signing", FieldKind.NUMBER, ()]


@pytest.mark.parametrize(("name", "why"), [("", "name"), ("Date", "already")])
def test_a_name_that_is_none_or_taken_is_said(dialog: FieldDialog, name: str, why: str) -> None:
    dialog.name.setText(name)
    dialog.accept()
    assert why in dialog.fault.text() and dialog.result() == 0


def test_one_of_several_says_which(dialog: FieldDialog, qtbot: QtBot) -> None:
    dialog.name.setText("type")
    dialog.kind.buttons[FieldKind.CHOICE].setChecked(True)
    assert not dialog.listed.isHidden()
    dialog.accept()
    assert "one on each line" in dialog.fault.text()
    dialog.choices.show_items(["treaty", "speech"])
    with qtbot.waitSignal(dialog.given) as given:
        dialog.accept()
    assert given.args == ["type", FieldKind.CHOICE, ("treaty", "speech")]
