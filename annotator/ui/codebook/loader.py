"""What the codebook's codings come to, read off the UI thread: counts by label, versions, stale codings."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from annotator.model.codebook import Codebook
from annotator.model.codebook_version import CodebookVersion
from annotator.model.ids import LayerId
from annotator.operations.codebook import stale, usage
from annotator.operations.codebook.stale import Stale
from annotator.operations.people.seeing import Sight
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session

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


def look(project: Project, layer: LayerId | None, draft: Codebook | None, blind: bool = False) -> Seen:
    """Read all of it; `draft`: what is edited, if it could be saved; `blind`: count the layer alone."""
    titles = {info.id: info.title for info in project.documents.all()}
    found = stale.codings(project, layer) if layer is not None else []
    return Seen(
        counts=_own_counts(project, layer) if blind else project.spans.labels_in_use(),
        versions=tuple(project.codebooks.all()),
        people={coder.id: coder.name for coder in project.coders.all()},
        stale=tuple(StaleCoding(one, titles[one.span.document]) for one in found),
        lost=usage.lost(project, draft) if draft is not None else (),
    )


def _own_counts(project: Project, layer: LayerId | None) -> dict[str, int]:
    return {label: count for (of, label), count in project.spans.counts().items() if of == layer}


class CodebookLoader(QObject):
    """Looks once after several changes; what is asked for while it looks is looked for after that."""

    seen = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._draft: Codebook | None = None
        self._looking = LatestTask(session, self)
        self._later = QTimer(self, singleShot=True, interval=_WAIT_MS)
        self._later.timeout.connect(self._on_time)

    @property
    def is_busy(self) -> bool:
        """Whether something is to come."""
        return self._looking.is_busy or self._later.isActive()

    def ask(self, draft: Codebook | None) -> None:
        """Look soon; `draft`: what is edited, if it could be saved."""
        self._draft = draft
        self._later.start()

    def drop(self) -> None:
        """Forget what was asked for: another project comes."""
        self._later.stop()
        self._looking.drop()

    @Slot()
    def _on_time(self) -> None:
        if self._session.is_open:
            # Not in its place: who types for long would see no count before they pause.
            self._looking.when_free(self._look)

    def _look(self) -> None:
        layer, draft = self._session.layer, self._draft
        id = layer.id if layer is not None else None
        blind = self._session.sight is Sight.REFUSED
        self._looking.start(lambda project, _: look(project, id, draft, blind), self.seen.emit)
