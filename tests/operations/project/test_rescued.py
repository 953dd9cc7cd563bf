"""Whatever happens to a file that is open, at any place among random verbs: what was acknowledged is not lost."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from annotator.model.errors import BadProject, FileGone
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.exchange import importing
from annotator.operations.exchange.finding import ImportSource
from annotator.operations.people import people, roles
from annotator.operations.project import rescued
from annotator.store.backups.choice import chosen
from annotator.store.backups.reciphering import recipher
from annotator.store.project import Project
from tests.examples import examples, many, pairs
from tests.operations.random_projects import content_of
from tests.operations.test_undo_everything import Users, tables
from tests.projects import make_desk

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take away a file that is open")


def log_of(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def delete(path: Path, older: Path) -> None:
    path.unlink()


def replace_by_rename(path: Path, older: Path) -> None:
    shutil.copyfile(older, path.with_name("new"))
    path.with_name("new").replace(path)


def rename(path: Path, older: Path) -> None:
    path.rename(path.with_name("elsewhere.annot"))


def lose_log(path: Path, older: Path) -> None:
    log_of(path, "-wal").unlink()


def lose_index(path: Path, older: Path) -> None:
    log_of(path, "-shm").unlink()


def lose_both(path: Path, older: Path) -> None:
    lose_log(path, older)
    lose_index(path, older)


def write_over(path: Path, older: Path) -> None:
    # By another program: in this one, closing the file would drop SQLite's locks.
    subprocess.run(["cp", str(older), str(path)], check=True)


def fold_and_write_over(path: Path, older: Path) -> None:
    """As after a checkpoint: from then on all that is read of the project is the copy."""
    with Project.open(path) as project:
        project._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        project.look()
    write_over(path, older)


MISHAPS: dict[str, Callable[[Path, Path], None]] = {
    "deleted": delete,
    "replaced": replace_by_rename,
    "renamed": rename,
    "log gone": lose_log,
    "index gone": lose_index,
    "both gone": lose_both,
    "older copy": write_over,
    "older copy, the log in the file": fold_and_write_over,
}
OLDER = [name for name in MISHAPS if name.startswith("older copy")]
SAID = {
    "deleted": "was deleted",
    "replaced": "was replaced",
    "renamed": "renamed",
    **dict.fromkeys(OLDER, "was written over"),
}


def steps_of(project: Project) -> list[Any]:
    """Return the whole history, but for numbers."""
    return [(one.kind, one.verb, one.person, one.time, one.state) for one in project.history(project.journal.count())]


class Unlucky(Users):
    """The users of a project whose file is taken away now and then; they go on in the file that they save then."""

    passphrase = ""
    """Of one that is encrypted."""

    @initialize()
    def begin(self) -> None:
        super().begin()
        if self.passphrase:
            self.project.close()
            encrypted = Path(self.folder.name) / "encrypted.annot"
            recipher(self.project.path, encrypted, self.passphrase)
            self.project = Project.open(encrypted)
        self.reopen()

    def reopen(self) -> None:
        """Begin a new sitting, of whose beginning there is a copy."""
        path = self.project.path
        self.project.close()
        self.older = Path(self.folder.name) / "older.annot"
        shutil.copyfile(path, self.older)
        self.project = Project.open(path)
        self.sittings = getattr(self, "sittings", 0) + 1

    @rule()
    def restart(self) -> None:
        """Begin a new sitting: a rescue file has what was done since, so the copy beside it is of now, too."""
        person = self.project.journal.person
        self.reopen()
        self.project.journal.person = person

    @rule(mishap=st.sampled_from(sorted(MISHAPS)), idle=st.booleans())
    def befall(self, mishap: str, idle: bool) -> None:
        project, folder = self.project, Path(self.folder.name)
        acknowledged, history = tables(project), steps_of(project)
        MISHAPS[mishap](project.path, self.older)
        with pytest.raises(FileGone, match=SAID.get(mishap, "has lost the file")) as told:
            project.look() if idle else people.add_coder(project, "Nobody")
        if told.value.rescue:
            assert Path(told.value.rescue).parent == folder
        else:
            assert "nothing of this sitting is lost" in str(told.value)

        # In the rescue file and the last copy.
        copy = folder / f"copy {self.sittings}.annot"
        shutil.copyfile(self.older, copy)
        with Project.open(copy) as again:
            if told.value.rescue:
                assert rescued.take_in(again, Path(told.value.rescue)).refused == []
            assert tables(again) == acknowledged and steps_of(again) == history and again.check() == []
            if told.value.rescue:
                assert rescued.take_in(again, Path(told.value.rescue)).done == 0
            assert steps_of(again) == history

        # In what is saved under a new name, and the broken one closes without a word.
        new = folder / f"new {self.sittings}.annot"
        assert rescued.save_as(project, new) == ([rescued.MAY_BE_OLD] if mishap in OLDER else [])
        before = project.path.read_bytes() if project.path.exists() else b""
        project.close()
        if mishap in (*OLDER, "replaced"):
            assert project.path.read_bytes() == before
        for left in (project.path, log_of(project.path, "-wal"), log_of(project.path, "-shm")):
            left.unlink(missing_ok=True)
        self.project = Project.open(new)
        assert tables(self.project) == acknowledged and steps_of(self.project) == history
        self.reopen()


TestUnlucky = Unlucky.TestCase
TestUnlucky.settings = settings(
    max_examples=examples(20, usual=4),
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.mark.hypothesis  # for `make torture`, which plays again what is marked so
@pytest.mark.parametrize(("mishap", "passphrase"), pairs([*MISHAPS], ["", "four horses in the rain"]))
def test_each_mishap_after_many_acts(mishap: str, passphrase: str) -> None:
    users = Unlucky()
    users.passphrase = passphrase
    try:
        users.begin()
        for number in range(10 if passphrase else 40 if many() else 20):
            users.add_documents([f"text {number}"])
            users.code(number, "appeal", [(0, 2)])
            users.undo_some(1, number % 2)
        users.befall(mishap, idle=False)
        users.add_coder("Ben")
        users.befall(mishap, idle=True)
        if not passphrase:
            users.befall(mishap, idle=True)
        assert users.project.is_encrypted is bool(passphrase)
    finally:
        users.teardown()


def test_where_no_rescue_file_can_be_written_that_is_said_and_the_project_can_still_be_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "file"))
    (tmp_path / "work").mkdir()
    desk = make_desk(tmp_path / "work")
    desk.code("urged China")
    shutil.rmtree(tmp_path / "work")
    with pytest.raises(FileGone, match="memory alone, since no rescue file could be written"):
        desk.code("undertook", "commitment")
    assert rescued.save_as(desk.project, tmp_path / "new.annot") == []
    with pytest.raises(BadProject, match="exists already"):
        rescued.save_as(desk.project, tmp_path / "new.annot")


def test_a_mishap_that_shows_when_the_project_is_closed_is_said_then(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.path.unlink()
    with pytest.raises(FileGone, match="was deleted"):
        desk.project.close()
    desk.project.close()


def test_a_rescue_file_is_imported_and_what_contradicts_the_project_is_said(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    copy = tmp_path / "copy.annot"
    desk.project.back_up(copy)
    annotate.set_note(desk.project, span.id, "look")
    desk.code("undertook", "commitment")
    desk.project.path.unlink()
    with pytest.raises(FileGone) as told:
        desk.project.look()
    path = Path(told.value.rescue)
    with Project.open(copy, desk.ana.id) as project:
        annotate.set_note(project, span.id, "another")
        project.person = None
        source = ImportSource(path)
        assert importing.preview(source).kind == "Rescue file of project.annot"
        report = importing.import_sources(project, [source])
        assert [re.sub(r".*rescue: ", "", notice) for notice in report.notices] == [
            "1 rescued step was done again.",
            "1 step was in the project already.",
        ]
        assert len(report.failed) == 1 and "changed since by another step" in report.failed[0]
        assert project.spans.count() == 2 and project.spans.get(span.id).note == "another"
        assert project.history(1)[0].person == desk.ana.id


def test_where_rules_are_asked_others_steps_come_in_by_whoever_leads_and_none_beyond_its_person(
    tmp_path: Path,
) -> None:
    desk = make_desk(tmp_path)
    ben = people.add_coder(desk.project, "Ben")[0]
    copy = tmp_path / "copy.annot"
    desk.project.back_up(copy)
    desk.code("urged China")
    desk.project.person = ben.id
    documents.rename(desk.project, desk.documents[0].id, "By Ben")  # no rule is asked here
    desk.project.path.unlink()
    with pytest.raises(FileGone) as told:
        desk.project.look()
    rescue_file = Path(told.value.rescue)
    with Project.open(copy, ben.id) as project:
        roles.obey(project)
        taken = rescued.take_in(project, rescue_file)
        assert taken.done == 0 and len(taken.refused) >= 2
        assert any("Importing is for whoever leads" in one for one in taken.refused)
        project.person = desk.ana.id
        taken = rescued.take_in(project, rescue_file)
        assert taken.done >= 1 and len(taken.refused) == 1 and "documents is for whoever leads" in taken.refused[0]
        assert project.spans.count() == 1


def test_a_rescue_file_brings_the_same_however_often_and_into_how_many_copies(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    copies = [tmp_path / "one.annot", tmp_path / "two.annot"]
    for copy in copies:
        desk.project.back_up(copy)
    span = desk.code("urged China")
    annotate.set_note(desk.project, span.id, "look")
    desk.project.undo()
    desk.code("undertook", "commitment")
    wanted = content_of(desk.project)
    desk.project.path.unlink()
    with pytest.raises(FileGone) as told:
        desk.project.look()
    for copy in copies:
        with Project.open(copy) as project:
            first = rescued.take_in(project, Path(told.value.rescue))
            assert (first.done, first.refused) == (4, [])
            latest = project.journal.latest()
            again = rescued.take_in(project, Path(told.value.rescue))
            assert (again.done, again.refused) == (0, []) and project.journal.latest() == latest
            assert content_of(project) == wanted and project.check() == []


def test_a_step_that_wrote_a_row_as_it_was_is_rescued_as_a_step() -> None:
    users = Unlucky()
    try:
        users.begin()
        for _ in range(2):
            users.rename_coder(0, "Anna")
        users.befall("both gone", idle=False)
    finally:
        users.teardown()


@pytest.mark.parametrize("between", [0, 2])
def test_where_nothing_is_left_of_the_file_what_was_before_comes_from_the_last_backup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, between: int
) -> None:
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    desk = make_desk(tmp_path)
    desk.code("urged China")
    assert chosen().back_up(desk.project.path, "asked")[0] is not None
    for quote in ("French", "President")[:between]:
        desk.code(quote)
    desk.project.close()
    with Project.open(desk.project.path, desk.ana.id) as project:
        extent = (desk.documents[0].text.index("help"), desk.documents[0].text.index("help") + 4)
        last = annotate.add_span(project, desk.documents[0].id, desk.layer.id, [extent], "appeal")
        # By another program: in this one, closing the file would drop SQLite's locks.
        subprocess.run([sys.executable, "-c", _JUNK, desk.project.path], check=True)
        with pytest.raises(FileGone):
            project.look()
        said = rescued.save_as(project, tmp_path / "new.annot")
        with pytest.raises(FileGone):
            project.close()
            raise FileGone("closed")
    assert said[0].startswith("What was done before this sitting comes from the backup of ")
    assert ("2 steps between that and this sitting are in neither" in said[0]) is bool(between)
    with Project.open(tmp_path / "new.annot") as saved:
        assert saved.check() == [] and saved.spans.get(last.id) == last


_JUNK = """
import sys
with open(sys.argv[1], "r+b") as file:
    file.write(b"junk" * 50_000)
"""
