"""Spans, slots and decisions of a bundle: what is here stays, what is new comes in, once."""

from dataclasses import replace
from pathlib import Path

from annotator.model.codebook import Role
from annotator.model.coder import Coder, Layer, LayerKind
from annotator.model.decision import Decision, Rule
from annotator.model.ids import ActorId, CoderId, DecisionId, DocumentId, LayerId, LinkId, RoleId, SpanId
from annotator.model.role_kinds import Takes
from annotator.model.span import Extent, Link
from annotator.model.verbs.verb import Told
from annotator.operations.coding import acts, annotate
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.bundle_import import import_bundle
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people
from tests.operations.desks import BOOK, Table, new_project
from tests.operations.exchange.zoes_work import ZOES, actor, bundle, link, span


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
