"""What the dialog of an export is told and says: formats to choose among, what a preview is of, what is chosen."""

from dataclasses import dataclass, field
from pathlib import Path

from annotator.formats.format import Options
from annotator.formats.losses import Lost


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its name in the program, its title, sentences on what it carries and loses.

    `extensions`: of its file (".jsonl"), the usual one first, none for a format that fills a folder. `options`: what is
    asked of it alone.
    """

    name: str
    title: str
    carries: str
    loses: str
    extensions: tuple[str, ...] = ()
    options: type[Options] = Options


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """What a preview is wanted of. `layer`: "gold", "all", or a layer's name; `own`: the format's own options.

    `of_set`: the name of the set whose documents are written alone, empty for all. `names`: coders by name.
    """

    format: str
    layer: str
    own: Options
    of_set: str = ""
    names: bool = False


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """The first lines as they would be written, and sentences on what of this project would be lost.

    `lost`: as it was counted, by which the list is saved.
    """

    head: str
    losses: tuple[str, ...] = ()
    lost: tuple[Lost, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """What is to be written, and where. `replace`: whether what is there may be replaced; `split`: how it is divided.

    `of_set`, `names`: as in a request.
    """

    format: str
    layer: str
    out: Path
    own: Options
    replace: bool = False
    of_set: str = ""
    split: Options = field(default_factory=Options)
    names: bool = False
