"""Documents that look alike, in the workspace: counted in the background, shown, removed, and told apart."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from annotator.model.ids import DocumentId
from annotator.model.wording import counted, isolated, one_or_many
from annotator.operations.documents import documents, duplicates, taking_over
from annotator.operations.documents.duplicates import AlikeFound, AlikePair, ComparedDocuments, Sketches
from annotator.operations.people.roles import Right
from annotator.store.history.steps import Changes
from annotator.store.schema.tables import Table
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.dialogs.base import Dialog, open_dialog
from annotator.ui.documents.duplicates_dialog import DuplicatesDialog, names_of
from annotator.ui.kit.widgets import words

_PAUSE_MS = 1500
"""So long nothing may change before texts are looked at again."""


class AlikeDocuments(QObject):
    """`counted`: what is to be said at the foot; nothing where no two are alike."""

    counted = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._widget = session, parent
        self._sketches: Sketches = {}
        self._found: AlikeFound | None = None
        self._dialog: DuplicatesDialog | None = None
        self._finding, self._comparing = LatestTask(session, self), LatestTask(session, self)
        self._finding.progressed.connect(self._on_progress)
        self._finding.stopped.connect(self._on_stopped)
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self.look)
        session.changed.connect(self._on_changed)
        session.refused.connect(self._say)

    @property
    def is_busy(self) -> bool:
        """Whether it is looked for, or will be in a moment."""
        return self._finding.is_busy or self._later.isActive() or self._comparing.is_busy

    def look_soon(self) -> None:
        """Look which are alike when nothing else has been done for a while, unless that is known."""
        if self._found is None and not self._finding.is_busy:
            self._later.start()

    @Slot()
    def look(self) -> None:
        """Look which are alike; texts that were looked at before are not read again."""
        self._later.stop()
        if not self._session.is_open:
            return
        # A copy: what is stopped half way leaves the known ones as they were in the window's thread.
        known = dict(self._sketches)
        self._finding.start(
            lambda project, progress: (duplicates.find(project, progress=progress, known=known), known), self._on_found
        )

    def rest(self) -> None:
        """Look no further: the workspace is left."""
        self._later.stop()
        if self._dialog is None:
            self._finding.drop()

    def reset(self) -> None:
        """Know nothing of this project any more."""
        self.rest()
        self._sketches, self._found = {}, None
        self.counted.emit("")

    @Slot()
    def show(self) -> None:
        """Show the pairs that are alike."""
        if not self._session.allows(Right.DOCUMENTS):
            return
        self._dialog = dialog = DuplicatesDialog(self._widget.window())
        dialog.compare_requested.connect(self._compare)
        dialog.removal_requested.connect(self._ask_removal)
        dialog.apart_requested.connect(self._keep_apart)
        dialog.all_requested.connect(self._ask_all)
        dialog.codings_requested.connect(self._ask_codings)
        dialog.stop_requested.connect(self._finding.stop)
        dialog.finished.connect(self._forget)
        open_dialog(dialog)
        if self._found is None:
            self.look()
        self._list()

    # Inside.

    def _list(self) -> None:
        dialog, found = self._dialog, self._found
        if dialog is None:
            return
        dialog.show_busy(self._finding.is_busy)
        if found is None:
            dialog.show_pairs((), "" if self._finding.is_busy else "It was stopped; close and open this to look again.")
            return
        infos = {info.id: info for info in self._session.project.documents.all()}
        pairs = [one for one in found.pairs if not one.is_apart and {one.document, one.other} <= infos.keys()]
        said = "" if pairs else "No two documents look alike."
        if found.is_cut:
            said = f"These are the first {duplicates.MOST:,} pairs; there are more."
        dialog.show_pairs([(one, *names_of(infos[one.document], infos[one.other])) for one in pairs], said)

    def _on_found(self, outcome: tuple[AlikeFound, Sketches]) -> None:
        self._found, self._sketches = outcome
        count = self._found.count
        looks = one_or_many(count, "1 looks like another", f"{count:,} look like others")
        self.counted.emit(looks if count else "")
        self._list()

    @Slot(object, object, str)
    def _on_progress(self, done: int, total: int, _: str) -> None:
        if self._dialog is not None:
            self._dialog.progress.show_progress(done, total)

    @Slot()
    def _on_stopped(self) -> None:
        self._list()

    @Slot(object)
    def _compare(self, pair: AlikePair) -> None:
        one, other = pair.document, pair.other
        self._comparing.start(lambda project, _: duplicates.compare(project, one, other), self._show_compared)

    def _show_compared(self, compared: ComparedDocuments) -> None:
        chosen = self._dialog.chosen if self._dialog is not None else None
        if chosen is not None and (chosen.document, chosen.other) == tuple(info.id for info in compared.infos):
            assert self._dialog is not None
            self._dialog.show_compared(compared)

    @Slot(object, int)
    def _ask_removal(self, compared: ComparedDocuments, place: int) -> None:
        info, codings = compared.infos[place], compared.codings[place]
        if not codings:
            self._remove([info.id])
            return
        other = compared.codings[1 - place]
        said = f"“{isolated(info.title)}” goes to the recycle bin with {counted(codings, 'coding')} of all coders."
        said += f" The other one has {counted(other, 'coding')}." if other else " The other one is not coded."
        self._ask("Remove a document that is coded", said, lambda: self._remove([info.id]))

    @Slot()
    def _ask_all(self) -> None:
        if self._found is None:
            return
        gone = duplicates.all_that_may_go(self._session.project, self._found)
        if not gone:
            self._say("All that are alike are coded; look at them one by one.")
            return
        goes = one_or_many(len(gone), "1 document goes", f"{len(gone):,} documents go")
        said = f"{goes} to the recycle bin; none is coded. Of those that are alike one stays, and each that is coded."
        self._ask("Remove all that are not coded", said, lambda: self._remove(gone))

    @Slot(object)
    def _ask_codings(self, compared: ComparedDocuments) -> None:
        at = 0 if compared.codings[0] else 1
        coded, other = compared.infos[at], compared.infos[1 - at]
        found = self._session.run(taking_over.look, coded.id, other.id)
        if found is None:
            return
        finds = one_or_many(found.moves, "1 coding finds", f"{found.moves:,} codings find")
        said = f"{finds} the same words in the text of “{isolated(other.title)}”, which “{isolated(coded.title)}” gets."
        if found.stays:
            stays = one_or_many(found.stays, "1 finds none and stays", f"{found.stays:,} find none and stay")
            said += f" {stays} with the old text in the recycle bin."
        said += f" “{isolated(other.title)}” goes there, too."
        self._ask("Take the codings over", said, lambda: self._take_over(coded.id, other.id), "Take over")

    def _take_over(self, coded: DocumentId, other: DocumentId) -> None:
        if (done := self._session.run(taking_over.take_over, coded, other)) is not None:
            said = f"{counted(done.moves, 'coding')} taken over · saved"
            self._session.said.emit(said)
            self._say(said)

    def _ask(self, title: str, sentence: str, then: Callable[[], object], accept: str = "Remove") -> None:
        dialog = Dialog(title, self._dialog or self._widget.window())
        dialog.body.addWidget(words(sentence))
        dialog.add_buttons(accept)
        dialog.accepted.connect(then)
        open_dialog(dialog)

    def _remove(self, gone: list[DocumentId]) -> None:
        if self._session.did(documents.remove, gone, with_codings=True):
            said = f"Removed {counted(len(gone), 'document')} · in the recycle bin"
            self._session.said.emit(said)
            self._say(said)

    @Slot(object)
    def _keep_apart(self, compared: ComparedDocuments) -> None:
        one, other = (info.id for info in compared.infos)
        if self._session.did(duplicates.keep_apart, one, other):
            self._session.said.emit("Kept both: no duplicates · saved")

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if not self._session.is_open or not changes.touches(Table.DOCUMENTS, Table.DISTINCT_PAIRS, Table.REMOVALS):
            return
        was_known, self._found = self._found is not None, None
        if self._dialog is not None:
            self.look()
        elif (was_known or self._finding.is_busy) and self._widget.isVisible():
            self._later.start()

    @Slot(str)
    def _say(self, sentence: str) -> None:
        if self._dialog is not None:
            self._dialog.say(sentence)

    @Slot()
    def _forget(self) -> None:
        self._dialog = None
        self._comparing.drop()
