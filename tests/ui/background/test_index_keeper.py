"""The index is completed by itself, beside the work; nobody hears of it, and nothing hangs on it."""

import threading
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.operations.passages.index_upkeep import keep_up
from annotator.operations.progress import Progress
from annotator.store.connections.connecting import connect
from annotator.store.project import Project
from annotator.ui.background import index_keeper
from annotator.ui.background.index_keeper import IndexKeeper
from annotator.ui.background.session import Session
from tests.projects import default_codebook


def opened(path: Path, number: int, keep: bool = False) -> tuple[Session, IndexKeeper]:
    """Open a project of so many texts, of which none is indexed unless they are kept so."""
    with Project.create(path, default_codebook()) as project:
        documents.add_drafts(project, [DocumentDraft(f"{at}", f"peace {at}\n" * 2000) for at in range(number)])
    if not keep:
        with closing(connect(path)) as connection:
            connection.execute("INSERT INTO text_index (text_index) VALUES ('delete-all')")
            connection.execute("DELETE FROM indexed_texts")
    session = Session()
    return session, IndexKeeper(session, session)


def test_it_is_completed_soon_after_a_project_was_opened(qtbot: QtBot, tmp_path: Path) -> None:
    session, keeper = opened(tmp_path / "a.annot", 3)
    session.open(Project.open(tmp_path / "a.annot"))
    keeper._timer.setInterval(0)
    keeper._timer.start()
    qtbot.waitUntil(lambda: not session.project.search_index.missing())
    qtbot.waitUntil(lambda: not keeper.is_busy)
    assert session.project.check() == [] and session.project.journal.latest() == 2
    session.close()


def test_a_key_press_between_is_done_at_once_and_closing_stops_it(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    session, keeper = opened(tmp_path / "a.annot", 60)
    closed = threading.Event()
    session.tasks.closing.connect(closed.set)

    def paused(project: Project, progress: Progress, pause_s: float) -> int:
        def told(*step: object) -> None:
            closed.wait(60)
            progress(0, 0, "")

        return keep_up(project, told)

    monkeypatch.setattr(index_keeper, "keep_up", paused)
    session.open(Project.open(tmp_path / "a.annot"))
    index = session.project.search_index
    keeper.begin()
    qtbot.waitUntil(lambda: index.missing() < 60)
    last = session.project.documents.all()[-1].id
    assert session.did(documents.remove, [last])
    assert index.missing(), "it is not waited for"
    session.close()
    with Project.open(tmp_path / "a.annot") as project:
        assert len(project.documents.all()) == 59
        assert project.check() == []


def test_texts_that_come_in_are_looked_at(qtbot: QtBot, tmp_path: Path) -> None:
    session, keeper = opened(tmp_path / "a.annot", 1, keep=True)
    session.open(Project.open(tmp_path / "a.annot"))
    keeper._timer.stop()
    session.run(documents.add_drafts, [DocumentDraft("new", "war")])
    assert keeper._timer.isActive()
    session.close()
    assert not keeper._timer.isActive()


def test_nothing_is_written_into_a_project_that_is_only_read(qtbot: QtBot, tmp_path: Path) -> None:
    session, keeper = opened(tmp_path / "a.annot", 2)
    session.open(Project.open_to_read(tmp_path / "a.annot", "It is to be looked at."))
    before = (tmp_path / "a.annot").read_bytes()
    keeper.begin()
    assert not keeper.is_busy
    session.close()
    assert (tmp_path / "a.annot").read_bytes() == before
