"""A document in TEI: its header, its text with anchors, and what each layer says of it, standing off."""

from collections.abc import Iterator, Mapping
from itertools import count

from annotator import __version__
from annotator.formats.names import layer_names
from annotator.formats.tei.xml_text import anchored, element, escaped
from annotator.model.actor import Actor, ActorKind
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Label
from annotator.model.ids import ActorId, LabelId, LayerId
from annotator.model.span import AttributeValue, Extent, Link, Span

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = ("xmlns", "http://www.tei-c.org/ns/1.0")
_CODEBOOK = "../codebook.xml"


class TeiWriter:
    """Writes the codebook of a bundle, and its documents; `named`: whether people may be."""

    def __init__(self, bundle: Bundle, named: bool) -> None:
        self.actors: Mapping[ActorId, Actor] = {actor.id: actor for actor in bundle.actors}
        self._codebook = bundle.codebook
        names = layer_names(bundle, named)
        layers = sorted(bundle.layers, key=lambda one: one.id)
        self._layers = {layer.id: (f"layer-{number}", layer.kind.value, names[layer.id])
                        for number, layer in enumerate(layers, 1)}  # fmt: skip

    def codebook(self) -> str:
        """Return the labels as a taxonomy."""
        tree = "\n".join(self._categories(None))
        taxonomy = element("taxonomy", [("xml:id", "codebook")], f"\n{tree}\n")
        header = self._header(self._codebook.name, "", element("classDecl", (), f"\n{taxonomy}\n"))
        body = element("text", (), element("body", (), element("p", (), "The codebook, as a taxonomy in the header.")))
        return _HEAD + element("TEI", [_NAMESPACE], f"\n{header}\n{body}\n") + "\n"

    def document(self, coded: CodedDocument) -> str:
        """Return a document as a file."""
        document = coded.document
        said = _DocumentSaid(self, coded)
        stand_off = element("standOff", (), "\n" + "\n".join(said.groups()) + "\n")
        body = element("body", [("xml:space", "preserve")], anchored(document.text, said.places()))
        text = element("text", [("xml:id", "text")], body)
        header = self._header(document.title, document.source, "", said.layers())
        return _HEAD + element("TEI", [_NAMESPACE], f"\n{header}\n{text}\n{stand_off}\n") + "\n"

    def layer(self, id: LayerId) -> tuple[str, str, str]:
        """Return the xml:id, the kind and the name of a layer."""
        return self._layers.get(id, ("", "", ""))

    def _header(self, title: str, source: str, encoding: str, people: Iterator[str] | tuple[str, ...] = ()) -> str:
        statements = "".join(people)
        file = (
            element("titleStmt", (), element("title", (), escaped(title)) + statements),
            element("publicationStmt", (), element("p", (), "Exported from annotator.")),
            element("sourceDesc", (), element("p", (), escaped(source or title))),
        )
        app = element("application", [("ident", "annotator"), ("version", __version__)], "<label>annotator</label>")
        declared = element("encodingDesc", (), element("appInfo", (), app) + encoding)
        return element("teiHeader", (), element("fileDesc", (), "".join(file)) + declared)

    def _categories(self, parent: LabelId | None) -> Iterator[str]:
        for label in self._codebook.labels:
            if label.parent == parent:
                inner = "\n".join(self._categories(label.id))
                said = _description(label) + (f"\n{inner}\n" if inner else "")
                yield element("category", [("xml:id", f"label-{label.id}"), ("n", label.code)], said)


def _description(label: Label) -> str:
    terms = [element("term", (), escaped(label.name))]
    named = {"definition": label.definition, "include": label.include, "exclude": label.exclude}
    terms += [element("gloss", [("type", name)], escaped(words)) for name, words in named.items() if words]
    return element("catDesc", (), "".join(terms))


class _DocumentSaid:
    """What is said of a document: spans with numbers, and all that points to them."""

    def __init__(self, writer: TeiWriter, coded: CodedDocument) -> None:
        self._writer, self._coded = writer, coded
        self._spans = sorted(coded.spans, key=lambda one: (one.layer, one.start, -one.stop, one.label, one.id))
        self._ids = {span.id: f"s{number}" for number, span in enumerate(self._spans, 1)}
        self._links = sorted(coded.links, key=lambda one: (int(self._ids[one.act][1:]), one.role, one.id))
        passages = count(1)
        self._passages = {link.id: f"p{next(passages)}" for link in self._links if link.extents}
        meant = [*(span.actor for span in self._spans), *(link.actor for link in self._links)]
        known = dict.fromkeys(actor for actor in meant if actor is not None and actor in writer.actors)
        self._actors = {actor: f"actor-{number}" for number, actor in enumerate(known, 1)}
        values: dict[str, None] = dict.fromkeys(link.value for link in self._links if link.value is not None)
        self._values = {value: f"value-{value}" for value in values}

    def places(self) -> Iterator[int]:
        """Yield where anchors are wanted."""
        for extents in (*(span.extents for span in self._spans), *(link.extents for link in self._links)):
            for extent in extents:
                yield from extent

    def layers(self) -> Iterator[str]:
        """Yield who is responsible for what."""
        for layer in dict.fromkeys(span.layer for span in self._spans):
            id, kind, name = self._writer.layer(layer)
            if id:
                said = element("resp", (), escaped(kind)) + element("name", (), escaped(name))
                yield element("respStmt", [("xml:id", id)], said)

    def groups(self) -> Iterator[str]:
        """Yield actors, spans by layers, the values said with them, and links."""
        yield from self._listed_actors()
        yield from (element("interp", [("xml:id", id)], escaped(value)) for value, id in self._values.items())
        for layer in dict.fromkeys(span.layer for span in self._spans):
            id, kind, _ = self._writer.layer(layer)
            acts = {span.id for span in self._spans if span.layer == layer}
            spans = [line for span in self._spans if span.layer == layer for line in self._span(span)]
            spans += [line for link in self._links if link.act in acts for line in self._passage(link)]
            yield element("spanGrp", [("type", kind), ("resp", id and f"#{id}")], "\n" + "\n".join(spans) + "\n")
        for span in self._spans:
            if span.attributes:
                features = "".join(_feature(name, value) for name, value in sorted(span.attributes.items()))
                yield element("fs", [("xml:id", f"fs-{self._ids[span.id]}")], features)
        links = [line for link in self._links for line in self._link(link)]
        if links:
            yield element("linkGrp", [("type", "slots")], "\n" + "\n".join(links) + "\n")

    def _span(self, span: Span) -> Iterator[str]:
        id = self._ids[span.id]
        features = f" #fs-{id}" if span.attributes else ""
        said = [
            ("ana", f"{_CODEBOOK}#label-{span.label}{features}"),
            ("corresp", self._pointer(span.actor)),
            ("cert", "low" if span.doubt else ""),
        ]
        yield from _pieces(id, span.extents, [*said, ("n", span.id)], escaped(span.note) if span.note else None)

    def _passage(self, link: Link) -> Iterator[str]:
        if link.extents:
            said = [("type", "passage"), ("corresp", self._pointer(link.actor))]
            yield from _pieces(self._passages[link.id], link.extents, said, None)

    def _link(self, link: Link) -> Iterator[str]:
        party = self._ids.get(link.span) if link.span is not None else self._passages.get(link.id)
        filled = (f"#{party}" if party else "") or self._pointer(link.actor) or f"#{self._values.get(link.value or '')}"
        if party or link.actor in self._actors or link.value is not None:
            beside = self._pointer(link.actor) if link.span is not None else ""
            target = f"#{self._ids[link.act]} {filled}"
            yield element("link", [("type", link.role), ("target", target), ("corresp", beside), ("n", link.id)])

    def _pointer(self, actor: ActorId | None) -> str:
        return f"#{self._actors[actor]}" if actor is not None and actor in self._actors else ""

    def _listed_actors(self) -> Iterator[str]:
        people, others = list[str](), list[str]()
        for id, xml_id in self._actors.items():
            actor = self._writer.actors[id]
            is_person = actor.kind is ActorKind.PERSON
            name = element("persName" if is_person else "orgName", (), escaped(actor.name))
            said = [("xml:id", xml_id), ("n", actor.id), ("type", "" if is_person else actor.kind.replace(" ", "_"))]
            (people if is_person else others).append(element("person" if is_person else "org", said, name))
        if people:
            yield element("listPerson", (), "".join(people))
        if others:
            yield element("listOrg", (), "".join(others))


def _pieces(id: str, extents: tuple[Extent, ...], said: list[tuple[str, str]], content: str | None) -> Iterator[str]:
    """Yield the elements of a span: one for each piece, each pointing to the next; one of the whole text for none."""
    if not extents:
        yield element("span", [("xml:id", id), ("target", "#text"), *said], content)
    names = [id, *(f"{id}.{number}" for number in range(2, len(extents) + 1))]
    for number, (name, (start, stop)) in enumerate(zip(names, extents, strict=bool(extents))):
        following = f"#{names[number + 1]}" if number + 1 < len(extents) else ""
        place = [("xml:id", name), ("from", f"#a{start}"), ("to", f"#a{stop}"), ("next", following)]
        # What is said of a span in pieces is said of its first.
        yield element("span", [*place, *said], content) if not number else element("span", place)


def _feature(name: str, value: AttributeValue) -> str:
    if isinstance(value, list):
        return element("f", [("name", name)], element("vColl", [("org", "list")], "".join(map(_value, value))))
    return element("f", [("name", name)], _value(value))


def _value(value: str | int | float | bool) -> str:
    if isinstance(value, bool):
        return element("binary", [("value", str(value).lower())])
    return (
        element("string", (), escaped(value))
        if isinstance(value, str)
        else element("numeric", [("value", repr(value))])
    )
