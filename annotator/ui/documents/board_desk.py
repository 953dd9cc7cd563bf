"""Table or board in the middle of Documents: both show the same documents, and the same one is at hand."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from annotator.model.wording import counted
from annotator.operations.people.roles import Right
from annotator.operations.project import encryption
from annotator.operations.team.board_table import write_board
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.commands.key_names import follow_keys, key_or_none
from annotator.ui.documents.board_feed import BoardFeed, MadeBoard
from annotator.ui.documents.board_page import GIVE_OUT, BoardPage
from annotator.ui.documents.narrowing import Narrowing
from annotator.ui.documents.shown import ShownDocuments
from annotator.ui.documents.side_panel import ChosenPanel
from annotator.ui.documents.table_page import TablePage
from annotator.ui.kit.segment_bar import SegmentBar

TABLE, BOARD = "table", "board"


class BoardDesk(QObject):
    """`switched` tells that the other one is shown."""

    switched = Signal()
    said = Signal(str)

    def __init__(
        self,
        session: Session,
        shown: ShownDocuments,
        narrowing: Narrowing,
        table_page: TablePage,
        panel: ChosenPanel,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._session, self._shown, self._narrowing = session, shown, narrowing
        self._table_page, self._panel = table_page, panel
        self.page, self.feed = BoardPage(), BoardFeed(session, self)
        self.stack = QStackedWidget(parent)
        self._writing = LatestTask(session, self)
        self.bars = [self._bar(), self._bar()]
        table_page.above.addWidget(self.bars[0])
        self.page.above.addWidget(self.bars[1])
        for page in (table_page, self.page):
            self.stack.addWidget(page)
        self.feed.made.connect(self._on_made)
        self.page.coders.sort_requested.connect(self._sort_coders)
        self.page.documents.sort_requested.connect(self._sort_documents)
        self.page.documents.moved.connect(self._on_moved)
        follow_keys(self.stack, self._name_bars)

    @property
    def is_board(self) -> bool:
        """Whether the board is shown."""
        return self.stack.currentWidget() is self.page

    @property
    def is_busy(self) -> bool:
        """Whether the board is being read, or written."""
        return self.feed.is_busy or self._writing.is_busy

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of the board do."""
        return {"documents.board": self.toggle, "documents.board_csv": self.save}

    # What is shown.

    def toggle(self) -> None:
        """Show the other one, and put the keyboard there."""
        self.show(TABLE if self.is_board else BOARD)
        self.take_keyboard()

    def show(self, which: str) -> None:
        """Show the table or the board."""
        is_board = which == BOARD
        for bar in self.bars:
            bar.show_value(which)
        if is_board == self.is_board:
            return
        self.stack.setCurrentWidget(self.page if is_board else self._table_page)
        self._panel.setVisible(not is_board)
        self.enter() if is_board else self.feed.rest()
        self.switched.emit()

    def enter(self) -> None:
        """Read the board, where it is shown."""
        if self.is_board:
            self.feed.is_shown = True
            self.page.offer(GIVE_OUT, not self._session.why_not(Right.ASSIGN))
            self.renew()

    def renew(self) -> None:
        """Other documents are shown, or something else is known of them."""
        words, few = self._narrowing.words, self._narrowing.narrows
        self.page.say_narrowed(f"of {counted(len(self._shown.model.shown), 'document')}: {words}" if few else "")
        self.feed.show_rows(self._shown.rows if self.feed.is_shown else ())

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.ShortcutFocusReason) -> None:
        """Put the keyboard on the documents."""
        (self.page.documents if self.is_board else self._table_page.view).setFocus(reason)

    def reset(self) -> None:
        """Show nothing of this project any more."""
        self.show(TABLE)
        self.feed.drop()
        self.page.show_board(MadeBoard())

    def refresh_theme(self) -> None:
        """Draw the board anew."""
        for view in (self.page.coders, self.page.documents):
            view.measure()
            view.fit_columns()
            view.viewport().update()

    def sort(self) -> None:
        """Put the table that has the keyboard in order by the column at hand, or the other way."""
        view = self.page.coders if self.page.coders.hasFocus() else self.page.documents
        if view.column_at_hand:
            view.sort_requested.emit(view.column_at_hand)

    def save(self) -> None:
        """Ask for a file and write the board to it."""
        if not self.is_board:
            self.show(BOARD)
        project, board = self._session.project, self.page.shown.board
        title = encryption.saving("Save the board", project)
        proposed = project.path.with_name(f"{project.path.stem}, board.csv")
        name, _ = QFileDialog.getSaveFileName(self.stack.window(), title, str(proposed), "CSV table (*.csv)")
        if not name:
            return
        path = Path(name) if Path(name).suffix else Path(f"{name}.csv")
        self._writing.compute(
            lambda progress: write_board(board, path),
            lambda _: self.said.emit(
                f"The board of {counted(len(board.documents), 'document')} is saved as {path.name}"
            ),
        )

    # Inside.

    def _bar(self) -> SegmentBar:
        made = SegmentBar("Show", {TABLE: "Table", BOARD: "Board"})
        made.chosen.connect(self._on_chosen)
        return made

    @Slot()
    def _name_bars(self) -> None:
        key = key_or_none("documents.board")
        for bar in self.bars:
            bar.setToolTip(f"Table or board, {key}" if key else "")

    @Slot(object)
    def _on_chosen(self, which: str) -> None:
        self.show(which)
        self.bars[int(self.is_board)].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object)
    def _on_made(self, made: MadeBoard) -> None:
        at_hand = self._shown.view.at_hand
        self.page.show_board(made)
        for view, order in zip((self.page.coders, self.page.documents), self.feed.orders, strict=True):
            view.show_sorted(order)
        if at_hand != self.page.documents.at_hand and (line := self.page.documents.table.line_of(at_hand)) >= 0:
            self.page.documents.go_to(line)

    @Slot(str)
    def _sort_coders(self, column: str) -> None:
        coders, documents = self.feed.orders
        self.feed.sort(coders.clicked(column), documents)

    @Slot(str)
    def _sort_documents(self, column: str) -> None:
        coders, documents = self.feed.orders
        self.feed.sort(coders, documents.clicked(column))

    @Slot()
    def _on_moved(self) -> None:
        """The line at hand is that of the table too, so that all commands mean it."""
        document = self.page.documents.at_hand
        if document is not None and document != self._shown.view.at_hand:
            self._shown.view.choose([document], document, self._shown.view.currentIndex().column())
