"""One's own spans against gold, and decisions that become examples of the codebook."""

import tempfile
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.adjudication.cases import CaseKind
from annotator.model.decision import Decision, Rule
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed, NotFound
from annotator.model.practice import Score
from annotator.operations.adjudication import adjudicate
from annotator.operations.codebook import codebook, stale
from annotator.operations.coding import acts, annotate
from annotator.operations.documents import documents
from annotator.operations.feedback import feedback, releases
from annotator.operations.feedback.feedback import FeedbackPlace
from annotator.operations.feedback.releases import GoldVisibility
from annotator.operations.people import people
from annotator.store.project import Project
from tests.operations.desks import BOOK, Table, make_table
from tests.projects import said

TEXT = "aaa bbb ccc ddd eee"
SPANS = st.lists(
    st.tuples(st.integers(0, 18), st.integers(1, 19), st.sampled_from(["appeal", "warning", "actor"])), max_size=7
)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    """Ana and Ben, who differ; nothing is decided."""
    made = make_table(tmp_path, "Ana", "Ben", "Chen")
    made.code("Ana", "appeal", "urged China")
    made.code("Ben", "appeal", "France urged China")
    made.code("Ana", "warning", "It warned")
    made.code("Ben", "actor", "All sides")
    return made


def decide(
    table: Table, how: str, quote: str, layer: str | None = None, label: str | None = None, why: str = ""
) -> Decision:
    """Decide the open case in which somebody has this quote, between Ana and Ben."""
    layers = [table.layers["Ana"], table.layers["Ben"]]
    found = adjudicate.cases_of(table.project, table.documents[0], layers)
    (case,) = [one.case for one in found if quote in [span.quote for span in one.case.candidates]]
    of = table.layers[layer].id if layer else None
    return adjudicate.decide_by(table.project, case, how, of, label, why)


def decide_all(table: Table) -> None:
    decide(table, "take", "urged China", "Ben", why="who speaks belongs to it")
    decide(table, "relabel", "It warned", "Ana", "appeal")
    decide(table, "none", "All sides", why="nobody in particular")


def seen(table: Table, name: str) -> dict[str, FeedbackPlace]:
    """Return a coder's places by the quote of gold, or of their own where gold has none."""
    found = feedback.compare(table.project, table.layers[name].id, table.documents[0])
    return {(place.gold or place.mine).quote: place for place in found.places if place.gold or place.mine}  # type: ignore[union-attr]


def test_each_place_says_what_differs_by_which_rule_and_why(table: Table) -> None:
    decide_all(table)
    releases.release(table.project)
    ana = seen(table, "Ana")
    appeal, warned = ana["France urged China"], ana["It warned"]
    assert appeal.case.differs == {CaseKind.BOUNDARY} and appeal.mine is not None
    assert (appeal.mine.quote, appeal.rule, appeal.reason) == ("urged China", Rule.TAKEN, "who speaks belongs to it")
    assert appeal.time.endswith("Z")
    assert warned.case.differs == {CaseKind.LABEL} and (warned.rule, warned.reason) == (Rule.RELABELLED, "")
    # What Ben alone had, and gold has not, is nothing to Ana.
    assert len(ana) == 2
    ben = seen(table, "Ben")
    assert ben["France urged China"].as_in_gold
    assert ben["It warned"].is_missing and ben["It warned"].mine is None
    extra = ben["All sides"]
    assert extra.is_extra and (extra.rule, extra.reason) == (Rule.NONE, "nobody in particular")


def test_attributes_slots_and_actors_are_compared_too(table: Table) -> None:
    mine = table.code("Ana", "appeal", "no force")
    other = table.code("Ben", "appeal", "no force")
    for span, force, name in ((mine, "invites", "Ana"), (other, "urges", "Ben")):
        table.sit(name)
        annotate.set_attribute(table.project, span.id, "force", force)
    table.sit("Ben")
    acts.fill_slot(table.project, other.id, "speaker", acts.SlotFiller(value="implicit"))
    decide(table, "take", "no force", "Ben")
    releases.release(table.project)
    assert seen(table, "Ana")["no force"].case.differs == {CaseKind.ATTRIBUTE, CaseKind.SLOT}
    assert seen(table, "Ben")["no force"].as_in_gold


def test_a_place_without_a_decision_has_no_rule(table: Table) -> None:
    decide(table, "none", "All sides")
    table.code("Chen", "actor", "All sides")
    releases.release(table.project)
    assert seen(table, "Chen")["All sides"].rule is None
    assert seen(table, "Ben")["All sides"].rule is Rule.NONE


def test_a_coder_sees_no_gold_before_the_release_and_none_again_after_its_undo(table: Table) -> None:
    decide_all(table)
    layer, document = table.layers["Ana"].id, table.documents[0]
    for stands in (GoldVisibility.NOT_RELEASED, GoldVisibility.SHOWN, GoldVisibility.NOT_RELEASED):
        found = feedback.compare(table.project, layer, document)
        assert (found.standing, bool(found.places)) == (stands, stands is GoldVisibility.SHOWN)
        assert list(feedback.scores(table.project, layer)) == ([document] if found.places else [])
        if stands is GoldVisibility.SHOWN:
            table.project.undo()
        else:
            releases.release(table.project, [document])


def test_who_has_not_begun_a_text_sees_no_gold_of_it(table: Table) -> None:
    decide_all(table)
    releases.release(table.project)
    found = feedback.compare(table.project, table.layers["Chen"].id, table.documents[0])
    assert (found.standing, found.places) == (GoldVisibility.NOT_BEGUN, ())


def test_nothing_is_written_by_looking(table: Table) -> None:
    decide_all(table)
    releases.release(table.project)
    steps = table.project.journal.count()
    seen(table, "Ana")
    feedback.scores(table.project, table.layers["Ben"].id)
    assert table.project.journal.count() == steps


def test_places_are_counted_as_in_gold_only_where_nothing_differs(table: Table) -> None:
    decide_all(table)
    releases.release(table.project)
    document = table.documents[0]
    (ana,) = feedback.scores(table.project, table.layers["Ana"].id).values()
    assert ana == Score(places=2, just_so=0, same=1, own=2, gold=2) and ana.f1 == 0.5
    ben = feedback.compare(table.project, table.layers["Ben"].id, document)
    assert ben.score == Score(places=3, just_so=1, same=1, own=2, gold=2) and ben.score.differences == 2
    assert ana + ben.score == Score(5, 1, 2, 4, 4)


def written(project: Project, name: str, spans: list[tuple[int, int, str]]) -> str:
    """Code spans, those that stand already left out, and return the coder's layer."""
    layer = people.layer_for(project, name)
    project.person = layer.coder
    document = project.documents.all()[0].id
    for start, length, label in spans:
        stop = min(start + length, len(TEXT))
        same = [(one.label, one.start, one.stop) for one in project.spans.of_document(document, layer.id)]
        if (label, start, stop) not in same:
            annotate.add_span(project, document, layer.id, [(start, stop)], label)
    annotate.mark_done(project, layer.id, document)
    return layer.id


@given(SPANS, SPANS, st.data())
def test_whatever_was_decided_each_span_is_in_one_place_and_only_ones_own_and_gold_are_told(
    ana: list[tuple[int, int, str]], ben: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p.annot", BOOK) as project:
        documents.add_drafts(project, [DocumentDraft("Text", TEXT)])
        document = project.documents.all()[0].id
        mine, _ = written(project, "Anastasia", ana), written(project, "Benedikt", ben)
        layers = people.layers_named(project, None)
        for one in adjudicate.cases_of(project, document, layers):
            choice = data.draw(st.sampled_from(["first", "last", "none", "defer"]))
            taken = one.case.candidates[0 if choice == "first" else -1].layer
            how = choice if choice in ("none", "defer") else "take"
            adjudicate.decide_by(project, one.case, how, taken if how == "take" else None)
        releases.release(project)
        found = feedback.compare(project, mine, document)  # type: ignore[arg-type]
        gold = project.layers.gold()
        both = [mine, *([gold.id] if gold else [])]
        expected = sorted(span.id for span in project.spans.of_document(document) if span.layer in both)
        placed = [span for place in found.places for span in place.case.candidates]
        assert sorted(span.id for span in placed) == expected
        # Each span is in one place, and a place is a difference or as in gold.
        assert len(found.differences) + found.score.just_so == len(found.places) == found.score.places
        told = str([asdict(place) for place in found.places])
        others = [span for span in project.spans.of_document(document) if span.layer not in both]
        assert not any(secret in told for span in others for secret in (span.id, span.layer))
        assert "Benedikt" not in told and "Ana" not in told


@given(SPANS)
def test_who_has_all_as_in_gold_is_told_of_no_difference(spans: list[tuple[int, int, str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, Project.create(Path(folder) / "p.annot", BOOK) as project:
        documents.add_drafts(project, [DocumentDraft("Text", TEXT)])
        document = project.documents.all()[0].id
        mine, _ = written(project, "Ana", spans), written(project, "Ben", spans)
        adjudicate.settle(project, "unanimous", people.layers_named(project, None))
        releases.release(project)
        found = feedback.compare(project, mine, document)  # type: ignore[arg-type]
        assert found.differences == () and found.score.f1 in (1.0, None)
        assert (found.score.f1 is None) == (not found.places)


# Examples.


def test_the_gold_of_a_decision_becomes_an_example_and_no_coding_becomes_stale(table: Table) -> None:
    decision = decide(table, "take", "urged China", "Ben")
    learned = feedback.example_from(table.project, decision)
    assert learned.added == (("appeal", "example", "France urged China"),)
    assert learned.sentence == "Added as an example of “Appeal”: codebook version 2."
    version = table.project.codebooks.current()
    assert version.number == learned.version == 2 and version.note == "An example from a decided case"
    label = version.codebook.get("appeal")
    assert label is not None and label.examples == ("France urged China",)
    assert stale.counts(table.project) == {}


def test_none_of_them_becomes_a_near_miss_with_the_reason_which_asks_for_another_look(table: Table) -> None:
    decision = decide(table, "none", "All sides", why="nobody in particular")
    learned = feedback.example_from(table.project, decision)
    text = "“All sides” nobody in particular"
    assert learned.added == (("actor", "near miss", text),)
    assert learned.sentence == (
        "Added as a near miss of “Actor”: codebook version 2. Codings with that label are to be looked at again."
    )
    label = table.project.codebook.get("actor")
    assert label is not None and (label.near_misses, label.examples) == ((text,), ())
    # A near miss says what the label is not: that changes its meaning, as a new example does not.
    assert stale.counts(table.project) == {table.layers["Ben"].id: 1}


def test_an_example_that_is_there_already_is_not_added_twice(table: Table) -> None:
    decision = decide(table, "take", "urged China", "Ben")
    feedback.example_from(table.project, decision)
    steps = table.project.journal.count()
    learned = feedback.example_from(table.project, decision)
    assert (learned.added, learned.version) == ((), 2)
    assert learned.sentence == "The codebook has this as an example of “Appeal” already; nothing was added."
    assert table.project.journal.count() == steps


def test_an_example_is_one_step_and_undone_as_one(table: Table) -> None:
    decision = decide(table, "take", "urged China", "Ben")
    feedback.example_from(table.project, decision)
    assert said(table.project) == "Make a decision an example"
    table.project.undo()
    assert table.project.codebook == BOOK
    table.project.redo()
    assert table.project.codebooks.current().number == 2


def test_labels_that_were_proposed_and_refused_each_get_a_near_miss(table: Table) -> None:
    table.code("Ben", "appeal", "It warned")
    learned = feedback.example_from(table.project, decide(table, "none", "It warned"))
    assert learned.added == (("warning", "near miss", "“It warned”"), ("appeal", "near miss", "“It warned”"))
    assert "a near miss of “Warning” and a near miss of “Appeal”" in learned.sentence


def test_what_is_no_example_is_refused_in_a_sentence(table: Table) -> None:
    table.code("Ana", "genre")
    deferred = decide(table, "defer", "urged China")
    with pytest.raises(NotAllowed, match="left for later"):
        feedback.example_from(table.project, deferred)
    whole = decide(table, "take", "", "Ana")
    with pytest.raises(NotAllowed, match="no words to quote"):
        feedback.example_from(table.project, whole)
    table.project.undo()
    with pytest.raises(NotFound, match="was taken back"):
        feedback.example_from(table.project, whole)
    assert table.project.codebook == BOOK


def test_a_quote_over_several_lines_becomes_one_line(table: Table) -> None:
    table.code("Ana", "appeal", "It warned: no force.\nAll sides")
    decision = decide(table, "take", "It warned: no force.\nAll sides", "Ana")
    ((_, _, text),) = feedback.example_from(table.project, decision).added
    assert text == "It warned: no force. All sides"
    assert codebook.save(table.project, table.project.codebook) == 2
