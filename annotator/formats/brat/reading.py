"""Reading brat: a folder of pairs X.txt and X.ann (or X.a1 and X.a2), or one such pair.

A document whose annotations do not fit its text is left out with a sentence, the others are read. Where folders
hold the same texts under the same names, each folder is a layer; else all is one layer.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path

from annotator.formats.brat.offsets import Counting, counting_for, extents_of
from annotator.formats.brat.standoff import RECORD, Standoff, parse
from annotator.formats.codebooks import CodebookMaker
from annotator.formats.format import ReadOptions
from annotator.formats.losses import Loss, Losses
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.coder import Coder, Layer, LayerKind
from annotator.model.document import Document, canonical, sha256_of
from annotator.model.errors import BadFile
from annotator.model.ids import CoderId, DocumentId, LayerId, LinkId, SpanId, new_id
from annotator.model.span import AttributeValue, Link, Span, quote_of, tidy
from annotator.readers.foreign.look import FileLook

ENDINGS = (".ann", ".a1", ".a2")

DOUBT = "Doubt"
"""The attribute that stands for our mark of doubt."""

COUNTED = Loss(
    "The offsets of 1 document counted otherwise than the format says and were converted",
    "The offsets of {n} documents counted otherwise than the format says and were converted",
)
EMPTY = Loss("1 annotation without a character is left out", "{n} annotations without a character are left out")
DANGLING = Loss(
    "1 record about an annotation that is not there is left out",
    "{n} records about annotations that are not there are left out",
)
ON_RELATION = Loss(
    "1 attribute or note on a relation is left out", "{n} attributes and notes on relations are left out"
)
SHARED_TRIGGER = Loss(
    "1 event has its trigger in common with an earlier one; they became one act",
    "{n} events have their trigger in common with an earlier one; they became one act each",
)
OTHERS = {
    "*": Loss("1 set of equivalents is left out", "{n} sets of equivalents are left out"),
    "N": Loss("1 normalisation is left out", "{n} normalisations are left out"),
    "#": Loss("1 remark of another kind than a note is left out", "{n} remarks of other kinds than notes are left out"),
}


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
        raise BadFile(str(error.filename or path), f"it cannot be read ({error.strerror or error})") from error


@dataclass(frozen=True, slots=True)
class _Pair:
    """`name`: the path without its ending, from the folder that is read."""

    name: str
    text: Path
    annotations: tuple[Path, ...]


@dataclass(slots=True)
class _Coded:
    """A document as read from one pair; `folder` and `rest` are the parts of its name."""

    folder: str
    rest: str
    text: str
    spans: list[Span] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


class _BratReading:
    def __init__(self, path: Path, options: ReadOptions) -> None:
        self._path, self._options = path, options
        self._pairs = list(_pairs_in(path) if path.is_dir() else _pairs_of(path))
        self._maker, self._losses = CodebookMaker(), Losses()
        self._name = (path.name if path.is_dir() else path.stem) or "brat"

    def bundle(self) -> Bundle:
        if not self._pairs:
            raise BadFile(
                str(self._path), "there is no .ann file with its .txt beside it", "choose the folder that has both"
            )
        read: list[_Coded] = []
        refused: list[BadFile] = []
        for pair in self._pairs:
            try:
                read.append(self._document(pair))
            except BadFile as error:
                refused.append(error)
        if not read:
            raise refused[0]
        layered = _is_layered(read)
        people: dict[str, Coder] = {}
        layers = {name: self._layer(name, people) for name in self._layer_names(read, layered)}
        return Bundle(
            codebook=self._maker.codebook(self._name, _shown_names(self._path)),
            documents=_merged(read, self._name, layered, {name: layer.id for name, layer in layers.items()}),
            coders=tuple(people.values()),
            layers=tuple(layers.values()),
            name=self._name,
            notices=(*(f"Left out: {error}" for error in refused), *self._losses.sentences()),
        )

    def _layer_names(self, read: list[_Coded], layered: bool) -> list[str]:
        return list(dict.fromkeys(coded.folder or self._name for coded in read)) if layered else [self._name]

    def _layer(self, name: str, people: dict[str, Coder]) -> Layer:
        id = LayerId(new_id())
        if name.casefold() == "gold" and not self._options.coder:
            return Layer(id=id, name=name, kind=LayerKind.GOLD)
        person = self._options.coder or name
        coder = people.setdefault(person, Coder(id=CoderId(new_id()), name=person, pseudonym=person))
        return Layer(id=id, name=name, kind=LayerKind.CODER, coder=coder.id)

    def _document(self, pair: _Pair) -> _Coded:
        raw = _decoded(pair.text, self._options.encoding)
        standoff = Standoff()
        for file in pair.annotations:
            parse(_decoded(file, ""), file.name, standoff)
        counting = counting_for(raw, standoff.textbounds.values())
        if counting.name:
            self._losses.add(COUNTED, f"“{pair.name}”, which counts {counting.name}")
        folder, _, rest = pair.name.rpartition("/") if "/" in pair.name else ("", "", pair.name)
        if folder:
            folder, _, inner = folder.partition("/")
            rest = f"{inner}/{rest}" if inner else rest
        return self._coded(_Coded(folder, rest, canonical(raw)), standoff, counting, f"“{pair.name}”")

    def _coded(self, coded: _Coded, standoff: Standoff, counting: Counting, place: str) -> _Coded:
        document, layer = DocumentId(new_id()), LayerId("")  # both are set at the end
        attributes, notes, doubts = self._said(standoff, place)
        ids: dict[str, SpanId] = {}
        for id, record in standoff.textbounds.items():
            extents = tidy(extents_of(record, counting))
            if not extents:
                self._losses.add(EMPTY, f"{id} in {place}")
                continue
            label, ids[id] = self._maker.label(record.type), SpanId(new_id())
            values: dict[str, AttributeValue] = {
                self._maker.attribute(label, name, value): value for name, value in attributes.get(id, {}).items()
            }
            note, quote = "\n".join(notes.get(id, [])), quote_of(coded.text, extents)
            coded.spans.append(Span(ids[id], layer, document, label, extents, quote, values, note, id in doubts))
        self._link(coded, standoff, ids, place)
        for kind, count in standoff.others.items():
            for _ in range(count):
                self._losses.add(OTHERS[kind], f"in {place}")
        return coded

    def _said(
        self, standoff: Standoff, place: str
    ) -> tuple[dict[str, dict[str, AttributeValue]], dict[str, list[str]], set[str]]:
        """Return attributes and notes by the ids of T records, and which of those are in doubt."""
        attributes: dict[str, dict[str, AttributeValue]] = {}
        notes: dict[str, list[str]] = {}
        doubts = set()
        for name, target, value in standoff.attributes:
            id = self._target(standoff, target, f"{name} of {target} in {place}")
            if id is not None and name == DOUBT and not value:
                doubts.add(id)
            elif id is not None:
                said = attributes.setdefault(id, {})
                said[name] = _added(said.get(name), value)
        for target, note in standoff.notes:
            id = self._target(standoff, target, f"a note on {target} in {place}")
            if id is not None:
                notes.setdefault(id, []).append(note)
        return attributes, notes, doubts

    def _target(self, standoff: Standoff, target: str, place: str) -> str | None:
        id = standoff.textbound_of(target)
        if id is None:
            self._losses.add(ON_RELATION if target.startswith("R") else DANGLING, place)
        return id

    def _link(self, coded: _Coded, standoff: Standoff, ids: dict[str, SpanId], place: str) -> None:
        labels = {span.id: span.label for span in coded.spans}
        triggers: set[str] = set()
        wanted: list[tuple[str, str, str]] = []
        for id, event in standoff.events.items():
            if event.trigger in triggers:
                self._losses.add(SHARED_TRIGGER, f"{id} in {place}")
            triggers.add(event.trigger)
            # brat numbers further arguments of a role: Theme, Theme2, Theme3.
            wanted += [(re.sub(r"(?<=\D)\d+$", "", role), id, target) for role, target in event.arguments]
        for role, first, second in chain(standoff.relations, wanted):
            act, party = (ids.get(standoff.textbound_of(id) or "") for id in (first, second))
            if act is None or party is None:
                self._losses.add(DANGLING, f"{role} of {first} in {place}")
            else:
                role_id = self._maker.role(labels[act], role)
                coded.links.append(Link(LinkId(new_id()), act, role_id, party))


def _added(old: AttributeValue | None, value: str) -> AttributeValue:
    if not value:
        return True if old is None else old
    if isinstance(old, list):
        return [*old, value]
    return [old, value] if isinstance(old, str) else value


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
    with file.open("rb") as stream:
        start = stream.read(2000).decode("utf-8", "replace").removeprefix("\ufeff").lstrip("\r\n")
    return not start.strip() or RECORD.match(start) is not None


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


def _is_layered(read: list[_Coded]) -> bool:
    seen: dict[tuple[str, str], str] = {}
    return any(seen.setdefault((coded.rest, coded.text), coded.folder) != coded.folder for coded in read)


def _merged(read: list[_Coded], own: str, layered: bool, layers: dict[str, LayerId]) -> list[CodedDocument]:
    """Join what folders say of the same text, and give spans their documents and layers."""
    groups: dict[tuple[str, str], list[_Coded]] = {}
    for coded in read:
        name = coded.rest if layered or not coded.folder else f"{coded.folder}/{coded.rest}"
        groups.setdefault((name, coded.text), []).append(coded)
    (home, *_) = layers.values()
    documents = []
    for position, ((name, text), group) in enumerate(groups.items()):
        id = DocumentId(new_id())
        spans = tuple(
            replace(span, document=id, layer=layers[coded.folder or own] if layered else home)
            for coded in group
            for span in coded.spans
        )
        links = tuple(link for coded in group for link in coded.links)
        documents.append(
            CodedDocument(Document(id, name, text, sha256_of(text), {}, f"{name}.txt", position), spans, links)
        )
    return documents


def _shown_names(path: Path) -> dict[str, str]:
    """Return the names that visual.conf shows for types; nothing hangs on them, so that oddities are passed over."""
    file = (path if path.is_dir() else path.parent) / "visual.conf"
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
