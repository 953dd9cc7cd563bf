"""Kills and full disks while backups are made and restored: what has a backup's name is one, and none is missing."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.model.document import DocumentDraft
from annotator.operations.project import documents
from annotator.store.backups.folder import files_in
from annotator.store.backups.keeper import ASKED, BackupKeeper
from annotator.store.project import Project
from tests.projects import TEXT, default_codebook

KILLS = int(os.environ.get("ANNOTATOR_KILLS", "3"))
MUCH = 10**12
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")

IMPORT = """
import sys
from pathlib import Path
from annotator.model.document import DocumentDraft
from annotator.operations.project import documents
from annotator.store.backups.keeper import BackupKeeper
from annotator.store.project import Project
path, folder, limit, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
keeper = BackupKeeper(folder, 10**12, told=lambda sentence: print(sentence, file=sys.stderr, flush=True))
if limit:
    import resource, signal
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
with Project.open(path) as project:
    project.backed_up_by(keeper)
    print("begun", flush=True)
    for number in range(count):
        documents.add_drafts(project, [DocumentDraft("new", f"{project.documents.count()} text")])
        print(project.documents.count(), flush=True)
    keeper.finish()
"""
RESTORE = """
import sys
from pathlib import Path
from annotator.store.backups.restoring import restore
print("begun", flush=True)
for number in range(20):
    restore(Path(sys.argv[1]), Path(sys.argv[2]) / f"{sys.argv[3]}-{number}.annot")
"""


def made(path: Path) -> Path:
    with Project.create(path, default_codebook()) as project:
        documents.add_drafts(project, [DocumentDraft(f"D{n}", f"{TEXT} {n}" * 2000) for n in range(10)])
    return path


def run_and_kill(code: str, *arguments: object, after_s: float) -> list[str]:
    """Run a program and kill it so long after it has begun; return what it said."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert running.stdout is not None and running.stdout.readline() == "begun\n"
    time.sleep(after_s)
    running.send_signal(signal.SIGKILL)
    return running.communicate()[0].split()


def counts_of(folder: Path) -> set[int]:
    """Return how many documents the backups of a folder hold, each of which must be sound."""
    found = set()
    for file in files_in(folder):
        with Project.open(file.path) as backup:
            assert file.kept.is_verified and backup.check() == []
            found.add(backup.documents.count())
    return found


def test_a_kill_at_any_moment_of_a_large_step_leaves_a_backup_of_what_was_there_before(tmp_path: Path) -> None:
    path, folder = made(tmp_path / "p.annot"), tmp_path / "backups"
    rng, before = random.Random(5), 10
    for _ in range(KILLS):
        said = run_and_kill(IMPORT, path, folder, 0, 3, after_s=rng.random() * 0.25)
        counts_of(folder)
        keeper = BackupKeeper(folder, MUCH)
        with Project.open(path) as project:
            count = project.documents.count()
            assert project.check() == [] and count >= max(map(int, said), default=before)
            keeper.begin_day(path)
            keeper.finish()
        # Each step that is in was committed after its copy was whole; what nobody had verified is verified now.
        assert count == before or count - 1 in counts_of(folder)
        assert [hidden.name for hidden in folder.rglob(".*")] == []
        before = count


def test_a_kill_at_any_moment_of_restoring_leaves_a_whole_project_or_none(tmp_path: Path) -> None:
    path, folder, back = made(tmp_path / "p.annot"), tmp_path / "backups", tmp_path / "back"
    back.mkdir()
    keeper = BackupKeeper(folder, MUCH)
    with Project.open(path):
        copying = keeper.begin(path, ASKED)
        keeper.finish()
    assert copying is not None and copying.file is not None
    rng = random.Random(6)
    for turn in range(KILLS):
        run_and_kill(RESTORE, copying.file, back, turn, after_s=rng.random() * 0.3)
        for restored in back.glob("*.annot"):
            with Project.open(restored) as project:
                assert project.check() == [] and project.documents.count() == 10
            restored.unlink()


def test_on_a_full_disk_the_step_is_done_and_what_could_not_be_copied_is_said_and_gone(tmp_path: Path) -> None:
    path, folder = made(tmp_path / "p.annot"), tmp_path / "backups"
    size = path.stat().st_size
    # Copying fails at its beginning, in its midst and at its last page; there is room enough for the step itself.
    for turn, limit in enumerate((size // 3, size // 2, size - 4096), 1):
        command = [sys.executable, "-c", IMPORT, path, folder, limit, 1]
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, timeout=60, check=False)
        assert done.stdout.split() == ["begun", str(10 + turn)], done.stderr
        assert "No backup of p.annot could be made" in done.stderr and "Traceback" not in done.stderr
        assert files_in(folder) == [] and [*folder.rglob(".*")] == []
    with Project.open(path) as project:
        assert project.documents.count() == 13 and project.check() == []


def test_two_programs_that_begin_the_day_at_once_leave_whole_backups_and_nothing_else(tmp_path: Path) -> None:
    path, folder = made(tmp_path / "p.annot"), tmp_path / "backups"
    command = [sys.executable, "-c", IMPORT, str(path), str(folder), "0", "2"]
    both = [subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    assert [running.communicate()[1] for running in both] == ["", ""]
    with Project.open(path) as project:
        assert project.documents.count() > 10
    assert {10} <= counts_of(folder) and [*folder.rglob(".*")] == []
