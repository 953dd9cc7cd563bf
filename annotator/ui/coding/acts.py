"""The card of the selected span: what fills its rows, what may, and each choice as one verb on the project.

It is the desk of `ui/acts/card.py`. The card says what the coder chose; here it is done, and the store's answer
(`Shown.on_changed`) brings the rows anew.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.acts.acts import Act, acts_of
from annotator.acts.finding import ActorIndex
from annotator.acts.offers import Offer, offers
from annotator.model.actor import Actor, ActorKind
from annotator.model.codebook import Attribute, Role
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId, new_id
from annotator.model.span import AttributeValue, Extent, Span
from annotator.model.values import in_words
from annotator.model.wording import isolated
from annotator.operations.actors.seen_actors import seen_actors
from annotator.operations.coding import acts, annotate
from annotator.operations.coding.acts import SlotFiller
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.acts.card import ActCard
from annotator.ui.acts.entries import CardEntry, party_entries
from annotator.ui.acts.field import RowField
from annotator.ui.acts.rows import CardRow, rows_of, words_wanted
from annotator.ui.acts.values import chosen_value, typed_value
from annotator.ui.background.session import Session
from annotator.ui.coding.mentions import CodingMentions
from annotator.ui.coding.register_loader import MadeOfRegister
from annotator.ui.coding.selection import Shown
from annotator.ui.coding.sentences import register_of
from annotator.ui.reader.parts import PartMark

AROUND = 3_000
"""So many characters before and behind an act parties are looked for."""


class CodingActs(QObject):
    """`act`: the selected span with its slots, None where none is selected."""

    said = Signal(str)

    def __init__(self, session: Session, shown: Shown, mentions: CodingMentions, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._shown, self._mentions = session, shown, mentions
        self.card: ActCard = shown.inspector.card.acts
        self.card.desk = self
        self.act: Act | None = None
        self.index: MadeOfRegister[ActorIndex] = MadeOfRegister(
            session, lambda project: ActorIndex(seen_actors(project), self.index.value), self
        )
        self._span: Span | None = None
        self._passage = ""
        """The id of the row for a passage that had the keyboard last."""
        self._is_stale = True
        self._near: tuple[object, list[Offer]] = (None, [])
        self.index.ready.connect(self.card.offer)
        mentions.changed.connect(self._on_mentions)
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        shown.state_changed.connect(self._refresh_soon)
        shown.leaving.connect(self._on_leaving)
        self.card.entered.connect(self._on_entered)
        self.card.left.connect(self._on_left)
        shown.reader.viewport().installEventFilter(self)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {"code.card": self.open, "code.fill_slot": self.fill_with_selection}

    # What is shown.

    def follow(self, changes: Changes) -> None:
        """Note that a step may have changed the selected span's slots."""
        if changes.touches(Table.ACTORS):
            self.index.renew()
        if changes.touches(Table.SPANS, Table.LINKS, Table.ACTORS, Table.CODEBOOK_VERSIONS):
            self._is_stale = True

    @Slot()
    def refresh(self) -> None:
        """Show the rows of the selected span, if it is another one or was changed."""
        self._soon.stop()
        span = self._shown.active
        if span is self._span and not self._is_stale:
            return
        self._span, self._is_stale, self._near = span, False, (None, [])
        self.act = self._read(span) if span is not None else None
        project = self._session.project if self._session.is_open else None
        register = register_of(project, [self.act]) if self.act is not None and project is not None else {}
        rows = rows_of(self.act, register) if self.act is not None else ()
        if any(row.takes_party for row in rows):
            self.index.ask()
        self.card.show_rows(rows)
        self._shown.reader.board.set_parts(_parts_of(self.act) if self.act is not None else ())

    def reset(self) -> None:
        """Another project comes."""
        self._passage = ""
        self.index.reset()
        self._is_stale = True

    # Commands.

    def open(self) -> None:
        """Put the keyboard into the card; where a row waits for words and some are selected, it takes those."""
        shown = self._shown
        if self._passage and shown.active is None and shown.active_or_last is not None and self._words() is not None:
            # The words for the passage lie beyond the act, and the caret has left it.
            shown.select(shown.active_or_last.id)
        self.refresh()
        waiting = self._waiting_row()
        if waiting is not None and self._words() is not None:
            self.fill_with_selection()
        elif waiting is not None:
            self.card.go(waiting.id)
        elif not self.card.begin() and self._shown.active is not None:
            name = self._shown.inspector.model.name_of(self._shown.active.label)
            self._session.refused.emit(f"The label “{name}” has neither slots nor attributes.")

    def open_gap(self) -> None:
        """Put the keyboard into the first open row of the selected act."""
        self.refresh()
        self.card.begin()

    def fill_with_selection(self) -> None:
        """Fill the slot that has the keyboard, or had it last, else the first open one for a passage."""
        shown = self._shown
        if shown.active is None and shown.active_or_last is not None and shown.reader.selection() is not None:
            shown.select(shown.active_or_last.id)
        self.refresh()
        words = self._words()
        open_rows = (row for row in self.card.rows if row.is_open and row.takes_words and not row.takes_party)
        row = self._waiting_row() or next(open_rows, None)
        if words is None or row is None or not row.takes_words:
            self._session.refused.emit(
                "Select an act, then the words that fill a slot of it, and fill the slot with them."
            )
            return
        self.take(row, CardEntry(words.quote, offer=words))

    # The desk of the card.

    def entries(self, row: CardRow, query: str) -> Sequence[CardEntry]:
        """Return what is offered for a slot or for a mention."""
        index = self.index.value
        if isinstance(row.part, Role):
            return party_entries(row, self.offered(row.part), index, query, self._words() if row.takes_words else None)
        named = (
            [] if query or index is None or not row.is_open else index.called(self._span.quote if self._span else "")
        )
        offered = [Offer(actor.name, actor=actor.id) for actor in named]
        return party_entries(row, offered, index, query)

    def get_ready(self) -> None:
        """Wait for the register, if it is still being read."""
        self.index.wait()

    def take(self, row: CardRow, entry: CardEntry) -> bool:
        """Fill a row; whether that was done."""
        span = self._span
        if span is None:
            return False
        if isinstance(row.part, Attribute):
            return self._set(row, row.part, chosen_value(row, row.part, entry.value))
        if isinstance(row.part, Role):
            done = self._fill(span, row, row.part, entry)
        elif entry.kind is not None:
            done = self._session.did(acts.name_new, span.id, _new_actor(entry.new, entry.kind))
        else:
            done = self._session.did(annotate.set_actor, span.id, entry.offer.actor if entry.offer else None)
        if done:
            self._say(row, isolated(entry.new or entry.title))
            self._let_go_of(entry)
        return done

    def take_out(self, row: CardRow, entry: CardEntry | None) -> bool:
        """Take a party or value out of its row: the given one, or the last."""
        span, fills = self._span, row.fills
        if span is None or not fills:
            return False
        gone = next(
            (fill for fill in fills if entry and (fill.link, fill.value) == (entry.link, entry.value)), fills[-1]
        )
        if isinstance(row.part, Attribute):
            left = [fill.value for fill in fills if fill is not gone]
            return self._set(row, row.part, left or None if row.several else None)
        if gone.link is not None:
            done = self._session.did(acts.clear_slot, span.id, gone.link)
        else:
            done = self._session.did(annotate.set_actor, span.id, None)
        if done:
            self.said.emit(f"{row.name}: {isolated(gone.name)} taken out · saved")
        return done

    def write(self, row: CardRow, text: str) -> str:
        """Set an attribute to what was typed; return why that was not done, empty where it was."""
        assert isinstance(row.part, Attribute)
        try:
            value = typed_value(row.part, text)
        except NotAllowed as error:
            self._session.refused.emit(str(error))
            return str(error)
        self._set(row, row.part, value)
        return ""

    # Inside.

    @Slot()
    def _refresh_soon(self) -> None:
        """Show the rows at once where one works in them, else when the key has been answered: the text comes first."""
        if self.card.has_keyboard:
            self.refresh()
        else:
            self._soon.start()

    def _read(self, span: Span) -> Act | None:
        project = self._session.project
        label = project.codebook.get(span.label)
        if label is None:
            return None
        links = [link for link in project.links.of_spans([span.id]) if link.act == span.id]
        parties = project.spans.get_many([link.span for link in links if link.span])
        found = next(
            (act for act in acts_of(project.codebook, [span, *parties], links) if act.span.id == span.id), None
        )
        return found or Act(span, label, {})

    def offered(self, role: Role) -> list[Offer]:
        """Return the parties that stand near the act, nearest first; looked up once for a slot as it is."""
        act, session = self.act, self._session
        if act is None or session.layer is None:
            return []
        if self._near[0] != (role.id, act.span.id):
            start, stop = max(0, act.span.start - AROUND), act.span.start + AROUND
            spans = session.project.spans.beginning_in(act.span.document, session.layer.id, start, stop)
            mentions = self._mentions.open.near(start, stop) if self._mentions.are_offered else []
            ids = {span.actor for span in spans if span.actor} | {actor for one in mentions for actor in one.actors}
            register = {actor.id: actor for actor in session.project.actors.get_many(sorted(ids))}
            known = [one for one in mentions if register.keys() >= set(one.actors)]
            found = offers(act, role, spans, known, register, self._shown.index.text)
            self._near = (role.id, act.span.id), found
        return self._near[1]

    def _words(self) -> Offer | None:
        """Return the words that are selected in the text, as something that may fill a slot."""
        selection = self._shown.reader.selection()
        if selection is None:
            return None
        extent = self._shown.tidy(selection)
        quote = self._shown.index.text[extent.start : extent.stop]
        return Offer(quote, quote, extents=(Extent(*extent),)) if quote.strip() else None

    def _waiting_row(self) -> CardRow | None:
        at = self.card.current or (self._passage if self._words() is not None else "")
        line = self.card.lines.get(at)
        return line.field.row if line is not None and line.field.row.takes_words else None

    def _fill(self, span: Span, row: CardRow, role: Role, entry: CardEntry) -> bool:
        instead = row.fills[0].link if row.fills and not row.several else None
        if entry.kind is not None:
            new = _new_actor(entry.new, entry.kind)
            return self._session.did(acts.fill_with_new, span.id, role.id, new, instead=instead)
        offer = entry.offer
        if offer is None:
            return False
        party = SlotFiller(offer.span, None if offer.span else offer.actor, offer.value, offer.extents)
        return self._session.did(acts.fill_slot, span.id, role.id, party, instead=instead)

    def _set(self, row: CardRow, attribute: Attribute, value: AttributeValue | None) -> bool:
        span = self._span
        if span is None:
            return False
        if row.party is None:
            done = self._session.did(annotate.set_attribute, span.id, attribute.id, value)
        else:
            done = self._session.did(acts.set_slot_value, span.id, row.party, attribute.id, value)
        if not done:
            return False
        self._say(row, "empty" if value is None else in_words(attribute, value))
        return True

    def _let_go_of(self, entry: CardEntry) -> None:
        """Select no longer the words that fill a slot now, so that they are not offered for the next."""
        words = self._words()
        if words is not None and entry.offer is not None and entry.offer.extents == words.extents:
            self._passage = ""
            start = words.extents[0].start
            self._shown.steer(start, start)

    def _say(self, row: CardRow, what: str) -> None:
        self.said.emit(f"{row.name}: {what} · saved")

    @Slot(QWidget)
    def _on_entered(self, field: QWidget) -> None:
        if not isinstance(field, RowField):
            return
        self._shown.is_held = field.row.takes_words
        self._passage = field.row.id if field.row.takes_words and not field.row.takes_party else ""
        if field.row.wants_words:
            self.said.emit(f"{field.row.name}: {words_wanted()}")

    @Slot()
    def _on_left(self) -> None:
        # A slot that waits for words keeps its act selected while they are looked for in the text.
        self._shown.is_held = bool(self._passage)
        if not self._passage:
            self.said.emit("")
        self._shown.reader.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_leaving(self) -> None:
        self.card.reset()

    @Slot()
    def _on_released(self) -> None:
        span, reader = self._shown.active, self._shown.reader
        if span is not None and self._shown.is_held and reader.selection() is None:
            self._shown.is_held = False
            if not span.start <= reader.caret <= span.stop:
                self._shown.select(None)

    @Slot()
    def _on_mentions(self) -> None:
        self._near = (None, [])
        self.card.offer()

    # Qt calls this.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let go of an act whose slot waits for words when the mouse was clicked elsewhere and has selected none."""
        if event.type() == QEvent.Type.MouseButtonRelease:
            QTimer.singleShot(0, self, self._on_released)
        return super().eventFilter(watched, event)


def _parts_of(act: Act) -> list[PartMark]:
    return [
        PartMark(role.name, filling.extents)
        for role in act.label.roles
        for filling in act.of(role.id)
        if filling.extents
    ]


def _new_actor(name: str, kind: ActorKind) -> Actor:
    return Actor(id=ActorId(new_id()), name=name, kind=kind)
