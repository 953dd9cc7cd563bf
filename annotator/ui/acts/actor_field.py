"""A line that says an actor and is typed in to choose another: those that fit are offered below."""

from PySide6.QtCore import QModelIndex, QStringListModel, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from annotator.acts.finding import ActorIndex, folded
from annotator.model.actor import Actor
from annotator.model.ids import ActorId

OFFERED = 30


class ActorField(QLineEdit):
    """`actor`: the id of the one chosen. What is typed names an actor once it is its whole name, alias or code."""

    changed = Signal()
    """Another actor, or none, was chosen or typed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._index = ActorIndex(())
        self._actor: ActorId | None = None
        self._offered: list[Actor] = []
        self._completer: QCompleter | None = None
        self.setPlaceholderText("Type a name, an alias or a code")
        self.textEdited.connect(self._on_typed)

    @property
    def actor(self) -> ActorId | None:
        """The actor that stands here, None where nothing does or what is typed is nobody."""
        return self._actor

    @property
    def problem(self) -> str:
        """Return what is wrong with what is typed, "" where nothing is."""
        typed = self.text().strip()
        if not typed or self._actor is not None:
            return ""
        return f"No actor is called “{typed}”, or several are; choose one of those offered."

    def set_index(self, index: ActorIndex) -> None:
        """Offer the actors of a register."""
        self._index = index

    def show_actor(self, actor: ActorId | None, typed: str = "") -> None:
        """Show an actor, or what was typed in its place, without telling of it."""
        known = self._index.by_id.get(actor) if actor is not None else None
        text = known.name if known is not None else typed or actor or ""
        self._actor = actor
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)

    def _offer(self) -> QCompleter:
        if self._completer is None:
            # Made when it is first needed: a table of memberships has one such line for each.
            self._popup = QListView()
            self._popup.setAccessibleName("Matching actors")
            self._popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self._completer = QCompleter(QStringListModel(self), self)
            self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
            self._completer.setPopup(self._popup)
            # The row, not the words: two actors may be called the same.
            self._completer.activated[QModelIndex].connect(self._on_chosen)  # type: ignore[index]
            self.setCompleter(self._completer)
        return self._completer

    @Slot(str)
    def _on_typed(self, typed: str) -> None:
        self._offered = self._index.search(typed, OFFERED) if typed.strip() else []
        completer = self._offer()
        model = completer.model()
        assert isinstance(model, QStringListModel)
        model.setStringList([_offered_as(actor, self._index.found_by(actor, typed)) for actor in self._offered])
        self._actor = self._named(typed)
        if self._offered:
            completer.complete()
        else:
            self._popup.hide()
        self.changed.emit()

    def _named(self, typed: str) -> ActorId | None:
        """Return the one actor that is called so: by its name, else by an alias or code."""
        wanted = folded(typed)
        by_name = [actor for actor in self._offered if folded(actor.name) == wanted]
        others = [a for a in self._offered if wanted in map(folded, (*a.aliases, *a.codes.values()))]
        found = by_name or others
        return found[0].id if len(found) == 1 else None

    @Slot(QModelIndex)
    def _on_chosen(self, index: QModelIndex) -> None:
        if 0 <= index.row() < len(self._offered):
            self.show_actor(self._offered[index.row()].id)
            self.changed.emit()

    # Qt calls this.

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() is not Qt.FocusReason.PopupFocusReason and self._actor is not None:
            self.show_actor(self._actor)
        super().focusOutEvent(event)


def _offered_as(actor: Actor, found_by: str) -> str:
    return " · ".join(part for part in (actor.name, found_by and f"“{found_by}”", actor.kind.value) if part)
