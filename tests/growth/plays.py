"""How each command is played in the window: what it needs before, and the key. The one list of what is counted.

What is no key of coding, deciding, undoing or going through a text stands in `elsewhere.py`, with the reason.
"""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId, SpanId
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import acts, annotate
from annotator.operations.documents import memos
from annotator.ui.commands.key_table import IN_TEXT
from tests.growth.load import ACT, Layout
from tests.ui.windows import Stage

OPEN = "adjudicate.reopen"
_NEW = Actor(id=ActorId("rus"), name="Russia", kind=ActorKind.STATE)
TICKS, TICKS_OF_GOLD = "the ticks beside the text", "the ticks beside gold"
BY_POLICY = "the cases of a document by a policy"
_NEVER_MS = 1 << 30


class Hand:
    """At the desk of a project of `layout`, in the middle of the long document.

    `background`: set while work in the background may begin.
    """

    def __init__(self, stage: Stage, layout: Layout, background: threading.Event) -> None:
        self.background = background
        self.stage, self.window, self.session = stage, stage.window, stage.window.session
        self.project = self.session.project
        found = self.project.documents.all()
        self.document, self.short = found[layout.blocks // 2].id, found[0].id
        self.mention = SpanId("")
        self.before = self.project.journal.next_undo()
        for reader in (self.window.coding.reader, self.window.adjudication.reader):
            reader.bars._timer.setInterval(_NEVER_MS)  # ticks follow a key after a while: they are played by themselves
        self.block = layout.blocks // 2
        text = self.project.documents.get(self.document).text
        head = text.index("\n\n") + 2
        self._begin = head + self.block * ((len(text) - head) // layout.blocks)
        self._text = text

    def rest(self) -> None:
        """Let the window do all that it has put off, and read all that it shows."""
        shown, desk = self.window.coding.shown, self.window.adjudication
        self.stage.qtbot.waitUntil(
            lambda: not (self.session.tasks.busy or shown.marks.is_loading or shown.sentences.is_telling)
        )
        self.stage.qtbot.waitUntil(lambda: not desk.is_reading)
        for _ in range(3):
            QApplication.processEvents()

    def put_back(self) -> None:
        """Take back what was played, and close what it opened."""
        self.rest()
        self.window.coding.edge.stop()
        self.window.coding.pane.find_bar.close_bar()
        while self.project.journal.next_undo() != self.before:
            self.session.undo()
            self.rest()

    def place(self, sentence: int) -> int:
        """Return where the act of a sentence of the middle block begins; each third is not coded."""
        at = self._begin
        for _ in range(sentence + 1):
            at = self._text.index(ACT, at + 1)
        return at

    def select(self, sentence: int = 2) -> None:
        """Select an act that nobody coded."""
        self.let_go()
        start = self.place(sentence)
        self.window.coding.reader.set_selection(start, start + len(ACT))

    def caret(self, sentence: int = 2) -> None:
        """Put the caret into a sentence, with no span selected."""
        self.let_go()
        start = self.place(sentence)
        self.window.coding.reader.set_selection(start, start)
        self.window.coding.reader.reveal_range(start, start)

    def let_go(self) -> None:
        """Have no span at hand, and the keyboard in the text."""
        self.window.coding.shown.select(None)
        self.window.coding.reader.setFocus()

    def act(self, number: int = 0) -> None:
        """Select an act of the coder's own."""
        self.let_go()
        self.window.coding.shown.go_to(self.span(number))

    def span(self, number: int = 0) -> SpanId:
        """Return the id of one of the coder's own acts in the middle block."""
        return SpanId(f"{self.document}-{self.block:04}-{2 * number:02}")

    def trigger(self, id: str) -> None:
        """Give a command, which must be usable."""
        action = self.window.actions_.actions[id]
        self.window.bring_up_to_date()
        assert action.isEnabled(), f"{id} cannot be used"
        action.trigger()

    def case(self, number: int = 0) -> None:
        """Have a case of the middle block at hand."""
        desk = self.window.adjudication
        if self.window.document != self.document:
            self.window.page.show_document(self.document)
            self.rest()
        desk.shown.go_to_span(self.span(number))
        desk.reader.setFocus()

    def run(self, verb: Callable[..., object], *arguments: object) -> None:
        """Do something to the project as a part of the window does it; it must not be refused."""
        assert self.session.did(verb, *arguments), "it was refused"

    def decided(self, number: int = 0) -> None:
        """Have a case at hand that was just decided."""
        self.case(number)
        self.trigger("adjudicate.none")
        self.rest()
        self.case(number)


Press = Callable[[Hand], object]


@dataclass(frozen=True)
class Play:
    """`ready` brings the window to where a key does something, and is not counted; `walk`: keys in a row, by name."""

    ready: Press
    walk: Mapping[str, Press]


def _nothing(hand: Hand) -> None:
    """What is there is enough."""


def _after(*each: Press) -> Callable[[Hand], None]:
    def all_of_them(hand: Hand) -> None:
        for one in each:
            one(hand)
            hand.rest()

    return all_of_them


def _gives(id: str) -> Press:
    return lambda hand: hand.trigger(id)


def _presses(*keys: str) -> Press:
    return lambda hand: hand.stage.press(*keys)


def _runs(verb: Callable[..., object], *arguments: object) -> Press:
    """Return what does something to the coder’s own act that is at hand, as its card does."""
    return lambda hand: hand.run(verb, hand.span(), *arguments)


def _edges(hand: Hand) -> None:
    hand.act()
    hand.window.coding.edge.begin(True)


def _finds(hand: Hand) -> None:
    hand.caret()
    hand.window.coding.pane.find_bar.field.setText(ACT)
    hand.trigger("edit.find_next")


def _names_somebody(hand: Hand) -> None:
    """Code a passage as an actor whom nobody has named yet."""
    hand.select()
    assert hand.session.layer is not None
    start = hand.place(2)
    hand.mention = annotate.add_span(
        hand.project, hand.document, hand.session.layer.id, [(start, start + len(ACT))], "actor"
    ).id


def _settles(hand: Hand) -> None:
    """Settle the cases of one short document as the policies do, all of them one by one."""
    layers = list(hand.window.adjudication.layers)
    plan = adjudicate.PolicyPlan("majority", documents=frozenset([hand.short]))
    hand.run(adjudicate.settle, plan, layers)


def _adds_extent(hand: Hand) -> None:
    hand.act()
    start = hand.place(2)
    hand.window.coding.reader.set_selection(start, start + 6)


def _mentions(hand: Hand) -> None:
    hand.caret()
    hand.trigger("code.next_mention")


def _wheels(view: str) -> Press:
    def wheel(hand: Hand) -> None:
        reader = getattr(hand.window, view).reader
        reader.board.scroll(60)
        reader.viewport().repaint()

    return wheel


def _scrolls(view: QAbstractItemView) -> None:
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + (1 if bar.value() < bar.maximum() else -1))
    view.viewport().repaint()


def _ticks(view: str) -> Press:
    def renew(hand: Hand) -> None:
        getattr(hand.window, view).reader.bars.renew_ticks()

    return renew


def _joins(hand: Hand) -> None:
    hand.case()
    hand.trigger("adjudicate.hold")
    hand.case(1)


def _adds_gold(hand: Hand) -> None:
    hand.case()
    start = hand.place(2)
    hand.window.adjudication.reader.set_selection(start, start + 8)


def _given(*ids: str) -> dict[str, Press]:
    return {id: _gives(id) for id in ids}


def _walk(ready: Press, *ids: str) -> Play:
    """Return commands given one after the other."""
    return Play(ready, _given(*ids))


def _keys(ready: Press, begins: str) -> Play:
    """Return the keys of the text whose rows begin so, pressed one after the other."""
    return Play(ready, {row.id: _presses(row.keys[0]) for row in IN_TEXT if row.id.startswith(begins)})


def _desk(*ids: str) -> Iterator[Play]:
    """Yield commands of Adjudicate, each given at the same case."""
    return (_walk(Hand.case, f"adjudicate.{id}") for id in ids)


CODING: Sequence[Play] = (
    Play(Hand.select, {"the key of a label": _presses("1")}),
    Play(Hand.act, {"the key of a label, at a span": _presses("3")}),
    Play(Hand.act, {"an attribute": _runs(annotate.set_attribute, "force", "urges")}),
    Play(Hand.act, {"a slot": _runs(acts.fill_slot, "addressee", acts.SlotFiller(actor=ActorId("chn")))}),
    Play(Hand.act, {"a note": lambda hand: hand.window.coding.verbs.set_note(hand.span(), "Seen.")}),
    Play(Hand.act, {"a slot emptied": lambda hand: hand.run(acts.clear_slot, hand.span(), f"{hand.span()}-speaker")}),
    Play(Hand.act, {"a new actor in a slot": _runs(acts.fill_with_new, "addressee", _NEW)}),
    Play(_names_somebody, {"an actor": lambda hand: hand.run(annotate.set_actor, hand.mention, "chn")}),
    Play(_names_somebody, {"a new actor": lambda hand: hand.run(acts.name_new, hand.mention, _NEW)}),
    Play(Hand.act, {"a coding confirmed": lambda hand: hand.run(annotate.confirm, [hand.span()])}),
    Play(Hand.act, {"a memo": lambda hand: hand.run(memos.write, "Seen.", "", hand.document)}),
    _walk(_after(Hand.select, _presses("1")), "edit.undo", "edit.redo"),
    _walk(_after(Hand.select, _presses("1"), lambda hand: hand.select(5)), "code.repeat_label"),
    _walk(lambda hand: hand.act(1), "code.fill_as_before"),
    _walk(_adds_extent, "code.add_extent"),
    _walk(_mentions, "code.accept_mention"),
    _walk(Hand.act, "code.doubt", "code.delete", "document.done"),
    _walk(Hand.act, "code.card", "code.note"),
    _walk(Hand.act, "move.to_left", "move.to_text", "move.to_right"),
    _walk(Hand.act, "code.next_span", "code.previous_span", "code.cycle", "code.next_gap", "code.back"),
    _walk(Hand.caret, "code.next_mention", "code.previous_mention"),
    _walk(Hand.act, "code.start_edge", "code.stop_edge"),
    _keys(_edges, "edge."),
    _walk(_finds, "edit.find_next", "edit.find_previous"),
    *(
        _walk(Hand.caret, *(f"move.{way}_{unit}" for unit in ("sentence", "paragraph")))
        for way in ("next", "previous", "extend", "extend_back")
    ),
    _walk(Hand.caret, "move.select_more"),
    _keys(Hand.caret, "text.move"),
    _keys(Hand.caret, "text.select"),
    _keys(Hand.act, "text.let_go"),
    Play(Hand.caret, {"the wheel over the text": _wheels("coding"), TICKS: _ticks("coding")}),
    _walk(Hand.caret, "move.next_document", "move.previous_document", "document.done_next"),
    Play(_nothing, {"the list of documents": lambda hand: _scrolls(hand.window.documents.list)}),
    Play(Hand.act, {"the list of spans": lambda hand: _scrolls(hand.window.coding.inspector.list)}),
)
DECIDING: Sequence[Play] = (
    *_desk("take_a", "take_b", "take_c", "union", "intersection", "majority", "split", "none", "defer"),
    Play(
        Hand.case, {"a case with another label": lambda hand: hand.window.adjudication.take_label("relabel", "warning")}
    ),
    Play(_joins, {"adjudicate.join": lambda hand: hand.window.adjudication.verbs.join("appeal")}),
    Play(_adds_gold, {"adjudicate.add": lambda hand: hand.window.adjudication.verbs.add("appeal"), **_given(OPEN)}),
    _walk(Hand.decided, OPEN),
    Play(Hand.decided, {"undo of a decision": _gives("edit.undo"), "redo of a decision": _gives("edit.redo")}),
    _walk(Hand.decided, "adjudicate.gold"),
    _walk(Hand.case, "adjudicate.hold"),
    _walk(Hand.case, "adjudicate.candidate", "adjudicate.next", "adjudicate.previous", "adjudicate.next_open"),
    _walk(Hand.case, "adjudicate.reason"),
    _walk(Hand.case, "adjudicate.fill"),
    Play(Hand.case, {"the wheel over gold": _wheels("adjudication"), TICKS_OF_GOLD: _ticks("adjudication")}),
    Play(Hand.case, {"the list of cases": lambda hand: _scrolls(hand.window.adjudication.panel.list)}),
    _walk(Hand.case, "view.columns"),
    Play(Hand.case, {BY_POLICY: _settles}),
    # The last one, since no undo lists the cases by document again.
    _walk(Hand.case, "adjudicate.order"),
)


def press(hand: Hand, key: Press) -> None:
    """Press a key, and let all be painted and done that it asks for by itself."""
    hand.background.clear()
    try:
        key(hand)
        QApplication.sendPostedEvents(hand.window, QEvent.Type.UpdateRequest)
        for _ in range(3):
            QApplication.processEvents()
    finally:
        hand.background.set()
