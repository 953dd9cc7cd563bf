"""A document read anew: what was coded moves to the new text, or stays with the old one and is said."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.adjudication.decisions import Status
from annotator.model.coder import Assignment, TeamRole
from annotator.model.document import DocumentDraft
from annotator.model.errors import NotAllowed, UserError
from annotator.model.ids import DocumentId, LinkId, RoleId, SpanId, new_id
from annotator.model.practice import PracticeDocument, PracticeResult, Release, Score
from annotator.model.span import Extent, Link, Span
from annotator.model.verbs.verb import Told
from annotator.operations.adjudication import adjudicate, case_queue
from annotator.operations.documents import documents, memos, rereading, sets
from annotator.operations.documents.rereading import Rereading
from annotator.operations.exchange.bundles import bundle_of
from annotator.operations.people import people, roles
from annotator.operations.recycle_bin import removing
from annotator.operations.recycle_bin.listing import listed
from annotator.operations.recycle_bin.putting_back import put_back
from annotator.store.erasing.finding import ToErase
from annotator.store.project import Project
from tests.examples import examples
from tests.operations.desks import Table, make_table
from tests.operations.random_projects import content_of, fillings
from tests.projects import said
from tests.store.erasing.erased import erase_in, held_in

PRINTED = """\
The President of France urged China to use its influ-
ence with all parties to the con\ufb02ict.

He warned that no force should be used by anybody
against the people of the country.
12
The talks were welcomed by all sides of the table.
"""
PROSE = (
    "The President of France urged China to use its influence with all parties to the conflict.\n\n"
    "He warned that no force should be used by anyone against the people of the country. "
    "The talks were welcomed by all sides of the table.\n"
)


@pytest.fixture
def table(tmp_path: Path) -> Table:
    made = make_table(tmp_path)
    made.project.person = None
    made.documents += [one.id for one in documents.add_drafts(made.project, [DocumentDraft("Speech", PRINTED)])[0]]
    return made


def plan_of(table: Table, text: str = PROSE) -> Rereading:
    return rereading.plan(table.project, table.documents[2], DocumentDraft("Read anew", text, source="speech.pdf"))


def read_anew(table: Table, text: str = PROSE) -> Rereading:
    table.project.person = None
    [done] = rereading.read_anew(table.project, [plan_of(table, text)])
    return done


def test_spans_move_with_their_quotes_and_say_where_they_stood(table: Table) -> None:
    table.code("Ana", "appeal", "urged China to use its influ-\nence", document=2)
    changed = table.code("Ben", "warning", "no force should be used by anybody\nagainst the people", document=2)
    whole = table.code("Ben", "genre", document=2)
    done = read_anew(table)
    project, new = table.project, done.after.id
    spans = {str(span.label): span for span in project.spans.of_document(new)}
    assert spans["appeal"].quote == "urged China to use its influence"
    assert spans["warning"].quote == "no force should be used by anyone against the people"
    assert spans["genre"].extents == () and spans["genre"].id == whole.id
    moved = spans["warning"].moved_from
    assert moved is not None
    assert (moved.document, moved.extents, moved.quote) == (table.documents[2], changed.extents, changed.quote)
    assert {one.before.label: one.is_same for one in done.moved} == {"appeal": True, "warning": False, "genre": True}
    info = project.documents.info(new)
    assert (info.title, info.source) == ("Speech", "speech.pdf")
    assert table.documents[2] not in [one.id for one in project.documents.all()] and project.documents.count() == 3
    assert said(project) == "Read a document anew" and project.check() == []


def test_it_is_one_step_that_is_undone_and_done_again(table: Table) -> None:
    table.code("Ana", "appeal", "urged China", document=2)
    table.code("Ana", "warning", "12", document=2)
    table.project.person = None
    before = rows_of(table.project)
    read_anew(table)
    after = content_of(table.project)
    table.project.undo()
    assert rows_of(table.project) == before and table.project.removals.count() == 0
    table.project.redo()
    assert content_of(table.project) == after and table.project.check() == []


def test_what_finds_no_place_stays_with_the_old_version_and_counts_nowhere(table: Table) -> None:
    kept = table.code("Ana", "appeal", "urged China", document=2)
    gone = table.code("Ana", "warning", "12", document=2)
    done = read_anew(table)
    project = table.project
    assert [span.id for span in done.left] == [gone.id]
    assert [span.id for span in project.spans.of_document(done.after.id)] == [kept.id]
    assert project.removals.spans_of(table.documents[2]) == [gone]
    [earlier] = project.removals.earlier_versions()
    assert (earlier.target, earlier.replacement) == (table.documents[2], done.after.id)
    assert listed(project) == [] and project.erasures.in_bin().rows == frozenset()
    bundle = bundle_of(project, project.layers.all(), with_decisions=True, whole=True)
    assert [span.id for coded in bundle.documents for span in coded.spans] == [kept.id]


def test_what_lies_in_the_recycle_bin_moves_too_and_comes_back_in_the_new_text(table: Table) -> None:
    span = table.code("Ben", "appeal", "urged China", document=2)
    project, ben = table.project, table.layers["Ben"]
    project.person = None
    with project.transact(Told(sentence="Assign")):
        project.assignments.put([Assignment(layer=ben.id, document=table.documents[2], done=True)])
    removing.remove_coder(project, table.coders["Ben"].id, with_codings=True)
    done = read_anew(table)
    assert done.moved == () and list(project.spans.of_document(done.after.id)) == [] and project.check() == []
    removed = content_of(project)
    put_back(project, [one.removal.id for one in listed(project)])
    assert [one.id for one in project.spans.of_document(done.after.id)] == [span.id] and project.check() == []
    assert [one.document for one in project.assignments.of_layer(ben.id)] == [done.after.id]
    project.undo()
    assert content_of(project) == removed
    project.undo()
    project.undo()
    assert list(project.spans.of_document(table.documents[2])) == [span] and project.check() == []


def link(table: Table, act: Span, role: str, words: str = "", span: SpanId | None = None) -> None:
    """Fill a slot with a passage or a span."""
    extents = (Extent(PRINTED.index(words), PRINTED.index(words) + len(words)),) if words else ()
    with table.project.transact(Told(sentence="Fill")):
        table.project.links.add([Link(LinkId(new_id()), act.id, RoleId(role), span, extents=extents, quote=words)])


def test_slots_move_with_their_acts(table: Table) -> None:
    act = table.code("Ana", "appeal", "urged China to use its influ-\nence", document=2)
    party = table.code("Ana", "actor", "President of France", document=2)
    link(table, act, "speaker", span=party.id)
    link(table, act, "addressee", "con\ufb02ict")
    done = read_anew(table)
    links = {link.role: link for link in table.project.links.of_document(done.after.id)}
    assert links[RoleId("speaker")].span == party.id
    assert links[RoleId("addressee")].quote == "conflict" and table.project.check() == []


def test_an_act_stays_where_a_passage_of_its_slots_does(table: Table) -> None:
    act = table.code("Ana", "appeal", "urged China", document=2)
    link(table, act, "addressee", "12")
    done = read_anew(table)
    assert done.moved == () and [span.id for span in done.left] == [act.id]
    assert table.project.check() == []


def test_a_slot_whose_party_finds_no_place_is_said_and_kept_with_it(table: Table) -> None:
    act = table.code("Ana", "appeal", "urged China", document=2)
    party = table.code("Ana", "actor", "12", document=2)
    link(table, act, "speaker", span=party.id)
    done = read_anew(table)
    assert [link.span for link in done.left_slots] == [party.id]
    assert table.project.links.of_document(done.after.id) == [] and table.project.check() == []


def decide(table: Table, *quotes: str) -> None:
    """Let Ana and Ben code these alike, and let that be gold."""
    for quote in quotes:
        for name in ("Ana", "Ben"):
            table.code(name, "appeal", quote, document=2)
    table.project.person = None
    layers = list(table.layers.values())
    for one in case_queue.cases_of(table.project, table.documents[2], layers):
        adjudicate.decide_by(table.project, one.case, "take", layers[0].id)


def statuses(table: Table, document: DocumentId) -> list[Status]:
    return [one.status for one in case_queue.cases_of(table.project, document, list(table.layers.values()))]


def test_decisions_move_with_their_gold_and_hold(table: Table) -> None:
    project = table.project
    decide(table, "urged China", "welcomed by all sides")
    done = read_anew(table)
    assert len(done.decisions) == 2 and done.left_decisions == ()
    gold = project.spans.of_document(done.after.id, project.gold_id)
    assert [span.quote for span in gold] == ["urged China", "welcomed by all sides"]
    assert statuses(table, done.after.id) == [Status.DECIDED] * 2 and project.check() == []


def test_a_decision_stays_with_its_gold_where_a_candidate_does_and_its_case_is_open(table: Table) -> None:
    """Ana's span is found, Ben's is not; gold was made of Ana's."""
    project = table.project
    table.code("Ana", "appeal", "people of the country.", document=2)
    table.code("Ben", "appeal", "country.\n12", document=2)
    decide(table, "urged China")
    done = read_anew(table)
    assert len(done.decisions) == 1 and len(done.left_decisions) == 1
    assert len(project.spans.of_document(done.after.id, project.gold_id)) == 1
    assert sorted(statuses(table, done.after.id)) == [Status.DECIDED]
    assert project.check() == []


def test_what_hangs_on_a_document_follows_it(table: Table) -> None:
    project, old = table.project, table.documents[2]
    ana, layer = table.coders["Ana"], table.layers["Ana"]
    some = sets.make_set(project, "Mine", documents=[table.documents[0], old])
    with project.transact(Told(sentence="Say")):
        project.assignments.put([Assignment(layer=layer.id, document=old, done=True)])
        project.releases.add([Release(old, "2026-01-02T03:04:05Z", ana.id)])
        project.practice_documents.add([PracticeDocument(old, "2026-01-02T03:04:05Z", None)])
        project.practice_results.add([PracticeResult(layer.id, old, Score(9, 1, 2, 3, 4), "2026-01-02T03:04:05Z")])
    table.sit("Ana")
    memos.write(project, "look at it", document=old)
    documents.set_metadata(project, old, {"date": "2023"})
    new = read_anew(table).after.id
    assert project.assignments.of_document(new) == [Assignment(layer=layer.id, document=new, done=True)]
    assert project.releases.of_document(new) == Release(new, "2026-01-02T03:04:05Z", ana.id)
    assert [one.document for one in project.practice_documents.all()] == [new]
    assert [one.document for one in project.practice_results.all()] == [new]
    assert [memo.text for memo in project.memos.of_document(new)] == ["look at it"]
    assert project.document_sets.get(some.id).documents == (table.documents[0], new)
    assert project.documents.info(new).metadata == {"date": "2023"}
    assert project.check() == []
    project.undo()
    assert project.document_sets.get(some.id).documents == (table.documents[0], old)
    assert [memo.document for memo in project.memos.all()] == [old]


def test_what_was_coded_since_the_plan_was_made_moves_too(table: Table) -> None:
    table.code("Ana", "appeal", "urged China", document=2)
    planned = plan_of(table)
    table.code("Ben", "warning", "no force", document=2)
    table.project.person = None
    [done] = rereading.read_anew(table.project, [planned])
    assert len(done.moved) == 2
    assert len(table.project.spans.of_document(done.after.id)) == 2


def test_a_document_is_read_anew_twice(table: Table) -> None:
    span = table.code("Ana", "appeal", "urged China", document=2)
    lost = table.code("Ana", "warning", "12", document=2)
    first = read_anew(table).after.id
    table.documents[2] = first
    done = read_anew(table, PROSE.replace("urged China", "urged  China") + "End.")
    [moved] = table.project.spans.of_document(done.after.id)
    assert moved.id == span.id and moved.moved_from is not None and moved.moved_from.document == first
    earlier = {one.target: one.replacement for one in table.project.removals.earlier_versions()}
    assert earlier[first] == done.after.id and len(earlier) == 2
    assert [one.id for old in earlier for one in table.project.removals.spans_of(old)] == [lost.id]
    assert table.project.check() == []


def test_the_same_text_or_another_documents_is_refused(table: Table) -> None:
    with pytest.raises(NotAllowed, match="the same in this reading"):
        plan_of(table, PRINTED)
    with pytest.raises(NotAllowed, match=r"Readout.*another document"):
        plan_of(table, table.project.documents.get(table.documents[0]).text)


def test_a_coder_may_not_read_anew(table: Table) -> None:
    people.set_roles(table.project, table.coders["Ana"].id, (TeamRole.LEAD,))
    planned = plan_of(table)
    roles.obey(table.project)
    table.sit("Ben")
    with pytest.raises(NotAllowed, match="documents"):
        rereading.read_anew(table.project, [planned])
    table.sit("Ana")
    rereading.read_anew(table.project, [planned])


def test_whoever_is_blind_sees_their_own_spans_alone(table: Table) -> None:
    table.code("Ana", "appeal", "urged China", document=2)
    table.code("Ben", "appeal", "urged China", document=2)
    table.code("Ben", "warning", "12", document=2)
    mine = table.layers["Ana"].id
    [seen] = rereading.only_of([plan_of(table)], lambda layer: layer == mine)
    assert [one.before.layer for one in seen.moved] == [mine] and seen.left == ()


def test_erasing_a_document_erases_its_earlier_versions_and_what_was_moved(table: Table) -> None:
    project = table.project
    table.code("Ana", "appeal", "no force should be used by anybody\nagainst the people", document=2)
    table.code("Ben", "warning", "12\nThe talks", document=2)
    new = read_anew(table).after.id
    for wanted in (new, table.documents[2]):
        found = project.erasures.find(ToErase(frozenset([wanted])))
        assert found.rows["documents"] == {new, table.documents[2]} and len(found.texts) == 2
    project.close()
    erase_in(project.path, ToErase(frozenset([new])))
    words = ["no force should be used", "against the people", "The talks", "influ-", "anyone"]
    assert held_in(project.path, words) == set()
    with Project.open(project.path) as erased:
        assert erased.check() == [] and erased.documents.count() == 2 and erased.removals.count() == 0


def test_emptying_the_bin_leaves_earlier_versions(table: Table) -> None:
    project = table.project
    table.code("Ana", "appeal", "urged China", document=2)
    table.code("Ben", "warning", "12\nThe talks", document=2)
    done = read_anew(table)
    documents.remove(project, [table.documents[0]], with_codings=True)
    found = project.erasures.find(project.erasures.in_bin())
    assert found.rows["documents"] == {table.documents[0]} and not found.rows["spans"]
    documents.remove(project, [done.after.id], with_codings=True)
    found = project.erasures.find(project.erasures.in_bin())
    assert found.rows["documents"] == {table.documents[0], table.documents[2], done.after.id}
    assert len(found.rows["spans"]) == 2


def rows_of(project: Project) -> dict[str, list[dict[str, Any]]]:
    """Return all rows but the texts, which stay in the file though what they came with was undone."""
    return {table: rows for table, rows in content_of(project).items() if table != "texts"}


@given(fillings(), st.data())
@settings(max_examples=examples(6), suppress_health_check=list(HealthCheck))
def test_of_any_project_nothing_is_lost_and_all_of_it_is_undone(
    fill: Callable[[Path], Project], data: st.DataObject
) -> None:
    with TemporaryDirectory() as folder, fill(Path(folder) / "random.annot") as project:
        before, spans = rows_of(project), project.spans.count()
        plans = []
        for info in project.documents.all():
            text = project.documents.get(info.id).text
            at = data.draw(st.integers(0, len(text)))
            new = (
                text[:at] + data.draw(st.sampled_from(["", "\n", "other "])) + text[at + data.draw(st.integers(0, 9)) :]
            )
            try:
                plans.append(rereading.plan(project, info.id, DocumentDraft("anew", new.replace("urged", "ur-\nged"))))
            except UserError:
                continue
        done = rereading.read_anew(project, plans[:1]) if plans else []
        problems = project.check()
        assert problems == []
        left = sum(len(project.removals.spans_of(one.before.id)) for one in done)
        assert project.spans.count() + left == spans
        if done:
            project.undo()
            assert rows_of(project) == before and project.check() == []
