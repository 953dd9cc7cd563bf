"""Documents: the documents of the project as a table, in sets, with a form for those that are selected.

It wires: `feed` reads in the background, `narrowing` says which documents are shown and `shown` in which order;
`chosen` is what is selected, `set_desk` what is done with sets. Nothing here grows with the project in the window's
thread.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from annotator.model.wording import counted, one_or_many
from annotator.operations.people.roles import Right
from annotator.operations.people.seeing import Sight
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.background.visible_first import WhenIdle
from annotator.ui.commands.commands import CommandScope, Fact
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.documents.alike import AlikeDocuments
from annotator.ui.documents.board_desk import BOARD, TABLE, BoardDesk
from annotator.ui.documents.chosen import ChosenDocuments
from annotator.ui.documents.column_dialog import ColumnDialog
from annotator.ui.documents.columns import OPEN
from annotator.ui.documents.feed import DocumentFeed
from annotator.ui.documents.footing import Summary, summed
from annotator.ui.documents.kept import KeptTable, kept_of, text_of
from annotator.ui.documents.loader import DocumentListing
from annotator.ui.documents.narrowing import Narrowing
from annotator.ui.documents.set_desk import SetDesk
from annotator.ui.documents.set_lines import Groups
from annotator.ui.documents.set_panel import SetPanel
from annotator.ui.documents.set_verbs import SetVerbs
from annotator.ui.documents.shown import ShownDocuments
from annotator.ui.documents.side_panel import ChosenPanel
from annotator.ui.documents.table_model import DocumentTable
from annotator.ui.documents.table_page import TablePage
from annotator.ui.documents.table_view import DocumentTableView
from annotator.ui.documents.verbs import DocumentVerbs
from annotator.ui.documents.work_verbs import WorkVerbs
from annotator.ui.inspector.document_memo import DocumentMemo
from annotator.ui.workspace import MainKey, Workspace

_FEW = 40
"""So many documents are read at once after a step; of more, all are read in the background."""
_SLICE_S = 0.008
_AT_ONCE = frozenset({Table.DOCUMENTS, Table.SPANS, Table.ASSIGNMENTS, Table.DECISIONS, Table.MEMOS})
_SETS = frozenset({Table.DOCUMENT_SETS})
_BOARD = (Table.SPANS, Table.ASSIGNMENTS, Table.CODERS, Table.LAYERS, Table.DECISIONS)


class DocumentsWorkspace(Workspace):
    """Sets at the left, the table, and at the right what is known of the documents that are selected."""

    place = CommandScope.DOCUMENTS
    activity = "documents"
    shows_texts = True
    left_widths = (200, 200, 240)
    right_widths = (288, 288, 320)
    folded = frozenset({"left.narrow"})
    left_title = "Sets"
    main_keys = (
        (("documents.open",), "open in Code"),
        (("documents.edit",), "edit"),
        (("documents.filter",), "filter"),
        (("documents.sort",), "sort"),
        (("documents.new_set",), "make a set"),
        (("documents.board",), "board"),
    )
    board_keys = (
        (("documents.open",), "open in Code"),
        (("documents.sort",), "sort"),
        (("documents.board",), "table"),
    )
    depends_on = frozenset(
        {Table.DOCUMENTS, Table.SPANS, Table.ASSIGNMENTS, Table.DECISIONS, Table.CODERS, Table.LAYERS, Table.RELEASES}
        | {Table.RECODE_SAMPLES, Table.DOCUMENT_SETS, Table.DOCUMENT_FIELDS, Table.MEMOS}
    )
    wait_ms = 100

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.model, self.feed = DocumentTable(self), DocumentFeed(session, self)
        self.table = DocumentTableView(self.model, self._known, self._choices)
        self.page, self.sets, self.panel = TablePage(self.table), SetPanel(), ChosenPanel()
        self.shown = ShownDocuments(self.model, self.table, self)
        self.narrowing = Narrowing(session, self.feed, self.shown, self.page, self.sets)
        self.verbs, self.set_verbs = DocumentVerbs(session, self), SetVerbs(session, self)
        self.work = WorkVerbs(session, self)
        self.alike = AlikeDocuments(session, self)
        self.memo = DocumentMemo(session, self.panel.memo, self)
        self._summary, self._summing = Summary(), WhenIdle(self, _SLICE_S)
        self.chosen = ChosenDocuments(session, self.feed, self.table, self.panel, self.verbs)
        self.set_desk = SetDesk(self.set_verbs, self.sets, self.narrowing, self.table)
        self.board = BoardDesk(session, self.shown, self.narrowing, self.page, self.panel, self)
        self.set_middle(self.board.stack)
        self.left.head.insertWidget(2, self.sets.plus)
        self.left.hold(self.sets, self.to_sets)
        self.right.hold(self.panel, self.to_form)
        for each in (self.sets, self.panel):
            each.show()
        self._connect()

    @property
    def is_busy(self) -> bool:
        """Whether what is shown is still to be read or put in order."""
        follows = self.chosen.is_waiting or self._summing.is_busy or self.board.is_busy
        return self.is_waiting or follows or self.feed.is_busy or self.narrowing.is_busy or self.shown.is_busy

    # What is shown.

    def enter(self) -> None:
        """Get ready to be seen; who has sat down meanwhile may do something else."""
        self._know_rights()
        super().enter()
        self.feed.want_cases(self._wants_cases())
        self.alike.look_soon()
        self.board.enter()

    def leave(self) -> None:
        super().leave()
        self.memo.give()
        self.feed.rest()
        self.board.feed.rest()
        self.alike.rest()

    def take_keyboard(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keyboard on the table, or on the board's."""
        self.board.take_keyboard(reason)

    def show_document(self, document: str | None) -> None:
        """Put the keyboard on the line of the document that is shown elsewhere."""
        self.shown.want(document)

    def follow(self, changes: Changes) -> bool:
        """Read the few documents anew that a step touched, where it added none and took none away."""
        self.memo.follow(changes)
        if changes.touches(*_BOARD):
            self.board.feed.set_stale()
        touched = changes.rows.keys() & self.depends_on
        if changes.is_bulk or len(changes.documents) > _FEW or not touched <= _AT_ONCE | _SETS or self.is_stale:
            return False
        if touched & {Table.SPANS, Table.DECISIONS, Table.ASSIGNMENTS}:
            self.feed.count_cases_soon()
        if touched & _AT_ONCE:
            return self.feed.follow(changes.documents)
        self.feed.regroup()
        return True

    def catch_up(self, changes: Changes | None) -> None:
        """Read all documents."""
        if changes is None or changes.touches(Table.SPANS, Table.DECISIONS, Table.ASSIGNMENTS, Table.DOCUMENTS):
            self.feed.count_cases_soon()
        self.board.feed.set_stale()
        self.feed.read()

    def refresh_theme(self) -> None:
        """Draw the table anew."""
        self.table.viewport().update()
        self.table.measure()
        self.table.fit_columns()
        self.sets.list.viewport().update()
        self.board.refresh_theme()

    def reset(self) -> None:
        """Show nothing of this project any more."""
        super().reset()
        self.feed.drop()
        self.board.reset()
        self.alike.reset()
        self._summing.stop()
        self.narrowing.reset()
        self.shown.reset()
        self.sets.reset()
        self.memo.show(None)
        self.panel.form.let_go()
        self.page.filter.clear()
        self._summary = Summary()

    def put_kept(self, kept: str) -> None:
        """Show the columns that were chosen for this project, in the order that they had."""
        found = kept_of(kept)
        self.shown.begin_with(found.columns, found.sorted_by, found.is_descending)
        self.board.show(BOARD if found.is_board else TABLE)

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this workspace do."""
        return {
            "documents.edit": self.edit,
            "documents.open": self.open,
            "documents.remove": self.remove,
            "documents.filter": self._to_filter,
            "documents.sort": self._sort,
            "documents.columns": self.choose_columns,
            "documents.add_field": self.chosen.add_field,
            **self.set_desk.handlers(),
            **self.board.handlers(),
            "documents.duplicates": self.alike.show,
            "documents.memo": self.to_memo,
            "documents.who_codes": lambda: self.work.who_codes(self.table.chosen()),
        }

    def shortcut_scopes(self) -> dict[str, tuple[QWidget, ...]]:
        """Return where alone some keys count: letters are typed elsewhere."""
        typed = ("open", "filter", "sort", "columns", "new_set", "add_to_set", "take_out", "duplicates", "who_codes")
        both, board = (self.table, self.sets.list), (self.board.page.coders, self.board.page.documents)
        return {
            **{f"documents.{name}": (self.table, *board) for name in typed},
            "documents.board": (*both, *board),
            **dict.fromkeys(("documents.edit", "documents.remove", "documents.new_set"), both),
        }

    def facts(self) -> frozenset[Fact]:
        """Return what holds here."""
        return frozenset({Fact.ROW}) if self.table.at_hand is not None else frozenset()

    def keys_now(self) -> tuple[MainKey, ...]:
        """Return the keys of the table, or those of the board."""
        return self.board_keys if self.board.is_board else self.main_keys

    def how_much(self) -> str:
        """Return how many documents are shown, how long they are, and how many are selected."""
        chosen = self.table.count_chosen()
        return " · ".join(filter(None, (self._summary.size, one_or_many(max(1, chosen), "", f"{chosen:,} selected"))))

    def edit(self) -> None:
        """Write in the cell at hand; where the sets have the keyboard, rename the one at hand."""
        (self.set_desk.rename if self.set_desk.has_keyboard else self.chosen.write)()

    def open(self) -> None:
        """Show the document at hand in Code."""
        if (document := self.table.at_hand) is not None:
            self.passage_requested.emit(document, "")

    def remove(self) -> None:
        """Ask whether the documents that are selected are to go; where the sets have the keyboard, the set at hand."""
        if self.set_desk.has_keyboard:
            self.set_desk.remove()
        else:
            self.verbs.remove(self.table.chosen())

    def sort_by(self, place: int) -> None:
        """Put the documents in order by the column at a place, or the other way."""
        self.shown.sort_by(place)
        self._remember()

    def choose_columns(self) -> None:
        """Ask which columns are shown."""
        dialog = ColumnDialog(self.shown.every, self.model.columns, self.window())
        dialog.given.connect(self._on_columns)
        open_dialog(dialog)

    def _sort(self) -> None:
        if self.board.is_board:
            self.board.sort()
        else:
            self.sort_by(self.table.currentIndex().column())

    def _to_filter(self) -> None:
        """Put the keyboard into the filter, which stands above the table."""
        self.board.show(TABLE)
        self.page.focus_filter()

    def to_form(self, field: str = "") -> None:
        """Put the keyboard into the form, in a field or the first one."""
        self.chosen.show()
        self.panel.form.take_keyboard(field)

    def to_memo(self) -> None:
        """Put the keyboard into the memo on the document that is selected."""
        self.lay_open()
        self.chosen.show()
        self.memo.focus()

    def to_sets(self) -> None:
        """Put the keyboard on the sets."""
        self.sets.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Inside.

    def _connect(self) -> None:
        self.feed.listed.connect(self._on_listed)
        self.feed.touched.connect(self.shown.put_rows)
        self.feed.grouped.connect(self._on_grouped)
        self.narrowing.changed.connect(lambda: self.feed.want_cases(self._wants_cases()))
        self.board.switched.connect(self._on_switched)
        for view in (self.board.page.coders, self.board.page.documents):
            view.menu_requested.connect(self.menu_requested)
        self.board.said.connect(self.said)
        self.shown.changed.connect(self._on_shown)
        self.chosen.shown.connect(self._on_form)
        self.chosen.left.connect(self.take_keyboard)
        for desk in (self.chosen, self.set_desk):
            desk.said.connect(self.said)
        self.table.sort_requested.connect(self.sort_by)
        self.table.columns_moved.connect(self._on_columns)
        self.table.menu_requested.connect(self.menu_requested)
        self.sets.list.menu_requested.connect(self.menu_requested)
        self.table.chosen_changed.connect(self._on_chosen)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        for part in (self.page, self.panel, self.board.page):
            part.command_requested.connect(self.command_requested)
        self.page.missing_requested.connect(lambda name: self.page.show_filter(f"{name}:"))
        self.page.alike_requested.connect(self.alike.show)
        self.memo.said.connect(self.said)
        self.panel.memo.area.left.connect(self.take_keyboard)
        self.panel.memo.more_requested.connect(lambda: self.command_requested.emit("project.journal"))
        self.alike.counted.connect(self.page.say_alike)
        self.page.see.clicked.connect(lambda: self.session.see_others("Documents"))
        self.panel.left.connect(self.take_keyboard)
        self.panel.form.left.connect(self.take_keyboard)
        self.sets.list.left.connect(self.take_keyboard)
        self.session.coder_changed.connect(self._on_coder)
        self.session.sight_changed.connect(self._on_coder)

    def _known(self, field: str) -> Sequence[str]:
        return self.feed.listing.known.get(field, ())

    def _choices(self, field: str) -> Sequence[str]:
        return self.feed.listing.choices.get(field, ())

    def _wants_cases(self) -> bool:
        shown = self.board.is_board or any(column.id == OPEN for column in self.model.columns)
        return shown or self.narrowing.asks_for_cases

    def _remember(self) -> None:
        order = self.shown.order
        column = order.column.id if order.column is not None else ""
        self.kept_changed.emit(text_of(KeptTable(self.shown.chosen_ids, column, order.descending, self.board.is_board)))

    @Slot()
    def _on_switched(self) -> None:
        self.feed.want_cases(self._wants_cases())
        self._remember()
        self.state_changed.emit()

    @Slot(object)
    def _on_listed(self, listing: DocumentListing) -> None:
        refused = self.session.refused_acts
        self.page.offer(imports=Right.IMPORT not in refused, joins=Right.DOCUMENTS not in refused)
        self.shown.show_listing(listing)
        self.feed.want_cases(self._wants_cases())

    @Slot(object)
    def _on_grouped(self, groups: Groups) -> None:
        self.sets.show_groups(groups)
        self.narrowing.renew()

    @Slot()
    def _on_shown(self) -> None:
        self._summing.start(summed(self.shown.rows), lambda _: None, self._on_summed)
        self._summing.go_on()
        self.board.renew()
        self._on_chosen()

    @Slot(object)
    def _on_summed(self, summary: Summary) -> None:
        self._summary = summary
        self.page.say_missing(summary.lacking)
        nothing = self.narrowing.narrows and bool(self.feed.listing.rows) and not self.model.shown
        self.page.say_nothing("No document is as asked for." if nothing else "")
        self.state_changed.emit()

    @Slot()
    def _on_chosen(self) -> None:
        self.chosen.show_soon()
        self.state_changed.emit()

    @Slot()
    def _on_row(self) -> None:
        if self.is_shown and (document := self.table.at_hand) is not None:
            self.document_requested.emit(document)

    @Slot(object, int)
    def _on_form(self, document: str | None, count: int) -> None:
        self.right.say(counted(count, "document"))
        self.memo.show(document)

    @Slot(object)
    def _on_columns(self, ids: Sequence[str]) -> None:
        self.shown.choose_columns(ids)
        self.feed.want_cases(self._wants_cases())
        self._remember()

    @Slot()
    def _on_coder(self) -> None:
        self._know_rights()
        if self.is_shown:
            self.catch_up_soon()
        else:
            self.set_stale()

    def _know_rights(self) -> None:
        session = self.session
        self.model.may_edit = session.is_open and not self.chosen.why_not()
        self.page.see.setVisible(session.is_open and session.sight is Sight.ASKED and not session.may_see_others)
