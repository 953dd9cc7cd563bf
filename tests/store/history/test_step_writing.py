"""A step is written whole or not at all, whatever is raised or killed, and it is few statements."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.errors import Bug
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.store.history.step_writing import Writing
from annotator.store.project import Project
from tests.examples import examples
from tests.projects import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


def test_an_exception_within_a_step_rolls_all_of_it_back(desk: Desk) -> None:
    with pytest.raises(RuntimeError), desk.project.transact(Told(sentence="Half a step")):
        desk.code("urged China")
        raise RuntimeError("stop")
    assert desk.project.spans.count() == 0
    assert desk.code("urged China")


def test_a_step_that_changes_nothing_leaves_no_trace(desk: Desk) -> None:
    before = desk.project.history()
    with desk.project.transact(Told(sentence="Nothing")):
        pass
    assert desk.project.history() == before


Parts = st.lists(st.sampled_from(["code", "fail", "within"]), min_size=1, max_size=6)


@settings(max_examples=examples(10, usual=5), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=Parts, is_broken_off=st.booleans())
def test_of_a_step_stay_the_parts_in_which_nothing_was_raised_or_nothing(
    desk: Desk, parts: list[str], is_broken_off: bool
) -> None:
    project, document = desk.project, desk.documents[0].id
    spans = project.spans.of_document(document) or [desk.code("urged China")]
    span = spans[0].id
    latest, was, expected = project.journal.latest(), project.spans.get(span).note, ""
    try:
        with project.transact(Told(sentence="Whole")):
            for at, part in enumerate(parts):
                try:
                    with project.transact(Told(sentence="Part")):
                        annotate.set_note(project, span, f"note {latest} {at}")
                        if part == "within":
                            with project.transact(Told(sentence="Inner")):
                                documents.rename(project, document, f"title {latest} {at}")
                        if part == "fail":
                            raise KeyError(part)
                        expected = f"note {latest} {at}"
                except KeyError:
                    pass
            if is_broken_off:
                raise RuntimeError("stop")
    except RuntimeError:
        expected = ""
    assert project.spans.get(span).note == (expected or was)
    assert project.journal.latest() == latest + bool(expected)
    assert project.journal.writer.number is None and not project._connection.in_transaction
    assert project.check() == []


def test_no_step_begins_within_another_as_one_of_its_own(desk: Desk) -> None:
    writer = desk.project.journal.writer
    with (
        desk.project.transact(Told(sentence="Whole")),
        pytest.raises(Bug, match="undo within an open step"),
        writer.write(Writing("undo", Told(sentence="x"), "")),
    ):
        raise AssertionError("it was begun")
    assert writer.take_done(desk.project.journal.latest()) is None, "what was told is not told again"


CODER = """
import sys
from collections.abc import Callable
from pathlib import Path
from annotator.operations.coding import annotate
from annotator.store.project import Project
project = Project.open(Path(sys.argv[1]))
project.person = project.coders.all()[0].id
layer = project.layers.all()[0].id
document = project.documents.all()[0].id
for start in range(1000):
    annotate.add_span(project, document, layer, [(start, start + 2)], "appeal")
    print(start, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_what_was_saved_survives_kill_9(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ["x" * 2000])
    path = desk.project.path
    desk.project.close()
    coder = subprocess.Popen([sys.executable, "-c", CODER, str(path)], stdout=subprocess.PIPE, text=True)
    assert coder.stdout is not None
    said = [int(coder.stdout.readline()) for _ in range(50)]
    os.kill(coder.pid, signal.SIGKILL)
    said += [int(line) for line in coder.stdout.read().split()]
    coder.stdout.close()
    coder.wait()
    with Project.open(path) as project:
        starts = {span.start for span in project.spans.of_document(project.documents.all()[0].id)}
        assert starts >= set(said)
        assert project.check() == []


def test_an_act_and_its_undo_are_few_statements(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("French")
    desk.code("urged China")
    said: list[str] = []
    desk.project._connection.set_trace_callback(said.append)
    desk.code("influence")
    coded = len(set(said))  # a trigger repeats the statement that it is of
    said.clear()
    desk.project.undo()
    assert coded <= 24 and len(set(said)) <= 27
    desk.project._connection.set_trace_callback(None)
