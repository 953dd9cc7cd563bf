"""An erasure reaches backups and rescue files, and a kill leaves the project as it was or as it is to be."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.operations.coding import annotate
from annotator.store.backups.choice import BackupChoice
from annotator.store.erasing import erasing, in_place
from annotator.store.erasing.erasing import backups_of, copies_of, erase, exports_near
from annotator.store.erasing.finding import ToErase
from annotator.store.placing import working_name
from annotator.store.project import Project
from tests.examples import examples
from tests.projects import TEXT, Desk, make_desk
from tests.store.erasing.erased import SECRET, held_in

SECRETS = ("Ž🕊", "envoys to", "Zreason")


@pytest.fixture
def choice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BackupChoice:
    """Backups in a folder of this test."""
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("ANNOTATOR_CONFIG", str(tmp_path / "config"))
    return BackupChoice(backup_folder=str(tmp_path / "chosen"))


def coded(folder: Path) -> Desk:
    """Return a project with a secret document that is coded; it is closed."""
    (folder / "project").mkdir()
    desk = make_desk(folder / "project", (TEXT, SECRET))
    span = desk.code("asked", document=1)
    annotate.set_note(desk.project, span.id, "Zreason")
    desk.code("urged China")
    desk.project.close()
    return desk


def silent(done: int, total: int, text: str) -> None:
    """Tell nobody."""


def test_all_backups_lose_it_and_are_sound(tmp_path: Path, choice: BackupChoice) -> None:
    desk = coded(tmp_path)
    path = desk.project.path
    choice.back_up(path, "asked")
    with Project.open(path, desk.ana.id) as project:
        project.documents.info(desk.documents[1].id)
        annotate.set_note(project, project.spans.of_document(desk.documents[0].id)[0].id, "kept")
    BackupChoice().back_up(path, "day")
    beside = Path(shutil.copy(path, path.with_name("project.before-acts.annot")))
    backups = backups_of(path, choice)
    assert len(backups) == 3 and beside in backups
    assert all(held_in(backup, SECRETS) == set(SECRETS) for backup in backups)
    done = erase(path, ToErase(frozenset([desk.documents[1].id])), desk.ana.id, choice, silent)
    assert sorted(done.backups) == sorted(backups) and not done.failed
    for file in (*backups, path):
        assert held_in(file, SECRETS) == set()
        with Project.open(Path(shutil.copy(file, tmp_path / "look.annot"))) as project:
            assert project.check() == [] and len(project.erasures.said()) == 1
            assert [info.title for info in project.documents.all()] == ["Document 1"]
    everything = [each for each in tmp_path.rglob("*") if each.is_file() and each.name != "look.annot"]
    assert not [each for each in everything if held_in(each, SECRETS)]


def test_what_a_killed_erasure_left_goes_with_the_next_opening_and_the_next_erasure(
    tmp_path: Path, choice: BackupChoice
) -> None:
    desk = coded(tmp_path)
    path, wanted = desk.project.path, ToErase(frozenset([desk.documents[1].id]))
    choice.back_up(path, "asked")
    (backup,) = backups_of(path, choice)
    shutil.copy(path, working_name(path))
    Project.open(path).close()
    assert not working_name(path).exists()
    shutil.copy(path, working_name(path))
    shutil.copy(path, working_name(backup))
    erase(path, wanted, desk.ana.id, choice, silent)
    assert not [each for each in tmp_path.rglob("*") if each.is_file() and held_in(each, SECRETS)]


def test_a_backup_that_cannot_be_changed_is_named_and_the_others_are(tmp_path: Path, choice: BackupChoice) -> None:
    desk = coded(tmp_path)
    choice.back_up(desk.project.path, "asked")
    (backup,) = backups_of(desk.project.path, choice)
    broken = Path(shutil.copy(backup, backup.with_name(backup.name.replace(" 00001 ", " 00002 "))))
    data = broken.read_bytes()
    broken.write_bytes(data[:8192] + bytes(16384) + data[24576:])
    done = erase(desk.project.path, ToErase(frozenset([desk.documents[1].id])), "", choice, silent)
    assert done.backups == [backup]
    assert [path for path, _ in done.failed] == [broken] and done.failed[0][1]


def test_copies_and_exports_are_known(tmp_path: Path, choice: BackupChoice) -> None:
    desk = coded(tmp_path)
    path = desk.project.path
    copy = Path(shutil.copy(path, path.with_name("copy.annot")))
    (tmp_path / "far").mkdir()
    far = Path(shutil.copy(path, tmp_path / "far" / "far.annot"))
    choice.back_up(far, "asked")
    other = tmp_path / "other"
    other.mkdir()
    foreign = make_desk(other).project
    foreign.close()
    shutil.copy(foreign.path, path.with_name("foreign.annot"))
    assert copies_of(path, choice) == [copy, far]
    exported = path.parent / "brat"
    exported.mkdir()
    (exported / ".annotator-export.json").write_text("{}")
    assert exports_near(path, ".annotator-export") == [exported]


def test_a_project_with_faults_is_left_as_it_is(tmp_path: Path, choice: BackupChoice) -> None:
    desk = coded(tmp_path)
    path = desk.project.path
    with Project.open(path) as project:
        project._connection.execute("DROP TRIGGER steps_content")
    before = held_in(path, SECRETS)
    with pytest.raises(BadProject):
        erase(path, ToErase(frozenset([desk.documents[1].id])), "", choice, silent)
    assert held_in(path, SECRETS) == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize("where", ["backups", "place"])
def test_what_fails_in_between_leaves_all_of_it_in_the_project(
    where: str, tmp_path: Path, choice: BackupChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = coded(tmp_path)

    def fail(*arguments: object) -> None:
        raise InterruptedError

    if where == "backups":
        monkeypatch.setattr(erasing, "backups_of", fail)
    else:
        monkeypatch.setattr(in_place, "put", fail)
    with pytest.raises(InterruptedError):
        erase(desk.project.path, ToErase(frozenset([desk.documents[1].id])), "", choice, silent)
    assert [each.name for each in desk.project.path.parent.iterdir()] == [desk.project.path.name]
    with Project.open(desk.project.path) as project:
        assert project.check() == [] and project.documents.count() == 2


KILLED = """
import sys
from pathlib import Path
from annotator.store.backups.choice import BackupChoice
from annotator.store.erasing.erasing import erase
from annotator.store.erasing.finding import ToErase
print("begun", flush=True)
erase(Path(sys.argv[1]), ToErase(frozenset([sys.argv[2]])), "", BackupChoice(backup_folder=sys.argv[3]), print)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a process cannot be killed so there")
def test_a_kill_at_any_moment_leaves_the_project_before_or_after(tmp_path: Path, choice: BackupChoice) -> None:
    desk = coded(tmp_path)
    choice.back_up(desk.project.path, "asked")
    kept = Path(shutil.copytree(tmp_path / "chosen", tmp_path / "kept"))
    was, seen = desk.project.path.read_bytes(), set[int]()
    for number in range(examples(2)):
        path = tmp_path / "project" / f"{number}.annot"
        path.write_bytes(was)
        command = [sys.executable, "-c", KILLED, str(path), desk.documents[1].id, str(tmp_path / "chosen")]
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=dict(os.environ)) as child:
            assert child.stdout is not None
            child.stdout.readline()
            time.sleep(random.Random(number).random() * 0.8)
            child.send_signal(signal.SIGKILL)
        with Project.open(path) as project:
            assert project.check() == []
            seen.add(project.documents.count())
            assert (project.documents.count() == 1) == (held_in(path, SECRETS) == set())
        shutil.rmtree(tmp_path / "chosen")
        shutil.copytree(kept, tmp_path / "chosen")
    assert seen <= {1, 2}
