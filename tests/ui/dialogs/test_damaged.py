"""The ways on from a damaged project: the first by Return, each by its button."""

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.damaged import DamagedDialog

FAULTS = ("A text is gone.",)


@pytest.mark.parametrize(
    ("problems", "text", "wanted"),
    [
        ((), "", "rescue"),
        ((), "Backups…", "backups"),
        (FAULTS, "", "repair"),
        (FAULTS, "Backups…", "backups"),
        (FAULTS, "Rescue what can be read…", "rescue"),
    ],
)
def test_each_way_is_asked_for_once(problems: tuple[str, ...], text: str, wanted: str, qtbot: QtBot) -> None:
    dialog = DamagedDialog("It is damaged.", problems)
    qtbot.addWidget(dialog)
    asked: list[str] = []
    for name in ("rescue", "repair", "backups"):
        getattr(dialog, f"{name}_requested").connect(lambda name=name: asked.append(name))
    dialog.show()
    if text:
        next(one for one in dialog.findChildren(QPushButton) if one.text() == text).click()
    else:
        dialog.accept()
    assert asked == [wanted] and not dialog.isVisible()
