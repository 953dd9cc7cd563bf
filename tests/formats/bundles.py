"""Bundles for the tests of formats: one with everything in it, and random ones."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Attribute, Codebook, Label, Role, Scope
from annotator.model.codebook_version import CodebookVersion, known_by_number
from annotator.model.coder import Assignment, Coder, Layer, LayerKind, RecodeSample, TeamRole
from annotator.model.decision import Decision, Rule
from annotator.model.distinct import distinct
from annotator.model.document import Document, KeptFile, Metadata, canonical, sha256_of
from annotator.model.document_field import FieldKind, TypedField
from annotator.model.document_set import DocumentSet
from annotator.model.ids import (
    UNKNOWN_VERSION,
    ActorId,
    AttributeId,
    CodebookVersionId,
    CoderId,
    DecisionId,
    DocumentId,
    FieldId,
    LabelId,
    LayerId,
    LinkId,
    MemoId,
    RemarkId,
    RoleId,
    SearchId,
    SetId,
    SpanId,
)
from annotator.model.kept_search import KeptSearch
from annotator.model.memo import Memo
from annotator.model.practice import PracticeDocument, PracticeResult, Release, Score
from annotator.model.remark import Remark, StepName
from annotator.model.settings import ProjectSettings
from annotator.model.span import AttributeValue, Extent, Link, Span, quote_of, tidy

ANA, BEN = CoderId("coder-a"), CoderId("coder-b")
ANAS, BENS, GOLD = LayerId("layer-1"), LayerId("layer-2"), LayerId("layer-3")

FORCE = Attribute(
    id=AttributeId("force"), name="Force", kind=AttributeKind.ORDINAL, values=("invites", "calls on", "urges")
)
PUBLIC = Attribute(id=AttributeId("public"), name="Public", kind=AttributeKind.FLAG)
YEAR = Attribute(id=AttributeId("year"), name="Year", kind=AttributeKind.NUMBER)
SPEAKER = Role(id=RoleId("speaker"), name="Speaker", required=True)
KIND = Attribute(id=AttributeId("kind"), name="Kind", kind=AttributeKind.CHOICE, values=("state", "group"))
ARMED = Attribute(id=AttributeId("armed"), name="Armed", kind=AttributeKind.FLAG, when={KIND.id: ("group",)})
ADDRESSEE = Role(id=RoleId("addressee"), name="Addressee | party", several=True, attributes=(KIND, ARMED))

CODEBOOK = Codebook(
    name="Acts",
    labels=(
        Label(
            id=LabelId("appeal"),
            name="Appeal",
            definition="Asks somebody for something.",
            key="1",
            colour="#0072B2",
            attributes=(FORCE, PUBLIC, YEAR),
            roles=(SPEAKER, ADDRESSEE),
        ),
        Label(id=LabelId("warning"), name="Warning", key="2", roles=(SPEAKER,)),
        Label(id=LabelId("threat_of-force"), name="威胁", parent=LabelId("warning")),
        Label(id=LabelId("actor"), name="Actor"),
        Label(id=LabelId("joint"), name="Joint text", scope=Scope.DOCUMENT),
    ),
)
CODERS = (
    Coder(id=ANA, name="Ana Souza", pseudonym="C1"),
    Coder(id=BEN, name="Ben Ötker", pseudonym="C2", roles=(TeamRole.CODER, TeamRole.LEAD)),
)
LAYERS = (
    Layer(id=ANAS, name="Ana Souza", kind=LayerKind.CODER, coder=ANA),
    Layer(id=BENS, name="Ben Ötker", kind=LayerKind.CODER, coder=BEN),
    Layer(id=GOLD, name="Gold", kind=LayerKind.GOLD),
)
ACTORS = (
    Actor(
        id=ActorId("actor-fra"),
        name="France",
        kind=ActorKind.STATE,
        aliases=("Paris", "法国"),
        codes={"iso3": "FRA", "cow": "220"},
        memberships=(Membership(group=ActorId("actor-eu"), since="1993-11-01"),),
    ),
    Actor(id=ActorId("actor-eu"), name="European Union", kind=ActorKind.ORGANISATION),
)

BODY = b"%PDF-1.7, as it was printed\n"
KEPT = KeptFile(hashlib.sha256(BODY).hexdigest(), "Readout, printed.PDF", len(BODY))

ENGLISH = "France urged China 🕊 to talk. It warned: no “force”.\n\nAll sides\nwelcomed it.\n"
ARABIC = "دعا الرئيس الفرنسي الصين إلى الحوار. وحذّر من التصعيد.\n"
CHINESE = "法国总统敦促中国。𠮷野家，他警告说：不要使用武力。\n"


def document(id: str, title: str, text: str, position: int = 0, metadata: Metadata | None = None) -> Document:
    """Return a document with its checksum."""
    return Document(DocumentId(id), title, text, sha256_of(text), metadata or {}, f"{id}.txt", position)


def span(
    id: str,
    of: Document,
    label: str,
    *extents: tuple[int, int],
    layer: LayerId = GOLD,
    note: str = "",
    doubt: bool = False,
    **attributes: AttributeValue,
) -> Span:
    """Return a span with its quote."""
    tidied = tidy(extents)
    quote = quote_of(of.text, tidied)
    return Span(SpanId(id), layer, of.id, LabelId(label), tidied, quote, attributes, note, doubt)


def found(of: Document, quote: str) -> tuple[int, int]:
    """Return where a quote stands for the first time."""
    start = of.text.index(quote)
    return start, start + len(quote)


def sample_bundle(layers: Sequence[LayerId] = (ANAS, BENS, GOLD)) -> Bundle:
    """Return a bundle of four documents with everything that a bundle can hold, or the part in some layers."""
    documents = [_english(), _arabic(), _chinese()]
    empty = document("doc-4", "Nothing / here?", "", 7)
    documents.append(CodedDocument(empty))
    return Bundle(
        codebook=CODEBOOK,
        documents=[_part(coded, layers) for coded in documents],
        coders=CODERS,
        layers=LAYERS,
        actors=ACTORS,
        name="Sample",
        codebook_version=3,
        codebook_id=CodebookVersionId("v-3"),
        version_numbers={CodebookVersionId("v-1"): 1, CodebookVersionId("v-3"): 3},
        source_body={KEPT.sha256: BODY}.get,
        **whole(layers),
    )


def whole(layers: Sequence[LayerId]) -> dict[str, Any]:
    """Return what the sample says of its project as a whole."""
    doc1, doc2 = DocumentId("doc-1"), DocumentId("doc-2")
    first = CODEBOOK.model_copy(update={"name": "First"})
    version = CodebookVersionId
    return {
        "settings": ProjectSettings(name="Sample", reasons=("Too wide", "其他"), pass_mark=0.75),
        "codebook_versions": (
            CodebookVersion(version("v-1"), 1, first, "", None, "2026-01-01T00:00:00Z"),
            CodebookVersion(version("v-3"), 3, CODEBOOK, "Names", ANA, "2026-01-02T00:00:00Z"),
        ),
        "releases": (Release(doc1, "2026-02-01T00:00:00Z", ANA), Release(doc2, "2026-02-02T00:00:00Z")),
        "practice_documents": (PracticeDocument(doc2, "2026-02-03T00:00:00Z", BEN),),
        "practice_results": (PracticeResult(ANAS, doc2, Score(3, 1, 2, 2, 3), "2026-02-04T00:00:00Z"),),
        "recode_samples": (RecodeSample(layer=BENS, drawn_from=ANAS, done=4, seed=11),) if ANAS in layers else (),
        "remarks": (
            Remark(RemarkId("r-1"), StepName("0123456789abcdef-7"), ANA, BEN, None, "其他? 🕊", "2026-02-05T00:00:00Z"),
            Remark(
                RemarkId("r-2"), StepName("0123456789abcdef-7"), ANA, ANA, BEN, "Yes.", "2026-02-06T00:00:00Z", True
            ),
        ),
        "memos": (
            Memo(
                MemoId("m-1"), None, BEN, "第一周", "Two readings.\nهنا", "2026-02-07T00:00:00Z", "2026-02-07T00:00:00Z"
            ),
            Memo(MemoId("m-2"), doc1, None, "", "An annex is missing.", "2026-02-08T00:00:00Z", "2026-02-09T00:00:00Z"),
        ),
        "document_sets": (
            DocumentSet(SetId("set-1"), "Readouts 外交", 1, 'kind:readout -"Ana Souza":done'),
            DocumentSet(SetId("set-2"), "Training round", 0, documents=(doc1, doc2)),
        ),
        "kept_searches": (
            KeptSearch(SearchId("search-1"), "Ana’s appeals 外交", 'label:appeal coder:"Ana Souza" "peace talks"', 0),
            KeptSearch(SearchId("search-2"), "Mine", "warn* coded:no", 0, BEN),
        ),
        "document_fields": (
            TypedField(FieldId("field-1"), "date", FieldKind.DATE),
            TypedField(FieldId("field-2"), "kind", FieldKind.CHOICE, ("readout", "بيان"), 1),
        ),
        "distinct_pairs": (distinct(doc1, doc2),),
    }


def bundle_with(attribute: Attribute, *values: AttributeValue) -> Bundle:
    """Return a bundle whose only label has an attribute, with a span for each of these values of it."""
    of = document("doc-1", "Readout", ENGLISH)
    label = Label(id=LabelId("appeal"), name="Appeal", attributes=(attribute,), roles=(SPEAKER,))
    spans = tuple(
        replace(span(f"s-{number}", of, "appeal", found(of, "urged China")), attributes={attribute.id: value})
        for number, value in enumerate(values)
    )
    return Bundle(Codebook(labels=(label,)), [CodedDocument(of, spans)], CODERS, LAYERS)


def _part(coded: CodedDocument, layers: Sequence[LayerId]) -> CodedDocument:
    spans = tuple(one for one in coded.spans if one.layer in layers)
    kept = {one.id for one in spans}
    return CodedDocument(
        coded.document,
        spans,
        tuple(link for link in coded.links if link.act in kept),
        coded.decisions if GOLD in layers else (),
        tuple(one for one in coded.assignments if one.layer in layers),
        coded.pages,
        source_file=coded.source_file,
        units=coded.units,
    )


def _english() -> CodedDocument:
    of = document("doc-1", "Readout", ENGLISH, 0, {"date": "2023-04-06", "tags": ["readout"], "n": 1.5, "none": None})
    of = replace(of, source_file=KEPT.sha256)
    spans = (
        span(
            "s-01", of, "appeal", found(of, "urged China"), layer=ANAS, force="urges", public=True, note="Who?\n\nAll."
        ),
        span("s-02", of, "actor", found(of, "China"), layer=ANAS),
        span("s-03", of, "appeal", found(of, "urged"), found(of, "to talk"), layer=BENS, doubt=True, year=2023),
        span("s-04", of, "warning", found(of, "warned: no “force”"), layer=BENS, note="=SUM(A1)"),
        span("s-05", of, "appeal", found(of, "urged China"), force="calls on", public=False),
        span("s-06", of, "actor", found(of, "France")),
        span("s-07", of, "warning", found(of, "force”.\n\nAll sides\nwel")),
        span("s-08", of, "joint"),
    )
    links = (
        Link(LinkId("l-1"), SpanId("s-05"), RoleId("speaker"), span=SpanId("s-06"), actor=ActorId("actor-fra")),
        Link(
            LinkId("l-2"),
            SpanId("s-05"),
            RoleId("addressee"),
            actor=ActorId("actor-eu"),
            attributes={"kind": "group", "armed": False},
        ),
        Link(LinkId("l-3"), SpanId("s-07"), RoleId("speaker"), value="implicit"),
        Link(LinkId("l-4"), SpanId("s-01"), RoleId("addressee"), span=SpanId("s-02")),
    )
    decisions = (
        Decision(
            DecisionId("d-1"), of.id, Rule.TAKEN, (spans[0], spans[2]), (), (SpanId("s-05"),),
            "The verb and its object.", ANA, "2026-01-02T03:04:05", CodebookVersionId("v-3"),
        ),
        Decision(DecisionId("d-2"), of.id, Rule.NONE, (spans[3],), (ANAS,), (), "", None, "", known_by_number(2)),
    )  # fmt: skip
    assignments = (
        Assignment(layer=ANAS, document=of.id, done=True),
        Assignment(layer=BENS, document=of.id),
        Assignment(layer=GOLD, document=of.id),
    )
    units = (Extent(0, 30), Extent(31, 40), Extent(40, len(of.text)))
    return CodedDocument(of, spans, links, decisions, assignments, (20, 40), source_file=KEPT, units=units)


def _arabic() -> CodedDocument:
    of = document("doc-2", "بيان", ARABIC, 1)
    return CodedDocument(
        of,
        (
            span("s-11", of, "appeal", found(of, "دعا")),
            span("s-12", of, "warning", found(of, "حذّر"), layer=ANAS),
        ),
        assignments=(Assignment(layer=ANAS, document=of.id),),
    )


def _chinese() -> CodedDocument:
    of = document("doc-3", "Readout", CHINESE, 2)
    return CodedDocument(
        of,
        (
            span("s-21", of, "threat_of-force", found(of, "警告"), found(of, "武力")),
            span("s-22", of, "actor", found(of, "𠮷野家")),
            span("s-23", of, "appeal", found(of, "敦促"), layer=BENS),
        ),
    )


ROLES = (SPEAKER.id, ADDRESSEE.id, RoleId("witness"))
"""The last one is not in the codebook."""
ACTOR = {"actor": st.just(ACTORS[0].id)}

PIECES = st.sampled_from(
    [
        *("urged ", " ", "\n", "\n\n", "\t", "\u2028", "e\u0301", "\U0001f54a", "👩‍👩‍👧‍👦", "𠮷", "中国", "。", "دعا"),
        *("السلام", "U.S.", "\u00a0", "a", "-", "\u0085", "=1", '"', ",", "The end. Next"),
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=25).map("".join).map(canonical)
NOTES = st.lists(st.sampled_from(["a", "é\t", "\n", "", "=b", "𠮷 "]), max_size=4).map("".join)
TITLES = st.sampled_from(["Readout", "readout", "A/B", "", "联合声明", "=x", "CON", "..", "x" * 300])
VALUES: dict[str, st.SearchStrategy[AttributeValue]] = {
    "force": st.sampled_from(FORCE.values),
    "public": st.booleans(),
    "year": st.integers(-9, 9) | st.floats(allow_nan=False, allow_infinity=False),
}


@st.composite
def extents(draw: st.DrawFn, length: int) -> list[tuple[int, int]]:
    """Draw up to three pieces of a text, none where it is empty."""
    if not length:
        return []
    starts = draw(st.lists(st.integers(0, length - 1), max_size=3))
    return [(start, draw(st.integers(start + 1, length))) for start in starts]


@st.composite
def coded_documents(draw: st.DrawFn, number: int, layers: Sequence[LayerId]) -> CodedDocument:
    """Draw a document with spans and links between them."""
    of = document(f"doc-{number}", draw(TITLES), draw(TEXTS), number)
    spans = [
        span(
            f"s-{number}-{count}", of, draw(st.sampled_from(["appeal", "warning", "threat_of-force"])), *pieces,
            layer=draw(st.sampled_from(layers)), note=draw(NOTES), doubt=draw(st.booleans()),
            **draw(st.fixed_dictionaries({}, optional=VALUES)),
        )
        for count, pieces in enumerate(draw(st.lists(extents(len(of.text)), max_size=5)))
    ]  # fmt: skip
    ids = [one.id for one in spans]
    pairs = draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=3)) if ids else []
    links = [
        Link(LinkId(f"l-{number}-{count}"), act, SPEAKER.id, party)
        for count, (act, party) in enumerate(pairs)
        if act != party
    ]
    absent = draw(st.lists(st.sampled_from(layers), unique=True))
    decisions = [
        Decision(
            DecisionId(f"d-{number}"), of.id, draw(st.sampled_from(list(Rule))), tuple(spans), tuple(absent),
            tuple(ids[:1]), draw(NOTES), draw(st.sampled_from([None, ANA])), "2026-01-02T03:04:05",
            draw(st.sampled_from([UNKNOWN_VERSION, *map(known_by_number, range(1, 9))])),
        )
    ]  # fmt: skip
    done = draw(st.fixed_dictionaries({}, optional={layer: st.booleans() for layer in layers}))
    assignments = [Assignment(layer=layer, document=of.id, done=value) for layer, value in done.items()]
    return CodedDocument(of, tuple(spans), tuple(links), tuple(decisions), tuple(assignments))


@st.composite
def bundles(draw: st.DrawFn, layers: Sequence[LayerId] = (ANAS, BENS, GOLD)) -> Bundle:
    """Draw a bundle of up to three documents."""
    count = draw(st.integers(0, 3))
    name = draw(st.sampled_from(["", "Sample"]))
    return Bundle(
        codebook=CODEBOOK,
        documents=[draw(coded_documents(number, layers)) for number in range(count)],
        coders=CODERS,
        layers=tuple(layer for layer in LAYERS if layer.id in layers),
        actors=ACTORS,
        name=name,
        codebook_version=(number := draw(st.integers(0, 5))),
        codebook_id=known_by_number(number),
        settings=draw(
            st.sampled_from([None, ProjectSettings(name=name, pass_mark=0.5) if name else ProjectSettings()])
        ),
    )


@st.composite
def full_bundles(draw: st.DrawFn) -> Bundle:
    """Draw a bundle with parties of all kinds, mentions, links out of it and attributes that the codebook lacks.

    Actors may be missing from the register, and of what belongs to the project as a whole any part may be there.
    """
    drawn = draw(bundles())
    of_project = whole((ANAS, BENS, GOLD))
    parts = draw(st.sets(st.sampled_from(sorted(of_project))))
    return replace(
        drawn,
        documents=[draw(_fuller(coded)) for coded in drawn.documents],
        actors=draw(st.sampled_from([ACTORS, ACTORS[1:], ()])),
        **{part: of_project[part] for part in parts},
    )


@st.composite
def _fuller(draw: st.DrawFn, coded: CodedDocument) -> CodedDocument:
    tones: st.SearchStrategy[AttributeValue] = st.sampled_from(["sharp", "very sharp", ["a", "b c"], ["a"]])
    odd = st.fixed_dictionaries({}, optional={"tone": tones})
    spans = tuple(
        replace(one, actor=draw(st.sampled_from([None, ACTORS[0].id])), attributes={**one.attributes, **draw(odd)})
        for one in coded.spans
    )
    links = [
        Link(
            LinkId(f"m-{coded.document.id}-{number}"),
            act.id,
            draw(st.sampled_from(ROLES)),
            **draw(_party(spans, act)),
            attributes=draw(OF_PARTIES),
        )
        for number, act in enumerate(draw(st.lists(st.sampled_from(spans), max_size=5)) if spans else [])
    ]
    gone = Link(LinkId(f"n-{coded.document.id}"), SpanId("gone"), SPEAKER.id, actor=ACTORS[0].id)
    second = [replace(one, id=DecisionId(f"e-{one.id}"), gold=()) for one in coded.decisions]
    return replace(
        coded,
        spans=spans,
        links=(*coded.links, *links, *draw(st.sampled_from([(), (gone,)]))),
        decisions=(*coded.decisions, *draw(st.sampled_from([(), second]))),
        units=draw(st.sampled_from([(), (Extent(0, len(coded.document.text)),)])) if coded.document.text else (),
    )


OF_PARTIES: st.SearchStrategy[dict[str, AttributeValue]] = st.fixed_dictionaries(
    {}, optional={"kind": st.sampled_from(KIND.values), "armed": st.booleans()}
)
"""What is said of a party, whatever its role asks."""


def _party(spans: Sequence[Span], act: Span) -> st.SearchStrategy[dict[str, Any]]:
    others = [one.id for one in spans if one is not act and one.extents]
    of_spans = [st.fixed_dictionaries({"span": st.sampled_from(others)}, optional=ACTOR)] if others else []
    pieces = next((one for one in spans if one.extents), None)
    passage = {} if pieces is None else {"extents": st.just(pieces.extents), "quote": st.just(pieces.quote)}
    return st.one_of(
        *of_spans,
        st.fixed_dictionaries(ACTOR),
        st.fixed_dictionaries({"value": st.sampled_from(["implicit", "unclear"])}),
        *([st.fixed_dictionaries(passage, optional=ACTOR)] if passage else []),
        st.just({"span": SpanId("gone")}),
    )


def numbers_of(bundle: Bundle) -> set[str]:
    """Return the columns of a table whose attributes are numbers."""
    attributes = [one for label in bundle.codebook.labels for one in label.attributes]
    return {f"attr_{one.id}" for one in attributes if one.kind is AttributeKind.NUMBER}
