"""The window: a start page or a project in its columns, menus and the strip at the foot. It wires, others act."""

import base64
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.model.coder import State as DocumentState
from annotator.operations import annotate
from annotator.store.journal import Changes
from annotator.ui import theme
from annotator.ui.actions import COMMANDS, ActionSet, Place, State, shortcut_rows
from annotator.ui.adjudication.workspace import AdjudicationWorkspace
from annotator.ui.coding.strip import LabelStrip
from annotator.ui.coding.workspace import CodingWorkspace
from annotator.ui.dialogs.coders import CodersDialog
from annotator.ui.dialogs.preferences import PreferencesDialog
from annotator.ui.dialogs.shortcuts import ShortcutsDialog
from annotator.ui.documents.view import DocumentsPanel
from annotator.ui.flows.codebook import CodebookFlows
from annotator.ui.flows.exchange import ExchangeFlows
from annotator.ui.flows.projects import ProjectFlows, open_dialog
from annotator.ui.palette import Picker, PickItem
from annotator.ui.preferences import Preferences
from annotator.ui.reader_look import reader_style
from annotator.ui.session import Session
from annotator.ui.start.view import StartPage
from annotator.ui.tasks import finish_all
from annotator.ui.widgets import hairline, spaced

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
        self.exchange = ExchangeFlows(session, self)
        self.codebook = CodebookFlows(session, self._label_at_hand, self)
        self._build()
        self.actions_ = ActionSet(self, self._handlers(), preferences.value.shortcuts)
        self._label_actions: list[QAction] = []
        self._build_menus()
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

    def show_document(self, document: str | None) -> None:
        """Show a document in the workspace at hand."""
        self.document = document
        self.documents.select(document)
        workspace = self.coding if self.place is Place.CODE else self.adjudication
        workspace.show_document(document)
        self._refresh()

    def show_code(self) -> None:
        """Go to the workspace Code."""
        self.workspaces.setCurrentWidget(self.coding)
        self.strip.show_coding(True)
        self.documents.model.show_cases(None, shown=False)
        self.show_document(self.document)
        self._say_who()
        self.coding.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_adjudicate(self) -> None:
        """Go to the workspace Adjudicate; what all coders say alike is settled on the way."""
        self.workspaces.setCurrentWidget(self.adjudication)
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
        self._dress_readers()

    # Setting up.

    def _build(self) -> None:
        self.workspaces.addWidget(self.coding)
        self.workspaces.addWidget(self.adjudication)
        self.columns.addWidget(self.documents)
        self.columns.addWidget(self.workspaces)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes([240, 1040])
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

    def _build_menus(self) -> None:
        menus: dict[str, QMenu] = {}
        for command in COMMANDS:
            if command.menu not in menus:
                menus[command.menu] = self.menuBar().addMenu(command.menu)
            menus[command.menu].addAction(self.actions_.actions[command.id])

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            **self.projects.handlers(),
            **self.exchange.handlers(),
            **self.codebook.handlers(),
            **self.coding.handlers(),
            **self.adjudication.handlers(),
            "program.quit": self.close,
            "edit.undo": lambda: self._go_where(self.session.undo()),
            "edit.redo": lambda: self._go_where(self.session.redo()),
            "edit.palette": self.show_palette,
            "edit.preferences": self.show_preferences,
            "code.done": self._toggle_done,
            "code.done_next": self._done_and_next,
            "move.next_document": lambda: self._step(1),
            "move.previous_document": lambda: self._step(-1),
            "move.to_text": lambda: self._reader().setFocus(Qt.FocusReason.ShortcutFocusReason),
            "move.to_documents": self.documents.focus_filter,
            "adjudicate.coders": self.choose_coders,
            "view.code": self.show_code,
            "view.adjudicate": self.show_adjudicate,
            "view.larger": lambda: self._zoom(1),
            "view.smaller": lambda: self._zoom(-1),
            "help.shortcuts": lambda: open_dialog(ShortcutsDialog(shortcut_rows(self.actions_), self)),
        }

    def _connect(self) -> None:
        session, coding, adjudication = self.session, self.coding, self.adjudication
        session.opened.connect(self._on_opened)
        session.closing.connect(self._on_closing)
        session.coder_changed.connect(self._on_coder)
        session.changed.connect(self._on_changed)
        session.said.connect(self.strip.say)
        session.refused.connect(self.strip.say)
        self.start.new_requested.connect(self.projects.new)
        self.start.open_requested.connect(self.projects.open)
        self.start.sample_requested.connect(self.projects.sample)
        self.start.recent_removed.connect(self._forget)
        self.documents.chosen.connect(self.show_document)
        self.documents.left.connect(lambda: self._reader().setFocus(Qt.FocusReason.OtherFocusReason))
        self.strip.label_chosen.connect(coding.code)
        self.strip.picker_requested.connect(lambda: self.show_picker("code"))
        for workspace in (coding, adjudication):
            workspace.said.connect(self.strip.say)
            workspace.state_changed.connect(self._refresh)
            workspace.picker_requested.connect(self.show_picker)
        coding.menu_requested.connect(self._show_menu)
        adjudication.counted.connect(self.documents.model.show_cases)
        adjudication.document_counted.connect(self.documents.model.set_cases)
        adjudication.document_requested.connect(self.show_document)
        self.preferences.changed.connect(self.dress)
        self.preferences.failed.connect(self.strip.say)

    # Commands of the window itself.

    def show_palette(self) -> None:
        """Offer all commands by name."""
        picker = Picker(
            self.actions_.pick_items(), "All commands", "Type a command", "No command is called that.", self
        )
        picker.chosen.connect(lambda id: self.actions_.actions[id].trigger())
        open_dialog(picker)

    def show_picker(self, purpose: str) -> None:
        """Offer all labels; `purpose`: what for (code, relabel, union, intersection)."""
        if not self.session.is_open:
            return
        items = [
            PickItem(label.id, label.name, label.definition, label.key, label.colour, label.cue)
            for label in self.session.project.codebook.labels
        ]
        picker = Picker(items, "Labels", "Type a label", "No label is called that.", self)
        picker.chosen.connect(lambda label: self._on_label(purpose, label))
        open_dialog(picker)

    def show_preferences(self) -> None:
        """Offer the settings; they apply at once."""
        dialog = PreferencesDialog(self.preferences.value, self)
        dialog.changed.connect(self.preferences.put)
        open_dialog(dialog)

    def choose_coders(self) -> None:
        """Ask which coders are compared."""
        layers = [layer.name for layer in self.session.project.layers.all() if layer.coder is not None]
        dialog = CodersDialog(layers, [layer.name for layer in self.adjudication.layers], self)
        dialog.chosen.connect(self.adjudication.choose_layers)
        open_dialog(dialog)

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
            self.session.run(annotate.mark_done, self.session.layer.id, document, not done)
            self.strip.say("Not done any more · saved" if done else "Done · saved")

    def _done_and_next(self) -> None:
        if self.document is not None and self.documents.model.state(self.document) is not DocumentState.DONE:
            self._toggle_done()
        self._step(1)

    def _step(self, steps: int) -> None:
        neighbour = self.documents.neighbour(self.document, steps)
        if neighbour is None:
            self.strip.say("This is the last document." if steps > 0 else "This is the first document.")
        else:
            self.show_document(neighbour)

    def _zoom(self, steps: int) -> None:
        settings = self.preferences.value
        size = min(max(settings.text_px + steps, 11), 40)
        self.preferences.put(settings.model_copy(update={"text_px": size}))

    def _go_where(self, changes: Changes | None) -> None:
        """After an undo, show the document that it changed, so that nothing changes unseen."""
        if changes is not None and len(changes.documents) == 1 and not changes.concerns(self.document):
            document = next(iter(changes.documents))
            if self.documents.model.row_of(document) >= 0:
                self.show_document(document)

    # What the session says.

    @Slot()
    def _on_opened(self) -> None:
        self.pages.setCurrentIndex(1)
        self.adjudication.forget()
        self._show_codebook()
        self._reload()
        self.workspaces.setCurrentWidget(self.coding)
        self.strip.show_coding(True)
        self.documents.model.show_cases(None, shown=False)
        first = self.documents.model.documents[0].id if self.documents.model.documents else None
        self.show_document(first)
        self.strip.say("")
        self._say_who()

    @Slot()
    def _on_closing(self) -> None:
        self.pages.setCurrentIndex(0)
        self.document = None
        self.start.set_recent(self.preferences.value.recent)
        self.start.focus_first()
        self.setWindowTitle(_PROGRAM)
        for action in self._label_actions:
            self.removeAction(action)
        self._label_actions = []
        self.actions_.refresh(State())

    @Slot()
    def _on_coder(self) -> None:
        self._reload()
        first = self.documents.model.first_not_done() or self.document
        self.show_document(self.document if self.document and self.place is Place.ADJUDICATE else first)
        self._say_who()
        self._reader().setFocus(Qt.FocusReason.OtherFocusReason)

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
        self.documents.model.show_documents(project.documents.all(), states)
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
        for action in self._label_actions:
            self.removeAction(action)
            action.deleteLater()
        self._label_actions = []
        for label in book.labels:
            if label.key:
                action = QAction(f"Code as {label.name}", self)
                action.setShortcut(QKeySequence(label.key))
                action.setData(label.id)
                action.triggered.connect(self._on_label_key)
                self.addAction(action)
                self._label_actions.append(action)
        self._dress_readers()

    @Slot()
    def _on_label_key(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.coding.code(str(sender.data()))

    def _dress_readers(self) -> None:
        book = self.session.project.codebook if self.session.is_open else None
        style = reader_style(self.preferences.value, book)
        self.coding.reader.set_style(style)
        self.adjudication.reader.set_style(style)
        self.strip.redress()

    def _refresh(self) -> None:
        """Switch the commands on and off, and say in the title what is shown."""
        session = self.session
        undo = session.project.journal.next_undo() if session.is_open else None
        redo = session.project.journal.next_redo() if session.is_open else None
        state = State(
            is_open=session.is_open,
            place=self.place,
            has_document=self.document is not None and session.layer is not None,
            has_span=self.coding.active is not None,
            has_selection=self.coding.reader.selection() is not None,
            has_case=self.adjudication.current is not None,
            undo=undo.label if undo else "",
            redo=redo.label if redo else "",
        )
        self.actions_.refresh(state)
        for action in self._label_actions:
            action.setEnabled(state.place is Place.CODE and state.has_document)
        if session.is_open:
            row = self.documents.model.row_of(self.document)
            title = self.documents.model.documents[row].title if row >= 0 else ""
            self.setWindowTitle(" – ".join(part for part in (title, session.project.name, _PROGRAM) if part))

    def _say_who(self) -> None:
        coder = self.session.coder
        name = coder.name if coder else "nobody codes yet (Ctrl+U)"
        self.strip.say_who(f"{name} · {'blind' if self.place is Place.CODE else 'adjudicating'}")

    def _reader(self) -> QWidget:
        return self.coding.reader if self.place is Place.CODE else self.adjudication.reader

    def _label_at_hand(self) -> str:
        span = self.coding.active
        return span.label if span else self.coding.last_label or ""

    @Slot(QPoint)
    def _show_menu(self, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.coding.reader.selection() is not None or self.coding.active is not None:
            for action in self._label_actions:
                menu.addAction(action)
            menu.addSeparator()
        for id in ("code.pick_label", "code.relabel", "code.note", "code.doubt", "code.delete", "help.label"):
            menu.addAction(self.actions_.actions[id])
        menu.popup(point)

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
        if event.mimeData().hasUrls() and self.session.is_open:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.exchange.ask_import([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
