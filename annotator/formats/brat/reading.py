"""Reading brat: a folder of pairs X.txt and X.ann (or X.a1 and X.a2), or one such pair.

A document whose records are damaged is left out with a sentence, the others are read. Our own exports say in their
annotation.conf which folder is which layer; elsewhere each folder is a layer where folders hold the same texts under
the same names, else all is one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from annotator.formats.brat.coded import coded_pair
from annotator.formats.brat.layers import layers_in
from annotator.formats.brat.standoff import RECORD, Standoff, parse
from annotator.formats.format import ReadOptions
from annotator.formats.making import BundleMaker
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from annotator.model.document import canonical
from annotator.model.errors import BadFile
from annotator.model.ids import LayerId
from annotator.paths import system_says
from annotator.readers.foreign.look import FileLook

ENDINGS = (".ann", ".a1", ".a2")


def sniff(path: Path, look: FileLook) -> bool:
    """Tell whether this is a brat pair, or a folder with at least one."""
    try:
        if path.is_dir():
            return any(_begins_well(pair.annotations[0]) for pair in _pairs_in(path))
        return any(_begins_well(file) for pair in _pairs_of(path) for file in pair.annotations)
    except (OSError, RecursionError):  # folders within folders, a thousand deep
        return False


def read(path: Path, options: ReadOptions) -> Bundle:
    """Read a folder or a pair; raises `BadFile` where nothing could be read."""
    try:
        return _BratReading(path, options).bundle()
    except OSError as error:
        raise BadFile(str(error.filename or path), f"it cannot be read ({system_says(error)})") from error


@dataclass(frozen=True, slots=True)
class _Pair:
    """`name`: the path without its ending, from the folder that is read."""

    name: str
    text: Path
    annotations: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A pair as it stands in its files; `folder` and `rest` are the parts of its name."""

    folder: str
    rest: str
    raw: str
    standoff: Standoff = field(default_factory=Standoff)

    @property
    def name(self) -> str:
        return f"{self.folder}/{self.rest}" if self.folder else self.rest


class _BratReading:
    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path, self._options = path, options
        self._home = path if path.is_dir() else path.parent
        self._pairs = list(_pairs_in(path) if path.is_dir() else _pairs_of(path))
        self._own = (path.name if path.is_dir() else path.stem) or "brat"
        self._maker = BundleMaker(self._own, "brat")
        self._said = {one.folder: one for one in layers_in(self._home)}

    def bundle(self) -> Bundle:
        if not self._pairs:
            raise BadFile(
                str(self._path), "there is no .ann file with its .txt beside it", "choose the folder that has both"
            )
        read: list[_Parsed] = []
        refused: list[BadFile] = []
        for pair in self._pairs:
            try:
                read.append(self._parsed(pair))
            except BadFile as error:
                refused.append(error)
        if not read:
            raise refused[0]
        layered = any(one.folder in self._said for one in read if one.folder) or _is_layered(read)
        for one in read:
            self._take(one, layered)
        lost = tuple(f"Left out: {error}" for error in refused)
        return self._maker.bundle(_shown_names(self._home), lost=lost)

    def _take(self, one: _Parsed, layered: bool) -> None:
        title = one.rest if layered else one.name
        document = self._maker.document(title, one.raw, source=f"{title}.txt")
        layer = self._layer(one.folder if layered else "")
        coded_pair(self._maker, document, layer, one.standoff, title)

    def _layer(self, folder: str) -> LayerId:
        said = self._said.get(folder)
        if said is not None and not self._options.coder:
            return self._maker.layer(said.id, said.name, said.kind, said.coder, said.coder_name)
        name = folder or self._own
        if name.casefold() == "gold" and not self._options.coder:
            return self._maker.other_layer(LayerKind.GOLD, name)
        person = self._options.coder or name
        return self._maker.layer(name, name, LayerKind.CODER, person) if folder else self._maker.layer_of(person)

    def _parsed(self, pair: _Pair) -> _Parsed:
        folder, _, rest = pair.name.partition("/") if "/" in pair.name else ("", "", pair.name)
        parsed = _Parsed(folder, rest, _decoded(pair.text, self._options.encoding))
        for file in pair.annotations:
            parse(_decoded(file, ""), file.name, parsed.standoff)
        return parsed


def _pairs_of(path: Path) -> Iterator[_Pair]:
    if path.suffix not in (".txt", *ENDINGS):
        return
    text = path.with_suffix(".txt")
    found = tuple(file for ending in ENDINGS if (file := path.with_suffix(ending)).is_file())
    if found and text.is_file():
        yield _Pair(path.stem, text, found)


def _pairs_in(folder: Path) -> Iterator[_Pair]:
    for text in sorted(folder.rglob("*.txt")):
        for pair in _pairs_of(text):
            yield _Pair(text.relative_to(folder).with_suffix("").as_posix(), pair.text, pair.annotations)


def _begins_well(file: Path) -> bool:
    first = next(iter(FileLook.at(file).lines_but()), "")
    return not first or RECORD.match(first) is not None


def _decoded(file: Path, encoding: str) -> str:
    try:
        return file.read_bytes().decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        raise BadFile(
            file.name,
            f"it is not {encoding or 'UTF-8'} at byte {error.start}",
            "convert it or name its encoding when you import it",
        ) from error
    except (LookupError, ValueError) as error:  # no such encoding, or none for whole files
        raise BadFile(file.name, f"it cannot be read, since “{encoding}” is no encoding of texts") from error


def _is_layered(read: Iterable[_Parsed]) -> bool:
    seen: dict[tuple[str, str], str] = {}
    return any(seen.setdefault((one.rest, canonical(one.raw)), one.folder) != one.folder for one in read)


def _shown_names(folder: Path) -> dict[str, str]:
    """Return the names that visual.conf shows for types; nothing hangs on them, so that oddities are passed over."""
    file = folder / "visual.conf"
    if not file.is_file():
        return {}
    shown, section = {}, ""
    for line in file.read_bytes().decode("utf-8", "replace").split("\n"):
        if line.startswith("["):
            section = line.strip()
        elif section == "[labels]" and "|" in line and not line.startswith("#"):
            type, name = (part.strip() for part in line.split("|")[:2])
            if type and name:
                shown[type] = name
    return shown
