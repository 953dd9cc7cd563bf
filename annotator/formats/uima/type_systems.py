"""Type systems of UIMA: the XML that stands beside a CAS, and what DKPro's types are where none does."""

from lxml import etree

from annotator.formats.uima.cas import DKPRO, CasFeature, CasType, TypeSystem
from annotator.readers.archive import parse_xml

ELEVATED = {
    f"{DKPRO}lexmorph.type.pos.": "POS",
    f"{DKPRO}syntax.type.dependency.": "Dependency",
    f"{DKPRO}syntax.type.constituent.": "Constituent",
    f"{DKPRO}syntax.type.chunk.": "Chunk",
    f"{DKPRO}ner.type.": "NamedEntity",
}
"""Packages of DKPro in which every type stands below one of them (its type mappings make a type of a tag)."""

REFERENCES = frozenset(
    {"Governor", "Dependent", "source", "target", "first", "next", "head", "tail", "pos", "lemma", "stem", "morph"}
    | {"parent", "children", "arguments", "argument", "form", "antecedent", "reference", "elements"}
)
"""Features that refer to others by their usual names; where no type system says so, numbers there are references."""


def read_types(name: str, data: bytes) -> TypeSystem:
    """Return a type system from its XML; raises `BadFile`."""
    return types_of(parse_xml(name, data))


def types_of(root: etree._Element) -> TypeSystem:
    """Return what an element that describes types declares."""
    types = TypeSystem()
    for one in root.iter("{*}typeDescription"):
        name = _text(one, "name")
        if name:
            type = CasType(name, _text(one, "supertypeName"), _text(one, "description"))
            for feature in one.iter("{*}featureDescription"):
                made = CasFeature(
                    _text(feature, "name"), _text(feature, "rangeTypeName"), _text(feature, "elementType")
                )
                type.features[made.name] = made
            types.add(type)
    return types


def elevated_parent(type: str) -> str | None:
    """Return the type of DKPro below which another one stands by its package, None where it stands below none."""
    package, _, name = type.rpartition(".")
    parent = ELEVATED.get(f"{package}.")
    return f"{package}.{parent}" if parent is not None and parent != name else None


def _text(element: etree._Element, name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return (found.text or "").strip() if found is not None else ""
