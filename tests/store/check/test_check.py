"""Whatever a project file should hold and does not is said, one sentence for each rule."""

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from annotator.model.coder import RecodeSample
from annotator.model.ids import (
    DocumentId,
    LabelId,
    LinkId,
    RoleId,
    SpanId,
)
from annotator.model.practice import PracticeResult, Release, Score
from annotator.model.span import Extent, Link
from annotator.model.verbs.verb import Told
from annotator.operations.codebook import codebook
from annotator.operations.coding import annotate
from annotator.store.project import Project
from annotator.sync.delivery import ConflictKind
from tests.projects import Desk, make_desk
from tests.store.taking.copies import copy_of, take


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_check_finds_a_span_whose_text_is_not_what_it_quotes(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    with desk.project.transact(Told(sentence="Tamper")):
        desk.project.spans.update(span.id, {"start": span.start + 1, "label": "nowhere"})
    problems = desk.project.check()
    assert any("does not have the text that it quotes" in problem for problem in problems)
    assert any("not in the codebook" in problem for problem in problems)


def test_check_finds_settings_results_and_samples_that_cannot_be(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    project, document = desk.project, desk.documents[0].id
    with project.transact(Told(sentence="Tamper")):
        project.settings.insert([("pass_mark", "1.5"), ("gone", "1"), ("reasons", "nonsense")])
        project.practice_results.add([PracticeResult(desk.layer.id, document, Score(1, 2, 1, 1, 1))])
        project.recode_samples.add([RecodeSample(layer=desk.layer.id, drawn_from=desk.layer.id, done=1, seed=1)])
    problems = "\n".join(project.check())
    assert "The setting “gone” of the project cannot be read" in problems
    assert "The setting “pass_mark” of the project cannot be read: Input should be less than or equal to 1." in problems
    assert "damaged" in problems
    assert "A result of practising on “Document 1” counts more spans that are the same than there are." in problems
    assert "The re-code sample “Ana” was not drawn from another layer of the same coder." in problems
    project._connection.execute("PRAGMA foreign_keys = OFF")
    with project.transact(Told(sentence="Tamper")):
        project.releases.add([Release(DocumentId("gone"), "now")])
    assert "A row of releases refers to a row of documents that does not exist." in project.check()


def test_check_finds_slots_that_hold_what_they_cannot(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    act = desk.code("urged China")
    with desk.project.transact(Told(sentence="Tamper")):
        desk.project.links.add(
            [
                Link(LinkId("a"), act.id, RoleId("nonsense"), value="implicit"),
                Link(LinkId("b"), act.id, RoleId("addressee"), act.id, value="implicit"),
                *(Link(LinkId(id), act.id, RoleId("content"), value="unclear") for id in "cd"),
            ]
        )
    assert desk.project.check() == [
        "1 act is its own party in the slot “addressee” of “appeal”.",
        "1 party in the slot “addressee” of “appeal” is several things at once: a value, a span, a passage.",
        "1 party too many stands in the slot “content” of “appeal”, which takes one.",
        "1 party stands in the slot “nonsense” of “appeal”, which is not in the codebook.",
    ]


def tamper(desk: Desk, *statements: str) -> list[str]:
    """Change a project by plain SQL, past its triggers and foreign keys, and return what a check says."""
    path = desk.project.path
    desk.project.close()
    connection = sqlite3.connect(path, isolation_level=None)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        assert connection.execute(statement).rowcount > 0, statement
    connection.close()
    with Project.open(path) as project:
        return project.check()


def test_a_sound_project_has_nothing_to_be_said(desk: Desk) -> None:
    assert desk.project.check() == []
    desk.code("urged China")
    assert desk.project.check() == []


@pytest.mark.parametrize(
    ("statement", "sentence"),
    [
        ("UPDATE texts SET text = text || '!'", r"^The text [0-9a-f]{12}… has been changed outside the program\.$"),
        ("UPDATE texts SET length = length + 1", "has been changed outside the program"),
        ("DELETE FROM layers", r"^A row of spans refers to a row of layers that does not exist\.$"),
        ("DELETE FROM changes", "no longer says what “code” of 2.* changed, so it cannot be undone"),
        (
            "UPDATE spans SET quote = 'x' || quote",
            "A span of “Document 1” at .* does not have the text that it quotes\\.",
        ),
        ("UPDATE spans SET label = 'gone'", r"^1 span has the label “gone”, which is not in the codebook\.$"),
    ],
)
def test_each_rule_that_is_broken_has_its_sentence(desk: Desk, statement: str, sentence: str) -> None:
    desk.code("urged China")
    found = tamper(desk, statement)
    assert any(re.search(sentence, one) for one in found), found


def test_a_rule_that_is_broken_a_thousand_times_is_said_a_few_times(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    with desk.project.transact(Told(sentence="Tamper")):
        desk.project.spans.add(
            replace(
                span, id=SpanId(str(n)), extents=(Extent(n % 30, 31 + n // 30),), quote=str(n), label=LabelId("gone")
            )
            for n in range(1000)
        )
    found = desk.project.check()
    assert len(found) == 21 and found[-1].startswith("1,000 spans have the label “gone”")


def test_a_codebook_that_cannot_be_read_is_said_and_the_rest_is_looked_at_all_the_same(desk: Desk) -> None:
    desk.code("urged China")
    broken = "UPDATE codebook_versions SET codebook = replace(codebook, '{', '{' || char(1))"
    found = tamper(desk, broken, "UPDATE texts SET length = 1")
    assert any("it is no JSON" in one for one in found) and any("changed outside the program" in one for one in found)


def test_what_is_coded_by_one_of_two_versions_of_the_codebook_is_no_problem(desk: Desk, tmp_path: Path) -> None:
    project = desk.project
    book = project.codebooks.current().codebook
    appeal = next(label for label in book.labels if label.roles)
    plea = appeal.model_copy(update={"id": LabelId("plea"), "name": "Plea", "key": ""})
    with copy_of(project, tmp_path / "other.annot") as other:
        codebook.save(other, book.model_copy(update={"labels": (*book.labels, plea)}))
        other.person = desk.ana.id
        span = annotate.add_span(other, desk.documents[0].id, desk.layer.id, [(0, 5)], "plea")
        with other.transact(Told(title="Fill")):
            other.links.add([Link(id=LinkId("l"), act=span.id, role=plea.roles[0].id, extents=(), value="unclear")])
        renamed = appeal.model_copy(update={"name": "Request"})
        labels = tuple(renamed if label.id == appeal.id else label for label in book.labels)
        codebook.save(project, book.model_copy(update={"labels": labels}))
        take(project, other)
        assert len(project.codebooks.heads()) == 2
        assert plea.id not in {label.id for label in project.codebooks.current().codebook.labels}
        assert [line for line in project.check() if "codebook" in line] == []
        with project.transact(Told(title="Tamper")):
            project.spans.update(span.id, {"label": "nowhere"})
        assert sum("codebook" in line for line in project.check()) == 1, "of a label that no version has"
        # What its slot holds is open between the two copies, and can be decided.
        assert [one.row for one in project.taking.conflicts() if one.kind is ConflictKind.SLOT] == [span.id]
