"""The type system of what is written: a type a label, a feature an attribute, the few types of DKPro and our own."""

from collections.abc import Iterator

from annotator.formats.uima import own
from annotator.formats.uima.cas import (
    ANNOTATION,
    ANNOTATION_BASE,
    CUSTOM,
    DOCUMENT_ANNOTATION,
    DOCUMENT_METADATA,
    SENTENCE,
    TOKEN,
    TOP,
    CasFeature,
    CasType,
    TypeSystem,
)
from annotator.formats.uima.naming import FORMS, form_of, type_name
from annotator.model.codebook import Attribute, Codebook, Label, Scope
from annotator.model.ids import AttributeId
from annotator.model.span import AttributeValue

STRING, BOOLEAN, DOUBLE = "uima.cas.String", "uima.cas.Boolean", "uima.cas.Double"
STRINGS, STRUCTURES = "uima.cas.StringArray", "uima.cas.FSArray"
_OF_SPAN = {own.NOTE: STRING, own.DOUBT: BOOLEAN, own.VALUES: STRING, own.ID: STRING}


class WrittenTypes:
    """The types of an export; what the codebook does not declare is declared once it is seen.

    `is_typed`: whether a reader knows what a feature holds; else its name says so, but for texts.
    """

    def __init__(self, codebook: Codebook, is_typed: bool = True) -> None:
        self.is_typed = is_typed
        self._labels: dict[str, Label] = {label.id: label for label in codebook.labels}
        self.system = TypeSystem()
        _add(self.system, DOCUMENT_METADATA, DOCUMENT_ANNOTATION, {"documentTitle": STRING, "documentId": STRING})
        _add(self.system, TOKEN, ANNOTATION, {})
        _add(self.system, SENTENCE, ANNOTATION, {})
        _add(self.system, own.LAYER, ANNOTATION_BASE, {own.NAME: STRING, own.KIND: STRING})
        _add(self.system, own.METADATA, ANNOTATION_BASE, {own.NAME: STRING, own.VALUE: STRING, own.IS_JSON: BOOLEAN})
        _add(self.system, own.PASSAGE, ANNOTATION, {own.PIECES: STRING})
        for label in codebook.labels:
            if label.scope is Scope.DOCUMENT:
                self.of_document(label.id)
            else:
                self.of_span(label.id)

    def of_span(self, label: str) -> str:
        """Return the type of a label that stands in the text."""
        return self._type(label, f"{CUSTOM}{type_name(label)}", ANNOTATION)

    def of_document(self, label: str) -> str:
        """Return the type of a label on the whole document."""
        return self._type(label, f"{CUSTOM}D{type_name(label)}", ANNOTATION_BASE)

    def link(self, label: str) -> str:
        """Return the type of the links of a label, by the name of its type."""
        return f"{CUSTOM}{label}SlotsLink"

    def form_of(self, label: str, attribute: str) -> str:
        """Return the letter of the values that an attribute has, empty where nobody knows."""
        if not self.is_typed:
            return FORMS[str]
        known = self._labels.get(label)
        found = known.attribute(AttributeId(attribute)) if known is not None else None
        return form_of(found.value_type) if found is not None else ""

    def seen(self, name: str, feature: str, value: AttributeValue) -> None:
        """Declare a feature that has a value, where nobody did."""
        features = self.system.types[name].features
        if feature not in features:
            features[feature] = CasFeature(feature, _RANGES[FORMS[type(value)]])

    def all(self) -> Iterator[CasType]:
        """Yield the types by their names."""
        return iter(sorted(self.system.types.values(), key=lambda type: type.name))

    def _type(self, label: str, name: str, parent: str) -> str:
        if name not in self.system.types:
            known = self._labels.get(label)
            said = _OF_SPAN if parent == ANNOTATION_BASE else {own.PIECES: STRING} | _OF_SPAN
            _add(self.system, name, parent, said, _description(known))
            link = self.link(type_name(label))
            _add(self.system, link, TOP, {"role": STRING, "target": ANNOTATION})
            self.system.types[name].features[own.SLOTS] = CasFeature(own.SLOTS, STRUCTURES, link)
            for attribute in known.attributes if known is not None else ():
                feature, range = self._declared(attribute)
                self.system.types[name].features[feature] = CasFeature(feature, range)
        return name

    def _declared(self, attribute: Attribute) -> tuple[str, str]:
        """Return the name and the range of an attribute's feature."""
        form = form_of(attribute.value_type)
        if self.is_typed:
            return type_name(attribute.id), _RANGES[form]
        letter = "" if form == FORMS[str] else form
        return f"{type_name(attribute.id)}{letter}", BOOLEAN if form == FORMS[bool] else STRING


_RANGES = {FORMS[str]: STRING, FORMS[bool]: BOOLEAN, FORMS[float]: DOUBLE, FORMS[list]: STRINGS}


def _description(label: Label | None) -> str:
    if label is None:
        return ""
    return f"{label.name}\n{label.definition}" if label.definition else label.name


def _add(system: TypeSystem, name: str, parent: str, features: dict[str, str], description: str = "") -> None:
    made = {feature: CasFeature(feature, range) for feature, range in features.items()}
    system.add(CasType(name, parent, description, made))
