"""Gold beyond one coder's span: split, joined, composed and added; each with its provenance, each taken back."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from annotator.adjudication.cases import Case, CaseKind
from annotator.adjudication.decisions import Settled, Status
from annotator.adjudication.slots import Slot
from annotator.model.actor import Actor, ActorKind
from annotator.model.decision import Rule
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import ActorId, AttributeId, RoleId
from annotator.model.span import Extent, Span
from annotator.operations.actors import actors
from annotator.operations.adjudication import adjudicate
from annotator.operations.adjudication.adjudicate import Given
from annotator.operations.codebook.codebook import default_codebook
from annotator.operations.coding import acts, annotate
from annotator.operations.coding.acts import SlotFiller
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people
from annotator.store.project import Project
from tests.operations.adjudicating import cases, cases_all, differing
from tests.operations.desks import TEXT, Table
from tests.operations.random_projects import content_of
from tests.operations.test_undo_everything import tables

FORCE, TOPIC = AttributeId("force"), AttributeId("topic")
SPEAKER, ADDRESSEE = RoleId("speaker"), RoleId("addressee")
FRANCE, CHINA = ActorId("fra"), ActorId("chn")
LONG = "الرئيس الفرنسي الصين"


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return `differing`, where in the other document Ana has one long span and Ben two short ones."""
    table = differing(tmp_path)
    for id, name in ((FRANCE, "France"), (CHINA, "China")):
        actors.add(table.project, Actor(id=id, name=name, kind=ActorKind.STATE))
    table.code("Ana", "appeal", LONG, document=1)
    table.code("Ben", "appeal", "الرئيس", document=1)
    table.code("Ben", "appeal", "الصين", document=1)
    table.sit("Dana")
    return table


def gold(table: Table) -> list[tuple[str, str]]:
    return [(span.label, span.quote) for document in (0, 1) for span in table.gold(document)]


def settled(table: Table, document: int = 1) -> list[Settled]:
    layers = people.layers_named(table.project, None)
    return adjudicate.cases_of(table.project, table.documents[document], layers)


def parts(table: Table) -> list[Case]:
    """Return the cases of the long span and the two short ones."""
    return [one.case for one in settled(table)]


def ids_of(cases: Iterable[Iterable[Span]]) -> set[frozenset[str]]:
    return {frozenset(span.id for span in case) for case in cases}


def standing(table: Table, case: Case) -> Settled:
    return next(one for document in (0, 1) for one in settled(table, document) if one.case.key == case.key)


def test_joined_cases_are_decided_by_one_decision_with_one_gold_span(table: Table) -> None:
    start, both = tables(table.project), parts(table)
    decision = adjudicate.join(table.project, both, reason=" one act ")
    assert gold(table) == [("appeal", LONG)]
    assert (decision.rule, decision.reason, decision.absent) == (Rule.JOINED, "one act", ())
    assert {span.id for span in decision.candidates} == {span.id for case in both for span in case.candidates}
    assert ids_of(decision.cases) == ids_of(case.candidates for case in both)
    for case in both:
        assert standing(table, case)[1:] == (Status.DECIDED, decision)
    assert adjudicate.provenance(table.project, table.gold(1)[0].id) == decision
    assert table.project.check() == []
    table.project.undo()
    assert tables(table.project) == start


def test_of_joined_cases_the_one_that_changed_comes_back_with_what_was_decided(table: Table) -> None:
    both = parts(table)
    decision = adjudicate.join(table.project, both)
    alone = next(case for case in both if case.kind is CaseKind.MISSING)
    table.sit("Ben")
    (bens,) = alone.candidates
    annotate.set_extents(table.project, bens.id, [(bens.start, bens.stop - 1)])
    table.sit("Dana")
    assert [standing(table, case).decision for case in both] == [decision, decision]
    assert {standing(table, case).status for case in both} == {Status.CHANGED, Status.DECIDED}
    assert standing(table, alone).status is Status.CHANGED
    adjudicate.settle(table.project, "majority", people.layers_named(table.project, None))
    assert standing(table, alone).status is Status.CHANGED, "no policy overwrites a person"
    assert [(span.label, span.quote) for span in table.gold(1)] == [("appeal", LONG)]


@pytest.mark.parametrize("again", ["decide", "reopen"])
def test_deciding_or_reopening_one_of_joined_cases_opens_the_others(table: Table, again: str) -> None:
    first, second = parts(table)
    layers = people.layers_named(table.project, None)
    book = adjudicate.open_book(table.project, table.documents[1], layers, table.spans(1))
    adjudicate.join(table.project, [first, second], book=book)
    if again == "decide":
        adjudicate.decide_by(table.project, first, "none")
        assert standing(table, first).status is Status.DECIDED
    else:
        adjudicate.reopen(table.project, first)
        assert standing(table, first).status is Status.OPEN
    assert standing(table, second)[1:] == (Status.OPEN, None) and gold(table) == []
    table.project.undo()
    assert {standing(table, case).status for case in (first, second)} == {Status.DECIDED}


def test_joining_again_replaces_all_that_was_decided_of_the_cases(table: Table) -> None:
    first, second = parts(table)
    adjudicate.decide_by(table.project, first, "take", first.candidates[0].layer)
    adjudicate.join(table.project, [second, first])
    adjudicate.join(table.project, [first, second, first], "warning")
    assert gold(table) == [("warning", LONG)]
    assert table.project.decisions.counts() == {Rule.JOINED: 1}
    with pytest.raises(NotFound, match="threat"):
        adjudicate.join(table.project, [first, second], "threat")
    with pytest.raises(NotAllowed, match="at least two"):
        adjudicate.join(table.project, [first])


def test_a_split_case_has_a_gold_span_for_each_distinct_candidate(table: Table) -> None:
    decision = adjudicate.decide_by(table.project, cases(table)[CaseKind.LABEL].case, "split")
    assert sorted(gold(table)) == [("appeal", "warned: no force"), ("warning", "warned: no force")]
    assert decision.rule is Rule.SPLIT and set(decision.gold) == {span.id for span in table.gold()}
    assert [adjudicate.provenance(table.project, id) for id in decision.gold] == [decision, decision]
    with pytest.raises(NotAllowed, match="nothing to split"):
        adjudicate.decide_by(table.project, cases(table)[CaseKind.AGREED].case, "split")


def test_the_majority_extent_is_decided_by_its_name(table: Table) -> None:
    table.code("Dana", "appeal", "urged China 🕊 to")
    table.sit("Dana")
    case = next(one.case for one in cases_all(table) if one.case.candidates[0].quote == "urged China")
    decision = adjudicate.decide_by(table.project, case, "majority")
    assert decision.rule is Rule.MAJORITY_EXTENT and gold(table) == [("appeal", "urged China 🕊 to")]


@pytest.fixture
def spoken(table: Table) -> Table:
    """Return the table after Ana and Ben said more of the appeal that they mark differently."""
    for name, force, actor in (("Ana", "urges", FRANCE), ("Ben", "invites", CHINA)):
        table.sit(name)
        span = cases(table)[CaseKind.BOUNDARY].case.of(table.layers[name].id)
        assert span is not None and span.quote.startswith("urged China")
        annotate.set_attribute(table.project, span.id, "force", force)
        acts.fill_slot(table.project, span.id, "speaker", SlotFiller(actor=actor))
    table.sit("Dana")
    return table


def appeal(table: Table) -> Case:
    return next(one.case for one in cases_all(table) if one.case.candidates[0].quote == "urged China")


def test_a_composed_span_has_the_best_of_each_coder_and_what_a_person_fills_in(spoken: Table) -> None:
    ana, ben = spoken.layers["Ana"].id, spoken.layers["Ben"].id
    words = Slot(ADDRESSEE, CHINA, None, (Extent(TEXT.index("China"), TEXT.index("China") + 5),))
    decision = adjudicate.compose(
        spoken.project,
        appeal(spoken),
        base=ana,
        attributes={FORCE: ben, TOPIC: Given("trade")},
        slots={SPEAKER: ben, ADDRESSEE: (words, Slot(ADDRESSEE, value="collective"))},
        reason="Wrong actor",
    )
    (span,) = spoken.gold()
    assert (span.quote, span.attributes) == ("urged China", {"force": "invites", "topic": "trade"})
    links = {(link.role, link.actor, link.value, link.quote) for link in spoken.project.links.of_spans([span.id])}
    assert links == {
        ("speaker", CHINA, None, ""), ("addressee", CHINA, None, "China"), ("addressee", None, "collective", ""),
    }  # fmt: skip
    assert (decision.rule, decision.reason) == (Rule.COMPOSED, "Wrong actor")
    assert standing(spoken, appeal(spoken))[1:] == (Status.DECIDED, decision)
    assert spoken.project.check() == []


def test_what_the_label_cannot_have_is_refused_and_nothing_is_decided(spoken: Table) -> None:
    project, case, ana = spoken.project, appeal(spoken), spoken.layers["Ana"].id
    before = tables(project)
    for attributes, slots, sentence in (
        ({AttributeId("depth"): Given("deep")}, {}, "no attribute “depth”"),
        ({FORCE: Given("whispers")}, {}, "“whispers” is no value"),
        ({}, {RoleId("payer"): ()}, "no role “payer”"),
        ({}, {SPEAKER: (Slot(SPEAKER, FRANCE), Slot(SPEAKER, CHINA))}, "takes one party"),
        ({}, {SPEAKER: (Slot(SPEAKER),)}, "needs an actor, a passage or a value"),
        ({}, {SPEAKER: (Slot(SPEAKER, FRANCE, "implicit"),)}, "not both"),
        ({}, {SPEAKER: (Slot(SPEAKER, None, "nobody"),)}, "no value of a slot"),  # type: ignore[arg-type]
        ({}, {SPEAKER: (Slot(SPEAKER, ActorId("atlantis")),)}, "actor"),
        ({}, {SPEAKER: (Slot(SPEAKER, None, None, (Extent(0, 9999),)),)}, "beyond the text"),
    ):
        with pytest.raises((NotAllowed, NotFound), match=sentence):
            adjudicate.compose(project, case, ana, attributes, slots)
        assert tables(project) == before


def test_what_all_missed_is_added_with_who_missed_it(table: Table) -> None:
    start, layers = tables(table.project), [table.layers["Ana"], table.layers["Ben"], table.layers["Dana"]]
    place = (TEXT.index("It warned"), TEXT.index("It warned") + 9)
    decision = adjudicate.add(
        table.project, table.documents[0], "warning", [place], layers, "Overlooked", {"force": "hints"},
        slots=[Slot(SPEAKER, FRANCE)],
    )  # fmt: skip
    (span,) = table.gold()
    assert (span.label, span.quote, span.attributes) == ("warning", "It warned", {"force": "hints"})
    assert [link.actor for link in table.project.links.of_spans([span.id])] == [FRANCE]
    assert (decision.rule, decision.candidates, decision.gold) == (Rule.ADDED, (), (span.id,))
    assert decision.absent == (table.layers["Ana"].id, table.layers["Ben"].id), "Dana did not take part"
    assert (decision.reason, decision.coder) == ("Overlooked", table.coders["Dana"].id)
    assert adjudicate.provenance(table.project, span.id) == decision
    assert table.project.check() == []
    table.project.undo()
    assert tables(table.project) == start


def test_what_was_added_stays_whatever_the_coders_and_policies_do_and_can_be_taken_back(table: Table) -> None:
    layers = people.layers_named(table.project, None)
    decision = adjudicate.add(table.project, table.documents[0], "warning", [(0, 6)], layers)
    for name in ("Ana", "Ben"):
        table.sit(name)
        own = [span.id for span in table.spans() if span.layer == table.layers[name].id]
        annotate.remove_spans(table.project, own)
        annotate.mark_done(table.project, table.layers[name].id, table.documents[0])
    table.sit("Dana")
    adjudicate.settle(table.project, "majority", layers)
    assert gold(table) == [("warning", "France")]
    adjudicate.remove_gold(table.project, decision)
    assert gold(table) == [] and table.project.decisions.counts() == {}
    with pytest.raises(NotFound, match="gone already"):
        adjudicate.remove_gold(table.project, decision)
    table.project.undo()
    assert gold(table) == [("warning", "France")]


def test_a_label_on_the_whole_document_is_added_without_extents(table: Table) -> None:
    layers = people.layers_named(table.project, None)
    adjudicate.add(table.project, table.documents[1], "genre", [], layers)
    assert [(span.label, span.extents) for span in table.gold(1)] == [("genre", ())]


def test_what_cannot_be_added_is_refused_with_a_sentence(table: Table) -> None:
    project, document, layers = table.project, table.documents[0], people.layers_named(table.project, None)
    adjudicate.add(project, document, "warning", [(0, 3), (3, 6)], layers)
    for label, extents, sentence in (
        ("warning", [(0, 6)], r"“France” \(0–6\) is in gold as “Warning” already"),
        ("threat", [(0, 6)], "no label “threat”"),
        ("genre", [(0, 6)], "whole documents"),
        ("warning", [], "label for passages"),
        ("warning", [(5, 5)], "at least one character"),
        ("warning", [(0, 9999)], "beyond the text"),
    ):
        with pytest.raises((NotAllowed, NotFound), match=sentence):
            adjudicate.add(project, document, label, extents, layers)
    with pytest.raises(NotAllowed, match="“whispers” is no value"):
        adjudicate.add(project, document, "warning", [(8, 9)], layers, "", {"force": "whispers"})
    with pytest.raises(NotFound, match="not in the register"):
        adjudicate.add(project, document, "actor", [(8, 9)], layers, actor=ActorId("atlantis"))
    assert gold(table) == [("warning", "France")]


def test_a_coders_span_has_no_provenance(table: Table) -> None:
    assert {adjudicate.provenance(table.project, span.id) for span in table.spans()} == {None}
    assert adjudicate.provenance(table.project, "gone") is None


def test_an_export_and_import_keep_what_was_joined_split_and_added(table: Table, tmp_path: Path) -> None:
    layers = people.layers_named(table.project, None)
    adjudicate.join(table.project, parts(table))
    adjudicate.decide_by(table.project, cases(table)[CaseKind.LABEL].case, "split")
    adjudicate.add(table.project, table.documents[0], "warning", [(0, 6)], layers)
    exporting.export(table.project, tmp_path / "data.jsonl", "jsonl", "all", names=True)
    with Project.create(tmp_path / "second.annot", default_codebook(), table.project.name) as second:
        assert importing.import_sources(second, [ImportSource(tmp_path / "data.jsonl")]).failed == []
        assert content_of(second) == content_of(table.project)
        again = adjudicate.cases_of(second, table.documents[0], people.layers_named(second, None))
        assert again == settled(table, 0)
    exporting.export(table.project, tmp_path / "gold.jsonl", "jsonl", "gold")
    written = (tmp_path / "gold.jsonl").read_text("utf-8")
    assert all(f'"rule":"{rule}"' in written.replace(": ", ":") for rule in ("joined", "split", "added"))
