"""The open project as one page: its documents, the workspace at hand, the strip at the foot.

It keeps three things together: which document is shown, in which workspace, and what is said of it. What the
commands are and where files go is the window's matter.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from annotator.model.codebook import Codebook
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.listed_set import ListedSet
from annotator.ui.background.session import Session
from annotator.ui.commands.acts_of_commands import act_of
from annotator.ui.commands.commands import CommandScope
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.kit.empty_state import EmptyState
from annotator.ui.kit.side import FoldingSide
from annotator.ui.kit.veil import Veil
from annotator.ui.kit.widgets import hairline, spaced
from annotator.ui.reader.head_facts import state_in_words
from annotator.ui.window.document_list import DocumentsPanel
from annotator.ui.window.listed_documents import ListedDocuments
from annotator.ui.window.set_choice import ALL
from annotator.ui.window.status_strip import LabelStrip
from annotator.ui.window.workspaces import Workspaces
from annotator.ui.workspace import Workspace

_IMPORTED = "Drop files or a folder here: PDF, Word, web pages, e-mails, spreadsheets, TEI, plain text and more."
_TAKEN_IN = "Whoever leads gives out texts: take in the packet that they send you, or drop it here."
_OVER_HUB = "Whoever leads gives out texts. They come over the hub by themselves, within a minute."


class ProjectPage(QWidget):
    """`document`: the id of the one that is shown, in whichever workspace."""

    state_changed = Signal()
    """Something else is shown or selected: other commands can be used now."""
    command_requested = Signal(str)
    """The way to texts where there are none."""
    document_menu_requested = Signal(QPoint)
    """The menu of the document at hand is wanted at a point of the screen."""
    desk_changed = Signal()
    """Somebody else sits at the desk, or does something else there."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.document: str | None = None
        self._is_alone = False
        self.documents = DocumentsPanel(self)
        self.documents.hide()
        self._listed = ListedDocuments(session, self.documents)
        self.listed_set = ListedSet(session, self.documents.sets, self, ALL)
        self.listed_set.changed.connect(self._on_listed_set)
        self.no_texts = EmptyState("document", "No texts yet", "Import…", self)
        self.no_texts.hide()
        self.veil = Veil(self)
        self.veil.hide()
        self.veil.pressed.connect(self._lift_veil)
        self.workspaces = Workspaces(session, parent=self)
        self.line, self.strip = hairline(), LabelStrip(self)
        self._build()
        follow_keys(self, self._say_no_texts)
        self.no_texts.pressed.connect(lambda: self.command_requested.emit(self._way_to_texts[0]))
        session.hubs_told.connect(self._say_no_texts)
        self.documents.model.dataChanged.connect(self.say_count)
        self.documents.model.modelReset.connect(self.say_count)
        self.documents.chosen.connect(self.show_document)
        self.documents.left.connect(self._on_left)
        self.documents.menu_requested.connect(self.document_menu_requested)
        self.workspaces.said.connect(self.strip.say)
        self.workspaces.state_changed.connect(self.state_changed)
        self.workspaces.state_changed.connect(self._say_keys)
        self.workspaces.state_changed.connect(self._say_much)
        self.workspaces.document_requested.connect(self.show_document)
        self.workspaces.passage_requested.connect(self.show_passage)
        self.workspaces.words_requested.connect(self.show_words)
        self.workspaces.search_requested.connect(self.show_search)
        self.workspaces.case_requested.connect(self.show_case)
        self.workspaces.counted.connect(self.documents.model.show_cases)
        self.workspaces.document_counted.connect(self.documents.model.set_cases)

    @property
    def workspace(self) -> Workspace:
        """The workspace at hand."""
        return self.workspaces.current

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do that lead from one part of the page to another."""
        views = {f"view.{place}": partial(self.show_place, place) for place in self.workspaces.places}
        return {
            **views,
            "move.to_text": lambda: self.take_keyboard(Qt.FocusReason.ShortcutFocusReason),
            "move.to_left": lambda: self._go(self.workspace.left),
            "move.to_right": lambda: self._go(self.workspace.right),
            "view.left": lambda: self.workspace.toggle(self.workspace.left),
            "view.right": lambda: self.workspace.toggle(self.workspace.right),
        }

    def show_place(self, place: CommandScope) -> None:
        """Go to the workspace of a place."""
        self.show_workspace(self.workspaces.at(place))

    def show_workspace(self, workspace: Workspace) -> None:
        """Go to a workspace, with the document that is shown; the one at hand may ask something first."""
        act = act_of(f"view.{workspace.place}")
        if act is not None and (why := self.session.why_not(act)):
            self.session.refused.emit(why)
            return
        if workspace is not self.workspace and not self.workspace.may_leave(lambda: self.show_workspace(workspace)):
            return
        if workspace is not self.workspace or workspace.enters_again:
            self.workspace.leave()
            self._put(workspace)
            if not self.is_veiled:
                workspace.enter()
            self.show_document(self.document)
            self.say_who()
        self.take_keyboard()

    @property
    def is_veiled(self) -> bool:
        """Whether a coder has still to be asked before they see the workspace at hand."""
        return self.workspace.is_covered

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard where one works, or on the answer that is waited for."""
        if self.is_veiled:
            self.veil.button.setFocus(reason)
        elif self.no_texts.isVisibleTo(self):
            self.no_texts.button.setFocus(reason)
        else:
            self.workspace.take_keyboard(reason)

    @Slot(str)
    def show_document(self, document: str | None) -> None:
        """Show a document in the workspace at hand."""
        if document != self.document:
            self.strip.drop_complaint()
        self.document = document
        if document is not None and self.documents.model.row_of(document) < 0 and self.listed_set.members is not None:
            self.listed_set.show_all()
        self.documents.select(document)
        if not self.is_veiled:
            self.workspace.show_document(document)
        self._say_place()
        self.state_changed.emit()

    @Slot(str, str)
    def show_passage(self, document: str, span: str) -> None:
        """Go to a span in Code: to select it where it is the coder's own, else to its words."""
        self._show_in(CommandScope.CODE, document, lambda there: there.show_span(span))

    @Slot(str, int, int)
    def show_words(self, document: str, start: int, stop: int) -> None:
        """Go to words in Code, in code points."""
        self._show_in(CommandScope.CODE, document, lambda there: there.show_words(start, stop))

    @Slot(str, str)
    def show_case(self, document: str, span: str) -> None:
        """Go to the case of a span in Adjudicate; to its document at once where the case is still to be found."""
        self._show_in(CommandScope.ADJUDICATE, document, lambda there: there.show_span(span))

    @Slot(str)
    def show_search(self, search: str) -> None:
        """Go to what a search finds, in Passages."""
        if self.workspace.may_leave(lambda: self.show_search(search)):
            passages = self.workspaces.at(CommandScope.PASSAGES)
            passages.show_search(search)
            self.show_workspace(passages)

    def _show_in(self, place: CommandScope, document: str, show: Callable[[Workspace], object]) -> None:
        if self.workspace.may_leave(lambda: self._show_in(place, document, show)):
            workspace, before = self.workspaces.at(place), self.workspace.place
            self.show_workspace(workspace)
            self.show_document(document)
            if not self.is_veiled:
                show(workspace)
                workspace.came_from(before)

    def begin(self) -> None:
        """Get ready for a project that was opened: in Code, with nothing said or searched."""
        self._put(self.workspaces.at(self.workspaces.home))
        self.workspace.enter()
        self.documents.filter.clear()
        self.listed_set.renew()

    def reset(self) -> None:
        """Show nothing of this project any more."""
        self.workspaces.reset()
        self.listed_set.reset()
        self.document = None

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self.workspaces.set_codebook(codebook)

    def refresh_theme(self) -> None:
        """Draw the marks again, after the theme changed."""
        self.strip.refresh_theme()
        self.workspaces.refresh_theme()

    def reload(self, keeps_shown: bool = True) -> None:
        """Read the list of documents again, and show another where the present one is gone.

        `keeps_shown`: the one that is shown stays listed though the set that is listed is without it.
        """
        self._listed.read(self.listed_set.members, self.document if keeps_shown else None)
        self._show_whether_empty()
        if self.documents.model.row_of(self.document) < 0:
            first = self.documents.model.documents[0].id if self.documents.model.documents else None
            self.show_document(first)
        else:
            self.documents.select(self.document)
            self._say_place()

    @Slot(bool)
    def _on_listed_set(self, is_new: bool) -> None:
        self.reload(keeps_shown=not is_new)

    def say_who(self) -> None:
        """Say who is at the desk, and what they do here."""
        self.desk_changed.emit()

    def say_count(self) -> None:
        """Say at the foot how much is done, and over the list how many documents there are."""
        self._say_much()
        self._say_left(self.workspace)

    @Slot()
    def _say_much(self) -> None:
        self.strip.say_count(self.workspace.how_much() or self.documents.model.progress())

    def _say_left(self, workspace: Workspace) -> None:
        if workspace.left_title:
            workspace.left.say(workspace.left_title)
        elif workspace.shows_documents:
            workspace.left.say("Documents", self.documents.said)

    def show_page_alone(self, alone: bool) -> None:
        """Show the page without what stands around it, or with it again."""
        self.strip.setVisible(not alone)
        self.line.setVisible(not alone)
        self._is_alone = alone
        self.workspace.show_page_alone(alone)

    # What the session says.

    @Slot()
    def on_coder(self) -> None:
        """Show the documents as they stand with who has sat down; a coder goes on where there is something to do."""
        self._leave_what_is_not_theirs()
        self._veil_again()
        self.reload()
        if self.workspace.codes and self.session.layer is not None:
            self.show_document(self.documents.model.first_not_done() or self.document)
        else:
            self.show_document(self.document)
        self.say_who()
        self.take_keyboard()

    def on_changed(self, changes: Changes) -> None:
        """Show what a step changed: in the list of documents, and in the workspaces."""
        if not self._listed.follow(changes):
            self.reload()
        elif changes.touches(Table.DOCUMENTS, Table.SPANS, Table.ASSIGNMENTS):
            self._say_place()
        if changes.touches(Table.CODERS, Table.LAYERS):
            self._leave_what_is_not_theirs()
            self.say_who()
        self.listed_set.on_changed(changes)
        self.workspaces.on_changed(changes)
        if changes.touches(Table.DOCUMENTS):
            self.workspace.renew_head(self.document)
            self._say_place()

    # Inside.

    @property
    def _way_to_texts(self) -> tuple[str, str, str]:
        """The command by which texts come, what its button says, and how they come: a coder's copy is given them."""
        if self.session.owner is None:
            return "project.import", "Import…", _IMPORTED
        if self.session.hubs:
            return "project.hand_over", "Ask the hub now", _OVER_HUB
        return "project.take_in", "Take in files…", _TAKEN_IN

    def _say_no_texts(self) -> None:
        command, button, text = self._way_to_texts
        self.no_texts.button.setText(button)
        self.no_texts.say(text, key_or_none(command))

    def _veil(self) -> None:
        """Ask a coder first, where the workspace at hand shows what others coded."""
        workspace, name = self.workspace, self.session.coder.name if self.session.coder is not None else ""
        if workspace.asks_first and not self.session.may_see_others:
            self.veil.ask(workspace.place.capitalize(), name)
            workspace.cover(self.veil, whole=True)

    def _leave_what_is_not_theirs(self) -> None:
        """Go to Code from a workspace that whoever is at the desk now does not have."""
        act = act_of(f"view.{self.workspace.place}")
        if act is not None and self.session.why_not(act):
            self.workspace.leave()
            self._put(self.workspaces.at(self.workspaces.home))
            self.workspace.enter()

    def _veil_again(self) -> None:
        """Ask whoever has sat down, and nobody when nobody codes."""
        was_veiled = self.is_veiled
        if self.workspace.asks_first:
            self.workspace.cover(None)
            self._veil()
            if self.is_veiled and not was_veiled:
                self.workspace.leave()
                self.documents.model.show_cases(None, shown=False)
            elif was_veiled and not self.is_veiled:
                self.workspace.enter()
        self._say_keys()

    @Slot()
    def _say_keys(self) -> None:
        """Name the keys at the foot that do something now: none while a coder is asked first."""
        self.strip.keys.show_keys(() if self.is_veiled else self.workspace.keys_now())

    @Slot()
    def _lift_veil(self) -> None:
        self.session.see_others(self.workspace.place.capitalize())
        if not self.session.may_see_others:
            return  # it could not be noted
        self.workspace.cover(None)
        self._say_keys()
        self.workspace.enter()
        self._show_whether_empty()
        self.show_document(self.document)
        self.say_who()
        self.take_keyboard()

    def _show_whether_empty(self) -> None:
        """Offer to import texts where there are none; the keyboard goes to the offer, and on with the first text."""
        workspace, was_offered = self.workspace, self.no_texts.isVisibleTo(self)
        is_empty = (workspace.pane is not None or workspace.shows_texts) and not self.documents.model.documents
        self._say_no_texts()
        if not self.is_veiled:
            workspace.cover(self.no_texts if is_empty else None)
            if was_offered != is_empty:
                self.take_keyboard()

    def _say_place(self) -> None:
        """Say above the text which document it is among how many, and how far whoever codes is with it."""
        model, pane = self.documents.model, self.workspace.pane
        if pane is not None:
            row = model.row_of(self.document)
            pane.reader.bars.page_bar.set_place(row + 1, len(model.documents) if row >= 0 else 0)
            said = state_in_words(model.state(self.document)) if row >= 0 and self.document else ""
            pane.reader.board.set_state(said if self.workspace.codes else "")

    def _go(self, side: FoldingSide) -> None:
        """Put the keyboard into a side of the workspace at hand."""
        if side.has_content:
            self.workspace.go(side)
        else:
            self.strip.say(f"Nothing stands at the {side.edge} now.")

    def _build(self) -> None:
        box = QVBoxLayout(self)
        spaced(box, 0)
        box.addWidget(self.workspaces, 1)
        box.addWidget(self.line)
        box.addWidget(self.strip)

    def _put(self, workspace: Workspace) -> None:
        """Put a workspace in front, with the strip and the list of documents as they are before it says otherwise."""
        if workspace.shows_documents:
            workspace.left.hold(self.documents, self.documents.focus_filter)
            self.documents.show()
            self._say_left(workspace)
        workspace.show_page_alone(self._is_alone)
        workspace.cover(None)
        self.workspaces.setCurrentWidget(workspace)
        self.strip.show_coding(workspace.codes)
        self.documents.model.show_cases(None, shown=False)
        self.strip.say("")
        self._veil()
        self._show_whether_empty()
        self._say_keys()
        self._say_much()

    @Slot()
    def _on_left(self) -> None:
        self.take_keyboard()
