"""A codebook's file before it is in the draft: what it changes either way, and what is lost of it."""

from pytestqt.qtbot import QtBot

from annotator.ui.codebook.load_dialog import LoadDialog

CHANGES = {False: ("The label A was removed.", "The label B was added."), True: ("The label B was added.",)}


def shown(qtbot: QtBot, dialog: LoadDialog) -> list[bool]:
    qtbot.addWidget(dialog)
    dialog.show()
    given: list[bool] = []
    dialog.given.connect(given.append)
    return given


def test_what_it_changes_follows_whether_others_stay(qtbot: QtBot) -> None:
    dialog = LoadDialog("codes.qdc", CHANGES, ["2 groups of codes are left out."], keeps_others=True)
    given = shown(qtbot, dialog)
    assert dialog.changes.as_text() == "2 groups of codes are left out.\nThe label B was added."
    dialog.keep.click()
    assert "The label A was removed." in dialog.changes.as_text()
    dialog.accept()
    assert given == [False]


def test_where_the_file_lacks_none_nothing_is_asked(qtbot: QtBot) -> None:
    dialog = LoadDialog("codes.csv", {False: ("The label B was added.",)}, [])
    given = shown(qtbot, dialog)
    assert not dialog.keep.isVisible() and dialog.changes.as_text() == "The label B was added."
    dialog.reject()
    assert given == []
