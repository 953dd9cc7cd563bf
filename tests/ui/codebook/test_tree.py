"""The labels at the left: any codebook as people see it, with what is to be known of a label in its row."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QTreeWidgetItem, QTreeWidgetItemIterator
from pytestqt.qtbot import QtBot

from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId
from annotator.ui.codebook.edits import as_tree
from annotator.ui.codebook.tree import VERBS, LabelTree
from annotator.ui.commands.label_choices import title_of
from tests.examples import examples
from tests.model.codebooks import codebooks


@pytest.fixture
def tree(qtbot: QtBot) -> Iterator[LabelTree]:
    made = LabelTree()
    qtbot.addWidget(made)
    made.show()
    yield made


def rows(tree: LabelTree) -> list[QTreeWidgetItem]:
    each = QTreeWidgetItemIterator(tree.tree)
    found = []
    while (item := each.value()) is not None:
        found.append(item)
        each += 1
    return found


def depth(item: QTreeWidgetItem) -> int:
    above = item.parent()
    return 0 if above is None else 1 + depth(above)


def made(*ids: str) -> Codebook:
    return Codebook(name="Acts", labels=tuple(Label(id=LabelId(id), name=id.upper()) for id in ids))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=examples(25))
@given(old=codebooks(), new=codebooks())
def test_any_codebook_stands_there_as_a_tree_below_its_own_name(tree: LabelTree, old: Codebook, new: Codebook) -> None:
    tree.show_book(old, {}, [])
    tree.show_book(new, {"x": 2}, ["y"])
    top, *found = rows(tree)
    assert top.text(0) == (new.name or "Codebook")
    expected = as_tree(new.labels)
    assert [(item.data(0, Qt.ItemDataRole.UserRole), depth(item)) for item in found] == [
        (label.id, depth) for label, depth in expected
    ]
    for item, (label, _) in zip(found, expected, strict=True):
        told = item.toolTip(0)
        assert ("2 codings" in told) == (label.id == "x") and ("must be corrected" in told) == (label.id == "y")
        assert item.text(0).startswith(" ".join(title_of(label).split())) and item.text(1) == label.key
        assert item.text(0).endswith("(!)") == (label.id == "y") and ("(retired)" in item.text(0)) == label.retired


def test_the_label_at_hand_stays_at_hand_and_where_it_is_gone_the_whole_is_chosen(tree: LabelTree) -> None:
    chosen: list[str] = []
    tree.chosen.connect(chosen.append)
    tree.show_book(made("a", "b"), {}, [])
    tree.choose("b")
    tree.show_book(made("c", "b"), {}, [])
    assert tree.label == "b" and chosen == ["b"]
    tree.show_book(made("c"), {}, [])
    assert tree.label == "" and chosen == ["b", ""]
    tree.choose("nobody")
    assert tree.label == ""


def test_the_arrows_choose_and_enter_wants_the_form(tree: LabelTree, qtbot: QtBot) -> None:
    tree.show_book(made("a", "b"), {}, [])
    tree.activateWindow()
    tree.tree.setFocus()
    QTest.keyClick(tree.tree, Qt.Key.Key_Down)
    assert tree.label == "a"
    with qtbot.waitSignal(tree.opened):
        QTest.keyClick(tree.tree, Qt.Key.Key_Return)


def test_each_button_and_each_line_of_the_menu_asks_for_its_own(tree: LabelTree) -> None:
    asked: list[str] = []
    tree.add_requested.connect(lambda: asked.append("add"))
    tree.remove_requested.connect(lambda: asked.append("remove"))
    tree.move_requested.connect(asked.append)
    tree.verb_requested.connect(asked.append)
    for each in tree.findChildren(QPushButton):
        if each is not tree.verbs:
            each.click()
    for action in tree.verbs.menu().actions():
        action.trigger()
    assert sorted(asked) == sorted(["add", "remove", "up", "down", "in", "out", *VERBS])


def test_a_label_without_a_name_is_still_called_something(tree: LabelTree) -> None:
    nameless = Label(id=LabelId("a"), name="A").model_copy(update={"name": " \n"})
    tree.show_book(Codebook.model_construct(name="", description="", labels=(nameless,)), {}, [])
    assert [item.text(0) for item in rows(tree)] == ["Codebook", "(without a name)"]
