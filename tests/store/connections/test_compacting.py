"""A file gives back what nobody needs, keeps all that is in it, and is whole over a kill in the midst."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.operations.documents import documents
from annotator.store.project import Project
from tests.operations.random_projects import content_of
from tests.projects import TEXT, Desk, make_desk

_COMPACT = """
import sys
from pathlib import Path
from annotator.store.project import Project
with Project.open(Path(sys.argv[1])) as project:
    print("begun", flush=True)
    project.compact()
"""
_HISTORY = "SELECT number, state, seal FROM steps ORDER BY number"


def _grown(folder: Path) -> Desk:
    """Return a project of whose codings most were taken back."""
    desk = make_desk(folder, [TEXT * 40])
    for quote in ("French", "urged China", "President"):
        desk.code(quote)
    desk.project.person = None
    drafts = [DocumentDraft(f"D{number}", f"{number}", {"note": TEXT * 20}) for number in range(99)]
    documents.add_drafts(desk.project, drafts)
    desk.project.undo()
    desk.project.person = desk.ana.id
    return desk


def test_what_a_file_has_no_use_for_is_given_back_and_nothing_else(tmp_path: Path) -> None:
    desk = _grown(tmp_path)
    project, path = desk.project, desk.project.path
    content, history = content_of(project), project._connection.execute(_HISTORY).fetchall()
    found = project.compact()
    assert found.given_back > 150_000 and project.compact().given_back <= 0
    assert (content_of(project), project._connection.execute(_HISTORY).fetchall()) == (content, history)
    desk.code("influence")
    project.close()
    with Project.open(path) as project:
        assert project.check() == []
        project.person = desk.ana.id
        while project.undo() is not None:
            pass
        assert project.spans.count() == 0
        project.person = None
        assert project.redo() is not None and project.documents.count() == 100


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_kill_at_any_moment_loses_nothing(tmp_path: Path) -> None:
    desk = _grown(tmp_path)
    path, wanted = desk.project.path, content_of(desk.project)
    desk.project.close()
    rng = random.Random(3)
    for _ in range(int(os.environ.get("ANNOTATOR_KILLS", "4"))):
        running = subprocess.Popen([sys.executable, "-c", _COMPACT, path], stdout=subprocess.PIPE)
        assert running.stdout is not None and running.stdout.readline()
        time.sleep(rng.random() * 0.03)
        running.send_signal(signal.SIGKILL)
        running.communicate()
        with Project.open(path) as project:
            assert content_of(project) == wanted and project.check() == []
