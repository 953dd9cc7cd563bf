"""What a lead does for the coders: release gold, set a training round and see who passed, draw a re-code sample."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from annotator.model.coder import LayerKind
from annotator.model.document import DocumentInfo
from annotator.model.ids import DocumentId, LayerId
from annotator.model.practice import Score
from annotator.model.wording import counted
from annotator.operations.agreement import recoding
from annotator.operations.feedback import releases, training
from annotator.operations.feedback.releases import Readiness
from annotator.operations.people import people
from annotator.operations.progress import Progress
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from annotator.ui.commands.key_names import key_of
from annotator.ui.dialogs.recode_dialog import CoderWork, RecodeDialog, SampleChoice
from annotator.ui.dialogs.release_dialog import ReleaseDialog
from annotator.ui.dialogs.ticks import TickEntry
from annotator.ui.dialogs.training_dialog import ResultsDialog, Round, TrainingDialog
from annotator.ui.feedback.wording import percent


class _Releasable(NamedTuple):
    readiness: Readiness
    entries: list[TickEntry]
    released: list[DocumentId]


class FeedbackFlows(QObject):
    """Reads what a dialog needs in the background, opens it and does what was chosen. `widget`: is in the window."""

    said = Signal(str)

    def __init__(self, session: Session, widget: QWidget) -> None:
        super().__init__(widget)
        self._session, self._widget = session, widget
        self._reading = LatestTask(session, self)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """Return what the commands of this flow do."""
        return {
            "feedback.release": self.release,
            "feedback.training": self.train,
            "feedback.results": self.show_results,
            "feedback.recode": self.recode,
        }

    def release(self) -> None:
        """Ask which documents' gold the coders see, and release it."""
        self.said.emit("Looking at which texts are decided…")
        self._read(_releasable, self._ask_release)

    def train(self) -> None:
        """Ask for the practice documents and the pass mark."""
        self._read(_with_gold, self._ask_round)

    def show_results(self) -> None:
        """Show how far each coder is in the training round."""
        self._read(training.overview, self._show_overview)

    def recode(self) -> None:
        """Ask whose work is coded again, and draw a sample of it."""
        self._read(_works, self._ask_sample)

    # Inside.

    def _read(self, work: Callable[[Project, Progress], object], then: Callable[..., object]) -> None:
        self._reading.start(work, then)

    def _ask_release(self, found: _Releasable) -> None:
        ready = [info.id for info in found.readiness.ready]
        dialog = ReleaseDialog(found.entries, found.released, ready, found.readiness.warning, self._window())
        dialog.chosen.connect(self._release)
        self._open(dialog)

    def _release(self, chosen: frozenset[DocumentId]) -> None:
        done = self._session.run(releases.set_released, chosen)
        if done is not None:
            new, gone = done
            told = [
                f"Gold of {counted(new, 'text')} released" if new else "",
                f"{counted(gone, 'text')} taken back" if gone else "",
            ]
            self.said.emit(f"{', '.join(filter(None, told))} · saved")

    def _ask_round(self, infos: list[DocumentInfo]) -> None:
        project = self._session.project
        practice = [info.id for info in releases.practice(project)]
        entries = [TickEntry(info.id, info.title) for info in infos]
        dialog = TrainingDialog(entries, practice, training.pass_mark(project), self._window())
        dialog.chosen.connect(self._set_round)
        self._open(dialog)

    def _set_round(self, chosen: Round) -> None:
        documents = [DocumentId(id) for id in sorted(chosen.documents)]
        if self._session.did(training.set_round, documents, chosen.mark):
            self.said.emit(f"Practice: {counted(len(documents), 'text')}, pass mark {percent(chosen.mark)} · saved")

    def _show_overview(self, found: training.TrainingOverview) -> None:
        headings = ["Coder", *(info.title for info in found.documents), "All", "Round"]
        rows = [
            [row.name, *(_f1(one.score) if one else "–" for one in row.results), _f1(row.score), _PASSED[row.passed]]
            for row in found.rows
        ]
        self._open(ResultsDialog(headings, rows, percent(found.mark), self._window()))

    def _ask_sample(self, works: list[CoderWork]) -> None:
        dialog = RecodeDialog(works, self._window())
        dialog.chosen.connect(self._draw)
        self._open(dialog)

    def _draw(self, choice: SampleChoice) -> None:
        made = self._session.run(recoding.sample, LayerId(choice.layer), choice.count, choice.seed)
        if made is not None:
            texts, key = counted(choice.count, "text"), key_of("project.who")
            self.said.emit(f"“{made.name}” has {texts} to code; {key} chooses it · saved")

    def _window(self) -> QWidget:
        return self._widget.window()

    def _open(self, dialog: ReleaseDialog | TrainingDialog | ResultsDialog | RecodeDialog) -> None:
        self.said.emit("")
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


_PASSED = {True: "passed", False: "not passed", None: "not finished"}


def _releasable(project: Project, progress: Progress) -> _Releasable:
    compared = recoding.without_passes(project, people.layers_named(project, None))
    found = releases.readiness(project, compared, progress)
    lacks, known = found.lacks(), releases.released(project)
    details = {id: f"released on {release.time[:10]}" for id, release in known.items()}
    entries = [
        TickEntry(info.id, info.title, details.get(info.id) or lacks.get(info.id, "ready"))
        for info in project.documents.all()
    ]
    return _Releasable(found, entries, list(known))


def _with_gold(project: Project, progress: Progress) -> list[DocumentInfo]:
    practice = {info.id for info in releases.practice(project)}
    documents = project.documents.all()
    return [info for info in documents if info.id in practice or releases.has_gold(project, info.id)]


def _works(project: Project, progress: Progress) -> list[CoderWork]:
    found = []
    for layer in recoding.without_passes(project, project.layers.all(LayerKind.CODER)):
        done = len(recoding.done_in(project, layer.id))
        if done:
            found.append(CoderWork(layer.id, layer.name, done, len(recoding.shown_before(project, layer.id))))
    return found


def _f1(score: Score) -> str:
    return percent(score.f1) if score.f1 is not None else "nothing there"
