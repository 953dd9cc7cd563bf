"""The program through the interface of screen readers alone: a card is filled, a case decided, the manual read.

What a screen reader does is done through `QAccessible`: it finds by name, reads texts and descriptions, presses and
types. Keys are pressed where a person presses them too: to take what is lit, and to open the manual.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from annotator.ui.adjudication.workspace import AdjudicationWorkspace
from tests.ui.acts.desks import project_with_actors, settled
from tests.ui.test_names import below
from tests.ui.windows import FIRST, Stage, code_as, make_project

_Text = QAccessible.Text
ACT = "urged China to use its influence"


class Reader:
    """What a screen reader knows of a window."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def all(self) -> Iterator[QAccessibleInterface]:
        """Yield what is on the screen."""
        top = QAccessible.queryAccessibleInterface(QApplication.activeModalWidget() or self.stage.window)
        return (each for each in below(top) if not each.state().invisible)

    def named(self, name: str, role: QAccessible.Role | None = None) -> QAccessibleInterface:
        """Return what is called so."""
        found = [each for each in self.all() if each.text(_Text.Name) == name and role in (None, each.role())]
        assert found, f"nothing is called {name}"
        return found[0]

    @property
    def focused(self) -> QAccessibleInterface:
        """What has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None, "nothing has the keyboard"
        return QAccessible.queryAccessibleInterface(widget)

    def press(self, name: str) -> None:
        """Do what a click would do."""
        action = self.named(name).actionInterface()
        pressed = QAccessibleActionInterface.pressAction()
        assert pressed in action.actionNames()
        action.doAction(pressed)
        settled(self.stage)

    def choose(self, name: str) -> None:
        """Press an entry of the menus."""
        menus = QAccessible.queryAccessibleInterface(self.stage.window.menuBar())
        entry = next(each for each in below(menus) if each.text(_Text.Name).startswith(name))
        entry.actionInterface().doAction(QAccessibleActionInterface.pressAction())
        settled(self.stage)

    def type(self, text: str) -> None:
        """Type into what has the keyboard."""
        self.focused.editableTextInterface().insertText(0, text)

    def heard(self) -> tuple[str, str]:
        """Return name and description of what has the keyboard."""
        return self.focused.text(_Text.Name), self.focused.text(_Text.Description)


@pytest.fixture
def ears(stage: Stage) -> Reader:
    return Reader(stage)


def test_a_card_is_filled(stage: Stage, ears: Reader, tmp_path: Path) -> None:
    path = project_with_actors(tmp_path / "acts.annot")
    code_as(path, "Ana", (ACT, "appeal"))
    stage.open(path, "Ana")
    settled(stage)
    ears.choose("Next act with an empty slot")
    assert ears.heard()[0] == "Speaker, empty, required"
    assert "none chosen" in ears.heard()[1], "nothing is lit that no words point to"
    ears.type("fran")
    assert ears.heard()[1].startswith("France") and ", 1 of " in ears.heard()[1]
    stage.press("Return")
    name, said = ears.heard()
    assert name == "Force, empty, required" and said.startswith("urges")
    stage.press("Return")
    assert ears.heard()[0] == "Addressee, empty, required"
    ears.type("chin")
    assert ears.heard()[1].startswith("China")
    stage.press("Return", "Escape")
    card = {each.text(_Text.Name) for each in ears.all()}
    assert {"Speaker: France", "Force: urges", "Addressee: China", "Content, empty"} <= card
    settled(stage)
    QApplication.processEvents()
    assert ears.heard() == ("Text of the document", f"Appeal, France urges China, from “{ACT}”")


def test_a_case_is_decided(stage: Stage, ears: Reader, tmp_path: Path) -> None:
    path = make_project(tmp_path / "case.annot", [FIRST])
    code_as(path, "Ana", ("France urged China", "appeal"), done=True)
    code_as(path, "Ben", ("urged China", "appeal"), done=True)
    stage.open(path, "Ana")
    ears.choose("Workspace Adjudicate")
    stage.qtbot.waitUntil(lambda: any(each.text(_Text.Name) == "What the coders say" for each in ears.all()))
    ears.named("What the coders say")
    assert "7 characters shorter" in ears.named("Passage, Ben: “urged China”, 7 characters shorter").text(_Text.Name)
    ears.press("Union")
    stage.qtbot.waitUntil(lambda: stage.window.session.project.layers.gold() is not None)
    gold = stage.window.session.project.layers.gold()
    assert gold is not None and stage.spans(gold) == [("France urged China", "appeal")]
    assert stage.window.workspaces.of(AdjudicationWorkspace).isVisible()
    assert ears.named("What was done last")


def test_the_manual_is_read(stage: Stage, ears: Reader, tmp_path: Path) -> None:
    stage.open(make_project(tmp_path / "manual.annot", [FIRST]), "Ana")
    ears.choose("Manual")
    page = ears.focused
    assert ears.heard() == ("Page of the manual", "Code a text") and page.state().readOnly
    text = page.textInterface()
    whole = text.text(0, text.characterCount())
    assert whole.startswith("Code a text") and "Acts: who, to whom, how strongly" in whole
    at = whole.index("Change a span")
    text.setCursorPosition(at)
    assert text.cursorPosition() == at
    search = ears.named("Search the manual")
    search.editableTextInterface().insertText(0, "who is coding")
    found = [each.text(_Text.Name) for each in below(ears.named("Found in the manual"))]
    assert found and found[0].startswith("Getting started")
    ears.press("Close the manual")
    assert ears.heard()[0] == "Text of the document"
