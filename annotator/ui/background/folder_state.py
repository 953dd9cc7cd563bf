"""How it stands with the folder over which a project is shared, as the last look found it; words only, no Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FolderState:
    """`folder`: None where none is shared. `line`: how it stands, `about`: all of it, in sentences.

    `paths`: files to take in, `waiting`: acts by person; `has_problem`: the folder is gone, or cannot be written to.
    `stray`: what is to be said of copies of the project's file beside it, and `stray_paths` which.
    """

    folder: Path | None = None
    line: str = ""
    about: str = ""
    paths: tuple[Path, ...] = ()
    waiting: Mapping[str, int] = field(default_factory=dict)
    has_problem: bool = False
    stray: str = ""
    stray_paths: tuple[Path, ...] = ()

    @property
    def waits(self) -> bool:
        """Whether there is something to look at."""
        return bool(self.paths or self.stray_paths)

    @property
    def foot(self) -> str:
        """What the foot says: what came, or is wrong, before copies beside the project, before that all is in step."""
        return self.line if self.has_problem or self.paths or not self.stray else self.stray

    @property
    def foot_tip(self) -> str:
        """The same in full."""
        said = [f"{self.stray}." if self.stray else "", self.about]
        return " ".join(filter(None, said))
