"""The acts that are counted, as a file of a network for Gephi, igraph, UCINET or visone."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from annotator.model.wording import counted
from annotator.operations.passages.acts_network import acts_network, write_network
from annotator.operations.project import encryption
from annotator.reports.networks.network import Network
from annotator.store.project import Project
from annotator.ui.background.session import Session
from annotator.ui.background.tasks import Progress, Task

KINDS = {
    "GraphML, for igraph, Gephi, visone (*.graphml)": ".graphml",
    "GEXF, for Gephi (*.gexf)": ".gexf",
    "DL, for UCINET (*.dl)": ".dl",
}
"""What the file dialog offers, and what each ends with."""


class NetworkExport(QObject):
    """`asked`: returns the search of what is counted, and whether states stand for their own; None where nothing is."""

    def __init__(self, session: Session, asked: Callable[[], tuple[str, bool] | None], window: QWidget) -> None:
        super().__init__(window)
        self._session, self._asked, self._window = session, asked, window
        self._task: Task | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a network is being written."""
        return self._task is not None

    def save(self) -> None:
        """Ask for a file and write the network to it."""
        asked = self._asked()
        if asked is None:
            self._session.refused.emit("There is no network to save: no act is counted.")
            return
        project = self._session.project
        proposed = project.path.with_name(f"{project.path.stem}, network.graphml")
        title = encryption.saving("Save the network", project)
        name, kind = QFileDialog.getSaveFileName(self._window, title, str(proposed), ";;".join(KINDS))
        if name:
            path = Path(name)
            if path.suffix.lower() not in KINDS.values():
                path = path.with_name(path.name + KINDS.get(kind, ".graphml"))
            self._write(path, *asked)

    def _write(self, path: Path, search: str, by_state: bool) -> None:
        def work(project: Project, progress: Progress) -> Network:
            network = acts_network(project, search, by_state, progress)
            write_network(network, path)
            return network

        def done(network: Network) -> None:
            said = f"{counted(len(network.nodes), 'actor')} and {counted(len(network.arrows), 'arrow')}"
            self._session.said.emit(f"A network of {said} is saved as {path.name}")

        self._task = self._session.in_background(
            work, returned=done, errored=self._session.tell, finished=self._on_finished
        )

    def _on_finished(self) -> None:
        self._task = None
