"""The session: verbs and tasks on the open project, and who hears of their changes."""

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.coder import Coder
from annotator.model.errors import Cancelled, NotAllowed, UndoBlocked
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.people import people
from annotator.operations.progress import Progress
from annotator.store.history.steps import Changes
from annotator.store.project import Project
from annotator.store.schema.tables import Table
from annotator.store.sqlite_errors import explained
from annotator.ui.background.latest_task import LatestTask
from annotator.ui.background.session import Session
from tests.store.connections.test_breaking_off import ENDLESS
from tests.ui.windows import make_project


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    """A session with a project of two documents, and Ana at the desk."""
    made = Session()
    made.open(Project.open(make_project(tmp_path / "s.annot", coders=["Ana", "Ben"])))
    made.set_coder(made.coders()[0])
    yield made
    made.close()
    made.deleteLater()


def code(session: Session, start: int = 0, stop: int = 6) -> object:
    assert session.layer is not None
    document = session.project.documents.all()[0].id
    return session.run(annotate.add_span, document, session.layer.id, [(start, stop)], "appeal")


def test_a_verb_changes_the_project_and_everybody_hears(session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.changed) as heard:
        assert code(session) is not None
    (changes,) = heard.args or []
    assert isinstance(changes, Changes) and changes.touches(Table.SPANS) and changes.kind == "do"


def test_a_refused_verb_says_why_and_changes_nothing(session: Session, qtbot: QtBot) -> None:
    code(session)
    with qtbot.waitSignal(session.refused) as said, qtbot.assertNotEmitted(session.changed):
        assert code(session) is None
    assert said.args == ["This passage is already coded as Appeal."]


def test_whether_a_verb_without_a_result_was_done_is_known(session: Session) -> None:
    code(session)
    assert session.layer is not None
    span = session.project.spans.of_document(session.project.documents.all()[0].id)[0]
    assert session.did(annotate.remove_spans, [span.id])
    assert not session.did(annotate.remove_spans, [span.id])


def test_an_error_of_ours_is_not_taken_for_a_refusal(session: Session) -> None:
    def broken(project: Project) -> None:
        raise RuntimeError("bug")

    with pytest.raises(RuntimeError):
        session.run(broken)
    with pytest.raises(RuntimeError):
        session.tell(RuntimeError("bug"))


def test_undo_and_redo_are_the_persons_own_and_name_the_step(session: Session, qtbot: QtBot) -> None:
    code(session)
    ben = session.coders()[1]
    session.set_coder(ben)
    # What nobody in particular did is no coder's to take back.
    assert session.project.journal.next_undo() is None
    session.set_coder(session.coders()[0])
    with qtbot.waitSignal(session.said) as said:
        session.undo()
    assert said.args == ["Undone: Code as Appeal"]
    with qtbot.waitSignal(session.said) as said:
        session.redo()
    assert said.args == ["Done again: Code as Appeal"]


def test_work_in_the_background_is_heard_of_before_its_result(session: Session, qtbot: QtBot) -> None:
    order: list[str] = []
    session.changed.connect(lambda changes: order.append(changes.verb.after))

    def work(project: Project, progress: Progress) -> str:
        first, second = project.documents.all()
        documents.rename(project, first.id, "One")
        documents.rename(project, second.id, "Two")
        return "result"

    session.in_background(work, returned=order.append)
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert order == ["One", "Two", "result"]


def test_what_was_written_before_a_task_failed_is_heard_of_too(session: Session, qtbot: QtBot) -> None:
    order: list[object] = []
    session.changed.connect(lambda changes: order.append(changes.verb.after))

    def work(project: Project, progress: Progress) -> None:
        documents.rename(project, project.documents.all()[0].id, "One")
        raise NotAllowed("Not that.")

    session.in_background(work, errored=lambda error: order.append(str(error)))
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert order == ["One", "Not that."]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take away a file that is open")
def test_work_in_the_background_never_goes_into_a_file_that_took_the_place_meanwhile(
    session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    code(session)
    path, other = session.project.path, make_project(tmp_path / "other.annot")
    before, refused, lost = other.read_bytes(), list[str](), list[str]()
    session.refused.connect(refused.append)
    session.lost.connect(lost.append)
    session.in_background(
        lambda project, progress: people.add_coder(project, "Nobody"),
        started=lambda: other.replace(path),
        errored=session.tell,
    )
    qtbot.waitUntil(lambda: not session.tasks.busy)
    assert len(refused) == 1 and "was replaced" in refused[0] and path.read_bytes() == before
    assert len(lost) == 1 and "1 step of this sitting is in" in lost[0]


def test_closing_stops_the_tasks_first(session: Session, qtbot: QtBot) -> None:
    def work(project: Project, progress: Progress) -> None:
        while True:
            progress(0, 0, "")

    errors: list[Exception] = []
    session.in_background(work, errored=errors.append)
    with qtbot.waitSignal(session.closing):
        session.close()
    assert [str(error) for error in errors] == ["Stopped on request; nothing was changed."]
    assert not session.is_open


def test_another_project_is_told_of_no_change_of_the_one_before(
    session: Session, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released, coded = threading.Event(), threading.Event()
    layer = session.layer
    assert layer is not None

    def stubborn(project: Project, progress: Progress) -> None:
        annotate.add_span(project, project.documents.all()[0].id, layer.id, [(0, 6)], "appeal")
        coded.set()
        assert released.wait(60)

    close = session.tasks.close
    monkeypatch.setattr(session.tasks, "close", lambda: close(timeout_ms=20))
    session.in_background(stubborn)
    assert coded.wait(60)
    with qtbot.assertNotEmitted(session.changed):
        session.open(Project.open(make_project(tmp_path / "other.annot")))
        released.set()
        qtbot.waitUntil(lambda: not session.tasks.busy)


def test_a_coder_whose_joining_is_undone_gets_up_from_the_desk_and_sits_down_when_it_is_redone(
    session: Session, qtbot: QtBot
) -> None:
    made = session.run(people.add_coder, "Zoe")
    assert made is not None
    lead = session.project.person
    made = session.run(people.add_coder, "Yan")
    assert made is not None
    session.set_coder(made[0])
    # The step is the lead's, who takes it back.
    session.project.person = lead
    with qtbot.waitSignal(session.coder_changed):
        session.undo()
    assert (session.coder, session.layer, session.project.person) == (None, None, None)
    session.project.person = lead
    session.redo()
    assert (session.coder, session.layer) == made and session.project.person == made[0].id


def test_an_undo_that_others_built_on_is_refused(session: Session, qtbot: QtBot) -> None:
    lead = session.project.person
    made = session.run(people.add_coder, "Yan")
    assert made is not None
    session.set_coder(made[0])
    code(session)
    # The lead, whose step the joining was.
    session.project.person = lead
    with qtbot.waitSignal(session.refused) as said, pytest.raises(UndoBlocked):
        session.undo()
        session.project.undo()
    assert said.args is not None and "cannot be undone" in str(said.args[0])


def test_sitting_down_again_finds_the_first_layer(session: Session) -> None:
    layer, ana = session.layer, session.coder
    assert isinstance(ana, Coder) and layer is not None
    session.run(people.add_layer, ana.id, "Second pass")
    session.set_coder(ana)
    assert session.layer == layer


def test_a_coder_may_sit_down_at_another_of_their_layers_and_at_nobody_elses(session: Session) -> None:
    ana, ben = session.coders()
    first = session.layer
    second = session.run(people.add_layer, ana.id, "Second pass")
    assert session.who == "Ana"
    session.set_coder(ana, second)
    assert session.layer == second and session.who == "Second pass"
    session.set_coder(ben, second)
    assert session.layer not in (first, second) and session.who == "Ben"


def test_who_codes_in_a_layer_that_is_undone_goes_on_in_the_first(session: Session, qtbot: QtBot) -> None:
    ana, first = session.coders()[0], session.layer
    session.set_coder(ana, session.run(people.add_layer, ana.id, "Second pass"))
    with qtbot.waitSignal(session.coder_changed):
        session.undo()
    assert (session.coder, session.layer, session.project.person) == (ana, first, ana.id)


def test_who_is_at_the_desk_is_called_by_their_new_name_and_nobody_has_to_sit_down_anew(
    session: Session, qtbot: QtBot
) -> None:
    assert session.coder is not None
    ana, ben = session.coders()
    with qtbot.assertNotEmitted(session.coder_changed):
        assert session.did(people.rename_coder, ana.id, "Ana María") and session.did(people.rename_coder, ben.id, "B")
        assert (session.coder.name, session.who) == ("Ana María", "Ana María")
        session.undo()
        session.undo()
    assert (session.coder, session.who) == (ana, "Ana")


def test_a_coder_who_is_back_sits_down_though_the_name_was_another_one(session: Session) -> None:
    lead = session.project.person

    def as_lead(step: Callable[[], object]) -> None:
        # The lead's steps can be undone whoever has got up.
        session.project.person = lead
        step()

    as_lead(lambda: session.run(people.add_coder, "Zoe"))
    zoe = session.coders()[-1]
    session.set_coder(zoe)
    as_lead(lambda: session.did(people.rename_coder, zoe.id, "Zoë"))
    as_lead(session.undo)
    as_lead(session.undo)
    seen = [session.who]
    as_lead(session.redo)
    seen.append(session.who)
    as_lead(session.redo)
    assert [*seen, session.who] == ["", "Zoe", "Zoë"]


def test_a_project_that_is_closed_waits_for_nothing_that_is_read_of_it(session: Session) -> None:
    """Of what would never end: a question, and what was asked for besides; each begins another query if it may."""
    are_reading, ends, path = [threading.Event(), threading.Event()], list[object](), session.project.path
    code(session)

    def read(number: int) -> Callable[[Project, Progress], None]:
        def endless(project: Project, progress: Progress) -> None:
            are_reading[number].set()
            for _ in range(2):
                with suppress(Cancelled), explained():
                    project._connection.execute(ENDLESS).fetchall()
            progress(0, 0, "")

        return endless

    question = LatestTask(session)
    question.start(read(0), returned=ends.append, failed=ends.append)
    session.in_background(read(1), returned=ends.append, errored=ends.append)
    assert all(is_reading.wait(60) for is_reading in are_reading)
    session.close()
    assert not session.tasks.busy and [type(end) for end in ends] == [Cancelled]
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    with Project.open(path) as project:
        assert len(project.spans.of_document(project.documents.all()[0].id)) == 1
