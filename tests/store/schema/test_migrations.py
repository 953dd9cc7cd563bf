"""Older files come to the present shape, with a copy aside; newer ones are refused."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.store.folders import data_folder
from annotator.store.project import Project
from annotator.store.schema import migrations
from tests.operations.random_projects import content_of
from tests.projects import TEXT, Desk, default_codebook, make_desk
from tests.store.older_files import TIME, OlderFile


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path)


FILES = Path(__file__).parents[2] / "files"


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
    newer = migrations.migrations.first(len(migrations.migrations.names))

    @newer
    def later(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE spans ADD COLUMN colour TEXT NOT NULL DEFAULT ''")
        migrations.watch(connection, "spans")

    monkeypatch.setattr(migrations, "migrations", newer)
    with Project.open(desk.project.path) as project:
        copied = Path(project.notices[0].partition("as it was is ")[2].removesuffix("."))
        assert copied.is_relative_to(data_folder()) and copied.name.endswith(" migration.annot")
        assert project.spans.get(span.id) == span
        project.person = desk.ana.id
        project.undo()  # a step recorded before the column was there
        project.redo()
        assert project.spans.get(span.id) == span
    copy = sqlite3.connect(copied)
    assert "colour" not in [row[1] for row in copy.execute("PRAGMA table_info(spans)")]
    copy.close()


@pytest.mark.parametrize("path", sorted(FILES.glob("*.annot")), ids=lambda path: path.stem)
def test_a_project_of_each_released_schema_opens(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / path.name
    shutil.copy(path, copy)
    with Project.open(copy) as project:
        assert project.check() == []
    assert [one.name for one in tmp_path.iterdir()] == [path.name], "what it was brought up to date with lies beside it"
    with Project.open(copy) as project:
        assert project.spans.count() > 0
        person = project.coders.all()[0].id
        project.person = person
        assert project.undo() is not None
        assert project.redo() is not None


@pytest.mark.parametrize("path", sorted(FILES.glob("*.annot")), ids=lambda path: path.stem)
def test_all_steps_of_an_older_project_can_be_taken_back_and_done_again(path: Path, tmp_path: Path) -> None:
    with Project.open(Path(shutil.copy(path, tmp_path))) as project:
        end, people = content_of(project), []
        done = "SELECT person FROM steps WHERE state = 'done' ORDER BY number DESC LIMIT 1"
        while row := project._connection.execute(done).fetchone():
            project.journal.person = row[0]
            assert project.undo() is not None
            people.append(row[0])
        assert project.spans.count() == 0
        for person in reversed(people):
            project.journal.person = person
            assert project.redo() is not None
        assert content_of(project) == end


UNRELEASED = {
    "remarks",
    "recycle_bin",
    "layers_index",
    "erased",
    "sets_and_fields",
    "moved_spans",
    "source_files",
    "memos",
    "distinct_pairs",
    "shown_gold",
    "teams",
    "units",
    "slot_values",
    "search_index",
    "kept_searches",
    "counts_index",
    "hubs",
    "files_apart",
}
"""What no version was released with; it gets its file with the release."""


def test_a_released_schema_has_a_test_file() -> None:
    assert {path.stem for path in FILES.glob("*.annot")} | UNRELEASED == set(migrations.migrations.names)


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
            "before": "v1",
            "after": "v2",
        }


def test_a_file_that_is_up_to_date_is_neither_copied_nor_changed(desk: Desk) -> None:
    desk.project.close()
    before = desk.project.path.read_bytes()
    with Project.open(desk.project.path) as project:
        assert project.notices == ()
    assert desk.project.path.read_bytes() == before
    assert [path.name for path in desk.project.path.parent.iterdir()] == ["project.annot"]


def test_where_no_backup_can_be_made_a_copy_is_made_beside_and_none_is_ever_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_text("a file in the place of the folder")
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "data"))
    path = OlderFile(tmp_path / "older.annot", 1).close()
    taken = tmp_path / "older.before-acts.annot"
    taken.write_text("dear")
    with Project.open(path) as project:
        assert "older.before-acts-2.annot" in project.notices[0]
    assert taken.read_text() == "dear" and (tmp_path / "older.before-acts-2.annot").exists()


def shape(path: Path) -> dict[str, str]:
    """Return the columns of each table, and what each trigger and index does."""
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {name: str(connection.execute(f"PRAGMA table_info({name})").fetchall()) for name in tables}
        others = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql <> ''"
        )
        return columns | {name: " ".join(sql.split()) for name, sql in others}


@pytest.mark.parametrize("count", range(1, len(migrations.migrations.names) - len(UNRELEASED) + 1))
def test_a_file_of_any_age_comes_to_the_shape_of_a_new_one(desk: Desk, tmp_path: Path, count: int) -> None:
    path = OlderFile(tmp_path / "older.annot", count).close() if count < 3 else None
    if path is None:
        name = migrations.migrations.names[count - 1]
        path = Path(shutil.copy(FILES / f"{name}.annot", tmp_path / "older.annot"))
    with Project.open(path) as project:
        assert project.check() == []
    desk.project.close()
    assert shape(path) == shape(desk.project.path)
