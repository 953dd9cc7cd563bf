"""One pass of a writer: into files, or only looked at. Both run the same generator, so that they lose the same.

What all formats share is done here: progress, links that lead out of the export, the parts that a format does not
carry, the files of layers, and refusing a place of the wrong kind.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO, Protocol

from pydantic import JsonValue

from annotator.formats.format import Format, Piece, WriteOptions, Writer, WritingRun, Written
from annotator.formats.last_export import ExportRecords, LastExport
from annotator.formats.losses import (
    LINK_WITHOUT_SPAN,
    Loss,
    Losses,
    Lost,
    Part,
    count_unsaid,
    count_unsaid_of_project,
    summed,
    unsaid_of,
)
from annotator.formats.named_in_texts import NamedInTexts
from annotator.formats.names import FileNames, layer_names
from annotator.formats.staging import Staging, staged, utf8
from annotator.formats.targets import refuse_folder, refuse_target
from annotator.model.bundle import Bundle, CodedDocument, no_body
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile, NotAllowed
from annotator.model.ids import LayerId

HEAD_DOCUMENTS, HEAD_BYTES = 2, 6_000
"""So much of an export is shown before it is made: of the first documents, and of each file."""

UNNAMED = Loss(
    "1 coder’s name is left out, since a layer alone is not named",
    "{n} coders’ names are left out, since a layer alone is not named",
    Part.CODERS,
)
RENAMED = Loss(
    "1 layer’s name was changed so that it can be the name of a file or folder",
    "{n} layers’ names were changed so that they can be the names of files or folders",
    Part.LAYERS,
)


@dataclass(frozen=True, slots=True)
class LossPreview:
    """How an export begins, and what it would lose: a sentence each, and `lost` as it was counted."""

    head: str
    losses: tuple[str, ...]
    lost: tuple[Lost, ...] = ()


class Sink(Protocol):
    """Where pieces go."""

    def append(self, name: str, data: bytes) -> None:
        """Add to a file, which is begun where it is not there yet."""

    def rename(self, names: Mapping[str, str]) -> None:
        """Give files other names."""


def write(format: Format, bundle: Bundle, out: Path, options: WriteOptions) -> Written:
    """Write a bundle as `out`; everything is as it was where this raises, `WouldReplace` where files are there."""
    return write_parts(format, {"": bundle}, out, options)


def write_parts(
    format: Format,
    parts: Mapping[str, Bundle],
    out: Path,
    options: WriteOptions,
    agreements: Mapping[str, JsonValue] | None = None,
) -> Written:
    """Write bundles together or not at all, each as a file (gold.train.jsonl), or as a folder within `out`.

    `parts`: by what they are called; one without a name is `out` itself. What an earlier export to `out` wrote and this
    one does not is taken away. `agreements`: how far the coders agree in each, where `options` say it of the whole.
    """
    writer = writer_of(format)
    _refuse_wrong_kind(format, out)
    last = last_export_at(format, out, options.records)
    options, each = _counted_through(options), list[Losses]()
    with staged(last.root, options.replace, last, options.is_protected, options.division) as staging:
        if format.folder:
            refuse_folder(out, options.replace)
        else:
            for part in parts:
                refuse_target(_place_of(part, out), options.is_protected, options.replace)
        for part, bundle in parts.items():
            sink = _Within(staging, part) if format.folder and part else staging
            name = out.name if format.folder else _place_of(part, out).name
            agreement = options.agreement if agreements is None else agreements[part]
            each.append(_pour(format, writer, bundle, name, replace(options, agreement=agreement), sink))
    losses = summed(each)
    return Written(staging.names, (*losses.sentences(), *staging.notices), losses.lost())


def last_export_at(format: Format, out: Path, records: ExportRecords | None) -> LastExport:
    """Return what is known of the last export to a place."""
    return LastExport(out, "", records) if format.folder else LastExport(out.parent, out.name, records)


def _place_of(part: str, out: Path) -> Path:
    return out.with_name(f"{out.stem}.{part}{out.suffix}") if part else out


def _counted_through(options: WriteOptions) -> WriteOptions:
    """Return options whose progress counts the documents of all parts."""
    tell, numbers = options.progress, count(1)
    return options if tell is None else replace(options, progress=lambda _: tell(next(numbers)))


def write_one(format: Format, bundle: Bundle, name: str, options: WriteOptions, sink: BinaryIO) -> Written:
    """Write the file of a format that is one into an open one, such as standard output; the others are left out."""
    if format.folder:
        raise NotAllowed(f"{format.name} fills a folder, which standard output is not; name one.")
    with TemporaryDirectory() as folder:
        staging = Staging(Path(folder), Path(folder))
        losses = _pour(format, writer_of(format), bundle, name, options, staging)
        first, *others = staging.names
        with staging.content(first).open("rb") as file:
            copyfileobj(file, sink)
    left_out = (f"{', '.join(others)}: left out, since standard output takes one file.",) if others else ()
    return Written((first,), (*losses.sentences(), *left_out), losses.lost())


def look(format: Format, bundle: Bundle, options: WriteOptions, name: str = "preview") -> LossPreview:
    """Go through all that would be written, and keep how it begins and what is lost."""
    bundle, heads = _with_fields(bundle), _Heads(format.folder, writer_of(format).shown)
    read = _until(bundle.documents, heads)
    body = no_body if bundle.source_body is no_body else _nothing  # of which nothing is shown
    read_once = replace(bundle, documents=read, source_body=body)
    losses = _pour(format, writer_of(format), read_once, name, options, heads)
    return LossPreview(heads.text(), losses.sentences(), losses.lost())


def _nothing(sha256: str) -> bytes:
    return b""


def writer_of(format: Format) -> Writer[Any]:
    """Return how a format is written; raises `NotAllowed` where it is only read."""
    if format.writer is None:
        raise NotAllowed(f"The format “{format.name}” can only be imported.")
    return format.writer


def _refuse_wrong_kind(format: Format, out: Path) -> None:
    if format.folder and out.is_file():
        raise BadFile(str(out), "it is a file", f"{format.name} needs the name of a folder")
    if not format.folder and out.is_dir():
        example = out / f"gold{format.extensions[0]}"
        raise BadFile(str(out), "it is a folder", f"name a file in it, for example {example}")


def _pour(format: Format, writer: Writer[Any], bundle: Bundle, name: str, options: WriteOptions, sink: Sink) -> Losses:
    losses = Losses()
    own = writer.options() if options.own is None else options.own
    run = WritingRun(name, own, losses, options.names, options.agreement)
    bundle = _with_fields(bundle)
    places = _Places(format, bundle, run)
    named = NamedInTexts(bundle, writer.carries, losses) if not options.names else None
    documents = _accounted(bundle.documents, writer, losses, options, named)
    for piece in writer.pieces(replace(bundle, documents=documents), run):
        place = places.of(piece)
        content = piece.looked_at() if isinstance(sink, _Heads) else piece.content
        sink.append(place, content if isinstance(content, bytes) else utf8(content, place))
    places.settle(sink)
    count_unsaid_of_project(bundle, writer.carries, writer.says, losses)
    if named is not None:
        named.look_at_project(bundle)
    return losses


def _with_fields(bundle: Bundle) -> Bundle:
    """Return a bundle that says what is known of its documents, also where they are a list and nobody said it."""
    if bundle.metadata_fields or not isinstance(bundle.documents, Sequence):
        return bundle
    names = sorted({name for coded in bundle.documents for name in coded.document.metadata})
    return replace(bundle, metadata_fields=tuple(names))


def _accounted(
    documents: Iterable[CodedDocument],
    writer: Writer[Any],
    losses: Losses,
    options: WriteOptions,
    named: NamedInTexts | None,
) -> Iterator[CodedDocument]:
    unsaid = unsaid_of(writer.carries, writer.says)
    for number, coded in enumerate(documents, 1):
        whole = _whole(coded, losses)
        count_unsaid(whole, unsaid, losses)
        if named is not None:
            named.look_at(whole)
        yield whole
        if options.progress is not None:
            options.progress(number)


def _whole(coded: CodedDocument, losses: Losses) -> CodedDocument:
    """Return a document without links whose act or party is not among its spans."""
    known = {span.id for span in coded.spans}
    links = [link for link in coded.links if link.act in known and (link.span is None or link.span in known)]
    if len(links) == len(coded.links):
        return coded
    kept = {link.id for link in links}
    for link in sorted(coded.links, key=lambda link: (link.act, link.role, link.id)):
        if link.id not in kept:
            losses.add(LINK_WITHOUT_SPAN, f"a {link.role} in “{coded.document.title}”")
    return replace(coded, links=tuple(links))


class _Places:
    """Where pieces stand: the files of several layers in folders, or under names of their own."""

    def __init__(self, format: Format, bundle: Bundle, run: WritingRun[Any]) -> None:
        self._folder, self._run = format.folder, run
        # Then the files themselves say whose they are, whatever they are called.
        self._says_whose = format.writer is not None and Part.CODERS in format.writer.carries
        self._called: Mapping[LayerId, str] = layer_names(bundle, run.names)
        self._kinds = {layer.id: layer.kind for layer in bundle.layers}
        self._names, self._layers = FileNames(), dict[LayerId, str]()
        self._plain: dict[str, str] = {}
        self._empty = not format.folder

    def of(self, piece: Piece) -> str:
        """Return the name of the file that a piece belongs to."""
        self._empty = False
        file = piece.file or self._run.name
        if piece.layer is None:
            return file
        if piece.layer not in self._layers:
            self._layers[piece.layer] = self._names.make(self._name_of(piece.layer))
        place = self._within(self._layers[piece.layer], file)
        self._plain[place] = file
        return place

    def settle(self, sink: Sink) -> None:
        """Call the files of a layer that is alone by their plain names, and count what became of layers' names."""
        if self._empty:
            sink.append(self._run.name, b"")
        if len(self._layers) == 1:
            sink.rename(self._plain)
        for layer, name in self._layers.items() if not self._says_whose else ():
            called = self._name_of(layer)
            if len(self._layers) > 1 and name != called:
                self._run.losses.add(RENAMED, f"“{called}”")
            elif len(self._layers) == 1 and self._kinds.get(layer) is LayerKind.CODER:
                self._run.losses.add(UNNAMED, f"“{called}”")

    def _name_of(self, layer: LayerId) -> str:
        return self._called.get(layer, layer)

    def _within(self, layer: str, file: str) -> str:
        path = Path(file)
        return f"{layer}/{file}" if self._folder else f"{path.stem}.{layer}{path.suffix}"


class _Within:
    """A sink whose files stand in a folder of another."""

    def __init__(self, sink: Sink, folder: str) -> None:
        self._sink, self._folder = sink, folder

    def append(self, name: str, data: bytes) -> None:
        """Add to a file of the folder."""
        self._sink.append(f"{self._folder}/{name}", data)

    def rename(self, names: Mapping[str, str]) -> None:
        """Give files of the folder other names."""
        self._sink.rename({f"{self._folder}/{name}": f"{self._folder}/{new}" for name, new in names.items()})


class _Heads:
    """Keeps how the files of the first documents begin: all of them, the first alone, or what is `shown`."""

    def __init__(self, all_files: bool, shown: str = "") -> None:
        self._all, self._shown = all_files, shown
        self._heads: dict[str, bytes] = {}
        self.full = False

    def append(self, name: str, data: bytes) -> None:
        """Keep the beginning of a file."""
        if (
            name == self._shown
            if self._shown
            else not self.full and (self._all or not self._heads or name in self._heads)
        ):
            self._heads[name] = (self._heads.get(name, b"") + data[:HEAD_BYTES])[:HEAD_BYTES]

    def rename(self, names: Mapping[str, str]) -> None:
        """Call what is kept by its new names."""
        self._heads = {names.get(name, name): data for name, data in self._heads.items()}

    def text(self) -> str:
        """Return what was kept, each of several files under its name."""
        texts = {name: data.decode(errors="ignore") for name, data in self._heads.items()}
        return "\n".join(f"— {name}\n{text}" if len(texts) > 1 else text for name, text in texts.items())


def _until(documents: Iterable[CodedDocument], heads: _Heads) -> Iterator[CodedDocument]:
    for number, coded in enumerate(documents):
        heads.full = number >= HEAD_DOCUMENTS
        yield coded
