"""The window: a start page or the page of a project, menus and keys. It wires, others act."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from annotator.operations.opened_files import SUFFIXES
from annotator.operations.team.packet_files import is_packet
from annotator.paths import ends_in
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.index_keeper import IndexKeeper
from annotator.ui.background.once_a_turn import OnceATurn
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import finish_all
from annotator.ui.commands.action_set import ActionSet
from annotator.ui.commands.commands import CommandScope, CommandState, Fact
from annotator.ui.commands.key_names import key_of
from annotator.ui.commands.label_keys import LabelKeys, taken_keys, with_free_keys
from annotator.ui.commands.menus import Menus, document_menu, menu_at_pointer, pop_up
from annotator.ui.commands.palette import ACTOR, DOCUMENT, LABEL
from annotator.ui.kit import theme
from annotator.ui.kit.widgets import hairline, spaced
from annotator.ui.manual.beside import WorkRoom
from annotator.ui.settings.preferences import Preferences
from annotator.ui.window.command_state import command_state
from annotator.ui.window.first_steps import CodedHere
from annotator.ui.window.flows.backups import BackupFlows
from annotator.ui.window.flows.choices import ChoiceFlows
from annotator.ui.window.flows.codebook import CodebookFlows
from annotator.ui.window.flows.documents import DocumentFlows
from annotator.ui.window.flows.earlier import EarlierFlows
from annotator.ui.window.flows.handing_in import HandingInFlow
from annotator.ui.window.flows.help import HelpFlows
from annotator.ui.window.flows.moving import MovingFlows
from annotator.ui.window.flows.projects import ProjectFlows, documents_folder
from annotator.ui.window.flows.reading import ReadingFlows
from annotator.ui.window.flows.sharing import SharingFlows
from annotator.ui.window.flows.walking import WalkingFlows
from annotator.ui.window.header import Header
from annotator.ui.window.header_wiring import HeaderWiring, called
from annotator.ui.window.hub_wiring import HubWiring
from annotator.ui.window.menu_key import MenuKey
from annotator.ui.window.new_keys import tell_new_keys
from annotator.ui.window.project_page import ProjectPage
from annotator.ui.window.seldom import SeldomFlows
from annotator.ui.window.start_page import StartPage
from annotator.ui.window.window_place import restore, with_place
from annotator.ui.window.workspaces import MOVING
from annotator.ui.workspace import Workspace

if TYPE_CHECKING:
    from annotator.ui.adjudication.workspace import AdjudicationWorkspace
    from annotator.ui.coding.workspace import CodingWorkspace
    from annotator.ui.reader.view import ReaderView

_PROGRAM = "Annotator"


class MainWindow(QMainWindow):
    """One project at a time. Its parts are public: tests and the composition root reach them by name."""

    def __init__(self, session: Session, preferences: Preferences) -> None:
        super().__init__()
        self.session, self.preferences = session, preferences
        self.pages = QStackedWidget()
        self.help = HelpFlows(lambda: self.actions_, preferences, lambda: self.place, self.pages, self._room)
        self._build()
        self.coded_here = CodedHere(preferences, self)
        self.documents, self.strip = self.page.documents, self.page.strip
        self.workspaces = self.page.workspaces
        self.projects = ProjectFlows(session, preferences, self, self.may_leave)
        self.backups = BackupFlows(session, preferences, self, self.projects.open)
        self.earlier = EarlierFlows(
            session, self, self.may_leave, self.projects.take_over, lambda: self.document, self.show_document
        )
        self.seldom = SeldomFlows(self)
        self.projects.damaged.connect(lambda path, why, problems: self.seldom.mending.offer(path, why, problems))
        self.projects.rescue_requested.connect(lambda path: self.seldom.mending.rescue(path))
        self.handing_in = HandingInFlow(session, preferences, self)
        self.sharing = SharingFlows(session, preferences, self, lambda paths: self.take_files(paths))
        self.hub = HubWiring(session, preferences, self, self.projects.open, documents_folder)
        self.handing_in.goes_by_itself = self._goes_by_itself
        self.handing_in.hand_over = self._hand_over
        self.index_keeper = IndexKeeper(session, self)
        self.codebook = CodebookFlows(session, lambda: self.page.workspace.label_at_hand(), self.page, self)
        self.choices = ChoiceFlows(session, preferences, lambda: self.actions_, self._can_code, self)
        self.reading = ReadingFlows(preferences, lambda: self.page.workspace.pane, self)
        self.moving = MovingFlows(lambda: self.page.workspace.pane, self)
        self.walking = WalkingFlows(session, self.page, self)
        self.document_flows = DocumentFlows(session, lambda: self.document, self)
        self.help.put_places(preferences.value.sides)
        nowhere_yet: dict[str, tuple[QWidget, ...]] = dict.fromkeys(MOVING, ())
        self._actions = ActionSet(self, self._handlers(), preferences.value.shortcuts, nowhere_yet)
        self._refreshing = OnceATurn(self._refresh, self)
        self._is_ending = False
        """Whether the window closes: what it would show without a project is seen by nobody."""
        self.workspaces.set_keys(self._actions.keys)
        self.label_keys = LabelKeys(self, self._code)
        self.menus = Menus(self.menuBar(), self._actions, self)
        self.menu_key = MenuKey(self.open_menu, self)
        self._connect()
        self._show_start()
        restore(self, preferences.value)
        self.workspaces.put_sides(preferences.value.sides)
        self.apply_theme()

    # What is shown.

    @property
    def place(self) -> CommandScope:
        """The workspace that is shown, or (on the start page) anywhere."""
        return self.page.workspace.place if self.session.is_open else CommandScope.ANYWHERE

    @property
    def document(self) -> str | None:
        """The id of the document that is shown."""
        return self.page.document

    @property
    def reader(self) -> "ReaderView":
        """The text of the workspace at hand; where that has none, the one that is coded in."""
        return (self.page.workspace.pane or self.coding.pane).reader

    @property
    def coding(self) -> "CodingWorkspace":
        """The workspace Code."""
        # It is imported and made when it is shown first.
        from annotator.ui.coding.workspace import CodingWorkspace  # noqa: PLC0415

        return self.workspaces.of(CodingWorkspace)

    @property
    def adjudication(self) -> "AdjudicationWorkspace":
        """The workspace Adjudicate."""
        # It is imported and made when it is shown first.
        from annotator.ui.adjudication.workspace import AdjudicationWorkspace  # noqa: PLC0415

        return self.workspaces.of(AdjudicationWorkspace)

    @property
    def actions_(self) -> ActionSet:
        """The commands, as they can be used now."""
        self.bring_up_to_date()
        return self._actions

    def take_files(self, paths: Sequence[Path]) -> None:
        """Show in Team what files would bring."""
        self.page.show_place(CommandScope.TEAM)
        if self.page.workspace.place is CommandScope.TEAM:
            self.page.workspace.take_files(paths)

    def may_leave(self, then: Callable[[], object]) -> bool:
        """Whether the project may be closed now; else it is asked what is to be saved, and `then` called after."""
        if not self.session.is_open:
            return True
        if self.session.is_lost_now():
            return False  # whoever leaves all the same has read it then
        return self.page.workspace.may_leave(then) and self.handing_in.may_leave(then)

    def end(self) -> bool:
        """Close the project and stop what goes on in the background; False where something did not stop in time."""
        self._is_ending = True
        self.session.close()
        self.backups.close()
        return finish_all()

    def say(self, text: str) -> None:
        """Say what was done, or how it stands, where one looks for it."""
        if self.session.is_open:
            self.strip.say(text)
        else:
            self.start.say(text)

    def complain(self, text: str) -> None:
        """Say why something was not done; it goes when another text is shown."""
        if self.session.is_open:
            self.strip.complain(text)
        else:
            self.start.say(text)

    def show_document(self, document: str | None) -> None:
        """Show a document in the workspace at hand."""
        self.page.show_document(document)

    def bring_up_to_date(self) -> None:
        """Let commands and title say how it stands, without waiting for the turn of the event loop to end."""
        self._refreshing.now()

    def apply_theme(self) -> None:
        """Put on the theme and the text's measures as they are set."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            wanted = theme.theme_for(self.preferences.value.theme)
            if theme.current() is not wanted or app.property("theme") is None:
                theme.apply(app, wanted)
                self.page.refresh_theme()
                self.label_keys.refresh_theme()
        self._colour_readers()
        # On a Mac the bar is the system's, at the top of the screen.
        self.menuBar().setVisible(self.preferences.value.menu_bar or self.menuBar().isNativeMenuBar())

    def toggle_page_alone(self) -> None:
        """Show the page and nothing around it, or all again."""
        alone = not self.header.isHidden()
        self.header.setVisible(not alone)
        self._line.setVisible(not alone)
        self.page.show_page_alone(alone)

    def open_menu(self) -> None:
        """Open the menu behind its button; where a bar is shown, its first menu."""
        self.bring_up_to_date()
        if self.menuBar().isVisible() and not self.menuBar().isNativeMenuBar():
            self.menuBar().setFocus(Qt.FocusReason.MenuBarFocusReason)
            self.menuBar().setActiveAction(self.menuBar().actions()[0])
        else:
            button = self.header.menu_button
            pop_up(self.menus.button_menu, button.mapToGlobal(QPoint(0, button.height())))

    # Setting up.

    def _build(self) -> None:
        # Each part stands in the window before it is filled: Qt styles all that is in it again at each move.
        centre = QWidget(self)
        self.setCentralWidget(centre)
        box = QVBoxLayout(centre)
        spaced(box, 0)
        self.header, self._line = Header(centre), hairline()
        for part in (self.header, self._line, self.help.beside):
            box.addWidget(part)
        self.start, self.page = StartPage(self.pages), ProjectPage(self.session, self.pages)
        for page in (self.start, self.page):
            self.pages.addWidget(page)
        self.setAcceptDrops(True)
        self.resize(1320, 840)
        self.setMinimumSize(900, 560)

    def _handlers(self) -> dict[str, Callable[[], object]]:
        return {
            **self.projects.handlers(),
            "project.export": self.export,
            **self.handing_in.handlers(),
            **self.sharing.handlers(),
            **self.hub.handlers(),
            **self.codebook.handlers(),
            **self.backups.handlers(),
            **self.earlier.handlers(),
            **self.seldom.handlers(),
            **self.choices.handlers(),
            **self.help.handlers(),
            **self.document_flows.handlers(),
            **self.reading.handlers(),
            **self.moving.handlers(),
            **self.walking.handlers(),
            **self.page.handlers(),
            **self.workspaces.handlers(),
            "view.menu": self.open_menu,
            "view.page": self.toggle_page_alone,
            "program.quit": self.close,
        }

    def _connect(self) -> None:
        self._connect_session()
        self._connect_header()
        self.start.new_requested.connect(self.projects.new)
        self.start.open_requested.connect(self.projects.open)
        self.start.sample_requested.connect(self.projects.sample)
        self.start.join_requested.connect(self.hub.choose_invitation)
        self.projects.invitation_opened.connect(self.hub.open_invitation)
        self.hub.not_opened.connect(self.projects.not_opened)
        self.start.recent_removed.connect(self._remove_recent)
        self.page.state_changed.connect(self._refreshing.ask)
        self.page.command_requested.connect(lambda id: self.actions_.actions[id].trigger())
        self.page.document_menu_requested.connect(lambda at: pop_up(document_menu(self, self.actions_), at))
        self.strip.label_chosen.connect(self._code)
        self.strip.picker_requested.connect(lambda: self.show_picker("code"))
        self.strip.back_requested.connect(self.earlier.back)
        self.workspaces.made.connect(self._on_made)
        self.workspaces.picker_requested.connect(self.show_picker)
        self.workspaces.menu_requested.connect(self._show_menu)
        self.workspaces.earlier_requested.connect(self.earlier.open)
        self.workspaces.command_requested.connect(lambda id: self.actions_.actions[id].trigger())
        self.workspaces.kept_changed.connect(self._on_kept)
        self.preferences.changed.connect(self.apply_theme)
        self.preferences.failed.connect(self.say)
        self.choices.keys_changed.connect(self._on_keys)
        self.choices.found.connect(self._on_found)

    def _connect_header(self) -> None:
        header = self.header
        self.heading = HeaderWiring(self.session, self.page, header, self)
        self.handing_in.counted.connect(lambda _: self.workspaces.renew(CommandScope.TEAM))
        header.menu_requested.connect(self.open_menu)
        header.search_requested.connect(self.choices.command)
        header.desk_requested.connect(self.projects.ask_who)
        header.hand_in.clicked.connect(lambda _: self.handing_in.hand_in_as_usual())
        self.handing_in.counted.connect(header.hand_in.show_count)
        self.page.desk_changed.connect(self._show_place)

    def _connect_session(self) -> None:
        session = self.session
        session.opened.connect(self._on_opened)
        session.closing.connect(self._on_closing)
        session.coder_changed.connect(self.page.on_coder)
        session.changed.connect(self._on_changed)
        session.changed.connect(self.coded_here.on_changed)
        session.said.connect(self.say)
        session.folder_told.connect(lambda: self.strip.folder.show_state(session.folder))
        self.strip.folder.look_requested.connect(self.sharing.take_arrived)
        session.hubs_told.connect(lambda: self.strip.hub.show_hubs(session.hubs))
        self.strip.hub.password_requested.connect(self.hub.ask_password)
        session.refused.connect(self.complain)

    def _goes_by_itself(self) -> str:
        """Where what is done here goes without being asked for."""
        if self.hub.takes_all:
            return "the hub"
        return "the shared folder" if self.session.folder.folder is not None else ""

    def _hand_over(self) -> None:
        if self.session.folder.folder is not None:
            self.sharing.look_now()
        if self.session.hubs:
            self.hub.hand_over()

    # Commands of the window itself.

    def export(self) -> None:
        """Export what the workspace at hand means by it, else from the project."""
        if not self.page.workspace.export():
            self.seldom.exchange.export()

    def show_picker(self, purpose: str) -> None:
        """Offer all labels; `purpose`: what for (code, relabel, union, intersection)."""
        if self.session.is_open:
            title = {"code": "Code as", "relabel": "Relabel as"}.get(purpose, f"Label of the {purpose}")
            take = partial(self.page.workspace.take_label, purpose)
            self.choices.label(title, take, self.page.workspace.passage_at_hand())

    @Slot(str, str)
    def _on_found(self, kind: str, id: str) -> None:
        """Go to what was found; a label codes where there is something to code."""
        if kind == DOCUMENT:
            self.page.show_document(id)
        elif kind == LABEL and self._can_code():
            self._code(id)
        else:
            self.page.show_place(CommandScope.ACTORS if kind == ACTOR else CommandScope.CODEBOOK)
            self.page.workspace.show_named(id)

    def _room(self) -> WorkRoom:
        if not self.session.is_open:
            return WorkRoom(self.pages.minimumSizeHint().width())
        workspace = self.page.workspace
        return WorkRoom(workspace.width_needed(), workspace.right.width() if workspace.right.isVisible() else 0)

    def _can_code(self) -> bool:
        if not self.session.is_open or self.page.is_veiled:
            return False
        return self.page.workspace.codes and self.page.workspace.can_code()

    def _code(self, label: str) -> None:
        self.coding.verbs.code(label)

    @Slot(object)
    def _on_made(self, workspace: Workspace) -> None:
        """Give a workspace that is there now its keys, and its text the look of all texts."""
        self._actions.add_scopes(self.workspaces.shortcut_scopes(workspace))
        if workspace.pane is not None:
            self.reading.add(workspace.pane)
            workspace.pane.reader.step_requested.connect(self.walking.step)
            workspace.pane.reader.details_requested.connect(self.document_flows.details)

    # What the session says.

    @Slot()
    def _on_opened(self) -> None:
        self.pages.setCurrentWidget(self.page)
        self.workspaces.put_kept(self.preferences.value.kept.get(str(self.session.path), {}))
        self.page.begin()
        self.start.say("")
        self._show_codebook()
        self.page.reload()
        self._refreshing.ask()
        self.page.say_who()
        self.page.take_keyboard()
        tell_new_keys(self.preferences, self.say)
        why, as_of = self.session.project.read_only, self.session.project.as_of
        self.strip.say_read_only(why, f"As it was {as_of}" if as_of else "Read only", bool(as_of))
        if why:
            self.say(why)

    @Slot(str, str)
    def _on_kept(self, place: str, text: str) -> None:
        if self.session.path is not None:
            self.preferences.put(self.preferences.value.with_kept(self.session.path, place, text))

    @Slot()
    def _on_closing(self) -> None:
        self.page.reset()
        self._refreshing.drop()
        if not self._is_ending:
            self._show_start()

    def _show_start(self) -> None:
        if self.header.isHidden():
            self.toggle_page_alone()
        self.pages.setCurrentWidget(self.start)
        self.start.set_recent(self.preferences.value.recent)
        self.start.know_steps(self.coded_here.is_enough)
        self.start.focus_first()
        self.setWindowTitle(_PROGRAM)
        self.header.show_start()
        self.menus.show_place(CommandScope.ANYWHERE)
        self.label_keys.clear()
        self._actions.refresh(CommandState())

    @Slot(Changes)
    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Table.CODEBOOK_VERSIONS):
            self._show_codebook()
        self.page.on_changed(changes)
        self._refreshing.ask()

    # Inside.

    @Slot()
    def _on_keys(self) -> None:
        self.workspaces.set_keys(self.actions_.keys)
        if self.session.is_open:
            self._show_codebook()

    @Slot()
    def _show_codebook(self) -> None:
        book = self.session.project.codebook
        self.page.set_codebook(book)
        labels = with_free_keys(book.in_use, taken_keys(self.actions_.keys))
        self.label_keys.show_labels(labels)
        self.strip.set_labels(labels)
        for label, left in zip(book.in_use, labels, strict=True):
            if label.key != left.key:
                key = key_of("code.pick_label")
                self.say(f"The key {label.key} is a command’s: code as {label.name} with {key} and its name.")
        self._colour_readers()

    def _colour_readers(self) -> None:
        self.reading.apply_theme(self.session.project.codebook if self.session.is_open else None)

    def _refresh(self) -> None:
        """Switch the commands on and off, and say in the title what is shown."""
        session = self.session
        if not session.is_open:
            return
        workspace, state = self.page.workspace, command_state(session, self.page)
        self._actions.refresh(state)
        self.label_keys.enable(workspace.codes and self.document is not None)
        self.strip.mark(workspace.label_at_hand() if Fact.SPAN in state.facts else "")
        self.heading.show_desk()
        self._show_place()
        row = self.documents.model.row_of(self.document)
        title = self.documents.model.documents[row].title if row >= 0 else ""
        self.setWindowTitle(" – ".join(part for part in (title, called(session), _PROGRAM) if part))

    @Slot()
    def _show_place(self) -> None:
        if self.session.is_open:
            self.menus.show_place(self.place)

    @Slot(QPoint)
    def _show_menu(self, point: QPoint) -> None:
        first = self.label_keys.actions if self.page.workspace.can_code() else []
        pop_up(menu_at_pointer(self, self.place, self.actions_, first), point)

    @Slot(object)
    def _remove_recent(self, path: Path) -> None:
        self.preferences.put(self.preferences.value.without_recent(path))
        self.start.set_recent(self.preferences.value.recent)

    # Qt calls these.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.menu_key.press(event)
        if not event.isAutoRepeat() and (why := self.actions_.why_not(event.keyCombination())):
            self.complain(why)
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ThemeChange:
            self.apply_theme()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_leave(self.close):
            event.ignore()
            return
        places = {"sides": self.workspaces.sides() | self.help.places()}
        self.preferences.put(with_place(self.preferences.value, self).model_copy(update=places))
        self.end()
        super().closeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        # Others' databases look like projects, and are imported.
        ours = [path for path in paths if ends_in(path, *SUFFIXES) or is_packet(path)]
        if self.session.is_open and (to_take := self.seldom.teams.takes(paths)):
            self.take_files(to_take)
        elif ours:
            self.seldom.opening.open(ours)
        elif paths and self.session.is_open:
            self.seldom.exchange.import_files(paths)
        elif paths:
            self.say("Open a project first, or make one: then what you drop here is imported.")
