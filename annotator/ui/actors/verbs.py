"""What is done to the register: each one undoable step, asked for in a dialog that says how much it touches.

All of it runs in the background, since an actor may be used in thousands of passages; one thing at a time.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.actor import Actor
from annotator.model.errors import UserError
from annotator.model.ids import ActorId, new_id
from annotator.model.wording import counted
from annotator.operations.actors import actors, register_files
from annotator.operations.actors.actor_uses import Use, touched, touched_in_words, uses_of
from annotator.operations.people.roles import Right
from annotator.operations.project import encryption
from annotator.store.project import Project
from annotator.store.rows.actors import Uses
from annotator.ui.actors.dialogs import NewActor, NewActorDialog, PlaceDialog, SplitActorDialog, SplitChoice
from annotator.ui.actors.loader import RegisterView
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Task
from annotator.ui.dialogs.base import Dialog, open_dialog
from annotator.ui.kit.widgets import words

_JSON = "Registers of actors (*.json)"


class RegisterVerbs(QObject):
    """`at_hand`: asks for the actor that is shown, `view` for the register."""

    made = Signal(str)
    """The actor to show next: a new one, or the one that took another's place."""
    busy_changed = Signal()
    """Something began or ended."""

    def __init__(
        self,
        session: Session,
        at_hand: Callable[[], Actor | None],
        view: Callable[[], RegisterView],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session, self._at_hand, self._view, self._window = session, at_hand, view, window
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is being done."""
        return self._task is not None

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands do."""
        return {
            "actors.new": self.new,
            "actors.remove": self.remove,
            "actors.merge": self.merge,
            "actors.split": self.split,
            "actors.add_shipped": self.add_shipped,
            "actors.import": self.import_,
            "actors.export": self.export,
        }

    # The verbs.

    def new(self) -> None:
        """Ask for the name and kind of a new actor."""
        dialog = NewActorDialog(self._view().index, parent=self._window)
        dialog.chosen.connect(self._register)
        open_dialog(dialog)

    def save(self, actor: Actor, done: Callable[[Actor], None], refused: Callable[[str], None]) -> bool:
        """Write an actor as it stands in the form; False where something else is being done just now."""
        return self._do(lambda project: actors.change(project, actor), done, refused)

    def remove(self) -> None:
        """Ask whether the actor at hand goes, and who takes its place where it is used."""
        if not self._session.allows(Right.ACTORS):
            return
        self._with_touched(self._ask_remove)

    def merge(self) -> None:
        """Ask which actor the one at hand is, so that both are one."""
        if not self._session.allows(Right.ACTORS):
            return
        self._with_touched(self._ask_merge)

    def split(self) -> None:
        """Ask what of the actor at hand is another one."""
        if not self._session.allows(Right.ACTORS):
            return
        if (actor := self._at_hand()) is not None:
            self._do(lambda project: uses_of(project, actor.id), lambda uses: self._ask_split(actor, uses))

    def add_shipped(self) -> None:
        """Add the register that comes with the program."""
        if not self._session.allows(Right.ACTORS):
            return
        self._do(register_files.add_shipped, self._say_imported)

    def import_(self) -> None:
        """Ask for a register in a file and add it."""
        if not self._session.allows(Right.ACTORS):
            return
        name, _ = QFileDialog.getOpenFileName(self._window, "Import a register", "", _JSON)
        if name:
            self.import_from(Path(name))

    def import_from(self, path: Path) -> None:
        """Add the register of a file."""
        self._do(lambda project: register_files.import_register(project, path), self._say_imported)

    def export(self) -> None:
        """Ask for a file and write the register to it."""
        proposed = self._session.project.path.with_name(f"{self._session.project.path.stem}, actors.json")
        title = encryption.saving("Export the register", self._session.project)
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(proposed), _JSON)
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the register to a file."""
        said = self._session.said
        self._do(
            lambda project: register_files.export_register(project, path),
            lambda count: said.emit(f"Wrote {counted(count, 'actor')} to {path.name}"),
        )

    # The dialogs.

    def _ask_remove(self, actor: Actor, uses: Uses) -> None:
        if uses == Uses():
            dialog = Dialog("Remove the actor", self._window)
            dialog.body.addWidget(words(f"“{actor.name}” is used nowhere and leaves the register. This can be undone."))
            dialog.add_buttons("Remove")
            dialog.accepted.connect(lambda: self._remove(actor, None))
            open_dialog(dialog)
            return
        said = f"“{actor.name}” leaves the register. Another actor takes its place in {touched_in_words(uses)}."
        asked = PlaceDialog("Remove and replace with…", said, self._view().index, actor.id, "Remove", self._window)
        asked.chosen.connect(lambda instead: self._remove(actor, instead))
        open_dialog(asked)

    def _ask_merge(self, actor: Actor, uses: Uses) -> None:
        said = (
            f"“{actor.name}” is merged into another actor, which gains its names, codes and memberships and takes "
            f"its place. Also affected: {touched_in_words(uses)}."
        )
        asked = PlaceDialog("Merge into…", said, self._view().index, actor.id, "Merge", self._window)
        asked.chosen.connect(lambda keep: self._merge(actor, keep))
        open_dialog(asked)

    def _ask_split(self, actor: Actor, uses: list[Use]) -> None:
        dialog = SplitActorDialog(actor, uses, self._window)
        dialog.chosen.connect(lambda choice: self._split(actor, choice))
        open_dialog(dialog)

    # What they ask for.

    def _register(self, new: NewActor) -> None:
        actor = Actor(id=ActorId(new_id()), name=new.name, kind=new.kind)
        self._do(lambda project: actors.add(project, actor), self._show("Registered"))

    def _remove(self, actor: Actor, instead: ActorId | None) -> None:
        def done(_: object) -> None:
            self._session.said.emit(f"Removed: {actor.name}")
            self.made.emit(instead or "")

        self._do(lambda project: actors.remove(project, actor.id, instead), done)

    def _merge(self, actor: Actor, keep: ActorId) -> None:
        self._do(lambda project: actors.merge(project, keep, [actor.id]), self._show(f"Merged {actor.name} into"))

    def _split(self, actor: Actor, choice: SplitChoice) -> None:
        new = Actor(id=ActorId(new_id()), name=choice.new.name, kind=choice.new.kind)

        def work(project: Project) -> Actor:
            return actors.split(project, actor.id, new, choice.aliases, choice.spans, choice.links)

        self._do(work, self._show(f"Split from {actor.name}"))

    # Inside.

    def _show(self, what: str) -> Callable[[Actor], None]:
        def done(actor: Actor) -> None:
            self._session.said.emit(f"{what}: {actor.name}")
            self.made.emit(actor.id)

        return done

    def _say_imported(self, imported: register_files.Imported) -> None:
        self._session.said.emit(imported.sentence)

    def _with_touched(self, ask: Callable[[Actor, Uses], None]) -> None:
        if (actor := self._at_hand()) is not None:
            self._do(lambda project: touched(project, [actor.id]), lambda uses: ask(actor, uses))

    def _do(
        self,
        work: Callable[[Project], object],
        done: Callable[..., None],
        refused: Callable[[str], None] | None = None,
    ) -> bool:
        """Do something in the background; `refused` hears the sentence where a rule forbids it."""
        if self._task is not None:
            self._session.refused.emit("The register is still being changed; try again in a moment.")
            return False

        def ended(found: object) -> None:
            self._task = None
            self.busy_changed.emit()
            done(found)

        def errored(error: Exception) -> None:
            self._task = None
            self.busy_changed.emit()
            if refused is not None and isinstance(error, UserError):
                refused(str(error))
            self._session.tell(error)

        self._task = self._session.in_background(lambda project, _: work(project), returned=ended, errored=errored)
        self.busy_changed.emit()
        return True
