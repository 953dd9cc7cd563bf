"""The draft and what is kept of it: saved as a version, discarded, taken from a version, a preset or a file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.codebook import Codebook
from annotator.model.codebook_version import CodebookVersion
from annotator.model.errors import UserError
from annotator.model.wording import counted
from annotator.operations.codebook import bringing_together, files, usage
from annotator.operations.codebook import codebook as verbs
from annotator.operations.codebook.bringing_together import Place, TwoVersions, VersionSide
from annotator.operations.codebook.files import CodebookOffer
from annotator.operations.codebook.presets import presets
from annotator.operations.people.roles import Right
from annotator.operations.project import encryption
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.codebook.dialogs import AskDialog, SaveDialog
from annotator.ui.codebook.draft import Draft
from annotator.ui.codebook.load_dialog import LoadDialog
from annotator.ui.codebook.together_dialog import TogetherDialog
from annotator.ui.commands.key_names import key_of
from annotator.ui.dialogs.base import open_dialog
from annotator.ui.dialogs.error import ErrorDialog
from annotator.ui.kit.picker import Picker, PickItem

Then = Callable[[], object]


def _nothing() -> None:
    """What follows where nothing is to follow."""


class Saving(QObject):
    """Each way asks what is to be asked; `faulty` where something must be corrected first.

    `saved`: there is a new version. The keyboard is then best where undoing takes it back, not a word in a field.
    """

    faulty = Signal()
    saved = Signal()

    def __init__(self, session: Session, draft: Draft, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._draft, self._window = session, draft, window
        self._reading = LatestTask(session, self)

    def save(self, then: Then = _nothing) -> None:
        """Ask for a note, save the draft as a new version, and go on with `then`."""
        if not self._session.allows(Right.CODEBOOK):
            return
        if (book := self._draft.codebook) is not None:
            # What nobody sees of a new name is gone from the form too, or it would count as not saved.
            book = verbs.as_kept(book, self._draft.base)
            self._draft.take(book)
        if not self._draft.is_unsaved:
            self._session.said.emit("There is nothing to save.")
        elif book is None:
            self.faulty.emit()
            self._session.refused.emit(self._draft.faults[0].sentence)
        else:
            self._look_for_lost(book, then)

    def discard(self) -> None:
        """Ask, and go back to the codebook in force."""
        if self._draft.is_unsaved:
            said = f"{self._counted()} not saved, and would be lost."
            dialog = AskDialog("Discard the draft?", said, "Discard", "Save…", "Keep it", self._window)
            dialog.first.connect(lambda: self._draft.begin(self._draft.base))
            dialog.second.connect(self.save)
            open_dialog(dialog)

    def settle(self, then: Then, why: str = "") -> bool:
        """Whether nothing is unsaved; else ask (save, discard, stay), and go on with `then` unless one stays."""
        if not self._draft.is_unsaved:
            return True

        def discard() -> None:
            self._draft.begin(self._draft.base)
            then()

        said = f"{self._counted()} not saved. {why}".strip()
        dialog = AskDialog("The codebook is not saved", said, "Save…", "Discard", "Stay", self._window)
        dialog.first.connect(lambda: self.save(then))
        dialog.second.connect(discard)
        open_dialog(dialog)
        return False

    def start_again(self, version: CodebookVersion) -> None:
        """Put an earlier version in force again, as a new one; refused where a coding would lose its label."""
        if not self._session.allows(Right.CODEBOOK):
            return
        if self.settle(lambda: self.start_again(version), "Going back would lose that."):
            self._write(
                version.codebook, f"As in version {self._session.project.codebooks.name_of(version.id)}", _nothing
            )

    def bring_together(self) -> None:
        """Show two versions that were saved apart side by side, and save what is chosen of both."""
        if not self._session.allows(Right.CODEBOOK):
            return
        two = bringing_together.two_heads(self._session.project)
        if two is None:
            self._session.said.emit("There is one codebook in force; no other was saved apart.")
        elif self.settle(self.bring_together, "It would be lost by that."):
            dialog = TogetherDialog(two.names, bringing_together.differences(two), self._window)
            dialog.chosen.connect(lambda chosen: self._save_together(two, chosen))
            open_dialog(dialog)

    def _save_together(self, two: TwoVersions, chosen: dict[Place, VersionSide]) -> None:
        def done(number: int) -> None:
            self._session.said.emit(f"Codebook version {number} is in force, made from both")
            self.saved.emit()

        self._session.in_background(
            lambda project, progress: bringing_together.save_together(project, two, chosen),
            returned=done,
            errored=self._session.tell,
        )

    def choose_preset(self) -> None:
        """Offer the codebooks that come with the program, while nothing is coded."""
        if not self._session.allows(Right.CODEBOOK):
            return
        self._reading.start(lambda project, _: sum(project.spans.labels_in_use().values()), self._offer_presets)

    def choose_file(self) -> None:
        """Ask for a codebook's file and put it into the draft."""
        if not self._session.allows(Right.CODEBOOK):
            return
        endings = " ".join(f"*{ending}" for ending in files.readable())
        name, _ = QFileDialog.getOpenFileName(self._window, "Load a codebook", "", f"Codebooks ({endings})")
        if name and Path(name).suffix.lower() == ".json":
            self.load(Path(name))
        elif name:
            self.look(Path(name))

    def look(self, path: Path) -> None:
        """Read a file of another kind, show what it comes to, and put it into the draft."""

        def failed(error: Exception) -> None:
            if isinstance(error, UserError):
                open_dialog(ErrorDialog.of(error, self._window))
            else:
                self._session.tell(error)

        self._reading.start(lambda project, _: files.offer(project, path), self._show_offer, failed)

    def _show_offer(self, offer: CodebookOffer) -> None:
        changes = {keeps: found.changes for keeps, found in offer.plans.items()}
        if not any(changes.values()):
            self._session.said.emit(f"{offer.name} says what the codebook in force says already")
            return
        notices = [*offer.notices, *offer.lost]
        dialog = LoadDialog(offer.name, changes, notices, offer.is_kept_best, self._window)
        dialog.given.connect(lambda keeps: self._take(offer.plan(keeps).codebook, offer.name))
        open_dialog(dialog)

    def load(self, path: Path) -> bool:
        """Put the codebook of a file into the draft; says why where it cannot be."""
        try:
            book = verbs.read_codebook(path)
        except UserError as error:
            open_dialog(ErrorDialog.of(error, self._window))
            return False
        self._take(book, path.name)
        return True

    def choose_target(self) -> None:
        """Ask where the codebook in force goes, and write it: as JSON, a table or for REFI-QDA, by the name."""
        proposed = self._session.project.path.with_suffix(".codebook.json")
        title = encryption.saving("Save the codebook", self._session.project)
        kinds = ";;".join(f"{title} (*{ending})" for title, ending in files.writable())
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(proposed), kinds)
        if not name:
            return
        try:
            losses = files.losses(self._session.project.codebook, Path(name))
        except UserError as error:
            open_dialog(ErrorDialog.of(error, self._window))
            return
        if not losses:
            self._write_file(Path(name))
            return
        title, said = f"Write {Path(name).name}?", " ".join(losses)
        dialog = AskDialog(title, said, "Write it", "Choose another kind…", "Cancel", self._window)
        dialog.first.connect(lambda: self._write_file(Path(name)))
        dialog.second.connect(self.choose_target)
        open_dialog(dialog)

    # Inside.

    def _write_file(self, path: Path) -> None:
        try:
            # The dialog has asked whether a file may be replaced.
            project = self._session.project
            files.write(project.codebook, path, replace=True, said=project.settings.get().description)
        except UserError as error:
            open_dialog(ErrorDialog.of(error, self._window))
            return
        without = ", without the unsaved changes" if self._draft.is_unsaved else ""
        self._session.said.emit(f"Codebook written to {path.name}{without}")

    def _look_for_lost(self, book: Codebook, then: Then) -> None:
        self._reading.start(lambda project, _: usage.lost(project, book), lambda lost: self._ask_note(book, lost, then))

    def _counted(self) -> str:
        return counted(len(self._draft.changes), "change of the codebook is", "changes of the codebook are")

    def _ask_note(self, book: Codebook, lost: tuple[str, ...], then: Then) -> None:
        dialog = SaveDialog(self._draft.changes, lost, self._window)
        dialog.given.connect(lambda note: self._write(book, note, then))
        open_dialog(dialog)

    def _write(self, book: Codebook, note: str, then: Then) -> None:
        def done(number: int) -> None:
            self._session.said.emit(f"Codebook version {number} is in force")
            self.saved.emit()
            then()

        self._session.in_background(
            lambda project, progress: verbs.save(project, book, note), returned=done, errored=self._session.tell
        )

    def _offer_presets(self, coded: int) -> None:
        if coded:
            self._session.refused.emit(
                f"The project has {counted(coded, 'coding')} already: change its codebook instead of "
                "beginning with another."
            )
            return
        found = {preset.name: preset for preset in presets()}
        items = [PickItem(name, preset.title, preset.description) for name, preset in found.items()]
        picker = Picker(items, "Start from", "Type the name of a codebook", "Nothing has that name.", self._window)
        picker.chosen.connect(lambda name: self._take(found[name].codebook, found[name].title))
        open_dialog(picker)

    def _take(self, book: Codebook, name: str) -> None:
        self._draft.take(book)
        if self._draft.is_unsaved:
            self._session.said.emit(f"{name} is in the draft; {key_of('codebook.save')} saves it as a new version")
        else:
            self._session.said.emit(f"{name} is the codebook in force already")
