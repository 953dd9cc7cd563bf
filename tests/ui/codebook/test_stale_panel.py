"""Stale codings looked at one by one: confirmed, recoded, gone to, and taken out of the list."""

from PySide6.QtGui import QAccessible

from annotator.ui.commands.commands import CommandScope
from annotator.ui.kit.picker import Picker
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
