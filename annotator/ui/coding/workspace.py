"""Code: the text with the coder's own spans, the inspector beside it. It wires; each part has one idea.

`shown` what is seen and selected, `marks` spans in text and list, `verbs` what changes spans, `acts` the slots of one,
`gaps` the empty ones, `drops` what is dragged to them, `mentions` of registered actors, `moves` ways through the spans,
`edge_keys` the mode in which arrows move an edge, `memo` what is noted down on the document, `source` the printed page
beside the text.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRect, Qt, Slot
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.model.codebook import Codebook
from annotator.model.span import Span
from annotator.model.wording import counted
from annotator.operations.coding import punctuation
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.session import Session
from annotator.ui.coding.acts import CodingActs
from annotator.ui.coding.drops import PartyDrops
from annotator.ui.coding.edge_keys import EdgeKeys
from annotator.ui.coding.gaps import CodingGaps
from annotator.ui.coding.mentions import CodingMentions
from annotator.ui.coding.moves import CodingMoves
from annotator.ui.coding.selection import Shown
from annotator.ui.coding.source_pages import SourcePageView
from annotator.ui.coding.unit_cuts import UnitCuts
from annotator.ui.coding.units import CodingUnits
from annotator.ui.coding.verbs import CodingVerbs
from annotator.ui.commands.commands import CommandScope, Fact, holding
from annotator.ui.commands.key_names import follow_keys, key_of
from annotator.ui.inspector.document_memo import DocumentMemo
from annotator.ui.inspector.view import Inspector
from annotator.ui.kit.widgets import LEAST_TEXT
from annotator.ui.reader.pane import ReaderPane
from annotator.ui.workspace import BLIND, Workspace


class CodingWorkspace(Workspace):
    """One document in the coder's own layer."""

    place = CommandScope.CODE
    activity = BLIND
    sees_others = False
    depends_on = frozenset(
        {Table.SPANS, Table.LINKS, Table.ACTORS, Table.CODEBOOK_VERSIONS, Table.SETTINGS, Table.DOCUMENTS, Table.MEMOS}
        | {Table.UNITS}
    )
    codes = True
    shows_documents = True
    folded = frozenset({"left.narrow"})
    pane: ReaderPane

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.beside = QSplitter(Qt.Orientation.Horizontal, self)
        self.pane = ReaderPane(self.beside)
        self.pane.setMinimumWidth(LEAST_TEXT)
        self.reader = self.pane.reader
        self.inspector = Inspector(self.right)
        self.beside.setChildrenCollapsible(False)
        self.beside.addWidget(self.pane)
        self.beside.setFocusProxy(self.reader)
        self.set_middle(self.beside)
        self.right.hold(self.inspector, lambda: self.moves.to_list())
        self.right.leave_out_head()
        self.shown = Shown(session, self.reader, self.inspector, self)
        self.units = CodingUnits(session, self.shown, self)
        self.cuts = UnitCuts(session, self.shown, self.units, self)
        self.verbs = CodingVerbs(session, self.shown, self.units, self)
        self.moves = CodingMoves(session, self.shown, self.units, self)
        self.mentions = CodingMentions(session, self.shown, self)
        self.acts = CodingActs(session, self.shown, self.mentions, self)
        self.gaps = CodingGaps(session, self.shown, self.acts, self.units, self)
        self.drops = PartyDrops(session, self.shown, self.acts, self)
        self.edge = EdgeKeys(session, self.shown, self)
        self.memo = DocumentMemo(session, self.inspector.memo, self)
        self.source = SourcePageView(session, self.shown, self.beside)
        self.source.wished = self.wish_page
        self._connect()
        follow_keys(self, self._say_empty)

    @property
    def active(self) -> Span | None:
        """The selected span."""
        return self.shown.active

    # What is shown.

    def leave(self) -> None:
        super().leave()
        self._put_down()
        self.moves.come_from("")

    def show_document(self, document: str | None) -> None:
        self._put_down()
        self.shown.show(document)
        self.units.show()
        self.units.begin()
        self.mentions.show()
        self.memo.show(document)
        self.source.open_file()

    def follow(self, changes: Changes) -> bool:
        self.acts.follow(changes)
        self.units.forget()
        self.shown.on_changed(changes)
        self.units.follow(changes)
        self.mentions.follow(changes)
        if changes.touches(Table.DOCUMENTS):
            self.source.on_changed()
        self.memo.follow(changes)
        return True

    def catch_up(self, changes: Changes | None) -> None:
        """Read the register anew, and what older codings mean; the document is shown anew after that in any case."""
        if changes is None or changes.touches(Table.ACTORS):
            self.acts.index.renew()
            self.mentions.finder.renew()
        if changes is None or changes.touches(Table.CODEBOOK_VERSIONS):
            self.shown.older.reset()

    def show_span(self, span: str) -> None:
        """Select a span of the coder's own; of another's, its words."""
        for found in self.session.project.spans.get_many([span]):
            if self.session.layer is not None and found.layer == self.session.layer.id:
                self.shown.go_to(span)
            elif found.extents:
                self.show_words(found.start, found.stop)

    def show_words(self, start: int, stop: int) -> None:
        self.reader.set_selection(start, stop)
        self.reader.reveal_range(start, stop)

    def came_from(self, place: CommandScope) -> None:
        self.moves.come_from("" if place is self.place else f"view.{place}")

    def show_changed(self, changes: Changes) -> None:
        self.shown.show_changed(changes)

    def set_codebook(self, codebook: Codebook) -> None:
        self.inspector.set_codebook(codebook)

    def refresh_theme(self) -> None:
        self.inspector.refresh_theme()
        self.source.refresh_theme()

    def reset(self) -> None:
        super().reset()
        self.source.close()
        self.show_document(None)
        self.shown.forget_places()
        self.acts.reset()
        self.mentions.reset()
        self.verbs.last_label = None

    # Commands.

    def handlers(self) -> dict[str, Callable[[], object]]:
        parts = (self.verbs, self.acts, self.gaps, self.mentions, self.moves, self.edge, self.source, self.cuts)
        found = {id: handler for part in parts for id, handler in part.handlers().items()}
        return {**found, "code.memo": self._to_memo}

    def shortcut_scopes(self) -> dict[str, tuple[QWidget, ...]]:
        return {"code.delete": (self.reader, self.inspector.list), "code.card": (self.reader,)}

    def set_keys(self, keys: Mapping[str, tuple[str, ...]]) -> None:
        super().set_keys(keys)
        self.edge.set_keys(keys)

    def facts(self) -> frozenset[Fact]:
        """Return what holds here."""
        return holding(
            {
                Fact.SPAN: self.active is not None,
                Fact.UNITS: self.units.are_given,
                Fact.OFFERING: (offered := self.mentions.are_offered),
                Fact.PUNCTUATION: self.session.is_open and punctuation.is_coded(self.session.project),
                Fact.OFFERED: offered and self.shown.document is not None,
            }
        )

    def left_open(self) -> str:
        self.shown.marks.finish()
        self.shown.sentences.finish()
        count = len(self.inspector.model.missing)
        acts = counted(count, "act has empty slots", "acts have empty slots") if count else ""
        return "; ".join(filter(None, [self.units.left_open(), acts]))

    def how_much(self) -> str:
        return self.units.how_much()

    def take_label(self, purpose: str, label: str) -> None:
        if purpose == "relabel":
            self.verbs.relabel(label)
        else:
            self.verbs.code(label)

    def label_at_hand(self) -> str:
        span = self.active
        return span.label if span else self.verbs.last_label or ""

    def passage_at_hand(self) -> QRect:
        return self.shown.passage_on_screen()

    def can_code(self) -> bool:
        return self.reader.selection() is not None or self.active is not None or bool(self.units.at_hand())

    # Inside.

    def _say_empty(self) -> None:
        key = key_of("project.import")
        self.reader.set_placeholder(f"Choose a document at the left, or import some with {key}.")

    def _put_down(self) -> None:
        """Give what is being written to the store."""
        self.edge.stop()
        self.inspector.card.give_note()
        self.memo.give()

    def _to_memo(self) -> None:
        self.lay_open()
        self.memo.focus()

    def _connect(self) -> None:
        card, verbs = self.inspector.card, self.verbs
        self.shown.state_changed.connect(self.state_changed)
        for part in (verbs, self.acts, self.gaps, self.mentions, self.units, self.cuts):
            part.said.connect(self.said)
        verbs.picker_requested.connect(self.picker_requested)
        self.edge.said.connect(self.said)
        self.memo.said.connect(self.said)
        self.moves.back_requested.connect(self.command_requested)
        self.inspector.memo.more_requested.connect(lambda: self.command_requested.emit("project.journal"))
        self.reader.edge_dragged.connect(verbs.drag_edges)
        self.reader.context_menu_requested.connect(self._on_menu)
        self.reader.mark_opened.connect(lambda _: self.acts.open())
        self.inspector.left.connect(lambda: self.reader.setFocus(Qt.FocusReason.OtherFocusReason))
        card.note_given.connect(verbs.set_note)
        card.relabel_requested.connect(lambda: verbs.picker_requested.emit("relabel"))
        card.doubt_requested.connect(verbs.toggle_doubt)
        card.delete_requested.connect(verbs.delete)

    @Slot(QPoint, int)
    def _on_menu(self, point: QPoint, position: int) -> None:
        """Select the span under the pointer, unless a passage is selected, and ask for the menu."""
        ids = [mark.id for mark in self.reader.sheet.marks_at(position)]
        if ids and self.reader.selection() is None and self.shown.active_id not in ids:
            self.shown.select(ids[0])
        self.menu_requested.emit(point)
