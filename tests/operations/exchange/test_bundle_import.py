"""A bundle taken into a project that is not empty: what is here stays, what is new comes in, once."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from annotator.model.actor import Actor, ActorKind, Membership
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.bundle import Bundle, CodedDocument
from annotator.model.codebook import Codebook, Role
from annotator.model.coder import Assignment, Coder, Layer, LayerKind, State
from annotator.model.decision import Decision, Rule
from annotator.model.document import Document, sha256_of
from annotator.model.errors import NotAllowed
from annotator.model.ids import ActorId, CoderId, DecisionId, DocumentId, LabelId, LayerId, LinkId, RoleId, SpanId
from annotator.model.role_kinds import Takes
from annotator.model.span import Extent, Link, Span
from annotator.model.verbs.verb import Told
from annotator.operations.actors import actors as operations_actors
from annotator.operations.adjudication import adjudicate
from annotator.operations.codebook import labels
from annotator.operations.coding import acts, annotate
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.bundle_import import import_bundle
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people
from annotator.store.project import Project
from tests.operations.desks import BOOK, TEXT, Table, attribute, make_table, new_project

ZOES = LayerId("layer-z")


def span(id: str, start: int, stop: int, label: str = "actor", layer: LayerId = ZOES) -> Span:
    return Span(SpanId(id), layer, DocumentId("d"), LabelId(label), (Extent(start, stop),), TEXT[start:stop])


def bundle(*spans: Span, **changes: Any) -> Bundle:
    """Return the work of Zoë on the first document of the table, as it would come from another project."""
    document = Document(DocumentId("d"), "Readout", TEXT, sha256_of(TEXT))
    of_document = {key: changes.pop(key) for key in ("links", "decisions", "assignments") if key in changes}
    plain = Bundle(
        BOOK,
        [CodedDocument(document, spans, **of_document)],
        (Coder(id=CoderId("zoe"), name="Zoë", pseudonym="coder-1"),),
        (Layer(id=ZOES, name="Zoë", kind=LayerKind.CODER, coder=CoderId("zoe")),),
    )
    return replace(plain, **changes)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def link(id: str, act: str, role: str = "addressee", party: str | None = None, value: Any = None) -> Link:
    return Link(LinkId(id), SpanId(act), RoleId(role), SpanId(party) if party else None, None, value)


def test_a_coder_whose_pseudonym_is_taken_gets_a_free_one(table: Table) -> None:
    assert import_bundle(table.project, bundle(span("s", 0, 6))).coders == ["Zoë"]
    assert {coder.name: coder.pseudonym for coder in table.project.coders.all()}["Zoë"] == "coder-3"


def test_a_coder_of_the_same_name_is_the_same_person(table: Table) -> None:
    anas = Coder(id=CoderId("zoe"), name="ANA", pseudonym="p")
    layer = Layer(id=ZOES, name="Ana", kind=LayerKind.CODER, coder=CoderId("zoe"))
    import_bundle(table.project, bundle(span("s", 0, 6), coders=(anas,), layers=(layer,)))
    assert [one.layer for one in table.spans()] == [table.layers["Ana"].id]
    assert len(table.project.coders.all()) == 2


def test_a_layer_whose_name_is_taken_by_another_gets_a_number(table: Table) -> None:
    layer = Layer(id=ZOES, name="Ana", kind=LayerKind.CODER, coder=CoderId("zoe"))
    import_bundle(table.project, bundle(span("s", 0, 6), layers=(layer,)))
    assert table.project.layers.get(ZOES).name == "Ana 2"


def test_a_layer_of_nobody_is_that_of_a_coder_of_its_name(table: Table) -> None:
    layer = Layer(id=ZOES, name="Ben", kind=LayerKind.CODER)
    import_bundle(table.project, bundle(span("s", 0, 6), coders=(), layers=(layer,)))
    assert [one.layer for one in table.spans()] == [table.layers["Ben"].id]


def test_there_is_one_gold_layer_whatever_it_is_called(table: Table) -> None:
    for name in ("Ana", "Ben"):
        table.code(name, "appeal", "urged China")
    adjudicate.settle(table.project, "unanimous", list(table.layers.values()))
    gold = Layer(id=ZOES, name="Truth", kind=LayerKind.GOLD)
    import_bundle(table.project, bundle(span("s", 0, 6), coders=(), layers=(gold,)))
    assert [layer.name for layer in table.project.layers.all(LayerKind.GOLD)] == ["Gold"]
    assert {one.quote for one in table.gold()} == {"France", "urged China"}


def test_the_same_work_as_another_coders_is_other_work(table: Table, tmp_path: Path) -> None:
    table.code("Ana", "appeal", "urged China")
    table.code("Ana", "actor", "France")
    exporting.export(table.project, tmp_path / "ana.jsonl", layer="Ana")
    importing.import_sources(table.project, [ImportSource(tmp_path / "ana.jsonl")], coder="Zoë")
    importing.import_sources(table.project, [ImportSource(tmp_path / "ana.jsonl")], coder="Zoë")
    zoes = people.layer_for(table.project, "Zoë")
    assert [one.quote for one in table.spans() if one.layer == zoes.id] == ["France", "urged China"]
    assert len(table.spans()) == 4


def test_links_follow_their_spans_to_the_ids_that_these_have_here(table: Table) -> None:
    here = table.code("Ana", "actor", "France")
    theirs = bundle(
        span("act", 7, 19, "appeal"),
        span("party", 0, 6),
        links=(link("l", "act", party="party"), link("m", "act", value="implicit")),
        layers=(Layer(id=ZOES, name="Ana", kind=LayerKind.CODER, coder=CoderId("zoe")),),
        coders=(Coder(id=CoderId("zoe"), name="Ana", pseudonym="p"),),
    )
    for _ in range(2):
        import_bundle(table.project, theirs)
        made = table.project.links.of_spans(["act"])
        assert [(one.id, one.act, one.span, one.value) for one in made] == [
            *(("l", "act", here.id, None), ("m", "act", None, "implicit"))
        ]


def test_a_link_that_was_added_in_a_copy_comes_in_and_a_filled_slot_is_kept(table: Table, tmp_path: Path) -> None:
    act = table.code("Ana", "appeal", "urged China")
    exporting.export(table.project, tmp_path / "all.jsonl", layer="all", names=True)
    copy = new_project(tmp_path / "copy.annot")
    importing.import_sources(copy, [ImportSource(tmp_path / "all.jsonl")])
    copy.person = table.coders["Ana"].id
    acts.fill_slot(copy, act.id, "speaker", acts.SlotFiller(value="document"))
    acts.fill_slot(copy, act.id, "addressee", acts.SlotFiller(value="collective"))
    acts.fill_slot(table.project, act.id, "speaker", acts.SlotFiller(value="implicit"))
    exporting.export(copy, tmp_path / "copy.jsonl", layer="all", names=True)
    report = importing.import_sources(table.project, [ImportSource(tmp_path / "copy.jsonl")])
    assert {(one.role, one.value) for one in table.project.links.of_spans([act.id])} == {
        *(("speaker", "implicit"), ("addressee", "collective"))
    }
    assert "slots that are filled otherwise in the project were kept: 1." in report.notices[1]


def test_a_span_that_was_changed_here_is_kept_and_said(table: Table, tmp_path: Path) -> None:
    act = table.code("Ana", "appeal", "urged China")
    acts.fill_slot(table.project, act.id, "addressee", acts.SlotFiller(value="collective"))
    exporting.export(table.project, tmp_path / "all.jsonl", layer="all", names=True)
    changed = annotate.set_note(table.project, act.id, "mine")
    report = importing.import_sources(table.project, [ImportSource(tmp_path / "all.jsonl")])
    assert report.notices == ["all.jsonl: 1 span is in the project with other content, which was kept."]
    assert table.spans() == [changed]


def test_decisions_follow_to_the_spans_that_the_project_has(table: Table) -> None:
    here = table.code("Ana", "actor", "France")
    theirs = bundle(
        span("mine", 0, 6),
        layers=(Layer(id=ZOES, name="Ana", kind=LayerKind.CODER, coder=CoderId("zoe")),),
        coders=(Coder(id=CoderId("zoe"), name="Ana", pseudonym="p"),),
        decisions=(
            Decision(
                DecisionId("x"), DocumentId("d"), Rule.NONE, (span("mine", 0, 6),), (ZOES,), (), "why", CoderId("zoe")
            ),
        ),
    )
    for _ in range(2):
        import_bundle(table.project, theirs)
        (found,) = table.project.decisions.of_document(table.documents[0])
        assert (found.candidates, found.absent, found.coder) == (
            (here,), (table.layers["Ana"].id,), table.coders["Ana"].id
        )  # fmt: skip


def test_who_decided_is_kept_where_the_coder_is_named_by_the_user(table: Table) -> None:
    theirs = bundle(
        span("s", 0, 6),
        coders=(
            Coder(id=CoderId("zoe"), name="Zoë", pseudonym="p"),
            Coder(id=CoderId("dana"), name="Dana", pseudonym="q"),
        ),
        decisions=(
            Decision(DecisionId("x"), DocumentId("d"), Rule.NONE, (span("s", 0, 6),), (), (), "", CoderId("dana")),
        ),
    )
    import_bundle(table.project, theirs, "Ana")
    (found,) = table.project.decisions.of_document(table.documents[0])
    assert {coder.name for coder in table.project.coders.all()} == {"Ana", "Ben", "Dana"}
    assert found.coder is not None and table.project.coders.get(found.coder).name == "Dana"
    assert [one.layer for one in table.spans()] == [table.layers["Ana"].id]


def test_done_stays_done_whatever_a_copy_says(table: Table) -> None:
    document = table.documents[0]
    import_bundle(table.project, bundle(assignments=(Assignment(layer=ZOES, document=DocumentId("d"), done=True),)))
    import_bundle(table.project, bundle(assignments=(Assignment(layer=ZOES, document=DocumentId("d")),)))
    assert table.project.assignments.states(ZOES) == {document: State.DONE}


def actor(id: str, parent: str | None = None) -> Actor:
    return Actor(id=ActorId(id), name=id, kind=ActorKind.STATE, parent=ActorId(parent) if parent else None)


def test_actors_come_in_whatever_their_order_and_those_here_stay(table: Table) -> None:
    with table.project.transact(Told(sentence="Register")):
        table.project.actors.add([actor("d")])
    theirs = (actor("a", "b"), actor("b", "c"), actor("c", "d"), actor("d", "a"))
    import_bundle(table.project, bundle(actors=theirs))
    assert {one.id: one.parent for one in table.project.actors.all()} == {"a": "b", "b": "c", "c": "d", "d": None}


@pytest.mark.parametrize(
    ("actors", "problem"),
    [
        ((actor("a", "gone"),), "has a parent that is not in the file"),
        ((actor("a", "a"),), "is its own ancestor"),
        ((actor("a", "b"), actor("b", "a")), "is its own ancestor"),
    ],
)
def test_actors_without_a_sound_line_are_refused(table: Table, actors: tuple[Actor, ...], problem: str) -> None:
    with pytest.raises(NotAllowed, match=problem):
        import_bundle(table.project, bundle(span("s", 0, 6), actors=actors))
    assert table.spans() == [] and table.project.coders.named("Zoë") is None


def test_a_document_id_that_means_another_text_here_is_not_taken(table: Table) -> None:
    other = Document(table.documents[0], "Other", "other", sha256_of("other"), position=2**40)
    import_bundle(table.project, replace(bundle(), documents=[CodedDocument(other)]))
    titles = [(info.title, info.position) for info in table.project.documents.all()]
    assert titles == [("Readout", 0), ("بيان", 1), ("Other", 2)]


def test_ids_that_the_project_uses_for_something_else_are_replaced(table: Table) -> None:
    act = table.code("Ana", "appeal", "دعا", document=1)
    acts.fill_slot(table.project, act.id, "addressee", acts.SlotFiller(value="implicit"))
    case_id = DecisionId("x")
    with table.project.transact(Told(sentence="Decide")):
        table.project.decisions.add([Decision(case_id, table.documents[1], Rule.NONE, (act,))])
    used = table.project.links.of_spans([act.id])[0].id
    theirs = bundle(
        replace(span("s", 7, 19, "appeal"), id=act.id),
        links=(link(used, act.id, value="collective"),),
        decisions=(Decision(case_id, DocumentId("d"), Rule.DEFERRED, (span("s", 0, 6),)),),
    )
    import_bundle(table.project, theirs)
    (new,) = table.spans()
    assert new.id != act.id
    assert [one.value for one in table.project.links.of_spans([new.id])] == ["collective"]
    assert [one.rule for one in table.project.decisions.of_document(table.documents[0])] == [Rule.DEFERRED]
    assert [one.rule for one in table.project.decisions.of_document(table.documents[1])] == [Rule.NONE]


def test_labels_come_by_their_names_and_new_ones_are_added(table: Table) -> None:
    theirs = Codebook(labels=(BOOK.labels[2].model_copy(update={"id": LabelId("party"), "key": "9"}),))
    import_bundle(table.project, bundle(span("s", 0, 6, "party"), codebook=theirs))
    assert [one.label for one in table.spans()] == ["actor"]
    assert table.project.codebooks.current().number == 1


def edit(change: Callable[[dict[str, Any]], None], folder: Path) -> Path:
    """Return a JSONL of one document, written for this test and changed."""
    record: dict[str, Any] = {
        "id": "d", "title": "t", "text": "hello", "text_sha256": sha256_of("hello"),
        "spans": [{"id": "s", "label": "actor", "start": 0, "stop": 5, "quote": "hello", "layer": "Zoë"}],
    }  # fmt: skip
    change(record)
    path = folder / "x.jsonl"
    path.write_text(json.dumps(record) + "\n")
    return path


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record.update(metadata={"n": float("nan")}),
        lambda record: record.update(metadata={"n": [1, {"m": float("inf")}]}),
        lambda record: record["spans"][0].update(attributes={"n": float("nan")}),
        lambda record: record.update(
            decisions=[{"id": "x", "rule": "taken", "candidates": [], "codebook_version": 10**30}]
        ),
    ],
    ids=["nan", "infinity", "nan in an attribute", "a version beyond count"],
)
def test_numbers_that_cannot_be_stored_are_refused_with_the_file(
    table: Table, tmp_path: Path, change: Callable[[dict[str, Any]], None]
) -> None:
    good: Project = table.project
    (tmp_path / "good.txt").write_text("good")
    report = importing.import_sources(good, [ImportSource(edit(change, tmp_path)), ImportSource(tmp_path / "good.txt")])
    assert len(report.failed) == 1
    assert report.failed[0].startswith(
        ("x.jsonl: There is a number in it", "x.jsonl: line 1, decision 1: codebook_ver")
    )
    assert report.documents == ["good"] and good.check() == []


def test_parties_that_no_slot_holds_are_left_out_and_said(table: Table) -> None:
    passage = Link(LinkId("p"), SpanId("act"), RoleId("to"), None, None, None, (Extent(0, 6),), "France")
    unknown = replace(passage, id=LinkId("u"), role=RoleId("nonsense"))
    elsewhere = link("e", "act", party="hers")
    named = replace(passage, id=LinkId("n"), role=RoleId("content"), extents=(), quote="", actor=ActorId("d"))
    twice = [link(id, "act", value="implicit") for id in "vw"]
    speakers = [link(id, "act", "speaker", value=value) for id, value in (("x", "implicit"), ("y", "unclear"))]
    content = Role(id=RoleId("content"), name="Content", takes=Takes.PASSAGE)
    appeal = BOOK.labels[0].model_copy(update={"roles": (*BOOK.labels[0].roles, content)})
    theirs = bundle(
        span("act", 7, 19, "appeal"),
        span("hers", 0, 6, layer=LayerId("other")),
        links=(unknown, elsewhere, named, *twice, *speakers),
        actors=(actor("d"),),
        codebook=BOOK.with_labels([appeal, *BOOK.labels[1:]]),
        layers=(*bundle().layers, Layer(id=LayerId("other"), name="Other", kind=LayerKind.CODER)),
    )
    taken = import_bundle(table.project, theirs)
    assert [(one.id, one.role) for one in table.project.links.of_spans(["act"])] == [
        ("v", "addressee"),
        ("x", "speaker"),
    ]
    assert taken.notices("x") == [
        "x: slots that are filled otherwise in the project were kept: 1.",
        "x: parties for which the codebook has no such slot were left out: 3.",
    ]
    assert table.project.check() == []


def test_values_that_cannot_be_ours_come_in_beside_them(table: Table) -> None:
    force = attribute("force", AttributeKind.ORDINAL, "weak", "strong")
    book = BOOK.with_labels([BOOK.labels[0].model_copy(update={"attributes": (force,)}), *BOOK.labels[1:]])
    coded = replace(span("s", 7, 19, "appeal"), attributes={"force": "strong"})
    taken = import_bundle(table.project, bundle(coded, codebook=book))
    (found,) = table.spans()
    appeal = table.project.codebook.get("appeal")
    assert found.attributes == {"force-2": "strong"} and appeal is not None
    assert [one.values for one in appeal.attributes if one.id == "force-2"] == [("weak", "strong")]
    assert taken.notices("x")[0].startswith("x: “Appeal” has other values for “force” in the project")


def test_a_register_that_contradicts_itself_or_ours_is_refused(table: Table) -> None:
    ring = [
        actor(one).model_copy(update={"memberships": (Membership(group=ActorId(other)),)})
        for one, other in ("ab", "ba")
    ]
    coded = [actor(id).model_copy(update={"codes": {"iso3": code}}) for id, code in (("a", "AAA"), ("b", "aaa"))]
    for actors, problem in ((ring, "member of itself"), (coded, "used twice"), (ring[:1], "is not in the register")):
        with pytest.raises(NotAllowed, match=problem):
            import_bundle(table.project, bundle(span("s", 0, 6), actors=tuple(actors)))
        assert table.spans() == []


def test_what_comes_into_anothers_layer_is_said(table: Table) -> None:
    table.sit("Ben")
    anas = bundle(
        span("s", 0, 6),
        layers=(Layer(id=ZOES, name="Ana", kind=LayerKind.CODER, coder=CoderId("zoe")),),
        coders=(Coder(id=CoderId("zoe"), name="Ana", pseudonym="p"),),
    )
    assert import_bundle(table.project, anas).notices("x") == [
        "x: 1 new span is in the layer “Ana”, which is another coder’s."
    ]
    assert import_bundle(table.project, replace(anas, documents=[])).notices("x") == []


def test_an_old_export_does_not_bring_back_what_was_merged(table: Table, tmp_path: Path) -> None:
    project = table.project
    with project.transact(Told(sentence="Register")):
        project.actors.add([actor("holland"), actor("netherlands")])
    table.code("Ana", "warning", "urged")
    exporting.export(project, tmp_path / "old.jsonl", layer="all", names=True)
    labels.merge(project, LabelId("appeal"), [LabelId("warning")])
    operations_actors.merge(project, ActorId("netherlands"), [ActorId("holland")])
    report = importing.import_sources(project, [ImportSource(tmp_path / "old.jsonl")])
    assert report.failed == [] and report.spans == 0
    assert project.codebook.get("warning") is None
    assert [one.id for one in project.actors.all()] == ["netherlands"]
    import_bundle(project, bundle(span("new", 0, 6, "warning")))
    assert project.codebook.get("warning") is None
    assert project.spans.get("new").label == "appeal", "what comes later follows"
