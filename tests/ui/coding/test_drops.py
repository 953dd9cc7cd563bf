"""A drag from an act to a party fills a slot, or asks which one."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from tests.ui.acts.desks import ACT, project_with_actors, rows, settled
from tests.ui.windows import Stage, code_as


def ids(stage: Stage) -> dict[str, Any]:
    """Return the ids of the spans by their quote."""
    return {span.quote: span.id for span in stage.window.coding.inspector.model.spans}


def test_dropping_the_act_on_a_party_asks_which_slot_and_fills_it(stage: Stage, tmp_path: Path) -> None:
    made = project_with_actors(tmp_path / "drop.annot", offered=True)
    code_as(made, "Ana", (ACT, "appeal"), ("Minister", "actor"))
    stage.open(made, "Ana")
    settled(stage)
    settled(stage)
    act = ids(stage)[ACT]
    stage.reader.party_dropped.emit(act, stage.text.index("Minister") + 2)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert [one.text() for one in menu.actions()] == [
        "Speaker: Minister",
        "Addressee: Minister",
        "Beneficiary: Minister",
    ]
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert rows(stage) == {"Speaker": "Minister"}
    # A mention that is offered is a party too, and is coded by it.
    stage.reader.party_dropped.emit(act, stage.text.index("China") + 1)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and menu.actions()[0].text() == "Addressee: China"
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert rows(stage) == {"Speaker": "Minister", "Addressee": "China"}
    assert ("China", "actor") in stage.spans()
    stage.reader.party_dropped.emit(act, len(stage.text))
    assert "No party stands there" in stage.said


def test_a_drag_from_the_bar_of_the_act_to_a_word_that_is_not_coded_codes_it_as_the_party(
    stage: Stage, path: Path
) -> None:
    stage.open(path, "Ana")
    stage.window.coding.shown.go_to(ids(stage)["warned France"])
    start, stop = stage.point(stage.text.index("warned") + 2), stage.point(stage.text.index("patience") + 3)
    hits = stage.reader.hits()
    assert hits is not None
    while not hits.target(QPointF(start), None).on_bar:
        start += QPoint(0, 1)
    stage.drag(start, stop)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu) and menu.actions()[1].text() == "Addressee: patience"
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert rows(stage) == {"Addressee": "patience"} and ("patience", "actor") in stage.spans()
