"""A likely error is read as it is drawn: how far it looks wrong, what it is, why, where."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.agreement.likely_errors.suspicion import Suspicion
from annotator.operations.adjudication.error_words import ErrorWords
from annotator.operations.adjudication.likely_errors import LikelyError, Of
from annotator.ui.agreement.error_list import ErrorRows, error_panel
from annotator.ui.pictures.passage_panel import PassagePanel
from tests.operations.desks import make_table


@pytest.fixture
def panel(qtbot: QtBot, tmp_path: Path) -> Iterator[PassagePanel[ErrorRows]]:
    table = make_table(tmp_path)
    span, whole = table.code("Ana", "warning", "no force"), table.code("Ana", "genre")
    info = table.project.documents.all()[0]
    made = error_panel()
    qtbot.addWidget(made)
    made.model.words = ErrorWords(table.project)
    errors = [
        LikelyError(info, Of.CODING, span, "Ana", Suspicion(0.97)),
        LikelyError(info, Of.GOLD, whole, "Gold", Suspicion(0.6)),
    ]
    made.show_passages("Likely errors: 2 places", errors)
    made.resize(320, 400)
    made.show()
    yield made


def test_what_is_drawn_is_what_is_read(panel: PassagePanel[ErrorRows]) -> None:
    tester = QAbstractItemModelTester(panel.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert tester.model() is panel.model and panel.model.rowCount() == 2
    first = panel.model.index(0)
    assert first.data() == "0.97 · Ana: Warning"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == (
        "0.97 · Ana: Warning. “no force”. Warning is right with a probability of 0.03. Readout"
    )
    assert "no force" in str(first.data(Qt.ItemDataRole.ToolTipRole))
    assert panel.model.lines(panel.model.passages[1])[:2] == ["0.60 · gold: Genre", "the whole text"]


def test_a_row_goes_to_the_span_and_is_painted(panel: PassagePanel[ErrorRows]) -> None:
    span = panel.model.passages[0].span
    assert panel.place_at_hand() == (span.document, span.id)
    image = panel.list.viewport().grab().toImage()
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 3) for y in range(0, 80, 2)}
    assert len(colours) > 2
