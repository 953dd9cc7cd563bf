"""A CAS as a coded document: types as labels, features as attributes, relations and slots as roles.

| in the CAS | here |
|---|---|
| an annotation of a type | a span with the label of that name |
| a feature that is a value | an attribute |
| a relation (Governor, Dependent) | a link from the first to the second, by the role of its type |
| a link feature (role and target) | a link each, by that role, or by the feature where it has none |
| a reference to another annotation | a link, by the role of the feature |
| an annotation without a place (AnnotationBase) | a label on the whole document |
| tokens, sentences, paragraphs | nothing, unless a relation or a slot means one |
| elements of the XML, pages of the PDF that a text is of | nothing |
| what INCEpTION calls its layers and features | the names of labels, attributes and roles (`CasNames`) |
"""

from collections.abc import Iterator, Mapping

from annotator.formats.losses import Loss
from annotator.formats.making import BundleMaker, DocumentMaker
from annotator.formats.placing import PlaceClaim
from annotator.formats.uima.cas import (
    ANNOTATION_BASE,
    DKPRO,
    DOCUMENT_ANNOTATION,
    DOCUMENT_METADATA,
    TECHNICAL,
    TOKEN,
    Cas,
    CasText,
    FeatureStructure,
    FeatureValue,
    FsRef,
    is_collection,
    short_name,
)
from annotator.formats.uima.naming import CasNames
from annotator.formats.uima.own import OwnMarks
from annotator.model.ids import AttributeId, LayerId, SpanId
from annotator.model.span import AttributeValue

CUT = Loss(
    "1 token, sentence or paragraph is left out, since texts are cut here anew",
    "{n} tokens, sentences and paragraphs are left out, since texts are cut here anew",
)
PLACELESS = Loss(
    "1 structure that has no place in the text and belongs to no annotation is left out",
    "{n} structures that have no place in the text and belong to no annotation are left out",
)
MARKUP = Loss(
    "1 element, page or field of the file that a text was taken from is left out",
    "{n} elements, pages and fields of the files that texts were taken from are left out",
)
WIDENED = Loss(
    "1 annotation without a character was widened to the character beside it, in doubt",
    "{n} annotations without a character were widened to the characters beside them, in doubt",
)
DANGLING = Loss(
    "1 relation or slot that leads to nothing is left out", "{n} relations or slots that lead to nothing are left out"
)

_PIECES = frozenset(
    {TOKEN, "uima.tcas.DocumentAnnotation"}
    | {f"{DKPRO}segmentation.type.{name}" for name in ("Sentence", "Paragraph", "Heading", "Div", "Line", "TokenForm")}
    | {f"{DKPRO}segmentation.type.{name}" for name in ("CompoundPart", "Document", "NGram", "Split")}
)
_MARKUP = ("org.dkpro.core.api.xml.type.", "org.dkpro.core.api.pdf.type.")
"""Packages of what DKPro keeps of the XML or PDF of a document."""
_OF_PROGRAMS = frozenset({f"{DKPRO}metadata.type.{name}" for name in ("TagsetDescription", "TagDescription")})
_ENDS = (("Governor", "Dependent"), ("source", "target"))
_OF_TOKENS = frozenset({"lemma", "stem", "pos", "morph", "form", "order", "id", "syntacticFunction", "parent"})
_CHAIN = "first"


class CasCoding:
    """Puts one text of a CAS with what is said about it into a document."""

    def __init__(self, maker: BundleMaker, names: CasNames, cas: Cas, text: CasText) -> None:
        self._maker, self._names, self._cas, self._text = maker, names, cas, text
        self._spans: dict[int, SpanId] = {}
        self._own = OwnMarks(cas)
        self._used: set[int] = set()

    def code(self, document: DocumentMaker, layer: LayerId) -> None:
        """Add all that the CAS says about its text to a document, in a layer."""
        self._document, self._layer, self._title = document, layer, document.document.title
        every = (one for one in self._cas.structures.values() if not _is_of_program(one))
        mine = [one for one in every if one.sofa == self._text.id or self._is_alone(one)]
        joints, referred = list[FeatureStructure](), self._referred(mine)
        for one in mine:
            if self._ends(one) is not None:
                joints.append(one)
            elif self._own.is_passage(one):
                continue
            elif self._is_span(one) and not (one.type in _PIECES and one.id not in referred):
                self._add(one)
            elif one.type in _PIECES:
                self._maker.losses.add(CUT, f"in “{self._title}”")
            elif one.type.startswith(_MARKUP):
                self._maker.losses.add(MARKUP, f"a {short_name(one.type)} in “{self._title}”")
        for one in joints:
            self._relate(one)
        for id in list(self._spans):
            self._slots(self._cas.structures[id])
        for one in mine:
            if self._is_unsaid(one):
                self._maker.losses.add(PLACELESS, f"a {short_name(one.type)} in “{self._title}”")

    def _is_alone(self, one: FeatureStructure) -> bool:
        """Whether a structure names no text and the file has but this one."""
        return one.sofa is None and len(self._cas.texts) == 1

    def _is_span(self, one: FeatureStructure) -> bool:
        types = self._cas.types
        if one.type == DOCUMENT_METADATA or types.is_a(one.type, DOCUMENT_ANNOTATION) or self._own.is_mark(one):
            return False
        if one.type.startswith(_MARKUP):
            return False
        if one.begin is not None:
            return True
        is_base = one.sofa is not None or types.is_a(one.type, ANNOTATION_BASE)
        return is_base and not is_collection(one.type) and _CHAIN not in one.features

    def _is_unsaid(self, one: FeatureStructure) -> bool:
        if one.id in self._spans or one.id in self._used or is_collection(one.type) or self._own.is_mark(one):
            return False
        is_document = one.type == DOCUMENT_METADATA or self._cas.types.is_a(one.type, DOCUMENT_ANNOTATION)
        is_told = is_document or one.type.startswith(_MARKUP)
        return one.begin is None and not is_told and _CHAIN not in one.features

    def _referred(self, mine: list[FeatureStructure]) -> set[int]:
        """Return the ids of the pieces of the text that a relation or a slot means."""
        found: set[int] = set()
        for one in mine:
            if one.type in _PIECES or one.type.startswith(_MARKUP):
                continue
            if (ends := self._ends(one)) is not None:
                found.update(end for end in ends if end is not None)
                continue
            found.update(target for target, _, _ in self._targets(one))
        return found

    def _ends(self, one: FeatureStructure) -> tuple[int | None, int | None] | None:
        """Return whom a relation joins, None for what is no relation."""
        if one.begin is None:
            return None
        for first, second in _ENDS:
            if one.ref(first) is not None and one.ref(second) is not None:
                return self._meant(one, one.ref(first)), self._meant(one, one.ref(second))
        return None

    def _meant(self, relation: FeatureStructure, id: int | None) -> int | None:
        """Return the annotation that stands for a token: relations of syntax are drawn between parts of speech."""
        end = self._cas.at(id)
        if end is None or end.type != TOKEN or ".syntax." not in relation.type:
            return id
        pos = end.ref("pos")
        return pos if pos in self._cas.structures else id

    def _add(self, one: FeatureStructure) -> None:
        label = self._names.label(one.type)
        values: dict[str, AttributeValue] = {}
        for name, value in self._values(one):
            values[self._names.attribute(one.type, name, value)] = value
        note, doubt = self._own.note(one), self._own.is_doubtful(one)
        claim = None
        if one.begin is not None and one.end is not None:
            begin, end = one.begin, one.end
            if begin == end:
                begin, end = self._beside(begin)
                note = "\n".join(filter(None, (note, f"Between two characters, at {one.begin}.")))
                doubt = True
                self._maker.losses.add(WIDENED, f"a {short_name(one.type)} at {one.begin} in “{self._title}”")
            claim = PlaceClaim(self._own.pieces(one) or ((begin, end),))
        id = self._own.id(one)
        self._spans[one.id] = self._document.span(id, self._layer, label, claim, values, note, doubt)

    def _beside(self, at: int) -> tuple[int, int]:
        """Return the place of the character after a place between two, before it at the end of the text."""
        length = self._cas_length
        return (at, at + 1) if at < length else (max(at - 1, 0), at)

    @property
    def _cas_length(self) -> int:
        text = self._text.text
        return len(text) if self._cas.unit != "UTF-16 units" else len(text.encode("utf-16-le", "surrogatepass")) // 2

    def _values(self, one: FeatureStructure) -> Iterator[tuple[str, AttributeValue]]:
        for name, value in one.features.items():
            if self._own.is_own(name, one) or (one.type == TOKEN and name in _OF_TOKENS):
                continue
            if isinstance(value, list | FsRef):
                plain = self._cas.plain(value)
                words = [str(word) for word in plain if word != ""]
                if words or (isinstance(value, list) and not value and self._is_words(one, name)):
                    yield name, words
            elif value != "" or self._own.is_ours(one):
                yield name, value

    def _is_words(self, one: FeatureStructure, name: str) -> bool:
        declared = self._cas.types.feature(one.type, name)
        return declared is not None and declared.range in ("uima.cas.StringArray", "uima.cas.String[]")

    def _targets(self, one: FeatureStructure) -> Iterator[tuple[int, str, FeatureStructure | None]]:
        """Yield the annotations that a structure refers to by its features, with their roles and links."""
        for name, value in one.features.items():
            if one.type == TOKEN and name in _OF_TOKENS:
                continue
            for id in self._cas.all_refs(value):
                held = self._cas.at(id)
                if held is None:
                    continue
                if held.begin is None and "target" in held.features:
                    self._used.add(held.id)
                    role = held.features.get("role") or name
                    for target in self._cas.all_refs(held.features["target"]):
                        yield target, str(role), held
                elif held.begin is not None:
                    yield id, name, None

    def _slots(self, one: FeatureStructure) -> None:
        label, act = self._names.label(one.type), self._spans[one.id]
        for target, role, link in self._targets(one):
            held, said = self._cas.at(target), self._said(link, one, role)
            if held is not None and self._own.is_passage(held):
                claim = PlaceClaim(self._own.pieces(held) or ((held.begin or 0, held.end or 0),))
                self._document.link(
                    "", act, self._names.role(label, role, is_passage=True), claim=claim, attributes=said
                )
            elif (party := self._spans.get(target)) is not None:
                self._document.link("", act, self._names.role(label, role), party, attributes=said)
            else:
                self._maker.losses.add(DANGLING, f"a {role} in “{self._title}”")
        for role, value in self._own.values(one):
            self._document.link("", act, self._names.role(label, role), value=value)

    def _relate(self, one: FeatureStructure) -> None:
        ends = self._ends(one)
        first, second = ends if ends is not None else (None, None)
        act, party = self._spans.get(first or -1), self._spans.get(second or -1)
        name = short_name(one.type)
        if act is None or party is None or first is None:
            self._maker.losses.add(DANGLING, f"a {name} in “{self._title}”")
            return
        host = self._cas.structures[first]
        role = self._names.role(self._names.label(host.type), name)
        self._document.link("", act, role, party, attributes=self._said(one, host, name))

    def _said(
        self, link: FeatureStructure | None, host: FeatureStructure, role: str
    ) -> dict[AttributeId, AttributeValue]:
        """Return the values of a relation, or of a link of a slot."""
        said: dict[AttributeId, AttributeValue] = {}
        for name, value in link.features.items() if link is not None else ():
            plain = self._plain(value)
            if name not in ("role", "target") and plain is not None and plain not in ("", []):
                said[self._names.role_attribute(host.type, role, name, plain)] = plain
        return said

    def _plain(self, value: FeatureValue) -> AttributeValue | None:
        """Return a value that is no reference, several as words; None for a reference."""
        if not isinstance(value, list | FsRef):
            return value
        return [str(word) for word in self._cas.plain(value) if word != ""]


def _is_of_program(one: FeatureStructure) -> bool:
    """Whether a structure tells a program of its layers and tags, and nobody of the text."""
    return one.type.startswith(TECHNICAL) or one.type in _OF_PROGRAMS


def metadata_of(cas: Cas, text: CasText) -> Mapping[str, str]:
    """Return what the document's own annotation says of it: its title, its language, its address …"""
    said: dict[str, str] = {}
    for one in cas.structures.values():
        is_document = one.type == DOCUMENT_METADATA or cas.types.is_a(one.type, DOCUMENT_ANNOTATION)
        if is_document and one.sofa in (text.id, None):
            said |= {name: value for name, value in one.features.items() if isinstance(value, str)}
    return said
