"""A project in which each verb was done, closed: what tampering and damage are tried on."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annotator.model.decision import Decision, Rule
from annotator.model.ids import DecisionId, new_id
from annotator.model.practice import PracticeResult, Release, Score
from annotator.model.verbs.verb import Told
from annotator.store.project import Project
from tests.operations.test_undo_everything import Users, play_a_day
from tests.store.parts_read import leaks


@contextmanager
def rich_project() -> Iterator[Path]:
    """Make it, and take it away in the end."""
    users = Users()
    try:
        users.begin()
        play_a_day(users)
        _write_more(users.project)
        assert leaks(users.project) == []
        users.project.close()
        yield users.project.path
    finally:
        users.teardown()


def _write_more(project: Project) -> None:
    """Write what a day has taken back in the end: a decision, a release, a result."""
    span = next(one for info in project.documents.all() for one in project.spans.of_document(info.id))
    coder = project.coders.all()[0].id
    made = {"coder": coder, "time": "2026-01-02T03:04:05Z", "reason": "why"}
    decision = Decision(DecisionId(new_id()), span.document, Rule.TAKEN, (span,), **made)  # type: ignore[arg-type]
    with project.transact(Told(sentence="Write more")):
        project.decisions.add([decision])
        project.documents.put_source(span.document, project.source_files.add("a.pdf", b"%PDF-1.7").sha256)
        project.releases.add([Release(span.document, "2026-01-02T03:04:05Z", coder)])
        project.practice_results.add([PracticeResult(span.layer, span.document, Score(1, 1, 1, 1, 1))])
