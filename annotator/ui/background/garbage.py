"""Garbage is collected in the window's thread alone.

Python looks for rings of objects that nobody holds whenever enough were made, in whichever thread made the last, and
deletes there what it finds. What Qt made is to be deleted in the thread that it lives in: PySide sees to that for the
widgets of Qt itself, but for no class that is derived from them here, no timer, no model and no task. Qt may be handing
an event to one at that moment, and the program is gone.
"""

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

EVERY_MS = 100
"""So often it is looked: what a thread can make in that time at most is gone through within a frame."""


class GarbageCollector(QObject):
    """Goes with the application, which there is already; from when it is made nobody else collects."""

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Collect what is due."""
        collect_due()


def collect_due() -> None:
    """Collect the oldest generation of which there is more than its threshold, as Python does by itself."""
    counted = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = [generation for generation, (count, most) in enumerate(counted) if count > most]
    if due:
        gc.collect(due[-1])
