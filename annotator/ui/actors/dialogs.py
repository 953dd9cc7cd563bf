"""The dialogs of the register: a new actor, who takes an actor's place, what goes to another one in a split."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListView, QVBoxLayout, QWidget

from annotator.acts.finding import ActorIndex, folded
from annotator.model.actor import Actor, ActorKind
from annotator.model.ids import ActorId, LinkId, SpanId
from annotator.model.names import tidied
from annotator.model.wording import counted, word_list
from annotator.operations.actors.actor_uses import Use
from annotator.ui.actors.side_panels import quoted
from annotator.ui.acts.actor_field import ActorField
from annotator.ui.dialogs.base import Dialog
from annotator.ui.kit.fields import Choice
from annotator.ui.kit.widgets import Look, labelled, spaced, words

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class NewActor:
    """What was asked for."""

    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class SplitChoice:
    """The new actor, and what goes to it."""

    new: NewActor
    aliases: tuple[str, ...]
    spans: tuple[SpanId, ...]
    links: tuple[LinkId, ...]


def kind_choice(kind: ActorKind = ActorKind.STATE) -> Choice:
    """Return a list of the kinds with one chosen."""
    made = Choice()
    for each in ActorKind:
        made.addItem(each.value.capitalize(), each.value)
    made.setCurrentIndex(made.findData(kind.value))
    return made


class NewActorDialog(Dialog):
    """Name and kind; all else is written in the form."""

    chosen = Signal(object)

    def __init__(self, index: ActorIndex, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__("New actor", parent)
        self._index = index
        self.name, self.kind = QLineEdit(name), kind_choice()
        self._known = words("", Look.SECONDARY)
        self.body.addLayout(labelled("&Name", self.name))
        self.body.addLayout(labelled("&Kind", self.kind))
        self.body.addWidget(self._known)
        self.body.addStretch(1)
        self.accept_button = self.add_buttons("Register")
        self.name.textChanged.connect(self._check)
        self._check()
        self.name.setFocus()
        self.resize(420, self.sizeHint().height())

    @Slot()
    def _check(self) -> None:
        typed = tidied(self.name.text())
        known = [one for one in self._index.search(typed, 3) if folded(one.name) == folded(typed)] if typed else []
        self._known.setText(f"There is a {known[0].kind} of this name already." if known else "")
        if self.accept_button is not None:
            self.accept_button.setEnabled(bool(typed))

    # Qt calls this.

    def accept(self) -> None:
        name = tidied(self.name.text())
        if name:
            super().accept()
            self.chosen.emit(NewActor(name, ActorKind(self.kind.currentData())))


class PlaceDialog(Dialog):
    """Asks who takes an actor's place; `chosen` carries that actor's id, or None where nobody has to."""

    chosen = Signal(object)

    def __init__(
        self, title: str, said: str, index: ActorIndex, gone: ActorId, accept: str, parent: QWidget | None = None
    ) -> None:
        """`said`: what is touched. `gone`: who cannot take its own place."""
        super().__init__(title, parent)
        self._gone = gone
        self.field = ActorField()
        self.field.set_index(index)
        self._problem = words("", Look.PROBLEM)
        self.body.addWidget(words(said))
        self.box = labelled("&Actor", self.field)
        self.body.addLayout(self.box)
        self.body.addWidget(self._problem)
        self.body.addStretch(1)
        self.accept_button = self.add_buttons(accept)
        self.field.changed.connect(self._check)
        self._check()
        self.field.setFocus()
        self.resize(460, self.sizeHint().height())

    @Slot()
    def _check(self) -> None:
        itself = self.field.actor == self._gone
        self._problem.setText("It cannot take its own place." if itself else self.field.problem)
        if self.accept_button is not None:
            self.accept_button.setEnabled(self.field.actor is not None and not itself)

    # Qt calls this.

    def accept(self) -> None:
        if self.field.actor is not None and self.field.actor != self._gone:
            super().accept()
            self.chosen.emit(self.field.actor)


class CheckModel(QAbstractListModel):
    """Lines that are ticked or not, however many there are."""

    def __init__(self, count: int, line_at: Callable[[int], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._count, self._line_at = count, line_at
        self._ticked: set[int] = set()

    def ticked(self) -> list[int]:
        """Return the numbers of the lines that are ticked."""
        return sorted(self._ticked)

    # Qt calls these.

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else self._count

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsUserCheckable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return self._line_at(index.row())
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if index.row() in self._ticked else Qt.CheckState.Unchecked
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole:
            return False
        is_on = value in (Qt.CheckState.Checked, Qt.CheckState.Checked.value)
        (self._ticked.add if is_on else self._ticked.discard)(index.row())
        self.dataChanged.emit(index, index, [role])
        return True


class SplitActorDialog(Dialog):
    """Which aliases and uses of an actor go to a new one; `chosen` carries a `SplitChoice`."""

    chosen = Signal(object)

    def __init__(self, actor: Actor, uses: Sequence[Use], parent: QWidget | None = None) -> None:
        intro = f"Ticked lines move from “{actor.name}” to the new actor. Space ticks a line."
        super().__init__("Split the actor", parent, intro)
        self._actor, self._uses = actor, uses
        self.name, self.kind = QLineEdit(), kind_choice(actor.kind)
        self.aliases = CheckModel(len(actor.aliases), lambda number: actor.aliases[number], self)
        self.uses = CheckModel(len(uses), lambda number: _line(uses[number]), self)
        self._build()
        self.accept_button = self.add_buttons("Split")
        self.name.textChanged.connect(self._check)
        self.uses.dataChanged.connect(self._check)
        self.aliases.dataChanged.connect(self._check)
        self._check()
        self.name.setFocus()
        self.resize(620, 520)

    @property
    def choice(self) -> SplitChoice:
        """What is chosen."""
        going = [self._uses[number] for number in self.uses.ticked()]
        return SplitChoice(
            NewActor(tidied(self.name.text()), ActorKind(self.kind.currentData())),
            tuple(self._actor.aliases[number] for number in self.aliases.ticked()),
            tuple(use.span for use in going if use.link is None),
            tuple(use.link for use in going if use.link is not None),
        )

    def _build(self) -> None:
        head = QHBoxLayout()
        spaced(head, 16)
        head.addLayout(labelled("&Name of the new actor", self.name), 1)
        head.addLayout(labelled("&Kind", self.kind))
        self.body.addLayout(head)
        for caption, model, none in (
            ("&Aliases", self.aliases, "It has no aliases."),
            ("&Passages", self.uses, "No coding names it."),
        ):
            box: QVBoxLayout
            if model.rowCount():
                view = QListView(uniformItemSizes=True)
                view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
                view.setModel(model)
                view.setCurrentIndex(model.index(0))
                box = labelled(caption, view)
            else:
                box = QVBoxLayout()
                box.addWidget(words(none, Look.SECONDARY))
            self.body.addLayout(box, 1 if model.rowCount() else 0)
        self.said = words("", Look.SECONDARY)
        self.body.addWidget(self.said)

    @Slot()
    def _check(self) -> None:
        choice = self.choice
        spans, links, aliases = len(choice.spans), len(choice.links), len(choice.aliases)
        gone = (counted(aliases, "alias", "aliases"), counted(spans, "mention"), counted(links, "slot"))
        self.said.setText(f"{word_list(gone)} go.")
        if self.accept_button is not None:
            self.accept_button.setEnabled(bool(choice.new.name))

    # Qt calls this.

    def accept(self) -> None:
        if self.choice.new.name:
            super().accept()
            self.chosen.emit(self.choice)


def _line(use: Use) -> str:
    return " · ".join((quoted(use), use.what, use.document.title, use.layer))
