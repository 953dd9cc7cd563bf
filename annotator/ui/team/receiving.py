"""What waits to be taken in: files that were chosen or dropped, looked at in the background, and taken one by one.

A file stays where it is. What waits is kept for the project on this computer, and looked at again when the project has
changed: what it would bring may be other by then.
"""

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from annotator.operations.progress import Progress
from annotator.operations.team import acts_told, taking_in
from annotator.operations.team.acts_told import ActPage
from annotator.operations.team.taking_in import Came
from annotator.store.project import Project
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session

FIRST_ACTS = 500
"""So many acts of a packet are listed one by one; the others are counted."""


class Receiving(QObject):
    """`changed`: something else waits, or it is known better; `taken` carries what was taken in."""

    changed = Signal()
    taken = Signal(object)
    acts_told = Signal(object)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._looking, self._telling = LatestTask(session, self), LatestTask(session, self)
        self._paths: list[Path] = []
        self._known: dict[Path, Came] = {}
        self.is_taking = False

    @property
    def waiting(self) -> Sequence[Came]:
        """What waits and was looked at, in the order in which it came."""
        return [self._known[path] for path in self._paths if path in self._known]

    @property
    def to_take(self) -> int:
        """How many of them bring something."""
        return sum(brings_something(one) for one in self.waiting)

    @property
    def is_busy(self) -> bool:
        """Whether something is being looked at."""
        return self._looking.is_busy or self.is_taking

    def put_kept(self, kept: str) -> None:
        """Begin with what waited when the project was closed, as far as it is still there."""
        with suppress(ValueError):
            self._paths = [path for path in map(Path, json.loads(kept or "[]")) if path.is_file()]

    def kept(self) -> str:
        """Return what waits, for `put_kept`."""
        return json.dumps([str(path) for path in self._paths])

    def add(self, paths: Iterable[Path]) -> None:
        """Look at some files; they wait from now on."""
        self._paths = list(dict.fromkeys([*self._paths, *paths]))
        self.look()

    def look(self) -> None:
        """Look at all that waits again."""
        paths = list(self._paths)
        if not paths or not self._session.is_open:
            self._known.clear()
            self.changed.emit()
            return

        def look(project: Project, _: Progress) -> list[Came]:
            return taking_in.look_at(project, paths)

        self._looking.start(look, self._on_looked)

    def take(self, paths: Sequence[Path]) -> None:
        """Take some in, each as a step of its own."""
        if self.is_taking or not paths:
            return
        self.is_taking = True

        def take(project: Project, _: Progress) -> list[Came]:
            return taking_in.take_in(project, paths)

        self._session.in_background(take, returned=self._on_taken, errored=self._on_failed)

    def forget(self, path: Path) -> None:
        """Let a file wait no more."""
        self._paths = [one for one in self._paths if one != path]
        self._known.pop(path, None)
        self.changed.emit()

    def tell_acts(self, path: Path) -> None:
        """Read the acts of a file one by one; `acts_told` hands them out."""

        def tell(project: Project, _: Progress) -> ActPage:
            with taking_in.opened_delivery(project, path) as delivery:
                acts = acts_told.acts_of(delivery.strands(), project.strands.vector())
                return acts_told.told(project, acts, 1, FIRST_ACTS)

        self._telling.start(tell, self.acts_told.emit)

    def reset(self) -> None:
        """Know nothing of this project any more."""
        self._looking.drop()
        self._telling.drop()
        self._paths, self.is_taking = [], False
        self._known.clear()

    @Slot(object)
    def _on_looked(self, found: Sequence[Came]) -> None:
        self._known = {one.path: one for one in found}
        self.changed.emit()

    def _on_taken(self, found: Sequence[Came]) -> None:
        self.is_taking = False
        for one in found:
            if not one.problem:
                self.forget(one.path)
        self.taken.emit(found)
        self.look()

    def _on_failed(self, error: Exception) -> None:
        self.is_taking = False
        self._session.tell(error)


def brings_something(one: Came) -> bool:
    """Whether a file would change anything if it was taken in."""
    return one.plan is not None and not one.problem and not one.plan.is_empty
