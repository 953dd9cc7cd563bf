"""What policies settle in a project, and what they leave alone."""

from pathlib import Path

import pytest

from annotator.adjudication.cases import CaseKind
from annotator.adjudication.decisions import Status
from annotator.adjudication.policies import PolicyPlan
from annotator.model.coder import Layer
from annotator.model.decision import Rule
from annotator.model.errors import Cancelled, NotAllowed, NotFound
from annotator.model.ids import LabelId
from annotator.operations.adjudication import adjudicate
from annotator.operations.coding import annotate
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people
from tests.operations.adjudicating import cases, cases_all, decide, differing, settle
from tests.operations.desks import Table, make_table, new_project
from tests.operations.test_undo_everything import tables
from tests.projects import said


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Return a table with one case of each kind; see `differing`."""
    return differing(tmp_path)


def test_identical_spans_are_gold_without_a_click(table: Table) -> None:
    report = settle(table)
    assert report.settled == {"unanimous": 1}
    assert report.left == {"boundary": 1, "label": 1, "missing": 1}
    (gold,) = table.gold()
    assert (gold.label, gold.quote) == ("actor", "France")
    (decision,) = table.project.decisions.of_document(table.documents[0])
    assert decision.gold == (gold.id,)
    assert (decision.rule, decision.coder) == (Rule.UNANIMOUS, table.coders["Dana"].id)
    assert decision.codebook_version == table.project.codebooks.current().id
    assert {span.layer for span in decision.candidates} == {table.layers["Ana"].id, table.layers["Ben"].id}


def test_doing_a_policy_again_changes_nothing_and_leaves_no_step(table: Table) -> None:
    settle(table)
    steps, gold = table.project.journal.count(), table.gold()
    assert settle(table).settled == {}
    assert (table.project.journal.count(), table.gold()) == (steps, gold)


def test_a_policy_is_one_step(table: Table) -> None:
    for name in ("Ana", "Ben"):
        table.code(name, "actor", "الصين", document=1)
    table.project.person = table.coders["Dana"].id
    assert settle(table).settled == {"unanimous": 2}
    table.project.undo()
    assert table.gold() == table.gold(1) == [] and table.project.decisions.counts() == {}


def test_no_policy_overwrites_what_a_person_decided(table: Table) -> None:
    decide(table, CaseKind.AGREED, "none")
    decide(table, CaseKind.LABEL, "defer")
    report = settle(table, "majority")
    assert table.project.decisions.counts()[Rule.NONE] == 1
    assert report.left["label"] == 1
    assert not any(gold.quote == "France" for gold in table.gold())


def test_a_persons_decision_that_the_coders_changed_comes_back_and_is_not_settled(table: Table) -> None:
    decide(table, CaseKind.BOUNDARY, "take", "Ana")
    gold = table.gold()
    bens = next(span for span in table.spans() if span.quote == "urged China 🕊 to talk")
    table.sit("Ben")
    annotate.set_extents(table.project, bens.id, next(s for s in table.spans() if s.quote == "urged China").extents)
    changed = [one for one in cases_all(table) if one.status is Status.CHANGED]
    assert [one.case.kind for one in changed] == [CaseKind.AGREED]
    settle(table)
    assert [span for span in table.gold() if span.label == "appeal"] == gold


def test_what_a_policy_settled_is_settled_anew_when_the_coders_change_it(table: Table) -> None:
    settle(table)
    for name in ("Ana", "Ben"):
        table.sit(name)
        own = next(s for s in table.spans() if s.quote == "France" and s.layer == table.layers[name].id)
        annotate.set_extents(table.project, own.id, [(own.start, own.stop + 6)])
    assert settle(table).settled == {"unanimous": 1}
    assert [gold.quote for gold in table.gold()] == ["France urged"]
    assert table.project.decisions.counts() == {Rule.UNANIMOUS: 1}


def test_gold_that_a_policy_made_goes_when_all_its_spans_are_gone(table: Table) -> None:
    settle(table)
    for name in ("Ana", "Ben"):
        table.sit(name)
        annotate.remove_spans(
            table.project, [s.id for s in table.spans() if s.quote == "France" and s.layer == table.layers[name].id]
        )
    settle(table)
    assert table.gold() == [] and table.project.decisions.counts() == {}


def test_a_persons_decision_stays_when_all_its_spans_are_gone(table: Table) -> None:
    decide(table, CaseKind.MISSING, "take", "Ana")
    table.sit("Ana")
    annotate.remove_spans(table.project, [s.id for s in table.spans() if s.quote == "All sides"][:1])
    settle(table)
    assert "All sides" in [gold.quote for gold in table.gold()]


def test_majority_needs_more_than_half_of_the_coders(table: Table) -> None:
    table.code("Dana", "warning", "warned: no force")
    report = settle(table, "majority")
    assert report.settled == {"majority": 3}
    assert {gold.quote for gold in table.gold()} == {"France", "warned: no force"}
    assert report.left == {"missing": 1}


def test_a_policy_needs_two_layers_and_a_name_that_exists(table: Table) -> None:
    with pytest.raises(NotAllowed, match="at least two"):
        adjudicate.settle(table.project, "unanimous", [table.layers["Ana"]])
    with pytest.raises(NotFound, match="no policy"):
        settle(table, "loudest")


def test_a_policy_that_is_stopped_leaves_nothing(table: Table) -> None:
    def stop(done: int, total: int, text: str) -> None:
        if done:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        adjudicate.settle(table.project, "unanimous", people.layers_named(table.project, None), stop)
    assert table.gold() == [] and table.project.layers.gold() is None


def layers_of(table: Table) -> list[Layer]:
    return people.layers_named(table.project, None)


def test_what_a_policy_would_settle_is_listed_before_and_nothing_is_written(table: Table) -> None:
    start = tables(table.project)
    for policy in ("unanimous", "majority"):
        proposals, report = adjudicate.preview(table.project, policy, layers_of(table))
        assert proposals == adjudicate.propose(table.project, policy, layers_of(table))
        assert tables(table.project) == start
    (proposal,) = proposals
    assert (proposal.document, proposal.title) == (table.documents[0], "Readout")
    assert (proposal.case.kind, proposal.verdict.rule) == (CaseKind.AGREED, Rule.UNANIMOUS)
    assert report == settle(table, "majority")


def test_a_preferred_coder_settles_all_in_one_step_and_what_was_not_marked_as_nothing(table: Table) -> None:
    plan = adjudicate.plan_of(table.project, "preferred", "Ben")
    report = adjudicate.settle(table.project, plan, layers_of(table))
    assert report.settled == {"unanimous": 1, "preferred coder": 3} and report.left == {}
    assert (report.policy, report.done, report.alone) == ("preferred", 1, 0)
    assert {(gold.label, gold.quote) for gold in table.gold()} == {
        ("actor", "France"), ("appeal", "urged China 🕊 to talk"), ("appeal", "warned: no force"),
    }  # fmt: skip
    assert all(cases(table)[kind].status is Status.DECIDED for kind in cases(table))
    assert table.project.check() == []
    settled = tables(table.project)
    assert adjudicate.settle(table.project, plan, layers_of(table)).settled == {}
    assert tables(table.project) == settled
    table.project.undo()
    assert table.gold() == [] and table.project.decisions.counts() == {}


def test_a_preferred_coder_says_nothing_about_a_text_that_this_coder_has_not_begun(table: Table) -> None:
    table.code("Ana", "actor", "الصين", document=1)
    table.code("Ben", "appeal", "الصين", document=1)
    table.code("Dana", "actor", "France")
    plan = adjudicate.plan_of(table.project, "preferred", "Dana")
    adjudicate.settle(table.project, plan, layers_of(table))
    assert {gold.quote for gold in table.gold()} == {"France"} and table.gold(1) == []
    assert adjudicate.left_by_kind(table.project, layers_of(table)) == {
        table.documents[0]: {}, table.documents[1]: {CaseKind.LABEL: 1},
    }  # fmt: skip


def test_no_preferred_coder_overwrites_a_person_nor_does_one_after_the_coders_changed_their_spans(table: Table) -> None:
    decide(table, CaseKind.BOUNDARY, "take", "Ana")
    decide(table, CaseKind.LABEL, "defer")
    table.sit("Ben")
    bens = next(span for span in table.spans() if span.quote == "urged China 🕊 to talk")
    annotate.set_extents(table.project, bens.id, [(bens.start, bens.stop - 1)])
    table.sit("Dana")
    plan = adjudicate.plan_of(table.project, "preferred", "Ben")
    report = adjudicate.settle(table.project, plan, layers_of(table))
    assert report.left == {"boundary": 1, "label": 1} and report.done == 0
    assert {gold.quote for gold in table.gold()} == {"France", "urged China"}
    assert cases(table)[CaseKind.BOUNDARY].status is Status.CHANGED


def test_labels_are_named_by_id_or_name_and_limit_what_is_settled(table: Table) -> None:
    plan = adjudicate.plan_of(table.project, "preferred", "Ana", ["WARNING"])
    assert plan.labels == frozenset({LabelId("warning")})
    report = adjudicate.settle(table.project, plan, layers_of(table))
    assert report.settled == {"preferred coder": 1}
    assert report.left == {"agreed": 1, "boundary": 1, "missing": 1}
    assert [(gold.label, gold.quote) for gold in table.gold()] == [("warning", "warned: no force")]


def test_labels_with_policies_of_their_own_are_settled_in_the_same_step(table: Table) -> None:
    ana, appeal, actor = table.layers["Ana"].id, LabelId("appeal"), LabelId("actor")
    plan = PolicyPlan("", ana, by_label={appeal: "preferred", actor: "unanimous"})
    report = adjudicate.settle(table.project, plan, layers_of(table))
    assert report.settled == {"unanimous": 1, "preferred coder": 1} and report.policy == "preferred, unanimous"
    assert report.left == {"label": 1, "missing": 1}, "one has a label without a policy, the other is not unanimous"
    assert said(table.project) == "Settle by policies of the labels"


def test_a_plan_that_cannot_be_carried_out_is_refused_with_a_sentence(table: Table) -> None:
    project, layers, ana = table.project, layers_of(table), table.layers["Ana"].id
    for plan, sentence in (
        (PolicyPlan("preferred"), "needs a coder"),
        (PolicyPlan("majority", ana), "only; choose it"),
        (PolicyPlan("preferred", table.layers["Dana"].id), "not among those who are compared"),
        (PolicyPlan(""), "needs a policy"),
        (PolicyPlan("majority", labels=frozenset()), "at least one"),
    ):
        for verb in (adjudicate.settle, adjudicate.propose):
            with pytest.raises(NotAllowed, match=sentence):
                verb(project, plan, layers)
    for wrong in ({LabelId("threat"): "majority"}, {LabelId("appeal"): "loudest"}):
        with pytest.raises(NotFound, match=r"threat|loudest"):
            adjudicate.settle(project, PolicyPlan("majority", by_label=wrong), layers)
    with pytest.raises(NotFound, match="no coder “Zoë”"):
        adjudicate.plan_of(project, "preferred", "Zoë")
    with pytest.raises(NotFound, match=r"no label “threat”.*appeal, warning, actor, genre"):
        adjudicate.plan_of(project, "majority", labels=["appeal", "threat"])


def test_the_extent_that_most_share_becomes_gold_with_its_words_and_comes_back_whole(tmp_path: Path) -> None:
    table = make_table(tmp_path, "Ana", "Ben", "Cem", "Dana")
    for name, quote in (("Ana", "urged China"), ("Ben", "urged Chi"), ("Cem", "urged China 🕊 to talk")):
        table.code(name, "appeal", quote)
    assert settle(table, "majority").settled == {}
    plan, layers = PolicyPlan("majority-extent"), people.layers_named(table.project, None)
    (proposal,) = adjudicate.propose(table.project, plan, layers)
    assert proposal.quotes == ("urged China",), "the word whose half one of them marked counts whole"
    assert settle(table, "majority-extent").settled == {"majority on shared extent": 1}
    (gold,) = table.gold()
    assert gold.quote == "urged China"
    (decision,) = table.project.decisions.of_document(table.documents[0])
    assert (decision.rule, decision.rule.by_policy, len(decision.candidates)) == (Rule.SHARED_EXTENT, True, 3)
    assert said(table.project) == "Settle what more than half say alike, with the extent that most share"
    exporting.export(table.project, tmp_path / "all.jsonl", layer="all", names=True)
    with new_project(tmp_path / "again.annot") as again:
        importing.import_sources(again, [ImportSource(tmp_path / "all.jsonl")])
        document = again.documents.all()[0].id
        assert [made.rule for made in again.decisions.of_document(document)] == [Rule.SHARED_EXTENT]


def test_two_who_differ_over_a_comma_are_left_to_a_person(table: Table) -> None:
    assert settle(table, "majority-extent").left == {"boundary": 1, "label": 1, "missing": 1}
