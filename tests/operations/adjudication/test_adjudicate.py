"""What differs, what was decided, and the gold that comes of it."""

from pathlib import Path

import pytest

from annotator.adjudication.cases import Case, CaseKind
from annotator.adjudication.decisions import Gold, Settled, Status, Verdict
from annotator.model.actor import Actor, ActorKind
from annotator.model.decision import Rule
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.ids import ActorId, LabelId
from annotator.model.span import Link, Span
from annotator.operations.actors import actors
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import acts, annotate
from annotator.operations.coding.acts import SlotFiller
from annotator.operations.people import people
from annotator.store.project import Project
from tests.operations.adjudicating import cases, cases_all, decide, differing, settle
from tests.operations.desks import Table


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table with one case of each kind; see `differing`."""
    return differing(tmp_path)


def test_a_decision_stands_with_its_candidates_reason_and_person(table: Table) -> None:
    decide(table, CaseKind.LABEL, "take", "Ana")
    (decision,) = table.project.decisions.of_document(table.documents[0])
    assert (decision.rule, decision.reason, decision.coder) == (Rule.TAKEN, "because", table.coders["Dana"].id)
    assert decision.time.endswith("Z") and len(decision.candidates) == 2
    assert [(gold.label, gold.quote) for gold in table.gold()] == [("warning", "warned: no force")]
    assert cases(table)[CaseKind.LABEL].status is Status.DECIDED


@pytest.mark.parametrize(
    ("kind", "how", "coder", "label", "gold"),
    [
        (CaseKind.BOUNDARY, "take", "Ben", None, [("appeal", "urged China 🕊 to talk")]),
        (CaseKind.BOUNDARY, "union", "", None, [("appeal", "urged China 🕊 to talk")]),
        (CaseKind.BOUNDARY, "intersection", "", None, [("appeal", "urged China")]),
        (CaseKind.BOUNDARY, "relabel", "Ana", "warning", [("warning", "urged China")]),
        (CaseKind.LABEL, "union", "", "warning", [("warning", "warned: no force")]),
        (CaseKind.LABEL, "relabel", "", "actor", [("actor", "warned: no force")]),
        (CaseKind.MISSING, "take", "Ana", None, [("actor", "All sides")]),
        (CaseKind.MISSING, "none", "", None, []),
        (CaseKind.MISSING, "defer", "", None, []),
    ],
)
def test_each_choice_makes_the_gold_that_it_says(
    table: Table, kind: CaseKind, how: str, coder: str, label: str | None, gold: list[tuple[str, str]]
) -> None:
    decide(table, kind, how, coder, label)
    assert [(span.label, span.quote) for span in table.gold()] == gold
    assert cases(table)[kind].status is (Status.DEFERRED if how == "defer" else Status.DECIDED)
    assert table.project.check() == []
    table.project.undo()
    assert table.gold() == [] and cases(table)[kind].status is Status.OPEN


@pytest.mark.parametrize(("how", "coder", "label"), [("take", "", None), ("relabel", "Ana", None), ("guess", "", None)])
def test_an_incomplete_choice_is_refused(table: Table, how: str, coder: str, label: str | None) -> None:
    with pytest.raises(NotAllowed):
        decide(table, CaseKind.BOUNDARY, how, coder, label)
    assert table.project.decisions.counts() == {}


def test_gold_gets_no_label_that_the_codebook_lacks_or_that_is_for_documents(table: Table) -> None:
    with pytest.raises(NotFound, match="no label “threat”"):
        decide(table, CaseKind.LABEL, "relabel", "Ana", "threat")
    with pytest.raises(NotAllowed, match="whole documents"):
        decide(table, CaseKind.LABEL, "relabel", "Ana", "genre")
    assert table.gold() == []


def test_a_verdict_beyond_the_text_leaves_nothing_behind(table: Table) -> None:
    decide(table, CaseKind.LABEL, "take", "Ana")
    before = table.gold()
    bad = Verdict(Rule.TAKEN, (Gold(LabelId("appeal"), ((0, 9999),), {}),))  # type: ignore[arg-type]
    with pytest.raises(NotAllowed, match="beyond the text"):
        adjudicate.decide(table.project, cases(table)[CaseKind.LABEL].case, bad)
    assert table.gold() == before


def test_deciding_again_replaces_the_gold_of_the_first_decision(table: Table) -> None:
    decide(table, CaseKind.LABEL, "take", "Ana")
    decide(table, CaseKind.LABEL, "take", "Ben")
    assert [gold.label for gold in table.gold()] == ["appeal"]
    assert table.project.decisions.counts() == {Rule.TAKEN: 1}


def test_a_reopened_case_has_neither_gold_nor_decision(table: Table) -> None:
    decide(table, CaseKind.LABEL, "take", "Ana")
    adjudicate.reopen(table.project, cases(table)[CaseKind.LABEL].case)
    assert table.gold() == [] and cases(table)[CaseKind.LABEL].status is Status.OPEN
    table.project.undo()
    assert cases(table)[CaseKind.LABEL].status is Status.DECIDED


def test_deferred_cases_count_as_open(table: Table) -> None:
    layers = people.layers_named(table.project, None)
    first, second = table.documents
    assert adjudicate.open_counts(table.project, layers) == {first: 4, second: 0}
    decide(table, CaseKind.LABEL, "defer")
    decide(table, CaseKind.MISSING, "none")
    assert adjudicate.open_counts(table.project, layers) == {first: 3, second: 0}


def test_a_coder_who_has_not_looked_at_a_text_says_nothing_about_it(table: Table) -> None:
    table.code("Ana", "actor", "الصين", document=1)
    layers = list(table.layers.values())
    assert adjudicate.cases_of(table.project, table.documents[1], layers) == []
    table.project.person = table.coders["Dana"].id
    assert settle(table).alone == 1
    annotate.mark_done(table.project, table.sit("Ben").id, table.documents[1])
    (found,) = adjudicate.cases_of(table.project, table.documents[1], layers)
    assert (found.case.kind, found.case.absent) == (CaseKind.MISSING, (table.layers["Ben"].id,))


def test_the_gold_layer_finds_a_name_where_a_layer_has_it_already(table: Table) -> None:
    people.add_layer(table.project, table.coders["Dana"].id, "Gold")
    settle(table)
    gold = table.project.layers.gold()
    assert gold is not None and gold.name == "Gold 2"


FRANCE, CHINA = ActorId("fra"), ActorId("chn")


@pytest.fixture
def spoken(table: Table) -> Table:
    """Return the table after Ana and Ben said who speaks: both France, Ana by a span and Ben from the register."""
    for id, name in ((FRANCE, "France"), (CHINA, "China")):
        actors.add(table.project, Actor(id=id, name=name, kind=ActorKind.STATE))
    for name in ("Ana", "Ben"):
        act = table.code(name, "warning", "to talk. It warned")
        party = (
            SlotFiller(span=table.code(name, "actor", "urged").id, actor=FRANCE)
            if name == "Ana"
            else SlotFiller(actor=FRANCE)
        )
        acts.fill_slot(table.project, act.id, "speaker", party)
    table.project.person = table.coders["Dana"].id
    return table


def act_of(table: Table, name: str) -> Span:
    layer = table.layers[name].id
    return next(span for span in table.spans() if span.quote == "to talk. It warned" and span.layer == layer)


def case_of(table: Table, span: Span) -> Settled:
    return next(one for one in cases_all(table) if span in one.case.candidates)


def gold_links(table: Table) -> list[Link]:
    gold = {span.id for span in table.gold()}
    return [link for link in table.project.links.of_document(table.documents[0]) if link.act in gold]


def test_slots_on_which_all_agree_go_into_gold_written_out(spoken: Table) -> None:
    settle(spoken)
    (link,) = gold_links(spoken)
    (gold,) = (span for span in spoken.gold() if span.id == link.act)
    assert (gold.label, gold.quote, gold.codebook_version) == (
        "warning",
        "to talk. It warned",
        spoken.project.codebooks.current().id,
    )
    assert (link.role, link.span, link.actor, link.value, link.quote) == ("speaker", None, FRANCE, None, "urged")
    assert spoken.project.check() == []


def test_a_decision_keeps_the_slots_of_its_candidates_without_their_spans(spoken: Table) -> None:
    case = case_of(spoken, act_of(spoken, "Ana")).case
    decision = adjudicate.decide_by(spoken.project, case, "none")
    assert [(link.act, link.span, link.actor, link.quote) for link in decision.links] == [
        (act_of(spoken, "Ana").id, None, FRANCE, "urged"),
        (act_of(spoken, "Ben").id, None, FRANCE, ""),
    ]
    assert spoken.project.decisions.of_document(spoken.documents[0]) == [decision]


def test_a_slot_that_changed_since_brings_the_case_back_with_its_gold(spoken: Table) -> None:
    adjudicate.decide_by(spoken.project, case_of(spoken, ana := act_of(spoken, "Ana")).case, "union")
    assert case_of(spoken, ana).status is Status.DECIDED
    spoken.sit("Ana")
    party = next(s for s in spoken.spans() if s.quote == "urged" and s.layer == spoken.layers["Ana"].id)
    annotate.set_actor(spoken.project, party.id, CHINA)
    assert case_of(spoken, ana).status is Status.CHANGED
    assert case_of(spoken, ana).case.kind is CaseKind.SLOT
    assert [link.actor for link in gold_links(spoken)] == [FRANCE], "gold stays as it was decided"
    spoken.project.undo()
    assert case_of(spoken, ana).status is Status.DECIDED


def test_the_links_of_gold_go_and_come_back_with_it(spoken: Table) -> None:
    ana = act_of(spoken, "Ana")
    adjudicate.decide_by(spoken.project, case_of(spoken, ana).case, "take", ana.layer)
    assert len(gold_links(spoken)) == 1
    adjudicate.reopen(spoken.project, case_of(spoken, ana).case)
    assert len(spoken.project.links.of_document(spoken.documents[0])) == 2
    spoken.project.undo()
    assert [link.actor for link in gold_links(spoken)] == [FRANCE]
    spoken.project.undo()
    assert gold_links(spoken) == [] and spoken.gold() == []


def test_gold_has_no_slot_that_its_label_lacks(spoken: Table) -> None:
    ana = act_of(spoken, "Ana")
    adjudicate.decide_by(spoken.project, case_of(spoken, ana).case, "relabel", label="appeal")
    assert [link.role for link in gold_links(spoken)] == ["speaker"]
    adjudicate.decide_by(spoken.project, case_of(spoken, ana).case, "relabel", label="actor")
    assert gold_links(spoken) == [] and [span.label for span in spoken.gold()] == ["actor"]


def test_the_actor_of_a_mention_goes_into_gold(spoken: Table) -> None:
    for name in ("Ana", "Ben"):
        spoken.sit(name)
        mention = next(s for s in spoken.spans() if s.quote == "France" and s.layer == spoken.layers[name].id)
        annotate.set_actor(spoken.project, mention.id, FRANCE)
    settle(spoken)
    assert [span.actor for span in spoken.gold() if span.quote == "France"] == [FRANCE]


def test_attributes_go_into_gold_where_the_coders_agree_on_them(table: Table) -> None:
    for name in ("Ana", "Ben"):
        span = table.code(name, "appeal", "welcomed it")
        annotate.set_attribute(table.project, span.id, "means", ["aid", "talks"] if name == "Ana" else ["talks", "aid"])
    table.project.person = table.coders["Dana"].id
    settle(table)
    gold = next(gold for gold in table.gold() if gold.quote == "welcomed it")
    assert set(gold.attributes["means"]) == {"aid", "talks"}  # type: ignore[arg-type]


def test_the_cases_of_a_document_hold_each_coders_span_once(table: Table) -> None:
    found: list[Case] = [one.case for one in cases_all(table)]
    ids = [span.id for case in found for span in case.candidates]
    assert sorted(ids) == sorted(span.id for span in table.spans())


def test_comparing_fewer_coders_takes_nothing_back(sample_copy: Path) -> None:
    with Project.open(sample_copy) as project:
        before = project.decisions.counts(), project.spans.counts()
        for names in (["Ana", "Dana"], ["Ana", "Ben"], ["Ben", "Chloé"]):
            adjudicate.settle(project, "unanimous", people.layers_named(project, names))
            after = project.decisions.counts()
            assert all(after[rule] >= count for rule, count in before[0].items())
            gold = project.layers.gold()
            assert gold is not None
            for (layer, label), count in before[1].items():
                assert project.spans.counts()[layer, label] >= count
