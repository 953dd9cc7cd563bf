"""Reading Web Annotations: a file of them or a folder of such files, with the texts that stand beside them.

Tags become labels, comments notes, creators coders; an annotation that links two others fills a slot of the first.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic_core import from_json

from annotator.formats.format import ReadOptions
from annotator.formats.losses import Loss, Part
from annotator.formats.making import BundleMaker, DocumentMaker
from annotator.formats.placing import PlaceClaim
from annotator.formats.web_annotation.bodies import BodiesSaid, said_in
from annotator.formats.web_annotation.names import ENDING, id_in, iri_of, is_of_type, listed
from annotator.formats.web_annotation.targets import claim_in, place_said, text_file
from annotator.model.bundle import Bundle
from annotator.model.coder import LayerKind
from annotator.model.errors import BadFile
from annotator.model.ids import LabelId, LayerId, SpanId
from annotator.paths import system_says
from annotator.readers.foreign.json_marks import is_web_annotation
from annotator.readers.foreign.look import FileLook

ORIGIN = "web-annotation"
UNTAGGED = "Annotation"
"""The label of what has no tag: a comment, or a passage that is only highlighted."""

NO_TEXT = Loss(
    "1 annotation is left out, since the text that it speaks of is not beside it",
    "{n} annotations are left out, since the texts that they speak of are not beside them",
)
NO_PLACE = Loss(
    "1 annotation is left out, since its place is none in a text",
    "{n} annotations are left out, since their places are none in a text",
)
SEVERAL = Loss(
    "1 annotation is left out, since its quote stands nowhere, or in several places",
    "{n} annotations are left out, since their quotes stand nowhere, or in several places",
)
DANGLING = Loss(
    "1 link to an annotation that is not there is left out",
    "{n} links to annotations that are not there are left out",
    Part.LINKS,
)
PAGES = Loss("1 page of annotations is elsewhere and left out", "{n} pages of annotations are elsewhere and left out")


def read_annotations(path: Path, options: ReadOptions) -> Bundle:
    """Read a folder or a file; raises `BadFile` where there is no text that it speaks of."""
    try:
        reading = _AnnotationReading(path, options)
        for file in _files(path):
            reading.take(file)
        return reading.bundle()
    except OSError as error:
        raise BadFile(str(error.filename or path), f"it cannot be read ({system_says(error)})") from error


def _files(path: Path) -> list[Path]:
    if path.is_dir():
        named = sorted(one for one in path.iterdir() if one.suffix.lower() in (ENDING, ".json"))
        return [one for one in named if is_web_annotation(FileLook.at(one))]
    return [path.with_suffix(ENDING) if path.suffix == ".txt" else path]


def _json_at(file: Path) -> Any:
    """Return the JSON of a file: one value, or a list of those that its lines are."""
    data = file.read_bytes().removeprefix(b"\xef\xbb\xbf")
    try:
        return from_json(data)
    except ValueError as error:
        lines = [line for line in data.split(b"\n") if line.strip()]
        try:
            if len(lines) > 1:
                return [from_json(line) for line in lines]
        except ValueError:
            pass  # what is said of the whole says more
        raise BadFile(file.name, f"it is JSON that is broken ({error})", "mend it, or export it anew") from error


@dataclass(frozen=True, slots=True)
class _AnnotatedSpan:
    """A span that an annotation became, for what links it."""

    document: DocumentMaker
    span: SpanId
    label: LabelId


@dataclass(slots=True)
class _AnnotationReading:
    path: Path
    options: ReadOptions
    _maker: BundleMaker = field(init=False)
    _spans: dict[str, _AnnotatedSpan] = field(default_factory=dict)
    _links: list[tuple[Path, dict[str, Any]]] = field(default_factory=list)
    _layers: dict[str, dict[str, Any]] = field(default_factory=dict)
    _shown: dict[str, str] = field(default_factory=dict)
    _raw: dict[Path, str] = field(default_factory=dict)
    _wanted: str = ""
    _is_empty: bool = False

    def __post_init__(self) -> None:
        name = self.path.name if self.path.is_dir() else self.path.name.split(".")[0]
        self._maker = BundleMaker(name or ORIGIN, ORIGIN, ids_stay=True)

    def take(self, file: Path) -> None:
        """Take what a file says, but for the links, which wait until all annotations are known."""
        value = _json_at(file)
        if isinstance(value, dict):
            self._layers |= {iri_of(one): one for one in listed(value.get("layers")) if isinstance(one, dict)}
        if isinstance(value, dict) and is_of_type(value, "AnnotationCollection") and text_file_named(file):
            self._document(file, {"source": file.with_suffix(".txt").name}, str(value.get("label") or ""))
        self._is_empty |= is_of_type(value, "AnnotationCollection") and value.get("total") == 0
        for one in self._annotations(value, file):
            if "linking" in listed(one.get("motivation")) and len(listed(one.get("target"))) >= 1 and _links_ids(one):
                self._links.append((file, one))
            else:
                self._annotation(file, one)

    def bundle(self) -> Bundle:
        for file, one in self._links:
            self._link(file, one)
        bundle = self._maker.bundle(self._shown)
        if not bundle.documents and not self._is_empty:
            where = f" ({self._wanted})" if self._wanted else ""
            raise BadFile(
                self.path.name,
                f"it is a Web Annotation of the W3C whose text is not beside it{where}",
                "put the text there as .txt, called as the annotation calls it",
            )
        return bundle

    def _annotations(self, value: Any, file: Path) -> Iterator[dict[str, Any]]:
        waiting = deque(listed(value))
        while waiting:
            one = waiting.popleft()
            if isinstance(one, str):
                self._maker.losses.add(PAGES, f"“{one}”")
            if not isinstance(one, dict):
                continue
            if is_of_type(one, "Annotation") or ("target" in one and "body" in one):
                yield one
                continue
            inner = [listed(one.get(name)) for name in ("first", "items", "@graph")]
            waiting.extendleft(each for group in reversed(inner) for each in reversed(group))

    def _annotation(self, file: Path, one: dict[str, Any]) -> None:
        said = said_in(one)
        place = f"{iri_of(one) or 'one'} in {file.name}"
        claims: list[PlaceClaim | None] = []
        document: DocumentMaker | None = None
        for target in listed(one.get("target")):
            found = self._document(file, target)
            if found is None:
                self._maker.losses.add(NO_TEXT, place)
                return
            document, raw = found
            where = place_said(target)
            if where is not None and where.is_elsewhere:
                self._maker.losses.add(NO_PLACE, place)
                return
            claim = claim_in(raw, where) if where is not None else None
            if where is not None and claim is None:
                self._maker.losses.add(SEVERAL, place)
                return
            claims.append(claim)
        if document is not None:
            self._take(one, said, document, _together(claims))

    def _take(self, one: dict[str, Any], said: BodiesSaid, document: DocumentMaker, claim: PlaceClaim | None) -> None:
        layer, codes = self._layer(one), self._maker.codes
        for number, (name, shown) in enumerate(said.labels or [(UNTAGGED, "")]):
            label = codes.label(name)
            if shown:
                self._shown[name] = shown
            attributes = {str(codes.attribute(label, key, value)): value for key, value in said.attributes.items()}
            actor = self._maker.actor(said.actor) if said.actor is not None else None
            own = id_in(iri_of(one)) if iri_of(one) else ""
            id = own if not number or not own else f"{own} {name}"
            span = document.span(id, layer, label, claim, attributes, said.note, said.doubt, actor)
            self._spans.setdefault(iri_of(one).removeprefix("#"), _AnnotatedSpan(document, span, label))

    def _link(self, file: Path, one: dict[str, Any]) -> None:
        targets = listed(one.get("target"))
        act, *parties = [self._spans.get(iri_of(target).removeprefix("#")) for target in targets]
        said = said_in(one)
        (name, _), *_ = said.labels or [("linked to", "")]
        wanted = [party for party, target in zip(parties, targets[1:], strict=True) if _is_id(target)]
        if act is None or None in wanted or any(party.document is not act.document for party in wanted if party):
            self._maker.losses.add(DANGLING, f"{iri_of(one) or 'one'} in {file.name}")
            return
        codes, label = self._maker.codes, act.label
        claims = [self._claim(file, target) for target in targets[1:] if not _is_id(target)]
        passage = _together([claim for claim in claims if claim is not None])
        role = codes.role(label, name, is_passage=passage is not None and said.actor is None)
        attributes = {codes.role_attribute(label, role, key, value): value for key, value in said.attributes.items()}
        actor = self._maker.actor(said.actor) if said.actor is not None else None
        spans: list[SpanId | None] = [party.span for party in wanted if party is not None]
        for number, span in enumerate(spans or [None]):
            id = id_in(iri_of(one)) if iri_of(one) and not number else ""
            act.document.link(id, act.span, role, span, actor, said.value, passage, attributes)

    def _claim(self, file: Path, target: Any) -> PlaceClaim | None:
        found, where = self._document(file, target), place_said(target)
        return claim_in(found[1], where) if found is not None and where is not None else None

    def _document(self, file: Path, target: Any, title: str = "") -> tuple[DocumentMaker, str] | None:
        source = target.get("source", target) if isinstance(target, dict) else target
        held = source.get("value") if isinstance(source, dict) else None
        name = iri_of(source).split("#")[0]
        if isinstance(held, str):
            return self._maker.document(title or name or file.stem, held), held
        text = text_file(name, file) if name else text_file_named(file)
        text = text or text_file_named(file)
        if text is None:
            self._wanted = self._wanted or name
            return None
        if text not in self._raw:
            try:
                self._raw[text] = text.read_bytes().decode(self.options.encoding or "utf-8")
            except (UnicodeDecodeError, LookupError) as error:
                raise BadFile(text.name, "it is not UTF-8", "convert it or name its encoding") from error
        return self._maker.document(title or text.stem, self._raw[text], source=text.name), self._raw[text]

    def _layer(self, one: dict[str, Any]) -> LayerId:
        said = self._layers.get(iri_of(one.get("layer")))
        creators = listed(one.get("creator"))
        creator = creators[0] if creators else None
        shown = ""
        if isinstance(creator, dict):
            shown = next((str(creator[key]) for key in ("name", "nickname", "email") if creator.get(key)), "")
        key = id_in(iri_of(creator)) if creator is not None else ""
        if said is not None and str(said.get("kind")) in list(LayerKind):
            kind, name = LayerKind(said["kind"]), str(said.get("label") or shown or "Layer")
            coder = id_in(iri_of(said.get("coder")))
            if kind is not LayerKind.CODER or coder:
                return self._maker.layer(id_in(iri_of(said)), name, kind, coder, shown or name)
        if is_of_type(creator, "Software", "SoftwareAgent"):
            return self._maker.other_layer(LayerKind.SUGGESTIONS, shown or key)
        if key or shown:
            return self._maker.layer_of(key or shown, shown or key)
        return self._maker.layer_of(self.options.coder) if self.options.coder else self._maker.unsaid_layer()


def text_file_named(file: Path) -> Path | None:
    """Return the text that is called as the file of annotations is, but for its ending."""
    for stem in dict.fromkeys((file.stem, file.name.split(".")[0])):
        if (beside := file.with_name(f"{stem}.txt")).is_file():
            return beside
    return None


def _together(claims: list[Any]) -> PlaceClaim | None:
    """Return the pieces of one span as one claim; None where it is the whole document."""
    found = [claim for claim in claims if claim is not None]
    if not found:
        return None
    quotes = [claim.quote for claim in found]
    quote = None if None in quotes else " ".join(map(str, quotes))
    return PlaceClaim(tuple(one for claim in found for one in claim.ranges), quote)


def _is_id(target: Any) -> bool:
    """Whether a target is another annotation, and no place in a text."""
    return isinstance(target, str) or (isinstance(target, dict) and target.keys() <= {"id", "@id", "type"})


def _links_ids(one: dict[str, Any]) -> bool:
    first = listed(one.get("target"))[0]
    iri = iri_of(first)
    return _is_id(first) and (iri.startswith(("#", "urn:")) or len(listed(one.get("target"))) > 1)
