"""Stale codings looked at one by one: confirmed, recoded, gone to, and taken out of the list."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from annotator.model.ids import DocumentId, LabelId, LayerId, SpanId
from annotator.model.span import Extent, Span
from annotator.operations.codebook.stale import Stale
from annotator.ui.codebook.loader import StaleCoding
from annotator.ui.codebook.stale_panel import StalePanel
from annotator.ui.commands.commands import CommandScope
from annotator.ui.kit.picker import Picker
from annotator.ui.kit.rows import ROW_ROLE
from tests.projects import default_codebook
from tests.ui.codebook.editing import book, settled, sharpen
from tests.ui.windows import Stage


def test_stale_codings_are_confirmed_recoded_and_gone_to(ana: Stage) -> None:
    sharpen(ana)
    workspace, panel = book(ana), book(ana).stale
    assert workspace.side.tabText(3) == "Stale 2"
    ana.press("Ctrl+J")
    assert panel.list.hasFocus() and panel.span is not None and panel.span.quote == "urged China"
    assert "the definition was" in panel.changes.as_text()
    told = QAccessible.queryAccessibleInterface(panel.list).child(0).text(QAccessible.Text.Name)
    assert "urged China" in told and "Document 1" in told
    ana.press("Return")
    settled(ana)
    assert [one.stale.span.quote for one in panel.model.codings] == ["to talk"]
    ana.press("F4")
    ana.dialog(Picker)
    ana.write("commitment")
    ana.press("Return")
    ana.without_dialog()
    settled(ana)
    assert panel.model.codings == [] and ("to talk", "commitment") in ana.spans()
    ana.press("Ctrl+Z")
    settled(ana)
    panel.go_button.click()
    assert ana.window.place is CommandScope.CODE and ana.active_quote() == "to talk"


def test_all_stale_codings_of_a_label_are_confirmed_as_one_step(ana: Stage) -> None:
    sharpen(ana)
    panel = book(ana).stale
    ana.press("Ctrl+J")
    panel.all_button.click()
    settled(ana)
    assert panel.model.codings == [] and "stale" in panel.state.text()
    ana.press("Ctrl+Z")
    settled(ana)
    assert len(panel.model.codings) == 2


@pytest.fixture
def panel(qtbot: QtBot) -> Iterator[StalePanel]:
    made = StalePanel()
    qtbot.addWidget(made)
    made.model.set_codebook(default_codebook())
    yield made


def coding(id: str, quote: str = "urged", label: str = "appeal") -> StaleCoding:
    extents = (Extent(0, len(quote)),) if quote else ()
    span = Span(SpanId(id), LayerId("ana"), DocumentId("d"), LabelId(label), extents, quote)
    return StaleCoding(Stale(span, (f"{id} changed",)), "Note")


def shown(panel: StalePanel) -> Sequence[str]:
    return [one.stale.span.id for one in panel.model.codings]


def test_each_coding_says_its_words_its_label_and_its_document(panel: StalePanel) -> None:
    panel.show_codings(
        [coding("a", "دعا\nالصين"), coding("b", ""), coding("c", "x" * 500), coding("d", label="gone")], known=True
    )
    told = [panel.model.index(row).data(ROW_ROLE) for row in range(panel.model.rowCount())]
    assert [(row.title, row.detail) for row in told[:2]] == [
        ("“\u2068دعا الصين\u2069”", "Appeal · Note"),
        ("the whole document", "Appeal · Note"),
    ]
    assert len(told[2].title) == 303 and told[2].title.endswith("…”") and told[3].detail == "gone · Note"


def test_the_place_in_the_list_stays_and_its_changes_are_those_of_the_coding_at_hand(panel: StalePanel) -> None:
    panel.show_codings([coding(id) for id in "abc"], known=True)
    panel.list.setCurrentIndex(panel.model.index(1))
    assert panel.changes.as_text() == "b changed"
    panel.take_out(["b"])
    assert shown(panel) == ["a", "c"] and panel.changes.as_text() == "c changed"
    panel.take_out(["c"])
    assert panel.span is not None and panel.span.id == "a" and panel.changes.as_text() == "a changed"


def test_the_last_coding_that_is_taken_out_leaves_the_list_empty_and_says_so(panel: StalePanel, qtbot: QtBot) -> None:
    panel.show_codings([coding("a")], known=True)
    with qtbot.waitSignal(panel.emptied):
        panel.take_out(["a"])
    assert panel.list.isHidden() and panel.span is None and "No coding of yours is stale" in panel.state.text()
    with qtbot.assertNotEmitted(panel.confirmed), qtbot.assertNotEmitted(panel.passage_requested):
        panel.confirm()
        panel.confirm_all()
        panel.go()


def test_all_of_a_label_are_those_of_the_label_at_hand_alone(panel: StalePanel) -> None:
    confirmed: list[list[str]] = []
    panel.confirmed.connect(confirmed.append)
    panel.show_codings([coding("a"), coding("b", label="warning"), coding("c")], known=True)
    panel.all_button.click()
    panel.confirm_button.click()
    assert confirmed == [["a", "c"], ["a"]]


def test_where_nobody_codes_that_is_said_in_place_of_the_codings(panel: StalePanel) -> None:
    panel.show_codings([], known=False)
    assert panel.state.text().startswith("Nobody codes yet")
