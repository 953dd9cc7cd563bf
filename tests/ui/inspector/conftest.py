"""The column beside the text with two spans in it, the first one selected."""

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.inspector.view import Inspector
from tests.projects import default_codebook
from tests.ui.inspector.spans import span


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    """A column of 300 by 600 on the screen."""
    made = Inspector()
    qtbot.addWidget(made)
    made.resize(300, 600)
    made.set_codebook(default_codebook())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.model.show_spans([span("a", 1, 4, note="old"), span("b", 5, 9, "warning")])
    made.select("a")
    return made
