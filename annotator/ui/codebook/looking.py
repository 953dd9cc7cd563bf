"""What the codebook's codings come to, read off the UI thread: counts by label, versions, stale codings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.model.codebook import Codebook
from annotator.model.codebook_version import CodebookVersion
from annotator.model.ids import LayerId
from annotator.operations import stale, usage
from annotator.operations.stale import Stale
from annotator.store.project import Project
from annotator.ui.session import Session
from annotator.ui.tasks import Progress, Task

_WAIT_MS = 120
"""How long a change waits for the next one before all is read again."""


@dataclass(frozen=True, slots=True)
class StaleCoding:
    """A coding that is to be looked at again, with the title of its document."""

    stale: Stale
    title: str


@dataclass(frozen=True, slots=True)
class Seen:
    """`counts`: codings of all layers by label. `lost`: what codings use and the draft has no place for."""

    counts: Mapping[str, int] = field(default_factory=dict)
    versions: tuple[CodebookVersion, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    stale: tuple[StaleCoding, ...] = ()
    lost: tuple[str, ...] = ()


def look(project: Project, layer: LayerId | None, draft: Codebook | None) -> Seen:
    """Read all of it; `draft`: what is edited, if it could be saved."""
    titles = {info.id: info.title for info in project.documents.all()}
    found = stale.codings(project, layer) if layer is not None else []
    return Seen(
        counts=project.spans.labels_in_use(),
        versions=tuple(project.codebooks.all()),
        people={coder.id: coder.name for coder in project.coders.all()},
        stale=tuple(StaleCoding(one, titles[one.span.document]) for one in found),
        lost=usage.lost(project, draft) if draft is not None else (),
    )


class Looker(QObject):
    """Looks once after several changes; what is asked for while it looks is looked for after that."""

    seen = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._draft: Codebook | None = None
        self._task: Task | None = None
        self._again = False
        self._later = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._later.timeout.connect(self._start)

    @property
    def is_busy(self) -> bool:
        """Whether something is to come."""
        return self._task is not None or self._later.isActive()

    def ask(self, draft: Codebook | None) -> None:
        """Look soon; `draft`: what is edited, if it could be saved."""
        self._draft = draft
        self._later.start()

    def drop(self) -> None:
        """Forget what was asked for: another project comes."""
        self._later.stop()
        self._task, self._again = None, False

    @Slot()
    def _start(self) -> None:
        if not self._session.is_open:
            return
        if self._task is not None:
            self._again = True
            return
        layer, draft = self._session.layer, self._draft

        def work(project: Project, progress: Progress) -> Seen:
            return look(project, layer.id if layer else None, draft)

        self._task = task = self._session.in_background(work, errored=self._session.tell)
        task.returned.connect(lambda seen: self._on_seen(task, seen))
        task.finished.connect(lambda: self._on_finished(task))

    def _on_seen(self, task: Task, seen: Seen) -> None:
        if task is self._task:
            self.seen.emit(seen)

    def _on_finished(self, task: Task) -> None:
        if task is self._task:
            self._task = None
            if self._again:
                self._again = False
                self._later.start()
