"""Opening, closing, refusing and copying project files."""

import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from annotator.model.coder import RecodeSample
from annotator.model.errors import BadProject
from annotator.model.ids import DocumentId, LinkId, RoleId
from annotator.model.practice import PracticeResult, Release, Score
from annotator.model.span import Link
from annotator.model.verbs.verb import Told
from annotator.store import migrations, places
from annotator.store.project import Project
from tests.projects import TEXT, default_codebook, make_desk
from tests.store.older_files import TIME, OlderFile

FILES = Path(__file__).parents[1] / "files"


def test_a_closed_project_is_a_single_file(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.close()
    assert [path.name for path in tmp_path.iterdir()] == ["project.annot"]


def test_a_new_project_does_not_overwrite_a_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.annot"
    path.write_text("dear")
    with pytest.raises(BadProject, match="exists already"):
        Project.create(path, default_codebook())
    assert path.read_text() == "dear"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"just text", "not an annotator project"), (b"", "not an annotator project")],
)
def test_what_is_no_project_is_refused_and_untouched(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "x.annot"
    path.write_bytes(content)
    with pytest.raises(BadProject, match=sentence):
        Project.open(path)
    assert path.read_bytes() == content


def test_a_missing_file_and_another_programs_database_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadProject, match="There is no file"):
        Project.open(tmp_path / "gone.annot")
    other = sqlite3.connect(tmp_path / "other.annot")
    other.execute("CREATE TABLE t (x)")
    other.close()
    with pytest.raises(BadProject, match="another program"):
        Project.open(tmp_path / "other.annot")


def test_a_damaged_file_is_refused_with_a_sentence(tmp_path: Path) -> None:
    desk = make_desk(tmp_path, ["word " * 50_000])
    desk.project.close()
    data = bytearray(desk.project.path.read_bytes())
    data[4096:40960] = b"\xff" * (40960 - 4096)
    desk.project.path.write_bytes(data)
    with pytest.raises(BadProject, match="damaged"), Project.open(desk.project.path) as project:
        project.check()
    assert desk.project.path.read_bytes() == data


def test_a_file_of_a_newer_version_is_refused_and_untouched(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.project.close()
    connection = sqlite3.connect(desk.project.path)
    connection.execute(
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('annotator', 'from_2031', 'now')"
    )
    connection.commit()
    connection.close()
    before = desk.project.path.read_bytes()
    with pytest.raises(BadProject, match=r"newer version.*update the program"):
        Project.open(desk.project.path)
    assert desk.project.path.read_bytes() == before


def test_an_older_file_is_copied_aside_before_it_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    desk.project.close()
    newer = type(migrations.migrations)("annotator")
    newer._migrations = [*migrations.migrations._migrations]

    @newer()
    def later(db: Database) -> None:
        db.execute("ALTER TABLE spans ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
        migrations.watch(db, "spans")

    monkeypatch.setattr(migrations, "migrations", newer)
    with Project.open(desk.project.path) as project:
        assert "project.before-later.annot" in project.notices[0]
        assert project.spans.get(span.id) == span
        project.person = desk.ana.id
        project.undo()  # a step recorded before the column was there
        project.redo()
        assert project.spans.get(span.id) == span
    copy = sqlite3.connect(tmp_path / "project.before-later.annot")
    assert "colour" not in [row[1] for row in copy.execute("PRAGMA table_info(spans)")]
    copy.close()


@pytest.mark.parametrize("path", sorted(FILES.glob("*.annot")), ids=lambda path: path.stem)
def test_a_project_of_each_released_schema_opens(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    with Project.open(copy) as project:
        assert project.check() == []
        assert project.spans.count() > 0
        person = project.coders.all()[0].id
        project.person = person
        assert project.undo() is not None
        assert project.redo() is not None


def test_a_released_schema_has_a_test_file() -> None:
    assert {path.stem for path in FILES.glob("*.annot")} == {
        migration.name for migration in migrations.migrations._migrations
    }


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


def test_a_backup_is_complete_and_never_overwrites(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    desk.project.back_up(tmp_path / "copy.annot")
    with Project.open(tmp_path / "copy.annot") as copy:
        assert copy.spans.get(span.id) == span
    with pytest.raises(BadProject, match="exists already"):
        desk.project.back_up(tmp_path / "copy.annot")


def test_a_synced_folder_is_said_and_journaled_without_wal(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    desk = make_desk(folder)
    assert "synced folder" in desk.project.notices[0]
    desk.code("urged China")
    assert not list(folder.glob("*-wal"))
    assert places.risk_of(tmp_path / "x.annot") == ""


def test_what_another_program_locks_gets_a_sentence(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    desk.project._connection.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(desk.project.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BadProject, match="Another program is writing"):
        desk.code("urged China")
    other.execute("ROLLBACK")
    other.close()
    assert desk.code("urged China")


def test_a_project_that_is_open_elsewhere_opens_too(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    span = desk.code("urged China")
    with Project.open(desk.project.path) as other:
        assert other.spans.get(span.id) == span
    assert desk.code("French President", "actor")


CREATOR = """
import os, signal, sys
from pathlib import Path
from annotator.operations.codebook.codebook import default_codebook
from annotator.store.project import Project
Project.create(Path(sys.argv[1]), default_codebook())
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
def test_a_project_whose_program_died_right_after_making_it_opens(tmp_path: Path) -> None:
    path = tmp_path / "p.annot"
    subprocess.run([sys.executable, "-c", CREATOR, str(path)], check=False)
    with Project.open(path) as project:
        assert project.codebook == default_codebook()
        assert project.check() == []


def test_a_project_that_cannot_be_begun_leaves_no_file(tmp_path: Path) -> None:
    broken = default_codebook().model_copy(update={"name": "\ud800"})
    with pytest.raises(ValueError, match="surrogates"):
        Project.create(tmp_path / "p.annot", broken)
    assert list(tmp_path.iterdir()) == []


def test_the_name_of_a_project_is_that_of_its_file_unless_it_is_given_one(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a b 文.annot", default_codebook()) as project:
        assert project.name == "a b 文"
    with Project.create(tmp_path / "c.annot", default_codebook(), "Talks") as project:
        assert project.name == "Talks"


@pytest.mark.parametrize("name", ["x" * 300, "a\0b", "no/such/folder.annot", "."])
def test_a_path_that_cannot_be_used_is_said(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadProject):
        Project.create(tmp_path / name, default_codebook())
    with pytest.raises(BadProject):
        Project.open(tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_a_span_was_coded_under_the_codebook_of_its_step_also_within_one_second(tmp_path: Path) -> None:
    file = OlderFile(tmp_path / "older.annot", 1)
    with file.step("Begin"):
        file.add_coder("ana")
        file.add_document("one")
    body = default_codebook().model_dump_json(exclude_defaults=True)
    for number, id in enumerate(("before", "after"), 2):
        with file.step("Code"):
            place = {"layer": "ana/1", "document": "one", "label": "appeal", "start": 0, "stop": 3, "quote": TEXT[:3]}
            file.insert("spans", id=id, **place)
        with file.step("Change the codebook"):
            file.insert("codebook_versions", id=f"v{number}", number=number, codebook=body, time=TIME)
    with Project.open(file.close()) as project:
        assert {span.id: span.codebook_version for span in project.spans.get_many(["before", "after"])} == {
            "before": 1,
            "after": 2,
        }


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
