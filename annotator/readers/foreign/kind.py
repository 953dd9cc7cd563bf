"""What a kind of file is that is recognised in order to say what to do with it."""

from collections.abc import Callable
from dataclasses import dataclass

from annotator.readers.foreign.look import FileLook

Sign = Callable[[FileLook], object]
"""Whether a file is of a kind; true or false as Python takes it."""


@dataclass(frozen=True, slots=True)
class ForeignKind:
    """A kind of file that no reader reads, or not as it is.

    `what`: in words, after “it is”; `remedy`: what to do, a clause; `sign`: whether a file is one. `takes`: the reader
    that takes its texts alone where the user wants that, empty where there is none or the texts would be mark-up.
    `holds_codings`: a format takes its codings, where the user wants that. `doubtful`: it may as well be texts, so that
    the user is asked. `is_binary`: it is refused whatever is chosen.
    """

    what: str
    remedy: str
    sign: Sign
    takes: str = ""
    doubtful: bool = False
    is_binary: bool = False
    holds_codings: bool = False

    @property
    def problem(self) -> str:
        """What is said of a file of this kind."""
        said = f"it looks like {self.what}" if self.doubtful else f"it is {self.what}"
        return said if self.is_binary or self.holds_codings else f"{said}, which is not read"
