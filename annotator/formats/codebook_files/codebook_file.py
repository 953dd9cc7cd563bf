"""What a kind of codebook file is: how it is recognised, read and written, and which fields of labels it says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from annotator.formats.losses import Losses
from annotator.model.codebook import Codebook, Label
from annotator.model.ids import LabelId
from annotator.readers.foreign.look import FileLook

ALL_FIELDS = frozenset(Label.model_fields)


@dataclass(frozen=True, slots=True)
class ReadCodebook:
    """A codebook as a file has it, and what is lost of it, a sentence each.

    `fields`: those of labels that the file says; the others are as in a new label. `is_whole`: whether it is a codebook
    of this program with all that there is to one. `guids`: the identities of labels there, where they have such.
    """

    codebook: Codebook
    notices: tuple[str, ...] = ()
    fields: frozenset[str] = ALL_FIELDS
    is_whole: bool = False
    guids: Mapping[LabelId, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A kind of codebook file. `name`: as it is typed; `about`: what is in it, as the manual says it.

    `sniff` never raises; `read` raises `BadFile` or `BadCodebook`; `write` counts what the file has no place for. A
    kind that is only read, or only written, lacks the other. `only_read`: those of its endings that none is written as.
    """

    name: str
    title: str
    extensions: tuple[str, ...]
    about: str
    sniff: Callable[[Path, FileLook], bool] | None = None
    read: Callable[[Path], ReadCodebook] | None = None
    write: Callable[[Codebook, Losses], bytes] | None = None
    only_read: tuple[str, ...] = ()

    @property
    def written(self) -> tuple[str, ...]:
        """The endings that it is written as."""
        return tuple(one for one in self.extensions if one not in self.only_read) if self.write else ()
