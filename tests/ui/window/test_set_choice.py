"""The list at the left of Code narrowed to a set: going on stays in it, and what is shown does not go away."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.operations.documents.sets import make_set, remove_set
from tests.ui.windows import FIRST, SECOND, THIRD, Stage, make_project

FOURTH = "They met again."


@pytest.fixture
def ana(stage: Stage, tmp_path: Path) -> Stage:
    stage.open(make_project(tmp_path / "sets.annot", [FIRST, SECOND, THIRD, FOURTH], ["Ana"]), "Ana")
    project = stage.window.session.project
    every = project.documents.all()
    make_set(project, "Odd", documents=[every[0].id, every[2].id])
    make_set(project, "Mine", filter="-state:done")
    return stage


def listed(stage: Stage) -> list[str]:
    return [info.title for info in stage.window.documents.model.documents]


def choose(stage: Stage, name: str) -> None:
    """Choose a set by the keyboard."""
    choice = stage.window.documents.sets
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Home)
    while choice.currentText() != name:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    choice.activated.emit(choice.currentIndex())
    settled(stage)


def settled(stage: Stage) -> None:
    stage.qtbot.waitUntil(lambda: not stage.window.session.tasks.busy)
    QApplication.processEvents()


def test_without_sets_there_is_no_choice(stage: Stage, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "none.annot"), "Ana")
    assert stage.window.documents.sets.isHidden()


def test_the_list_and_going_on_follow_the_set(ana: Stage) -> None:
    assert not ana.window.documents.sets.isHidden()
    choose(ana, "Odd")
    assert listed(ana) == ["Document 1", "Document 3"]
    ana.window.coding.reader.setFocus()
    ana.window.walking.step(1)
    assert "Document 3" in ana.title
    ana.window.walking.step(1)
    assert "last document" in ana.said
    choose(ana, "all documents")
    assert len(listed(ana)) == 4 and "Document 3" in ana.title


def test_what_is_shown_stays_listed_though_it_has_left_the_set(ana: Stage) -> None:
    choose(ana, "Mine")
    shown = ana.window.document
    ana.window.walking.toggle_done()
    settled(ana)
    assert ana.window.document == shown and len(listed(ana)) == 4
    ana.window.walking.step(1)
    ana.window.walking.toggle_done()
    settled(ana)
    assert listed(ana) == ["Document 2", "Document 3", "Document 4"]


def test_a_document_that_is_asked_for_outside_the_set_brings_all_back(ana: Stage) -> None:
    choose(ana, "Odd")
    other = ana.window.session.project.documents.all()[1]
    ana.window.show_document(other.id)
    assert len(listed(ana)) == 4 and ana.window.documents.sets.currentIndex() == 0 and other.title in ana.title


def test_a_set_without_the_document_that_is_shown_begins_with_its_first(ana: Stage) -> None:
    ana.window.walking.step(1)
    choose(ana, "Odd")
    assert listed(ana) == ["Document 1", "Document 3"] and "Document 1" in ana.title


def test_with_its_set_the_narrowing_goes(ana: Stage) -> None:
    choose(ana, "Odd")
    project = ana.window.session.project
    remove_set(project, next(one.id for one in project.document_sets.all() if one.name == "Odd"))
    settled(ana)
    assert len(listed(ana)) == 4
