"""The real window on a lead's project with a hub behind a `SlowHub`, while somebody codes by keys.

A turn of the event loop is what a person would see as a frame that is late: an act with all that it paints, or what
came in by itself meanwhile.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.operations.team.hubs.words import HubReach
from annotator.store.project import Project
from annotator.ui.background.hub_door import HubDoor, HubPlace
from annotator.ui.background.hub_link import HubLink
from annotator.ui.background.session import Session
from annotator.ui.settings.preferences import Preferences
from annotator.ui.window.main_window import MainWindow
from tests.benchmarks.desk import settle
from tests.benchmarks.figures import Spent, timed, without_garbage
from tests.benchmarks.hub_load import HubLoad
from tests.slow_hub import SlowHub

_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2)
_BETWEEN_S = 0.1
"""So long after an act the next one comes: nobody codes by keys more quickly."""


def _nothing() -> Spent:
    return Spent([], [])


@dataclass
class Turns:
    """How long each turn of the event loop took: those of acts, and what came in by itself between them."""

    acts: Spent = field(default_factory=_nothing)
    others: Spent = field(default_factory=_nothing)


@dataclass
class HubWindow:
    """A window at which somebody codes, with its link to a hub that can be made to hang."""

    window: MainWindow
    slow: SlowHub
    _passages: Iterator[tuple[Qt.Key, int]] = field(
        default_factory=lambda: ((key, start) for key in _KEYS for start in range(20, 4_500, 9))
    )

    @property
    def link(self) -> HubLink:
        """The link to the hub."""
        link = self.window.hub.links.link()
        assert link is not None
        return link

    def wait(self, is_so: Callable[[], bool], seconds: float = 60) -> None:
        """Let the window go on until something is so."""
        until = time.monotonic() + seconds
        while not is_so():
            assert time.monotonic() < until, "it never came to that"
            QApplication.processEvents()
            time.sleep(0.005)

    def in_step(self) -> None:
        """Wait until all went over, with a hub that is as it should be."""
        self.slow.pass_on()
        self.wait(lambda: not self.link.is_busy)
        self.link.exchange_now()
        self.wait(lambda: not self.link.is_busy and self.link.state.told.reach is HubReach.IN_STEP)

    def code(self, goes_on: Callable[[], bool]) -> Turns:
        """Code a passage each tenth of a second as long as it goes on; return how long each turn took."""
        turns = Turns()
        with without_garbage():
            while goes_on():
                self._act(turns.acts)
                until = time.perf_counter() + _BETWEEN_S
                while time.perf_counter() < until:
                    _add(turns.others, timed(QApplication.processEvents, 1))
                    time.sleep(0.001)
        return turns

    def _act(self, spent: Spent) -> None:
        def press() -> None:
            QTest.keyClick(reader, key)
            QApplication.sendPostedEvents(self.window, QEvent.Type.UpdateRequest)

        reader, journal = self.window.coding.reader, self.window.session.project.journal
        (key, start), before = next(self._passages), journal.next_undo()
        reader.reveal_range(start, start + 5)
        reader.set_selection(start, start + 11)
        reader.viewport().repaint()
        _add(spent, timed(press, 1))
        assert journal.next_undo() != before, "the key changed nothing"


def _add(to: Spent, more: Spent) -> None:
    to.cpu.extend(more.cpu)
    to.wall.extend(more.wall)


@dataclass
class _Known(HubDoor):
    """The operations themselves, with one password and no keyring of the system."""

    password: str

    def known_password(self, place: HubPlace) -> str | None:
        return self.password


@contextmanager
def hub_window(desk: HubLoad) -> Iterator[HubWindow]:
    """Yield a window on the lead's project, whose hub is reached by way of a `SlowHub`."""
    lead = desk.lead
    with SlowHub(desk.postgres.port) as slow:
        url = lead.hub.url
        lead.project.hubs.put(lead.hub.id, url=url.replace(f":{desk.postgres.port}/", f":{slow.port}/"))
        window = MainWindow(Session(), Preferences(Path(desk.folder) / "config"))
        window.hub.links.door = _Known(lead.password)
        window.resize(1900, 1000)
        window.show()
        project = Project.open(lead.project.path, lead.person)
        window.session.open(project)
        window.session.set_coder(project.coders.get(lead.person))
        window.session.has_asked = True
        for other in QApplication.topLevelWidgets():
            if other is not window and other.isVisible():
                other.close()
        window.activateWindow()
        window.show_document(project.documents.all()[0].id)
        window.coding.reader.setFocus()
        settle(window)
        try:
            yield HubWindow(window, slow)
        finally:
            slow.pass_on()
            window.close()
            window.deleteLater()
            QApplication.processEvents()
            lead.project.hubs.put(lead.hub.id, url=url)
