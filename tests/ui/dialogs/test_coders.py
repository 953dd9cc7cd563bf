"""Lists of coders to choose from: a row for each, none over another."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.model.coder import Coder
from annotator.model.ids import CoderId
from annotator.ui.dialogs.coders import CodersDialog
from annotator.ui.dialogs.who import WhoDialog
from annotator.ui.kit import theme, themes

NAMES = ("Ana", "Bruno", "Chloé")
CODERS = tuple(Coder(id=CoderId(name), name=name, pseudonym=name.lower()) for name in NAMES)


@pytest.mark.parametrize("make", [lambda: CodersDialog(NAMES, ["Ana"]), lambda: WhoDialog(CODERS, CODERS[1].id)])
def test_the_rows_stand_below_each_other(
    make: Callable[[], CodersDialog | WhoDialog], qtbot: QtBot, qapp: QApplication
) -> None:
    theme.apply(qapp, themes.LIGHT)
    dialog = make()
    qtbot.addWidget(dialog)
    dialog.show()
    QApplication.processEvents()
    rows = [dialog.list.visualItemRect(dialog.list.item(row)) for row in range(3)]
    assert all(one.bottom() < other.top() for one, other in pairwise(rows))
