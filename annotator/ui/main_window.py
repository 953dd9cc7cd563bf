"""The window: a start page or a project in its columns, menus and the strip at the foot. It wires, others act."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.model.coder import State as DocumentState
from annotator.operations import annotate
from annotator.store.journal import Changes
from annotator.store.project import SUFFIX
from annotator.ui import theme
from annotator.ui.actions import COMMANDS, ActionSet, Place, State
from annotator.ui.adjudication.workspace import AdjudicationWorkspace
from annotator.ui.coding.strip import LabelStrip
from annotator.ui.coding.workspace import CodingWorkspace
from annotator.ui.documents.view import DocumentsPanel
from annotator.ui.flows.choices import ChoiceFlows
from annotator.ui.flows.codebook import CodebookFlows
from annotator.ui.flows.documents import DocumentFlows
from annotator.ui.flows.projects import ProjectFlows
from annotator.ui.flows.reading import ReadingFlows
from annotator.ui.label_keys import LabelKeys, taken_keys
from annotator.ui.menus import fill_bar, menu_at_pointer, pop_up
from annotator.ui.preferences import Preferences
from annotator.ui.reader.view import ReaderView
from annotator.ui.session import Session
from annotator.ui.start.view import StartPage
from annotator.ui.tasks import finish_all
from annotator.ui.widgets import hairline, spaced

if TYPE_CHECKING:
    from annotator.ui.flows.exchange import ExchangeFlows

_PROGRAM = "Annotator"


class MainWindow(QMainWindow):
    """One project at a time. Its parts are public: tests and the composition root reach them by name."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self.session, self.preferences = session, preferences
        self.document: str | None = None
        self.start = StartPage()
        self.documents = DocumentsPanel()
        self.coding = CodingWorkspace(session)
        self.adjudication = AdjudicationWorkspace(session)
        self.strip = LabelStrip()
        self.workspaces = QStackedWidget()
        self.pages = QStackedWidget()
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.projects = ProjectFlows(session, preferences, self)
        self._exchange: ExchangeFlows | None = None
        self.codebook = CodebookFlows(session, self._label_at_hand, self)
        self.choices = ChoiceFlows(session, preferences, lambda: self.actions_, self)
        panes = (self.coding.pane, self.adjudication.pane)
        self.reading = ReadingFlows(preferences, panes, lambda: panes[self.place is Place.ADJUDICATE], self)
        self._build()
        self.actions_ = ActionSet(self, self._handlers(), preferences.value.shortcuts, self._homes())
        self.label_keys = LabelKeys(self, self.coding.code)
        fill_bar(self.menuBar(), self.actions_)
        self._connect()
        self._on_closing()
        self._restore()
        self.dress()

    # What is shown.

    @property
    def place(self) -> Place:
        """The workspace that is shown, or (on the start page) anywhere."""
        if not self.session.is_open:
            return Place.ANYWHERE
        return Place.CODE if self.workspaces.currentWidget() is self.coding else Place.ADJUDICATE

    @property
    def exchange(self) -> "ExchangeFlows":
        """Import and export."""
        if self._exchange is None:
            # They bring all readers, whose libraries take as long to load as the window without them.
            from annotator.ui.flows.exchange import ExchangeFlows  # noqa: PLC0415

            self._exchange = ExchangeFlows(self.session, self)
        return self._exchange

    def say(self, text: str) -> None:
        """Say what was done, or how it stands, where one looks for it."""
        if self.session.is_open:
            self.strip.say(text)
        else:
            self.start.say(text)

    def show_document(self, document: str | None) -> None:
        """Show a document in the workspace at hand."""
        self.document = document
        self.documents.select(document)
        workspace = self.coding if self.place is Place.CODE else self.adjudication
        workspace.show_document(document)
        self._refresh()

    def show_code(self) -> None:
        """Go to the workspace Code."""
        if self.place is not Place.CODE:
            self.workspaces.setCurrentWidget(self.coding)
            self.strip.show_coding(True)
            self.documents.model.show_cases(None, shown=False)
            self.show_document(self.document)
            self.strip.say("")
            self._say_who()
        self.coding.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_adjudicate(self) -> None:
        """Go to the workspace Adjudicate; what all coders say alike is settled on the way."""
        self.coding.inspector.card.give_note()
        self.workspaces.setCurrentWidget(self.adjudication)
        self.strip.say("")
        self.strip.show_coding(False)
        self.adjudication.enter()
        self.show_document(self.document)
        self._say_who()
        self.adjudication.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def dress(self) -> None:
        """Put on the theme and the text's measures as they are set."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            wanted = theme.theme_for(self.preferences.value.theme)
            if theme.current() is not wanted or app.property("theme") is None:
                theme.apply(app, wanted)
                for part in (self.strip, self.label_keys, self.coding, self.adjudication):
                    part.redress()
        self._dress_readers()

    # Setting up.

    def _build(self) -> None:
        self.workspaces.addWidget(self.coding)
        self.workspaces.addWidget(self.adjudication)
        self.columns.addWidget(self.documents)
        self.columns.addWidget(self.workspaces)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([270, 1050])
        self.columns.setHandleWidth(1)
        self.columns.setChildrenCollapsible(False)
        page = QWidget()
        box = QVBoxLayout(page)
        spaced(box, 0)
        box.addWidget(self.columns, 1)
        box.addWidget(hairline())
        box.addWidget(self.strip)
        self.pages.addWidget(self.start)
        self.pages.addWidget(page)
        self.setCentralWidget(self.pages)
        self.setAcceptDrops(True)
        self.resize(1320, 840)
        self.setMinimumSize(900, 560)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            **self.projects.handlers(),
            "project.import": lambda: self.exchange.ask_import(),
            "project.export": lambda: self.exchange.ask_export(),
            **self.codebook.handlers(),
            **self.choices.handlers(),
            **DocumentFlows(self.session, lambda: self.document, self).handlers(),
            **self.reading.handlers(),
            **self.coding.handlers(),
            **self.adjudication.handlers(),
            "program.quit": self.close,
            "edit.undo": lambda: self._go_where(self.session.undo()),
            "edit.redo": lambda: self._go_where(self.session.redo()),
            "code.done": self._toggle_done,
            "code.done_next": self._done_and_next,
            "move.next_document": lambda: self._step(1),
            "move.previous_document": lambda: self._step(-1),
            "move.to_text": lambda: self.reader.setFocus(Qt.FocusReason.ShortcutFocusReason),
            "move.to_documents": self.documents.focus_filter,
            "adjudicate.coders": self.choose_coders,
            "view.code": self.show_code,
            "view.adjudicate": self.show_adjudicate,
        }

    def _homes(self) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys count: on a button Space presses it, and Enter ends a line to type in."""
        text, spans = self.coding.reader, self.coding.inspector.list
        case, cases = self.adjudication.reader, self.adjudication.panel.list
        return {"move.select_more": (text,), "code.delete": (text, spans), "adjudicate.next_open": (case, cases)}

    def _connect(self) -> None:
        session, coding, adjudication = self.session, self.coding, self.adjudication
        session.opened.connect(self._on_opened)
        session.closing.connect(self._on_closing)
        session.coder_changed.connect(self._on_coder)
        session.changed.connect(self._on_changed)
        session.said.connect(self.say)
        session.refused.connect(self.say)
        self.start.new_requested.connect(self.projects.new)
        self.start.open_requested.connect(self.projects.open)
        self.start.sample_requested.connect(self.projects.sample)
        self.start.recent_removed.connect(self._forget)
        self.documents.chosen.connect(self.show_document)
        self.documents.left.connect(lambda: self.reader.setFocus(Qt.FocusReason.OtherFocusReason))
        self.strip.label_chosen.connect(coding.code)
        self.strip.picker_requested.connect(lambda: self.show_picker("code"))
        for workspace in (coding, adjudication):
            workspace.said.connect(self.strip.say)
            workspace.state_changed.connect(self._refresh)
            workspace.picker_requested.connect(self.show_picker)
        coding.menu_requested.connect(self._show_menu)
        adjudication.menu_requested.connect(self._show_menu)
        adjudication.counted.connect(self.documents.model.show_cases)
        adjudication.document_counted.connect(self.documents.model.set_cases)
        adjudication.document_requested.connect(self.show_document)
        self.preferences.changed.connect(self.dress)
        self.choices.keys_changed.connect(self._show_codebook)
        self.preferences.failed.connect(self.say)

    # Commands of the window itself.

    def show_picker(self, purpose: str) -> None:
        """Offer all labels; `purpose`: what for (code, relabel, union, intersection)."""
        if self.session.is_open:
            title = {"code": "Code as", "relabel": "Relabel as"}.get(purpose, f"Label of the {purpose}")
            self.choices.label(title, lambda label: self._on_label(purpose, label))

    def choose_coders(self) -> None:
        """Ask which coders are compared."""
        self.choices.coders([layer.name for layer in self.adjudication.layers], self.adjudication.choose_layers)

    def _on_label(self, purpose: str, label: str) -> None:
        if self.place is Place.ADJUDICATE:
            self.adjudication.decide(purpose, label=label)
        elif purpose == "relabel":
            self.coding.relabel(label)
        else:
            self.coding.code(label)

    def _toggle_done(self) -> None:
        if self.document is not None and self.session.layer is not None:
            done = self.documents.model.state(self.document) is DocumentState.DONE
            document = self.session.project.documents.info(self.document).id
            if self.session.did(annotate.mark_done, self.session.layer.id, document, not done):
                self.say("Not done any more · saved" if done else "Done · saved")
        elif self.document is not None:
            self.say("Nobody codes yet: say who is coding with Ctrl+U.")

    def _done_and_next(self) -> None:
        if self.document is None:
            return
        if self.documents.model.state(self.document) is not DocumentState.DONE:
            self._toggle_done()
        if self.documents.model.state(self.document) is not DocumentState.DONE:
            return  # it was refused, and said why
        if self.documents.neighbour(self.document, 1) is not None:
            self._step(1)
        else:
            self.say(f"Done · saved; this is the last document, {self.documents.model.progress()}")

    def _step(self, steps: int) -> None:
        neighbour = self.documents.neighbour(self.document, steps)
        if neighbour is None:
            self.say("This is the last document." if steps > 0 else "This is the first document.")
        else:
            self.show_document(neighbour)

    def _go_where(self, changes: Changes | None) -> None:
        """After an undo, show the document that it changed, so that nothing changes unseen."""
        if changes is not None and len(changes.documents) == 1 and not changes.concerns(self.document):
            document = next(iter(changes.documents))
            if self.documents.model.row_of(document) >= 0:
                self.show_document(document)
        if changes is not None and self.place is Place.CODE:
            self.coding.show_changed(changes)

    # What the session says.

    @Slot()
    def _on_opened(self) -> None:
        self.pages.setCurrentIndex(1)
        self.workspaces.setCurrentWidget(self.coding)
        self.strip.show_coding(True)
        self.documents.model.show_cases(None, shown=False)
        self.documents.filter.clear()
        self.start.say("")
        self.strip.say("")
        self._show_codebook()
        self._reload()
        self._refresh()
        self._say_who()
        self.coding.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_closing(self) -> None:
        self.coding.forget()
        self.adjudication.forget()
        self.pages.setCurrentIndex(0)
        self.document = None
        self.start.set_recent(self.preferences.value.recent)
        self.start.focus_first()
        self.setWindowTitle(_PROGRAM)
        self.label_keys.clear()
        self.actions_.refresh(State())

    @Slot()
    def _on_coder(self) -> None:
        self._reload()
        if self.place is Place.CODE and self.session.layer is not None:
            self.show_document(self.documents.model.first_not_done() or self.document)
        else:
            self.show_document(self.document)
        self._say_who()
        self.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("codebook_versions"):
            self._show_codebook()
        if changes.touches("documents") or (changes.is_bulk and changes.touches("spans", "assignments")):
            self._reload()
        elif changes.touches("spans", "assignments") and self.session.layer is not None:
            assignments = self.session.project.assignments
            for document in changes.documents:
                self.documents.model.set_state(document, assignments.state(self.session.layer.id, document))
        if self.place is Place.CODE:
            self.coding.on_changed(changes)
        else:
            self.adjudication.on_changed(changes)
        self._refresh()

    # Inside.

    def _reload(self) -> None:
        """Read the list of documents again, and show another where the present one is gone."""
        project, layer = self.session.project, self.session.layer
        states = {str(id): state for id, state in project.assignments.states(layer.id).items()} if layer else {}
        self.documents.show_documents(project.documents.all(), states)
        if self.documents.model.row_of(self.document) < 0:
            first = self.documents.model.documents[0].id if self.documents.model.documents else None
            self.show_document(first)
        else:
            self.documents.select(self.document)

    def _show_codebook(self) -> None:
        book = self.session.project.codebook
        self.coding.inspector.set_codebook(book)
        self.adjudication.panel.set_codebook(book)
        self.strip.set_labels(book.labels)
        for label in self.label_keys.show_labels(book.labels, taken_keys(COMMANDS, self.actions_)):
            self.say(f"The key {label.key} is a command’s: code as {label.name.lower()} with / and its name.")
        self._dress_readers()

    def _dress_readers(self) -> None:
        book = self.session.project.codebook if self.session.is_open else None
        self.reading.dress(book)

    def _refresh(self) -> None:
        """Switch the commands on and off, and say in the title what is shown."""
        session = self.session
        undo = session.project.journal.next_undo() if session.is_open else None
        redo = session.project.journal.next_redo() if session.is_open else None
        state = State(
            is_open=session.is_open,
            place=self.place,
            has_document=self.document is not None,
            has_span=self.coding.active is not None,
            has_case=self.adjudication.current is not None,
            lanes=tuple(layer.name for layer in self.adjudication.layers),
            undo=undo.label if undo else "",
            redo=redo.label if redo else "",
        )
        self.actions_.refresh(state)
        self.label_keys.enable(state.place is Place.CODE and state.has_document)
        if session.is_open:
            row = self.documents.model.row_of(self.document)
            title = self.documents.model.documents[row].title if row >= 0 else ""
            self.setWindowTitle(" – ".join(part for part in (title, session.project.name, _PROGRAM) if part))

    def _say_who(self) -> None:
        coder = self.session.coder
        how = "blind" if self.place is Place.CODE else "adjudicating"
        self.strip.say_who(f"{coder.name} · {how}" if coder else "Nobody codes yet: Ctrl+U says who")

    @property
    def reader(self) -> ReaderView:
        """The text of the workspace at hand."""
        return self.coding.reader if self.place is Place.CODE else self.adjudication.reader

    def _label_at_hand(self) -> str:
        if self.place is Place.ADJUDICATE:
            one = self.adjudication.current
            return one.case.candidates[0].label if one else ""
        span = self.coding.active
        return span.label if span else self.coding.last_label or ""

    @Slot(QPoint)
    def _show_menu(self, point: QPoint) -> None:
        first = [action for id, action in self.actions_.actions.items() if id.startswith("adjudicate.take_")]
        if self.place is Place.CODE:
            on_text = self.coding.reader.selection() is not None or self.coding.active is not None
            first = self.label_keys.actions if on_text else []
        pop_up(menu_at_pointer(self, self.place, self.actions_, first), point)

    @Slot(object)
    def _forget(self, path: Path) -> None:
        self.preferences.put(self.preferences.value.without_recent(path))
        self.start.set_recent(self.preferences.value.recent)

    def _restore(self) -> None:
        settings = self.preferences.value
        for saved, restore in ((settings.geometry, self.restoreGeometry), (settings.layout, self.columns.restoreState)):
            if saved:
                restore(base64.b64decode(saved, validate=False))

    def _remember(self) -> None:
        geometry = base64.b64encode(self.saveGeometry().data()).decode()
        layout = base64.b64encode(self.columns.saveState().data()).decode()
        update = {"geometry": geometry, "layout": layout}
        self.preferences.put(self.preferences.value.model_copy(update=update))

    # Qt calls these.

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ThemeChange:
            self.dress()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember()
        self.session.close()
        finish_all()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        projects = [path for path in paths if path.suffix == SUFFIX]
        if projects:
            self.projects.open(projects[0])
        elif paths and self.session.is_open:
            self.exchange.ask_import(paths)
        elif paths:
            self.say("Open a project first, or make one: then what you drop here is imported.")
