"""Two who lead, each with a whole copy of one project, worked on apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.store.project import Project
from tests.operations.team.apart import two_leads
from tests.store.taking.copies import copy_of, take


@dataclass
class TwoCopies:
    """`lea`, `dana`: the project of each, with them at the desk."""

    lea: Project
    dana: Project

    def meet(self) -> None:
        """Let each take in what the other did."""
        take(self.lea, self.dana)
        take(self.dana, self.lea)


@contextmanager
def two_copies(folder: Path) -> Iterator[TwoCopies]:
    """Make the two, and close them in the end."""
    with two_leads(folder / "lea.annot") as lea, copy_of(lea, folder / "dana.annot") as dana:
        dana.person = lea.coders.all()[1].id
        yield TwoCopies(lea, dana)
