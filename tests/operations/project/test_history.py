"""What the history says of each step: what was done, where, by whom, in the names of the day."""

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from annotator.model import verbs
from annotator.model.actor import Actor, ActorKind
from annotator.model.codebook import Label
from annotator.model.decision import Rule
from annotator.model.document import DocumentDraft
from annotator.model.errors import UndoBlocked
from annotator.model.ids import ActorId, AttributeId, DocumentId, LabelId, LayerId, RoleId, SpanId, new_id
from annotator.model.verbs import coding, gold
from annotator.model.verbs.project import RenameDocument
from annotator.model.verbs.verb import Told, Verb
from annotator.operations.actors import actors
from annotator.operations.codebook import codebook, labels
from annotator.operations.coding import acts, annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.project import history
from annotator.operations.project.history_sentences import SENTENCES
from annotator.store.project import Project
from tests.model.any_verbs import any_verbs
from tests.projects import Desk, make_desk, said

AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-")
FILES = Path(__file__).parents[2] / "files"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def register(desk: Desk, name: str = "France") -> Actor:
    """Register an actor."""
    return actors.add(desk.project, Actor(id=ActorId(new_id()), name=name, kind=ActorKind.STATE))


def nowhere(label: str = "gone") -> coding.SpanFacts:
    """Return the facts of a verb at a span that never was."""
    ids = (new_id() for _ in range(3))
    return {
        "document": DocumentId(next(ids)),
        "layer": LayerId(next(ids)),
        "span": SpanId(next(ids)),
        "label": LabelId(label),
    }


def test_every_verb_of_the_table_has_its_sentence() -> None:
    assert SENTENCES.keys() == set(verbs.VERBS.values())


@given(verb=any_verbs())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_done_to_what_nobody_knows_is_a_line_without_an_id(desk: Desk, verb: Verb) -> None:
    names = history.Names(desk.project)
    told = history.sentence(desk.project, verb, names)
    assert told.strip() and not re.search(r"[\n\r\t]", told) and len(told) < 500
    assert not AN_ID.search(told + names.passage(verb) + names.where(verb))


def test_what_no_look_up_gives_has_a_neutral_word(desk: Desk) -> None:
    project, at = desk.project, nowhere()
    actor = ActorId(new_id())
    told = {
        coding.Code(**at): "Code as a label",
        coding.SetActor(**at, actor=actor): "Say that it is an actor",
        coding.FillSlot(**at, role=RoleId("speaker")): "Fill the slot of the act",
        coding.SetOnPassages(documents=(), layers=(), spans=(), labels=(), attribute=AttributeId("x")): (
            "Set an attribute of 0 passages"
        ),
        gold.Settle(policies=(gold.PolicyName("oracle"),), layers=()): "Settle by a policy",
        Told(): "A step that this version does not know",
    }
    assert {verb: history.sentence(project, verb) for verb in told} == told
    names = history.Names(project)
    assert names.passage(coding.Code(**at)) == "" and names.where(coding.Code(**at)) == "a document"


def test_a_line_says_what_where_and_by_whom(desk: Desk) -> None:
    desk.code("urged China")
    (line, *_) = history.lines(desk.project, 1)
    found = line.what, line.passage, line.where, line.who
    assert found == ("Code as Appeal", "Appeal, “urged China”", "Document 1", "Ana")
    assert not line.undone
    desk.project.undo()
    undo, done = history.lines(desk.project, 2)
    assert (undo.what, done.what, done.undone) == ("Undo: Code as Appeal", "Code as Appeal", True)
    assert done.passage == "Appeal, “urged China”"


def test_names_are_never_lowercased(desk: Desk) -> None:
    book = desk.project.codebook
    nato = Label(id=LabelId("nato"), name="NATO statement")
    codebook.save(desk.project, book.with_labels([*book.labels, nato]))
    desk.code("urged China", "nato")
    assert said(desk.project) == "Code as NATO statement"


def test_names_of_the_day_are_said_after_a_rename(desk: Desk) -> None:
    project = desk.project
    france = register(desk)
    span = desk.code("French President", "actor")
    annotate.set_actor(project, span.id, france.id)
    documents.rename(project, desk.documents[0].id, "Joint communiqué")
    people.rename_coder(project, desk.ana.id, "Ana María")
    actors.change(project, france.model_copy(update={"name": "French Republic"}))
    labels.rename(project, LabelId("actor"), "Party")
    (line,) = (line for line in history.lines(project) if line.what.startswith("Say"))
    assert line.what == "Say that it is French Republic"
    assert (line.passage, line.where, line.who) == ("Party, “French President”", "Joint communiqué", "Ana María")


def test_what_is_gone_has_the_name_that_it_had_last(desk: Desk) -> None:
    project = desk.project
    other = documents.add_drafts(project, [DocumentDraft("Other", "China warned.")])[0][0]
    france, china = register(desk), register(desk, "China")
    span = annotate.add_span(project, other.id, desk.layer.id, [(6, 12)], "warning")
    act = acts.fill_slot(project, span.id, "speaker", acts.SlotFiller(actor=china.id))
    acts.clear_slot(project, span.id, act.id)
    documents.rename(project, other.id, "Note")
    actors.change(project, china.model_copy(update={"name": "PRC"}))
    annotate.remove_spans(project, [span.id])
    documents.remove(project, [other.id])
    actors.merge(project, france.id, [china.id])
    labels.merge(project, LabelId("appeal"), [LabelId("warning")])
    told = {line.what: line for line in history.lines(project)}
    for what in ("Code as Warning", "Fill the slot Speaker", "Empty the slot Speaker", "Delete Warning"):
        assert (told[what].passage, told[what].where) == ("Warning, “warned”", "Note")
    assert {"Register PRC", "Merge PRC into France", "Merge Warning into Appeal"} <= told.keys()


def test_what_was_taken_back_has_its_name_still(desk: Desk) -> None:
    project = desk.project
    register(desk)
    project.undo()
    people.add_coder(project, "Zoë")
    project.undo()
    labels.split(project, LabelId("appeal"), [Label(id=LabelId("plea"), name="Plea")], {})
    project.undo()
    told = [line.what for line in history.lines(project, 6)]
    assert told[1::2] == ["Split Appeal into Appeal, Plea", "Add the coder Zoë", "Register France"]
    step = project.journal.next_redo()
    assert step is not None and history.sentence(project, step.verb) == "Split Appeal into Appeal, Plea"


def test_several_spans_are_counted_and_the_first_one_is_quoted(desk: Desk) -> None:
    spans = [desk.code("urged China"), desk.code("undertook", "commitment"), desk.code("help", "commitment")]
    annotate.remove_spans(desk.project, [span.id for span in spans])
    (line,) = history.lines(desk.project, 1)
    assert (line.what, line.passage) == ("Delete 3 spans", "Appeal, “urged China” and 2 more")


def test_a_long_quote_ends_after_a_word_or_within_one_that_is_too_long(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ["word " * 40, "呼" * 200])
    desk.code("word " * 30)
    desk.code("呼" * 150, document=1)
    chinese, english = history.lines(desk.project, 2)
    assert english.passage == f"Appeal, “{' '.join(['word'] * 12)}…”"
    assert chinese.passage == f"Appeal, “{'呼' * 60}…”"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Quoted “name” {label}", "Quoted “name” {label}"),
        ("Two\nlines\tand\x00 more", "Two lines and more"),
        ("روسيا", "\u2068روسيا\u2069"),
        ("ישראל (state)", "\u2068ישראל (state)\u2069"),
        ("turned\u202e round\u2069", "turned round"),
    ],
)
def test_a_name_that_could_turn_the_sentence_stays_by_itself(desk: Desk, name: str, shown: str) -> None:
    verb = RenameDocument(document=desk.documents[0].id, before="A", after=name)
    assert history.sentence(desk.project, verb) == f"Rename the document A to {shown}"
    assert history.sentence(desk.project, verb.model_copy(update={"before": name, "after": "A"})).endswith("to A")


def test_names_in_a_row_are_not_endless(desk: Desk) -> None:
    france, *others = (register(desk, f"Actor {number}") for number in range(1, 8))
    actors.merge(desk.project, france.id, [other.id for other in others])
    assert said(desk.project) == "Merge Actor 2, Actor 3, Actor 4, Actor 5 and 2 more into Actor 1"


@pytest.mark.parametrize("file", ["first_release", "acts"])
def test_steps_of_an_older_version_keep_their_sentence_and_can_be_undone(file: str, tmp_path: Path) -> None:
    copy = tmp_path / "old.annot"
    shutil.copy(FILES / f"{file}.annot", copy)
    with Project.open(copy) as project:
        assert [line.what for line in history.lines(project)][:2] == ["Note", "Code as appeal"]
        project.person = project.coders.all()[0].id
        changes = history.undo(project)
        assert changes is not None and changes.verb == Told(sentence="Note")
        assert [line.what for line in history.lines(project, 2)] == ["Undo: Note", "Note"]
        assert history.redo(project) is not None


def test_what_blocks_an_undo_names_the_step(desk: Desk) -> None:
    ben, _ = people.add_coder(desk.project, "Ben")
    documents.rename(desk.project, desk.documents[0].id, "Mine")
    desk.project.person = ben.id
    documents.rename(desk.project, desk.documents[0].id, "His")
    desk.project.person = desk.ana.id
    with pytest.raises(UndoBlocked, match=r"^“Rename the document Document 1 to Mine” cannot be .* changed since"):
        history.undo(desk.project)
    with pytest.raises(UndoBlocked, match=r"^This step cannot be"):
        desk.project.undo()


def test_nothing_to_undo_is_none(desk: Desk) -> None:
    assert history.undo(desk.project) is None and history.redo(desk.project) is None


def test_a_decision_is_said_with_its_passage_and_stays_so_when_it_is_replaced(desk: Desk) -> None:
    span = desk.code("urged China")
    verb = gold.Decide(document=desk.documents[0].id, candidates=(span.id,), rule=Rule.NONE)
    names = history.Names(desk.project)
    assert history.sentence(desk.project, verb) == "Decide: none of them"
    assert names.passage(verb) == "Appeal, “urged China”"


def test_a_thousand_lines_take_a_few_queries(desk: Desk) -> None:
    def asked(limit: int) -> int:
        queries: list[str] = []
        desk.project._connection.set_trace_callback(queries.append)
        assert len(history.lines(desk.project, limit)) == limit
        desk.project._connection.set_trace_callback(None)
        return len([one for one in queries if "codebook_versions ORDER BY" not in one])

    for number in range(60):
        span = desk.code("urged China")
        annotate.set_note(desk.project, span.id, str(number))
        annotate.remove_spans(desk.project, [span.id])
    assert asked(180) == asked(20) < 15


def test_what_undo_would_take_back_is_said_in_a_query_or_two(desk: Desk) -> None:
    france = register(desk)
    span = desk.code("French President", "actor")
    annotate.set_actor(desk.project, span.id, france.id)
    step = desk.project.journal.next_undo()
    assert step is not None
    queries: list[str] = []
    desk.project._connection.set_trace_callback(queries.append)
    assert history.sentence(desk.project, step.verb) == "Say that it is France"
    desk.project._connection.set_trace_callback(None)
    assert len(queries) <= 2
