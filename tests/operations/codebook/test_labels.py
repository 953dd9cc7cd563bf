"""Labels renamed, retired, moved, merged and split with their codings: nothing is lost, and undo restores all."""

import contextlib
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.adjudication.content import content_of
from annotator.model.attribute_kinds import AttributeKind
from annotator.model.codebook import Codebook, Counterpart, Label, Role, Scope
from annotator.model.codebook_diff import changes_between
from annotator.model.coder import LayerKind
from annotator.model.decision import Decision, Rule
from annotator.model.errors import NotAllowed, NotFound, UserError
from annotator.model.ids import AttributeId, CodebookVersionId, DecisionId, LabelId, LinkId, RoleId, SpanId, new_id
from annotator.model.span import Extent, Link, Span, quote_of
from annotator.model.values import checked_value
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate
from annotator.operations.codebook import codebook, label_plans, labels, stale
from annotator.operations.coding import acts, annotate
from annotator.operations.people import people
from annotator.store.project import Project
from tests.model.codebooks import codebooks
from tests.operations.desks import BOOK, TEXT, Table, attribute, make_table
from tests.operations.test_undo_everything import tables

APPEAL, WARNING, ACTOR = LabelId("appeal"), LabelId("warning"), LabelId("actor")
VALUES = st.sampled_from(["low", "middle", "high", True, 3, 0.5, ["low"], ["high", "low"], "2026-01-01"])


@pytest.fixture
def table(tmp_path: Path) -> Table:
    return make_table(tmp_path)


def label(table: Table, id: str) -> Label:
    found = table.project.codebook.get(id)
    assert found is not None
    return found


def test_a_label_is_renamed_retired_and_brought_back_and_its_codings_stay(table: Table) -> None:
    span = table.code("Ana", "appeal", "urged")
    before = tables(table.project)
    said = labels.rename(table.project, APPEAL, " Request ")
    assert label(table, "appeal").name == "Request" and table.project.spans.get(span.id) == span
    assert said.sentences == (
        "Request was called “Appeal” before.",
        "It concerns 1 coding (Ana 1), 0 slots and 0 decisions.",
    )
    labels.retire(table.project, APPEAL)
    with pytest.raises(NotAllowed, match="retired"):
        table.code("Ana", "appeal", "China")
    labels.bring_back(table.project, APPEAL)
    table.code("Ana", "appeal", "China")
    assert [version.note for version in table.project.codebooks.all()] == [
        *("", "Rename Appeal to Request", "Retire Request", "Bring Request back")
    ]
    for _ in range(4):
        table.project.undo()
    assert tables(table.project) == before
    with pytest.raises(NotAllowed, match="needs a name"):
        labels.rename(table.project, APPEAL, " ")
    with pytest.raises(NotFound, match="no label “gone”"):
        labels.retire(table.project, LabelId("gone"))


def test_a_label_moves_with_those_below_it_and_never_below_itself(table: Table) -> None:
    labels.move(table.project, WARNING, APPEAL)
    labels.move(table.project, ACTOR, WARNING)
    assert [one.id for one in table.project.codebook.labels] == ["appeal", "genre", "warning", "actor"]
    labels.move(table.project, WARNING, None, APPEAL)
    moved = table.project.codebook.labels
    assert [(one.id, one.parent) for one in moved] == [
        *(("warning", None), ("actor", "warning"), ("appeal", None), ("genre", None))
    ]
    for place in (WARNING, ACTOR):
        with pytest.raises(NotAllowed, match="below or before itself"):
            labels.move(table.project, WARNING, place)
    with pytest.raises(NotFound):
        labels.move(table.project, WARNING, None, LabelId("gone"))


def test_merged_labels_are_one_in_all_layers_and_what_was_decided_still_holds(table: Table) -> None:
    project = table.project
    anas, bens = table.code("Ana", "warning", "no force"), table.code("Ben", "warning", "no force")
    for span in (anas, bens):
        project.person = project.layers.get(span.layer).coder
        annotate.set_attribute(project, span.id, "force", "hints")
        acts.fill_slot(project, span.id, "speaker", acts.SlotFiller(value="implicit"))
    adjudicate.settle(project, "unanimous", people.layers_named(project, None))
    before = tables(project)
    preview = label_plans.to_merge(project, APPEAL, [WARNING]).preview
    assert (preview.slots, preview.decisions, preview.twice) == (3, 1, 0)
    assert {project.layers.get(layer).name: count for layer, count in preview.spans.items()} == {
        **{"Ana": 1, "Ben": 1, "Gold": 1}
    }
    assert tables(project) == before
    assert labels.merge(project, APPEAL, [WARNING]) == preview
    assert "The label Warning was removed." in preview.sentences
    assert Counter(span.label for span in table.spans()) == {"appeal": 3}
    # “hints, urges” is no part of the order “invites, calls on, urges”, so that it is an attribute of its own.
    assert [span.attributes for span in table.spans()] == [{"force-2": "hints"}] * 3
    made = label(table, "appeal").attribute("force-2")
    assert made is not None and (made.name, made.values) == ("Force (Warning)", ("hints", "urges"))
    document = table.documents[0]
    (case,) = adjudicate.cases_of(project, document, people.layers_named(project, None))
    assert case.status == "decided" and case.decision and case.decision.candidates[0].label == "appeal"
    assert project.spans.get(anas.id).codebook_version == project.codebooks.current().id
    assert project.codebooks.current().number == 2
    project.undo()
    assert tables(project) == before


def test_codings_that_then_stand_twice_at_one_place_are_both_kept_and_counted(table: Table) -> None:
    first, second = table.code("Ana", "appeal", "urged"), table.code("Ana", "warning", "urged")
    table.code("Ben", "warning", "urged")
    said = labels.merge(table.project, APPEAL, [WARNING])
    assert said.twice == 1
    assert said.sentences[-2:] == (
        "The coding that has the label Appeal already is to be looked at again.",
        "1 coding then stands where the same coder has another one of this label; both are kept.",
    )
    assert [one.span.id for one in stale.codings(table.project, table.layers["Ana"].id)] == [first.id]
    assert {first.id, second.id} <= {span.id for span in table.spans()} and len(table.spans()) == 3


def test_what_names_a_merged_label_names_the_kept_one(table: Table) -> None:
    plover = Counterpart(scheme="PLOVER", code="13", when={AttributeId("force"): ("hints",)})
    warning = BOOK.labels[1].model_copy(update={"counterparts": (plover,), "examples": ("Beware.",)})
    below = Label(id=LabelId("threat"), name="Threat", parent=WARNING)
    answering = Role(id=RoleId("answers"), name="Answers", labels=(APPEAL, WARNING, ACTOR))
    threat = below.model_copy(update={"roles": (answering,)})
    codebook.save(table.project, BOOK.with_labels([BOOK.labels[0], warning, *BOOK.labels[2:], threat]))
    labels.merge(table.project, APPEAL, [WARNING])
    kept, threat = label(table, "appeal"), label(table, "threat")
    assert threat.parent == "appeal" and threat.roles[0].labels == ("appeal", "actor")
    assert kept.counterparts == (plover.model_copy(update={"when": {"force-2": ("hints",)}}),)
    assert kept.examples == ("Beware.",) and kept.parent is None
    labels.merge(table.project, LabelId("threat"), [APPEAL])
    assert label(table, "threat").parent is None, "it was below the label that is one with it now"


def test_labels_that_cannot_be_one_are_left_as_they_are(table: Table) -> None:
    before = tables(table.project)
    for others, problem in (
        ([LabelId("genre")], "cannot be one"),
        ([APPEAL], "Choose other labels"),
        ([], "Choose other labels"),
    ):
        with pytest.raises(NotAllowed, match=problem):
            labels.merge(table.project, APPEAL, others)
    with pytest.raises(NotFound):
        labels.merge(table.project, APPEAL, [LabelId("gone")])
    assert tables(table.project) == before


def test_a_label_is_split_by_a_value_and_the_rest_stays(table: Table) -> None:
    project, spans = table.project, []
    for name, quote, force in (("Ana", "urged", "urges"), ("Ben", "urged", "urges"), ("Ana", "welcomed", "invites")):
        span = table.code(name, "appeal", quote)
        annotate.set_attribute(project, span.id, "force", force)
        acts.fill_slot(project, span.id, "addressee", acts.SlotFiller(value="collective"))
        spans.append(span.id)
    adjudicate.settle(project, "unanimous", people.layers_named(project, None))
    project.person = None
    before, links = tables(project), project.links.of_spans(spans)
    urging = Label(id=LabelId("urging"), name="Urging", attributes=(attribute("force", AttributeKind.FLAG),))
    goes = label_plans.by_value(project, APPEAL, "force", {"urges": urging.id})
    preview = label_plans.to_split(project, APPEAL, [urging], goes).preview
    assert (preview.slots, preview.decisions, sum(preview.spans.values())) == (3, 1, 3)
    labels.split(project, APPEAL, [urging], goes)
    assert [project.spans.get(id).label for id in spans] == ["urging", "urging", "appeal"]
    assert project.spans.get(spans[0]).attributes == {"force-2": "urges"}
    assert project.spans.get(spans[2]).attributes == {"force": "invites"}
    assert project.links.of_spans(spans) == links
    assert [role.id for role in label(table, "urging").roles] == ["speaker", "addressee"]
    assert [one.id for one in project.codebook.labels] == ["appeal", "urging", "warning", "actor", "genre"]
    cases = adjudicate.cases_of(project, table.documents[0], people.layers_named(project, None))
    assert [case.status for case in cases] == ["decided", "open"]
    assert project.undo() and project.redo() and project.undo()
    assert tables(project) == before


def test_a_label_is_split_by_what_is_its_own_only(table: Table) -> None:
    mine, other = table.code("Ana", "appeal", "urged"), table.code("Ana", "warning", "no force")
    before = tables(table.project)
    part = Label(id=LabelId("part"), name="Part")
    for into, goes, problem in (
        ([part], {other.id: part.id}, "coded as Appeal"),
        ([part], {SpanId("gone"): part.id}, "coded as Appeal"),
        ([part], {mine.id: WARNING}, "“warning” is none of the labels"),
        ([part.model_copy(update={"id": WARNING})], {}, "a label “warning” already"),
        ([part.model_copy(update={"scope": Scope.DOCUMENT})], {}, "one is for passages"),
    ):
        with pytest.raises(NotAllowed, match=problem):
            labels.split(table.project, APPEAL, into, goes)
    with pytest.raises(UserError, match="key “1” is used twice"):
        labels.split(table.project, APPEAL, [part.model_copy(update={"key": "1"})], {})
    assert tables(table.project) == before


def test_choices_go_where_the_first_of_them_goes(table: Table) -> None:
    spans = [table.code("Ana", "appeal", quote) for quote in ("urged", "China", "talk")]
    for span, means in zip(spans, (["talks", "aid"], ["aid"], ["talks"]), strict=True):
        annotate.set_attribute(table.project, span.id, "means", means)
    annotate.set_attribute(table.project, spans[2].id, "public", True)
    by_means = label_plans.by_value(table.project, APPEAL, "means", {"aid": LabelId("a"), "talks": LabelId("t")})
    assert by_means == {spans[0].id: "t", spans[1].id: "a", spans[2].id: "t"}
    assert label_plans.by_value(table.project, APPEAL, "public", {True: LabelId("p")}) == {spans[2].id: "p"}


Coding = tuple[str, int, int, dict[str, Any]]
Content = tuple[Codebook, list[Coding]]


@st.composite
def coded(draw: st.DrawFn) -> Content:
    """Draw a codebook, and codings with values of any kind, also for attributes that it does not know."""
    drawn = draw(codebooks(2, st.just(Scope.SPAN)))
    book = drawn.with_labels(one.model_copy(update={"heading": False}) for one in drawn.labels)  # all are coded with
    ids = [one.id for one in book.labels]
    values = st.dictionaries(st.sampled_from(["a", "b", "c", "aa", "a-2"]), VALUES, max_size=3)
    spans = st.tuples(st.sampled_from(ids), st.integers(0, 3), st.integers(4, 6), values)
    return book, draw(st.lists(spans, min_size=1, max_size=6))


def fill(table: Table, book: Codebook, codings: list[Coding]) -> None:
    """Code for Ana and Ben by turns, link each to the one before, and decide on all pairs of them."""
    project, document = table.project, table.documents[0]
    roles = {one.id: one.roles for one in book.labels}
    layers = [layer.id for layer in project.layers.all(LayerKind.CODER)]
    spans = [
        Span(
            SpanId(new_id()), layers[number % 2], document, LabelId(of), (Extent(start, stop),),
            quote_of(TEXT, [(start, stop)]), values, "note", codebook_version=CodebookVersionId("v1"),
        )
        for number, (of, start, stop, values) in enumerate(codings)
    ]  # fmt: skip
    links = [
        Link(LinkId(new_id()), act.id, role.id, party.id)
        for act, party in zip(spans[2:], spans, strict=False)
        for role in roles[act.label]
    ]
    decisions = [
        Decision(
            DecisionId(new_id()), document, Rule.TAKEN, (one, other), (), (one.id,), links=tuple(
                replace(link, span=None, value="unclear") for link in links if link.act in (one.id, other.id)
            ),
        )
        for one, other in pairwise(spans)
    ]  # fmt: skip
    codebook.save(project, book)
    with project.transact(Told(sentence="Fill")):
        project.spans.add(spans)
        project.links.add(links)
        project.decisions.add(decisions)


def values_of(span: Span) -> list[str]:
    return sorted(str(value) for value in span.attributes.values())


def what_stays(project: Project, document: str) -> dict[str, Any]:
    """Return what no verb on labels may change of the codings."""
    return {
        span.id: (span.layer, span.extents, span.quote, span.note, span.actor, values_of(span))
        for span in project.spans.of_document(document)
    } | {
        link.id: (link.act, link.span, link.actor, link.value, link.extents)
        for link in project.links.of_document(document)
    }


def valid_values(project: Project, document: str) -> dict[str, Counter[str]]:
    """Return the values of each span that the codebook allows."""
    found: dict[str, Counter[str]] = {}
    for span in project.spans.of_document(document):
        of = project.codebook.get(span.label)
        values: Counter[str] = Counter()
        for id, value in span.attributes.items():
            known = of.attribute(id) if of else None
            with contextlib.suppress(NotAllowed):
                values[str(value)] += known is not None and checked_value(known, value) == value
        found[span.id] = values
    return found


def must_have_kept_all(project: Project, document: str, before: dict[str, Any]) -> None:
    assert what_stays(project, document) == before
    assert project.check() == []
    spans = {span.id: span for span in project.spans.of_document(document)}
    roles = {one.id: {role.id for role in one.roles} for one in project.codebook.labels}
    for link in project.links.of_document(document):
        assert link.role in roles[spans[link.act].label]
    for decision in project.decisions.of_document(document):
        for span in decision.candidates:
            assert content_of(span) == content_of(spans[span.id]), "the decision still holds"
        acts_of_it = {span.id: span.label for span in decision.candidates}
        for link in decision.links:
            assert link.role in roles[acts_of_it[link.act]]


many = settings(suppress_health_check=[HealthCheck.too_slow])


def begin_anew(project: Project, steps: int) -> None:
    """Take back what an earlier example left, also one that failed."""
    while (step := project.journal.next_undo()) and step.number > steps:
        project.undo()


def test_merging_and_splitting_keep_every_coding_and_undo_restores_all(table: Table) -> None:
    project, document, steps = table.project, table.documents[0], table.project.journal.count()

    @many
    @given(coded(), st.data())
    def holds(content: Content, data: st.DataObject) -> None:
        begin_anew(project, steps)
        fill(table, *content)
        start, begun, ids = tables(project), what_stays(project, document), [one.id for one in content[0].labels]
        valid = valid_values(project, document)
        keep = data.draw(st.sampled_from(ids))
        others = data.draw(st.lists(st.sampled_from([id for id in ids if id != keep]), min_size=1, unique=True))
        labels.merge(project, keep, others)
        must_have_kept_all(project, document, begun)
        assert {one.id for one in project.codebook.labels} == set(ids) - set(others)
        assert all(values <= valid_values(project, document)[id] for id, values in valid.items())
        merged, valid = tables(project), valid_values(project, document)
        flags = data.draw(st.lists(st.sampled_from(["a", "b", "a-2"]), unique=True))
        part = Label(id=LabelId("p"), name="P", attributes=tuple(attribute(id, AttributeKind.FLAG) for id in flags))
        mine = [span.id for span in project.spans.with_labels([keep])]
        going = data.draw(st.lists(st.sampled_from(mine))) if mine else []
        labels.split(project, keep, [part], dict.fromkeys(going, part.id))
        must_have_kept_all(project, document, begun)
        assert all(values <= valid_values(project, document)[id] for id, values in valid.items())
        for state in (merged, start):
            assert project.undo() is not None
            assert tables(project) == state

    holds()


def test_any_codebook_can_be_saved_loaded_compared_and_edited(table: Table, tmp_path: Path) -> None:
    project, steps = table.project, table.project.journal.count()

    @many
    @given(codebooks(1), codebooks(), st.data())
    def holds(first: Codebook, second: Codebook, data: st.DataObject) -> None:
        begin_anew(project, steps)
        for book in (second, first):
            kept = codebook.as_kept(book, project.codebook)
            codebook.save(project, book)
            codebook.write_codebook(project, tmp_path / "book.json")
            assert project.codebook == kept == codebook.read_codebook(tmp_path / "book.json")
        chosen = data.draw(st.sampled_from([one.id for one in first.labels]))
        places = st.sampled_from([None, *(one.id for one in first.labels if one.id != chosen)])
        for verb, arguments in (
            (labels.rename, ["Another name"]),
            (labels.retire, []),
            (labels.bring_back, []),
            (labels.move, [data.draw(places), data.draw(places)]),
        ):
            old = project.codebook
            try:
                said = verb(project, chosen, *arguments)
            except NotAllowed:
                assert verb is labels.move and project.codebook == old
                continue
            assert said.sentences[:-1] == changes_between(old, project.codebook)
            assert {one.id for one in project.codebook.labels} == {one.id for one in old.labels}

    holds()
