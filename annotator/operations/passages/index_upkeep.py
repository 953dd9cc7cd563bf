"""The index of all texts completed where texts came in otherwise than by being added: beside the work, bit by bit."""

import time

from annotator.operations.progress import Progress, silent
from annotator.store.places import risk_of
from annotator.store.project import Project

AT_ONCE = 100_000
"""So many characters are written at once beside the work, or one text: less than a key press takes."""
PAUSE_S = 0.02
"""So long everybody else may write after that."""


def keep_up(project: Project, progress: Progress = silent, pause_s: float = 0) -> int:
    """Index what is not, and make an index anew that is damaged; return how many texts were indexed.

    None where the project can only be read, or stands where a client copies each file that is written. Raises
    `FileGone` where the open file is not the one at its path any more. What was indexed stays, whenever it is stopped.
    """
    if project.read_only or risk_of(project.path):
        return 0
    project.look()
    done = 0
    for number in project.search_index.complete(AT_ONCE):
        done += number
        progress(done, 0, "")
        time.sleep(pause_s)
    return done
