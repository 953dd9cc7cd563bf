"""What the JSON beside a table of ours says of codebook, layers, coders and actors; else what the rows call them."""

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from annotator.formats.codebooks import CodebookMaker
from annotator.formats.making import derived_id
from annotator.formats.tables.beside import SCHEMA_VERSION
from annotator.model.actor import Actor, ActorKind
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook
from annotator.model.coder import Coder, Layer, LayerKind
from annotator.model.errors import BadFile
from annotator.model.ids import ActorId, CodebookVersionId, CoderId, LabelId, LayerId
from annotator.model.program_version import newer_words
from annotator.model.span import AttributeValue

ORIGIN = "annotator tables"


LAYER = ("layer_id", "layer", "layer_kind", "coder_id", "coder")


class _LayerSaid(Layer):
    whole: bool = False


class _FactsSaid(BaseModel):
    """What `beside.facts_of` writes."""

    model_config = ConfigDict(frozen=True)

    name: str = ""
    codebook_version: int = 0
    codebook_version_id: str = ""
    version_numbers: dict[str, int] = Field(default_factory=dict)
    coders: tuple[Coder, ...] = ()
    layers: tuple[_LayerSaid, ...] = ()
    actors: tuple[Actor, ...] = ()
    codebook: Codebook | None = None


class OwnFacts:
    """`coder`: whose a layer is that nobody is named for."""

    def __init__(self, name: str, facts: Mapping[str, Any] | None, coder: str) -> None:
        self._name, self._coder = name, coder
        version = (facts or {}).get("schema_version")
        if isinstance(version, int) and version > SCHEMA_VERSION:
            raise BadFile(name, *newer_words((facts or {}).get("program"), "to import it"))
        try:
            self._said = _FactsSaid.model_validate(facts or {})
        except ValidationError as error:
            raise BadFile(name, f"what stands beside it is broken: {error.errors()[0]['msg']}") from error
        self._coders = {str(one.id): one for one in self._said.coders}
        self._layers = {str(one.id): _plain(one) for one in self._said.layers}
        self._actors = {str(one.id): one for one in self._said.actors}
        self._said_layers: dict[tuple[str, ...], LayerId] = {}
        self._by_name = {one.name: one.id for one in self._said.actors}
        self._maker, self._shown = CodebookMaker(), dict[str, str]()
        book = self._said.codebook
        self._labels = {} if book is None else {label.id: label for label in book.labels}
        self._ids = {label.name: label.id for label in self._labels.values()}

    def label(self, cell: str, name: str) -> LabelId:
        """Return the label that a row means: by its id, or the name of one, or a new one."""
        if cell in self._labels:
            return LabelId(cell)
        if cell in self._ids:
            return self._ids[cell]
        if name:
            self._shown[cell] = name
        return self._maker.label(cell)

    def value(self, label: LabelId, attribute: str, text: str) -> AttributeValue:
        """Return a value as the codebook types it; without one as a text, of which the codebook is made."""
        known = self._labels.get(label)
        own = known.attribute(attribute) if known is not None else None
        if own is None:
            others = (one.attribute(attribute) for one in self._labels.values())
            own = next((one for one in others if one is not None), None)
        if known is None:
            self._maker.attribute(label, attribute, text)
        return text if own is None else own.value_type.of_cell(text)

    def role(self, label: LabelId, role: str) -> str:
        """Return a role, which a label that is new here then has."""
        return role if label in self._labels else self._maker.role(label, role)

    def actor(self, id: str, name: str, kind: str) -> ActorId | None:
        """Return who is named, who is registered where nobody knows them."""
        if not id and not name:
            return None
        if id in self._actors:
            return ActorId(id)
        if not id and name in self._by_name:
            return self._by_name[name]
        new = ActorId(id or derived_id(ORIGIN, "actor", name))
        if new not in self._actors:
            kinds = {one.value: one for one in ActorKind}
            self._actors[new] = Actor(id=new, name=name or id, kind=kinds.get(kind, ActorKind.STATE))
            self._by_name[name or id] = new
        return new

    def layer(self, *said: str) -> LayerId:
        """Return in whose layer a row stands that says so in the columns `LAYER`."""
        if said not in self._said_layers:
            self._said_layers[said] = self._layer(*said)
        return self._said_layers[said]

    def bundle(self, documents: Iterable[CodedDocument], notices: tuple[str, ...]) -> Bundle:
        """Return the bundle of these documents."""
        said = self._said
        book = said.codebook
        made = self._maker.codebook(said.name or self._name, self._shown)
        if book is None:
            book = made
        elif made.labels:
            book = book.model_copy(update={"labels": (*book.labels, *made.labels)})
        return Bundle(
            codebook=book,
            documents=documents,
            coders=tuple(self._coders.values()),
            layers=tuple(self._layers.values()),
            actors=tuple(self._actors.values()),
            name=said.name or self._name,
            codebook_version=said.codebook_version,
            codebook_id=CodebookVersionId(said.codebook_version_id),
            version_numbers={CodebookVersionId(id): number for id, number in said.version_numbers.items()},
            held=frozenset(one.id for one in said.layers if one.whole),
            notices=notices,
            lost=notices,
            tells_done=False,
        )

    def _layer(self, id: str, name: str, kind: str, coder_id: str, coder: str) -> LayerId:
        if id in self._layers:
            return LayerId(id)
        named = next((one.id for one in self._layers.values() if not id and one.name == name), None)
        if named is not None:
            return named
        kinds = {one.value: one for one in LayerKind}
        is_gold = not kind and not coder and name.casefold() == "gold"
        of = LayerKind.GOLD if is_gold else kinds.get(kind, LayerKind.CODER)
        called = name or coder or self._coder or self._name
        owner = self._person(coder_id, coder or called) if of is LayerKind.CODER else None
        new = LayerId(id or derived_id(ORIGIN, "layer", owner or "", called))
        self._layers[new] = Layer(id=new, name=called, kind=of, coder=owner)
        return new

    def _person(self, id: str, name: str) -> CoderId:
        if id in self._coders:
            return CoderId(id)
        same = next((one.id for one in self._coders.values() if not id and name in (one.name, one.pseudonym)), None)
        if same is not None:
            return same
        new = CoderId(id or derived_id(ORIGIN, "coder", name))
        self._coders[new] = Coder(id=new, name=name, pseudonym=f"coder-{len(self._coders) + 1}")
        return new


def _plain(said: _LayerSaid) -> Layer:
    return Layer(id=said.id, name=said.name, kind=said.kind, coder=said.coder)
