"""Feedback: one's own spans and gold in the text, the difference at hand beside it.

Nothing is changed here. Whose gold may be seen is for the operations to say: what is not released is not read.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from annotator.model.codebook import Codebook
from annotator.model.document import Document
from annotator.model.practice import Score
from annotator.model.span import Extent
from annotator.model.text import TextIndex
from annotator.model.wording import counted
from annotator.operations.feedback.feedback import FeedbackPlace
from annotator.operations.feedback.releases import GoldVisibility
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.cases.lane_feed import LaneFeed, placed
from annotator.ui.commands.commands import CommandScope as Where
from annotator.ui.commands.commands import Fact
from annotator.ui.commands.key_names import key_of
from annotator.ui.feedback.flows import FeedbackFlows
from annotator.ui.feedback.loader import FeedbackLoader, FeedbackView
from annotator.ui.feedback.nothing import NothingYet
from annotator.ui.feedback.panel import FeedbackPanel
from annotator.ui.feedback.wording import GOLD, MINE
from annotator.ui.kit.widgets import LEAST_TEXT
from annotator.ui.reader.head_facts import head_in
from annotator.ui.reader.pane import ReaderPane
from annotator.ui.workspace import Workspace

_OF_ALL_TEXTS = (Table.SETTINGS, Table.RELEASES, Table.PRACTICE_DOCUMENTS, Table.PRACTICE_RESULTS, Table.ACTORS)
"""Whose gold may be seen, and who is who: a change to these concerns whatever text is shown."""
_ON = "feedback.next_document"
"""The command that goes on to the next text."""


class FeedbackWorkspace(Workspace):
    """One document of the coder at the desk against gold."""

    place = Where.FEEDBACK
    activity = "against gold"
    left_widths = (240, 272, 272)
    right_widths = (368, 400, 400)
    main_keys = (
        (("feedback.next_document",), "next text with differences"),
        (("feedback.next", "feedback.previous"), "next, previous"),
        (("feedback.passage",), "the passage in Code"),
    )
    depends_on = frozenset(
        {
            Table.SPANS,
            Table.LINKS,
            Table.DECISIONS,
            Table.ASSIGNMENTS,
            Table.SETTINGS,
            Table.RELEASES,
            Table.PRACTICE_DOCUMENTS,
            Table.PRACTICE_RESULTS,
            Table.DOCUMENTS,
            Table.ACTORS,
            Table.CODEBOOK_VERSIONS,
        }
    )
    wait_ms = 400
    pane: ReaderPane

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.document: str | None = None
        self.row = -1
        self._opened: FeedbackView | None = None
        self._scores: dict[str, Score] = {}
        # Whether a text is still to be begun with.
        self._at_head = True
        self._text: Document | None = None
        self._is_empty = False
        self.pane = ReaderPane()
        self.reader = self.pane.reader
        self.panel = FeedbackPanel()
        self.loader = FeedbackLoader(session, self)
        self.flows = FeedbackFlows(session, self)
        self._feed = LaneFeed(self.reader, self)
        self.nothing = NothingYet()
        self._middle = QStackedWidget(self)
        for page in (self.pane, self.nothing):
            self._middle.addWidget(page)
        self._middle.setMinimumWidth(LEAST_TEXT)
        self.set_middle(self._middle)
        differences = self.panel.differences
        self.left.hold(differences, lambda: differences.list.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.right.hold(self.panel)
        differences.show()
        self._connect()

    @property
    def current(self) -> FeedbackPlace | None:
        """The difference at hand."""
        places = self.panel.model.places
        return places[self.row] if 0 <= self.row < len(places) else None

    # What is shown.

    def enter(self) -> None:
        """Begin with a text that has gold."""
        self._at_head = True
        super().enter()
        if not self.is_stale and self._scores:
            self._on_counted(self._scores)

    def leave(self) -> None:
        """Count no more: another workspace comes."""
        super().leave()
        if self.loader.counting.is_busy:
            self.loader.counting.drop()
            self.set_stale()

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard into the text, or where there is no gold on the way on."""
        (self.nothing.button if self._is_empty else self.reader).setFocus(reason)

    def show_document(self, document: str | None) -> None:
        """Show a document with its first difference."""
        self.document, self.row, self._opened = document, -1, None
        found = self.session.project.documents.get(document) if self.session.is_open and document else None
        self._text = found
        self._show_text()
        self.panel.differences.show_text(document)
        self._clear("A moment…" if found is not None else "")
        self._open()

    def follow(self, changes: Changes) -> bool:
        """Look again at the document that is shown, where a step concerns it."""
        if changes.touches(Table.CODEBOOK_VERSIONS):
            self.panel.set_codebook(self.session.project.codebook)
            self._open()
        elif changes.touches(*_OF_ALL_TEXTS) or changes.concerns(self.document):
            self._open()
        return False

    def catch_up(self, changes: Changes | None) -> None:
        """Count the differences of all documents."""
        if self.session.is_open and self.session.layer is not None:
            self.panel.show_overall(None)
            self.loader.count(self.session.layer.id)
        else:
            self.loader.counting.drop()
            self._on_counted({})

    def set_codebook(self, codebook: Codebook) -> None:
        """Call and draw labels as in this codebook."""
        self.panel.set_codebook(codebook)

    def refresh_theme(self) -> None:
        """Draw the marks again, after the theme changed."""
        self._show_place(centred=False)

    def reset(self) -> None:
        """Show nothing of this project any more."""
        super().reset()
        self.loader.counting.drop()
        self._scores = {}
        self.panel.show_overall({})
        self.show_document(None)

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do."""
        return {
            "feedback.next": lambda: self.go_to(self.row + 1),
            "feedback.previous": lambda: self.go_to(self.row - 1),
            "feedback.next_document": self.go_on,
            "feedback.passage": self.to_passage,
            **self.flows.handlers(),
        }

    def shortcut_scopes(self) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys count."""
        return {"feedback.next_document": (self.reader, self.panel.list)}

    def facts(self) -> frozenset[Fact]:
        """Return what holds here."""
        return frozenset({Fact.DIFFERENCE}) if self.current is not None else frozenset()

    def label_at_hand(self) -> str:
        """Return the label of the difference at hand: gold's, where gold has one."""
        return self.current.case.candidates[-1].label if self.current is not None else ""

    def go_to(self, row: int) -> None:
        """Show a difference of this document; beyond the last one nothing moves."""
        count = len(self.panel.model.places)
        if not count:
            self.said.emit(f"There is no difference in this text; {key_of(_ON)} goes to the next text with some")
            return
        if not 0 <= row < count:
            last = f"This is the last difference; {key_of(_ON)} goes on"
            self.said.emit(last if row > 0 else "This is the first difference")
            row = min(max(row, 0), count - 1)
        self.row = row
        self._show_place(centred=True)

    def go_on(self) -> None:
        """Go to the next document with differences, round at the end."""
        order = list(self._scores)
        at = order.index(self.document) + 1 if self.document in order else 0
        for document in (*order[at:], *order[:at]):
            if document != self.document and self._scores[document].differences:
                self.document_requested.emit(document)
                return
        counting = self.loader.counting.is_busy
        self.said.emit("All texts are being counted: a moment." if counting else "No other text has differences")

    def to_passage(self) -> None:
        """Ask for the passage in Code: one's own span, or where gold has one."""
        place = self.current
        if place is not None and self.document is not None:
            span = place.mine or place.gold
            assert span is not None
            self.passage_requested.emit(self.document, span.id)

    # Inside.

    def _connect(self) -> None:
        self.session.coder_changed.connect(self._on_coder)
        self._feed.finished.connect(self._light)
        self.loader.opened.connect(self._on_opened)
        self.loader.counted.connect(self._on_counted)
        self.panel.chosen.connect(self.go_to)
        self.panel.differences.text_chosen.connect(self.document_requested)
        self.panel.headed.connect(self.right.say)
        self.panel.left.connect(lambda: self.reader.setFocus(Qt.FocusReason.OtherFocusReason))
        self.panel.passage_requested.connect(self.to_passage)
        self.reader.mark_clicked.connect(self._on_mark)
        self.reader.context_menu_requested.connect(self._on_menu)
        self.flows.said.connect(self.said)
        self.nothing.pressed.connect(lambda: self.command_requested.emit(self.nothing.command))

    def _open(self) -> None:
        """Read the document at hand in the background."""
        session = self.session
        if not session.is_open or self.document is None:
            self.loader.opening.drop()
        elif session.layer is None:
            self.loader.opening.drop()
            self._clear("")
            self.nothing.show_why(somebody=False)
        else:
            self.loader.open(self.document, session.layer.id, self.panel.model.names())

    def _show_text(self) -> None:
        """Show the text, but none where no gold at all may be seen: there is nothing to compare it with."""
        shown = None if self._is_empty else self._text
        self._middle.setCurrentWidget(self.nothing if self._is_empty else self.pane)
        for aside in (self.panel.differences, self.panel):
            aside.setVisible(not self._is_empty)
        self.reader.set_document(TextIndex(shown.text) if shown else None)
        self.reader.set_head(head_in(self.session.project, shown) if shown else None)

    def _clear(self, empty: str) -> None:
        self._opened, self.row = None, -1
        self.reader.set_lanes([])
        self._feed.show(placed(()), 0)
        self.reader.bars.set_cases([])
        self.panel.show_document(None, empty)
        self.left.say("Differences")
        self._show_place(centred=False)

    @Slot(object)
    def _on_counted(self, scores: dict[str, Score]) -> None:
        self._scores = dict(scores)
        self.panel.show_overall(self._scores)
        titles = {str(info.id): info.title for info in self.session.project.documents.all()} if scores else {}
        self.panel.differences.show_texts(titles, self._scores, self.document)
        if self._is_empty is bool(scores):
            had_keyboard = self.isAncestorOf(QApplication.focusWidget() or self)
            self._is_empty = not scores
            self.nothing.show_why(somebody=self.session.layer is not None)
            self._show_text()
            self._open()
            if had_keyboard and self.is_shown:
                self.take_keyboard()
        at_head, self._at_head = self._at_head, False
        if at_head and self.is_shown and self._scores and self.document not in self._scores:
            # There is nothing to see in a text without gold: begin with one that has some.
            first = next((id for id, score in self._scores.items() if score.differences), next(iter(self._scores)))
            self.document_requested.emit(first)

    @Slot(object)
    def _on_opened(self, opened: FeedbackView) -> None:
        self.nothing.show_why(somebody=True, standing=opened.found.standing)
        first, row = self._opened is None, max(self.row, 0)
        self._opened = opened
        self.reader.set_lanes([MINE, GOLD] if opened.found.places else [], 1)
        self.panel.show_document(opened)
        is_shown = opened.found.standing is GoldVisibility.SHOWN
        self.left.say(counted(len(opened.differences), "difference") if is_shown else "Differences")
        self.row = min(row, len(opened.differences) - 1)
        self._feed.show(opened.marks, self.current.case.start if self.current else 0)
        self.reader.bars.set_cases([Extent(one.case.start, one.case.start + 1) for one in opened.differences])
        self._show_place(centred=first)

    def _show_place(self, centred: bool) -> None:
        """Show the difference at hand in the panel and in the text."""
        place = self.current
        self.panel.show_place(self.row, self._opened.actors if self._opened else {})
        if place is None:
            self.reader.set_focus_range(())
        else:
            case = place.case
            self.reader.set_focus_range((Extent(case.start, case.stop),) if case.stop > case.start else ())
            self._feed.hasten(case.start)
            self._light()
            self.reader.reveal_range(case.start, case.stop, centred=centred)
        self.state_changed.emit()

    @Slot()
    def _light(self) -> None:
        """Tint gold's span, or one's own where gold has none."""
        if (place := self.current) is not None:
            self.reader.set_active(place.case.candidates[-1].id)

    @Slot(str)
    def _on_mark(self, span: str) -> None:
        row = self.panel.model.row_of(span)
        if row >= 0:
            self.row = row
            self._show_place(centred=False)
        else:
            self.said.emit("This is as in gold")

    @Slot(QPoint, int)
    def _on_menu(self, point: QPoint, position: int) -> None:
        marks = self.reader.sheet.marks_at(position)
        if marks:
            self._on_mark(marks[0].id)
        self.menu_requested.emit(point)

    @Slot()
    def _on_coder(self) -> None:
        """Forget whose differences these were; they are read again when they are seen."""
        self._scores = {}
        self.panel.show_overall({})
        self.set_stale()
        if self.is_shown:
            self.catch_up_now()
