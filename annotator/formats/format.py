"""What a format is: how it is recognised, read and written, what it carries, and what its user decides.

A format is one object in a file of its own, and all that is said of it stands there, so that the registry, the dialogs,
the command line, the manual and the tests read the same list. Everything goes through `Bundle`; a format never sees
the project file, and a writer no file at all: it yields pieces of text, and counts in the same pass what it leaves out.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from annotator.formats.last_export import ExportRecords
from annotator.formats.losses import Losses, Lost, Part, Says
from annotator.model.bundle import Bundle
from annotator.model.document import Document
from annotator.model.ids import DocumentId, LayerId
from annotator.readers.field_map import FieldMap, FieldSeen
from annotator.readers.foreign.look import FileLook
from annotator.readers.known_maps import KnownMap, SourceKind


class Options(BaseModel):
    """What the user decides of one format: each field with a title and a description. This one leaves nothing open.

    Fields are flags, texts, whole numbers or a `StrEnum` whose values are words.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @property
    def wants_soft_labels(self) -> bool:
        """Whether votes and chances are to be found for it, which takes a while."""
        return False

    @property
    def is_published(self) -> bool:
        """Whether it is made to be published: it tells of authors and licence, and is to name no coder."""
        return False

    @property
    def wants_agreement(self) -> bool:
        """Whether it has a place for how far the coders agree, and is to say so, which takes a while to compute."""
        return False

    @property
    def takes_begun_too(self) -> bool:
        """Whether coders are also compared in texts that they have begun and not done."""
        return False


class AgreementOptions(Options):
    """Those of a format that says how far the coders agree, or how likely what they say is."""

    begun_too: bool = Field(
        default=False,
        title="Begun too",
        description="Coders are also compared in texts that they have begun and not done.",
    )

    @property
    def takes_begun_too(self) -> bool:
        """As it was chosen."""
        return self.begun_too


Own = TypeVar("Own", bound=Options)


class KnownTexts(Protocol):
    """The documents of the project, for files that speak of texts that they do not hold."""

    def find(self, *called: str) -> Document | None:
        """Return the one document that is called so: by its id, the SHA-256 of its text, its title or its file.

        Of several names the first that is known counts.
        """


class _NoTexts:
    def find(self, *called: str) -> Document | None:
        """Return nothing."""
        return None


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """`encoding`: of texts whose format does not fix it (UTF-8 where empty). `coder`: whose work it is, likewise.

    `goes`: what the columns of a table mean, where whoever imports says it; `known`: what they meant before.
    `documents`: of the project that it is read for.
    """

    encoding: str = ""
    coder: str = ""
    goes: FieldMap | None = None
    known: tuple[KnownMap, ...] = ()
    documents: KnownTexts = field(default_factory=_NoTexts)


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """What the caller decides about an export.

    `progress`: called with the number of documents written so far; it may raise `Cancelled`. `names`: whether
    coders appear by name where the format has room for it (an archive that stays), or by pseudonym alone, which
    then stands for the names of their layers too. `agreement`: what the dataset card says of it. `own`: the format's
    own options, None for those that it has unless told otherwise. `replace`: whether files that are there are
    replaced, which is asked first; `is_protected`: whether a file is replaced in no case, since it is a project.
    `division`: the part of each document, where the whole is divided. `records`: where it is kept what was written.
    """

    progress: Callable[[int], None] | None = None
    names: bool = False
    agreement: JsonValue = None
    own: Options | None = None
    replace: bool = False
    is_protected: Callable[[Path], bool] = lambda path: False
    division: Mapping[DocumentId, str] | None = None
    records: ExportRecords | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """The files written, relative to the folder of the export and in order, and what was lost, a sentence each.

    `lost`: as the writer counted it.
    """

    files: tuple[str, ...]
    notices: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """What comes next in a file. A text is written as UTF-8.

    `file`: its name in the folder of the export, empty for the file that the user named. `layer`: whose file it is;
    each layer has files of its own, and where there is but one, they are called as if it were none's. `shown`: what a
    preview has in place of what is no text, or what returns it, None where it is as it stands.
    """

    content: str | bytes
    file: str = ""
    layer: LayerId | None = None
    shown: str | Callable[[], str] | None = None

    def looked_at(self) -> str | bytes:
        """Return what a preview has of it."""
        shown = self.shown() if callable(self.shown) else self.shown
        return self.content if shown is None else shown


@dataclass(frozen=True, slots=True)
class WritingRun(Generic[Own]):
    """One pass of a writer. `name`: of the file or folder that the user named; `names`, `agreement`: `WriteOptions`."""

    name: str
    own: Own
    losses: Losses
    names: bool = False
    agreement: JsonValue = None


class ColumnsSeen(Protocol):
    """The columns of a table of codings, and where they go; `kind`: for which that can be kept."""

    @property
    def fields(self) -> tuple[FieldSeen, ...]:
        """Its columns with examples."""

    @property
    def goes(self) -> FieldMap:
        """What they mean."""

    @property
    def kind(self) -> SourceKind:
        """What kind of table it is."""


@dataclass(frozen=True, slots=True)
class FormatReader:
    """How a format is read.

    `sniff` tells whether a file or folder is in it, by its path and the first look at it, and never raises; `read`
    raises `BadFile` (or `BadCodebook`) and nothing else.
    `columns`: what the columns of a table mean, where that is a matter of choice. `brings`: what may come in, in words
    `about`. `companions`: endings of files that are read along with another and never by themselves; `settings`:
    endings of files that say how others are shown, and are no documents.
    `owns_folder`: whether all that stands in a folder of it is a part of it, and nothing is imported by itself;
    `belongs`: of another one, whether a file in it is a part that says something of the others.
    """

    sniff: Callable[[Path, FileLook], bool]
    read: Callable[[Path, ReadOptions], Bundle]
    brings: frozenset[Part]
    about: str
    columns: "Callable[[Path, ReadOptions], ColumnsSeen | None] | None" = None
    companions: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    owns_folder: bool = False
    belongs: Callable[[Path], bool] = lambda path: False


@dataclass(frozen=True, slots=True)
class Writer(Generic[Own]):
    """How a format is written.

    `pieces` goes through the documents once, yields what is written, and counts in `Run.losses` what it leaves out of
    the parts that it carries; the others are counted for it, in words of its own where `says` has some. `about`,
    `leaves_out`: in words what it carries and what not. `shown`: the file of a folder that a preview shows.
    """

    pieces: Callable[[Bundle, WritingRun[Own]], Iterator[Piece]]
    carries: frozenset[Part]
    about: str
    leaves_out: str
    options: type[Own]
    says: Says = field(default_factory=dict)
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Format:
    """An exchange format. `folder`: whether it is a folder of files rather than one file and what stands beside it."""

    name: str
    title: str
    extensions: tuple[str, ...]
    reader: FormatReader | None = None
    writer: Writer[Any] | None = None
    folder: bool = False

    def sniff(self, path: Path, look: FileLook | None = None) -> bool:
        """Tell whether a file or folder can be read as this format; `look`: the first look at it, if there was one."""
        return self.reader is not None and self.reader.sniff(path, look or FileLook.at(path))
