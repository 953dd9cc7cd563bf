"""A coded document as a CAS: what `coding` reads, written, in one layer.

A span is an annotation of the type that its label is, its attributes are features, its slots link features (role and
target). A label on the whole document has no place, so its type stands below AnnotationBase, with D before its name.
What UIMA has no field for stands under names of our own (`own`).
"""

import json
from collections.abc import Iterator

from annotator.formats.losses import SLOT_VALUES, Loss, Losses, Part, place_of
from annotator.formats.placing import Unit
from annotator.formats.uima import own
from annotator.formats.uima.cas import (
    DOCUMENT_METADATA,
    SENTENCE,
    TOKEN,
    Cas,
    CasText,
    FeatureStructure,
    FeatureValue,
    FsRef,
)
from annotator.formats.uima.naming import feature_name, type_name
from annotator.formats.uima.written_types import WrittenTypes
from annotator.model.bundle import CodedDocument
from annotator.model.coder import Layer
from annotator.model.ids import LayerId, SpanId
from annotator.model.span import AttributeValue, Extent, Link, Span
from annotator.model.text import TextIndex, sentences, tokens

PARTY_ACTOR = Loss(
    "1 party that is an actor without a passage is left out",
    "{n} parties that are actors without passages are left out",
    Part.LINKS,
)
ACTOR_BESIDE = Loss(
    "1 actor beside a party that is a passage is left out",
    "{n} actors beside parties that are passages are left out",
    Part.LINKS,
)
WITHOUT_PLACE = Loss(
    "1 link is left out, since its party has no place in the text",
    "{n} links are left out, since their parties have no places in the text",
    Part.LINKS,
)
VIEW = "_InitialView"


class CasCasting:
    """Makes a CAS of one layer of a document; `called`: the name of the layer, None where it is to stay unsaid."""

    def __init__(
        self, coded: CodedDocument, layer: LayerId, types: WrittenTypes, losses: Losses, said: Layer | None, called: str
    ) -> None:
        self._coded, self._layer, self._types, self._losses = coded, layer, types, losses
        self._index = TextIndex(coded.document.text)
        self.cas = Cas(unit=Unit.UTF16)
        self._fill(said, called)

    def _fill(self, said: Layer | None, called: str) -> None:
        document = self._coded.document
        self.cas.texts[1] = CasText(1, VIEW, document.text)
        whole = Extent(0, len(document.text))
        features: dict[str, FeatureValue] = {"documentTitle": document.title, "documentId": document.id}
        self._placed(DOCUMENT_METADATA, whole, features)
        for token in tokens(document.text):
            self._placed(TOKEN, token)
        for sentence in sentences(document.text):
            self._placed(SENTENCE, sentence)
        if said is not None:
            self._base(own.LAYER, {own.NAME: called, own.KIND: said.kind.value})
        for name, value in document.metadata.items():
            self._base(own.METADATA, _metadata(name, value))
        self._add_spans()

    def _add_spans(self) -> None:
        spans = sorted(
            (span for span in self._coded.spans if span.layer == self._layer),
            key=lambda span: (span.start, -span.stop, span.label, span.id),
        )
        made = {span.id: self._span(span) for span in spans}
        by_act: dict[str, list[Link]] = {}
        for link in self._coded.links:
            by_act.setdefault(link.act, []).append(link)
        every = {span.id: span for span in self._coded.spans}
        for span in spans:
            links = sorted(by_act.get(span.id, ()), key=lambda link: (link.role, link.id))
            targets = [(link, party) for link in links if (party := self._party(link, span, every, made)) is not None]
            if targets:
                made[span.id].features[own.SLOTS] = [self._slot(span, link, party) for link, party in targets]
            values = " ".join(f"{link.role}={link.value}" for link in links if link.value is not None)
            if values:
                made[span.id].features[own.VALUES] = values

    def _party(
        self, link: Link, act: Span, every: dict[SpanId, Span], made: dict[SpanId, FeatureStructure]
    ) -> FeatureStructure | None:
        place = f"the {link.role} of {place_of(act, self._coded.document)}"
        if self._types.is_typed and link.attributes and link.span is None and not link.extents:
            self._losses.add(SLOT_VALUES, place)
        if link.value is not None:
            return None
        if link.span is not None:
            party = made.get(link.span)
            if party is None or party.begin is None:
                self._losses.add(WITHOUT_PLACE, place)
                return None
        elif link.extents:
            features: dict[str, FeatureValue] = {}
            if len(link.extents) > 1:
                features[own.PIECES] = self._pieces(link.extents)
            party = self._placed(own.PASSAGE, Extent(link.extents[0].start, link.extents[-1].stop), features)
        else:
            self._losses.add(PARTY_ACTOR, place)
            return None
        if link.actor is not None:
            self._losses.add(ACTOR_BESIDE, place)
        return party

    def _slot(self, act: Span, link: Link, party: FeatureStructure) -> FsRef:
        features: dict[str, FeatureValue] = {"role": link.role, "target": FsRef(party.id)}
        type = self._types.link(type_name(act.label))
        for name, value in sorted(link.attributes.items()) if self._types.is_typed else ():
            feature = feature_name(name, value, "")
            self._types.seen(type, feature, value)
            features[feature] = _value(value)
        return FsRef(self._made(type, features).id)

    def _span(self, span: Span) -> FeatureStructure:
        features = self._features(span)
        if not span.extents:
            return self._base(self._types.of_document(span.label), features)
        if len(span.extents) > 1:
            features[own.PIECES] = self._pieces(span.extents)
        return self._placed(self._types.of_span(span.label), Extent(span.start, span.stop), features)

    def _features(self, span: Span) -> dict[str, FeatureValue]:
        type = self._types.of_span(span.label) if span.extents else self._types.of_document(span.label)
        features: dict[str, FeatureValue] = {}
        for name, value in sorted(span.attributes.items()):
            feature = feature_name(name, value, self._types.form_of(span.label, name))
            self._types.seen(type, feature, value)
            features[feature] = _value(value)
        if span.note:
            features[own.NOTE] = span.note
        if span.doubt:
            features[own.DOUBT] = True
        features[own.ID] = span.id
        return features

    def _pieces(self, extents: tuple[Extent, ...]) -> str:
        return " ".join(f"{self._index.to_qt(start)}-{self._index.to_qt(stop)}" for start, stop in extents)

    def _placed(self, type: str, place: Extent, features: dict[str, FeatureValue] | None = None) -> FeatureStructure:
        made = self._base(type, features or {})
        made.begin, made.end = self._index.to_qt(place.start), self._index.to_qt(place.stop)
        return made

    def _base(self, type: str, features: dict[str, FeatureValue]) -> FeatureStructure:
        made = self._made(type, features)
        made.sofa = 1
        return made

    def _made(self, type: str, features: dict[str, FeatureValue]) -> FeatureStructure:
        id = len(self.cas.structures) + 2  # 1 is the text
        self.cas.structures[id] = FeatureStructure(id, type, features=features)
        return self.cas.structures[id]


def members(cas: Cas) -> Iterator[int]:
    """Yield the ids of what stands in the index of a view: all that has a text."""
    return (one.id for one in cas.structures.values() if one.sofa is not None)


def _metadata(name: str, value: object) -> dict[str, FeatureValue]:
    if isinstance(value, str):
        return {own.NAME: name, own.VALUE: value}
    return {own.NAME: name, own.VALUE: json.dumps(value, ensure_ascii=False, sort_keys=True), own.IS_JSON: True}


def _value(value: AttributeValue) -> FeatureValue:
    return list(value) if isinstance(value, list) else value
