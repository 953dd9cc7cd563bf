"""What was typed is saved in the background, one actor after another, and nothing of it is lost on the way."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.model.actor import Actor
from annotator.operations.actors import actors
from annotator.ui.actors.verbs import RegisterVerbs
from annotator.ui.background.session import Session


class Saver(QObject):
    """Saves actors in their order; of one actor that waits twice only the later state is saved."""

    saved = Signal(object)
    refused = Signal(object, str)
    """An actor that a rule forbids, and the sentence."""

    def __init__(self, session: Session, verbs: RegisterVerbs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._verbs = session, verbs
        self._waiting: dict[str, Actor] = {}
        self._writing: Actor | None = None
        # Not at once: what has just ended may be the last task of a project that is being closed.
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(self._go_on)
        verbs.busy_changed.connect(self._next.start)

    def save(self, actor: Actor) -> None:
        """Save an actor as soon as nothing else is being done."""
        if actor != self._writing:
            self._waiting[actor.id] = actor
            self._go_on()

    def save_all_now(self, last: Actor | None) -> None:
        """Save what still waits, and `last`, before this returns: the project is being closed."""
        if last is not None:
            self._waiting[last.id] = last
        for actor in self._waiting.values():
            self._session.run(actors.change, actor)
        self._waiting.clear()

    def reset(self) -> None:
        """Save nothing more."""
        self._next.stop()
        self._waiting.clear()
        self._writing = None

    @Slot()
    def _go_on(self) -> None:
        if self._verbs.is_busy or not self._waiting:
            return
        actor = self._waiting.pop(next(iter(self._waiting)))
        self._writing = actor

        def done(saved: Actor) -> None:
            self._writing = None
            self.saved.emit(saved)

        def refused(sentence: str) -> None:
            self._writing = None
            self.refused.emit(actor, sentence)

        self._verbs.save(actor, done, refused)
