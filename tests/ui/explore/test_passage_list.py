"""A passage is read as it is drawn: who does what towards whom, the words, the document."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span
from annotator.model.wording import isolated
from annotator.operations.explore import Passage
from annotator.ui.explore.passage_list import PassageModel, passage_panel
from annotator.ui.pictures.passage_panel import PassagePanel
from tests.projects import default_codebook

_DOCUMENT = DocumentInfo(DocumentId("d"), "Readout of a call", "", 100, {}, "", 0)


def passage(quote: str, label: str = "appeal", title: str = "Readout of a call", date: str = "2023-04-06") -> Passage:
    """Return an act in a document."""
    extents = (Extent(0, len(quote)),) if quote else ()
    span = Span(
        id=SpanId("s"), document=DocumentId("d"), layer=LayerId("l"), label=LabelId(label), extents=extents, quote=quote
    )
    return Passage(replace(_DOCUMENT, title=title), span, "France → urges → China", date)


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[PassagePanel[PassageModel]]:
    made = passage_panel()
    qtbot.addWidget(made)
    made.model.set_codebook(default_codebook())
    made.resize(300, 260)
    made.show()
    yield made


def read(panel: PassagePanel[PassageModel], found: Passage) -> str:
    """Return what assistive tools read of a passage."""
    panel.show_passages("France to China: 1 act", [found])
    return str(panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole))


def test_it_is_read_as_its_label_its_sentence_its_words_and_its_document(panel: PassagePanel[PassageModel]) -> None:
    assert read(panel, passage("urged China")) == (
        "Appeal: France → urges → China. “urged China”. Readout of a call · 2023-04-06"
    )
    assert panel.model.index(0).data() == "France → urges → China"
    assert "Readout of a call" in panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    assert panel.place_at_hand() == ("d", "s")


def test_of_what_is_missing_nothing_is_said(panel: PassagePanel[PassageModel]) -> None:
    assert read(panel, passage("urged", date="")).endswith(". Readout of a call")
    assert "the whole text" in read(panel, passage(""))
    assert read(panel, passage("urged", label="gone")).startswith("gone: "), "a label that is gone is called by its id"


def test_words_of_another_direction_are_isolated_and_long_ones_cut(panel: PassagePanel[PassageModel]) -> None:
    arabic = "دعا الرئيس"
    said = read(panel, passage(arabic, title=arabic))
    assert f"“{isolated(arabic)}”" in said and f"{isolated(arabic)} · 2023" in said and isolated(arabic) != arabic
    said = read(panel, passage("two\n words " * 100))
    assert "two words two words" in said and said.count("two words") <= 40 and "…”" in said


def test_each_passage_is_drawn_within_its_row(panel: PassagePanel[PassageModel]) -> None:
    empty = panel.list.grab().toImage()
    found = [passage("urged China"), passage("دعا " * 80, label="warning"), passage("", label="gone", date="")]
    panel.show_passages("France to China: 3 acts", found)
    rows = [panel.list.visualRect(panel.model.index(number)) for number in range(3)]
    assert all(row.height() >= 60 for row in rows)
    images = [panel.list.viewport().grab(row).toImage() for row in rows]
    assert panel.list.grab().toImage() != empty
    assert all(one != other for number, one in enumerate(images) for other in images[:number])
