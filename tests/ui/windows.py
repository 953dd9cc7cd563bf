"""The real window on a real project, driven by keys as a coder drives it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.model.coder import Layer, TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.span import Span
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.dialogs.who import Who, WhoDialog
from annotator.ui.reader.view import ReaderView
from annotator.ui.settings.preferences import Preferences
from annotator.ui.window.main_window import MainWindow
from tests.projects import go_on_once, write_project

FIRST = "France urged China 🕊 to talk. It warned: no force will be used.\n\nAll sides welcomed the pledge."
SECOND = "The two sides agreed to meet again. They appealed to all parties to return to the table."
THIRD = "دعا الرئيس الفرنسي الصين إلى الحوار."

Found = TypeVar("Found", bound=QWidget)


def make_project(path: Path, texts: Sequence[str] = (FIRST, SECOND), coders: Sequence[str] = ()) -> Path:
    """Write a project with a document a text, and these coders."""

    def make(project: Project) -> None:
        drafts = [DocumentDraft(f"Document {number}", text) for number, text in enumerate(texts, 1)]
        documents.add_drafts(project, drafts)
        for name in coders:
            people.add_coder(project, name)

    write_project(path, ("window", tuple(texts), tuple(coders)), make)
    return path


def code_as(path: Path, name: str, *spans: tuple[str, str], document: int = 0, done: bool = False) -> list[Span]:
    """Let a coder code (quote, label) pairs in a project that no window has open."""

    def code(path: Path) -> list[Span]:
        with Project.open(path) as project:
            layer = people.layer_for(project, name)
            project.person = layer.coder
            info = project.documents.all()[document]
            text = project.documents.get(info.id).text
            made = []
            for quote, label in spans:
                extent = (text.index(quote), text.index(quote) + len(quote))
                made.append(annotate.add_span(project, info.id, layer.id, [extent], label))
            if done:
                annotate.mark_done(project, layer.id, info.id)
            return made

    return list(go_on_once(path, ("coded", name, spans, document, done), code))


def _sit_down(path: Path, who: str, role: TeamRole | None) -> None:
    """Let somebody be a coder of a project that has some, and have a role."""
    with Project.open(path) as project:
        if project.coders.all():
            person = people.coder_for(project, who)
            if role is not None and role not in person.roles:
                people.set_roles(project, person.id, [role])


@dataclass
class Stage:
    """A window on the screen. `press` types where the keyboard is, as a person does."""

    qtbot: QtBot
    window: MainWindow

    @property
    def text(self) -> str:
        """The text of the document that is shown."""
        window = self.window
        return window.session.project.documents.get(window.document or "").text

    @property
    def said(self) -> str:
        """What the strip says."""
        return self.window.strip.message.text()

    def action(self, id: str) -> QAction:
        """The action of a command, as it can be used now."""
        return self.window.actions_.actions[id]

    @property
    def title(self) -> str:
        """The title of the window."""
        self.window.bring_up_to_date()
        return self.window.windowTitle()

    def press(self, *keys: str) -> None:
        """Press keys, one after another, in whatever has the keyboard."""
        for key in keys:
            target = QApplication.focusWidget() or QApplication.activeModalWidget() or self.window
            QTest.keySequence(target, QKeySequence(key))

    def write(self, text: str) -> None:
        """Type a text where the keyboard is."""
        target = QApplication.focusWidget()
        assert target is not None, "nothing has the keyboard"
        QTest.keyClicks(target, text)

    def dialog(self, kind: type[Found]) -> Found:
        """Wait for a dialog of this kind in front, and return it."""
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), kind))
        found = QApplication.activeModalWidget()
        assert isinstance(found, kind)
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is found)
        return found

    def without_dialog(self) -> None:
        """Wait until no dialog is open and the window has the keyboard."""
        self.qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
        self.activate()

    def activate(self) -> None:
        """Give the window the keyboard."""
        self.window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is self.window)

    def open(self, path: Path, who: str = "", asked: bool = True, role: TeamRole | None = TeamRole.LEAD) -> "Stage":
        """Open a project and sit down: as this person, known or new; with an empty name Escape leaves it open.

        With the first project of a window it is not asked who it is, since that takes as long as the rest of the
        opening: the dialog has tests of its own.

        `asked`: whether they have asked already to see what others coded. `role`: what they are here from now on, None
        for what they were.
        """
        if who:
            go_on_once(path, ("sits", who, role), lambda path: _sit_down(path, who, role))
        if who and not self.window.session.is_open:
            self.window.projects.take_over(Project.open(path))
            coders = self.window.session.coders()
            known = next((one.id for one in coders if one.name.casefold() == who.casefold()), None)
            self.window.projects.sit_down(Who(known, who))
            QApplication.processEvents()  # what is there now is laid out, as it is behind a dialog
        else:
            self.window.projects.open(path)
            self._answer(who)
        self.without_dialog()
        self.window.session.has_asked = asked
        return self

    def _answer(self, who: str) -> None:
        dialog = self.dialog(WhoDialog)
        known = dialog.list.findItems(who, Qt.MatchFlag.MatchFixedString) if who else []
        if not who:
            QTest.keyClick(dialog, Qt.Key.Key_Escape)
        elif known:
            dialog.list.setCurrentItem(known[0])
            QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        else:
            dialog.name.setText(who)
            QTest.keyClick(dialog.name, Qt.Key.Key_Return)

    def select(self, quote: str) -> None:
        """Put the selection on the first place of a quote."""
        start = self.text.index(quote)
        self.reader.set_selection(start, start + len(quote))

    @property
    def reader(self) -> ReaderView:
        """The text of the workspace at hand."""
        return self.window.reader

    @property
    def selected(self) -> str:
        """The text that is selected."""
        extent = self.reader.selection()
        return self.text[extent.start : extent.stop] if extent else ""

    def rest_from_clicks(self) -> None:
        """Wait until the next click begins anew and is not the second or third of those before it."""
        self.qtbot.waitUntil(lambda: not self.reader._mouse.click_timer.isActive())

    def active_quote(self) -> str:
        """The quote of the span that is selected, empty for none."""
        span = self.window.coding.active
        return span.quote if span else ""

    def spans(self, layer: Layer | None = None) -> list[tuple[str, str]]:
        """Return (quote, label) of the document's spans in a layer, the coder's own by default."""
        session = self.window.session
        layer = layer or session.layer
        assert layer is not None
        found = session.project.spans.of_document(self.window.document or "", layer.id)
        return sorted((span.quote, span.label) for span in found)

    def point(self, position: int) -> QPoint:
        """Return where a character stands in the viewport."""
        return self.reader.line_rectangle(position).center()

    def drag(self, start: QPoint, stop: QPoint) -> None:
        """Press the mouse at one point of the text, move it in steps and let go at another."""
        target = self.reader.viewport()
        QTest.mousePress(target, Qt.MouseButton.LeftButton, pos=start)
        for step in range(1, 6):
            QTest.mouseMove(target, start + (stop - start) * step / 5)
        QTest.mouseRelease(target, Qt.MouseButton.LeftButton, pos=stop)


@contextmanager
def on_stage(qtbot: QtBot, config: Path) -> Iterator[Stage]:
    """Show a window with settings of its own, and close it in the end."""
    window = MainWindow(Session(), Preferences(config))
    # It goes with the window, and with it what is connected to it: else the objects of all tests before would stay.
    window.session.setParent(window)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    try:
        yield Stage(qtbot, window)
    finally:
        # What is not saved of the codebook would be asked about.
        window.page.reset()
        window.close()
        _end(window)


def _end(window: MainWindow) -> None:
    """End what closing asked about first, and what a task asked in the last moment: here nobody answers.

    The project would be open, and the question in front of the window that a test shows next.
    """
    window.end()
    while (asking := QApplication.activePopupWidget() or QApplication.activeModalWidget()) is not None:
        asking.hide()
