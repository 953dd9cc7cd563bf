"""Files of before the settings: what they held by name stands in tables, and their steps are undone and redone."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.model.coder import RecodeSample
from annotator.model.ids import CoderId, DocumentId, LayerId
from annotator.model.practice import PracticeDocument, PracticeResult, Release, Score
from annotator.model.verbs.verb import Told
from annotator.store.project import Project
from tests.store.older_files import TIME, OlderFile

BEFORE_SETTINGS = 2
"""How many migrations there were then."""
STAMP = {"time": TIME, "by": "ana"}
SCORE = {"places": 6, "just_so": 1, "same": 2, "own": 3, "gold": 4}
NEW = ("settings", "releases", "practice_documents", "practice_results", "recode_samples")


@pytest.fixture
def file(tmp_path: Path) -> OlderFile:
    """Return a file with a coder and two documents."""
    made = OlderFile(tmp_path / "older.annot", BEFORE_SETTINGS)
    with made.step("Begin"):
        made.add_coder("ana")
        for document in ("one", "two"):
            made.add_document(document)
    return made


def rows(project: Project) -> dict[str, list[Any]]:
    """Return the rows of all tables that came in place of the properties."""
    return {table: project._connection.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in NEW}


def whole(project: Project) -> dict[str, list[Any]]:
    """Return the rows of the new tables and of what they refer to."""
    run = project._connection.execute
    return rows(project) | {table: run(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in ("documents",)}


def test_everything_that_was_a_property_is_in_its_table(file: OlderFile) -> None:
    with file.step("All"):
        file.put("blind adjudication", "on")
        file.put("mentions", "")
        file.put("reasons", ["Too wide", "其他"])
        file.put("pass_mark", 1)
        file.put("released/one", {"time": TIME, "by": None})
        file.put("practice/two", STAMP)
        file.put("practised/ana/1/two", {"score": SCORE, "time": TIME})
        file.insert("layers", id="ana/2", name="again", kind="coder", coder="ana")
        file.put("recoded/ana/2", {"layer": "ana/1", "done": 2, "seed": 7})
    with Project.open(file.close()) as project:
        assert project.notices[0].endswith(" migration.annot.")
        settings = project.settings.get()
        assert (settings.name, settings.adjudicate_without_names, settings.offer_mentions) == ("Older", True, False)
        assert (settings.reasons, settings.pass_mark) == (("Too wide", "其他"), 1.0)
        # Those that came later were never properties.
        assert settings.model_fields_set == set(type(settings).model_fields) - {
            "adjudicator_saves_codebook",
            "code_final_punctuation",
            "description",
            "languages",
            "names_after_last_decision",
        }
        one, two, ana, layer = DocumentId("one"), DocumentId("two"), CoderId("ana"), LayerId("ana/1")
        assert project.releases.all() == [Release(one, TIME, None)]
        assert project.practice_documents.all() == [PracticeDocument(two, TIME, ana)]
        assert project.practice_results.all() == [PracticeResult(layer, two, Score(**SCORE), TIME)]
        sample = RecodeSample(layer=LayerId("ana/2"), drawn_from=layer, done=2, seed=7)
        assert project.recode_samples.all() == [sample]
        assert project.check() == []
        after = rows(project)
        project.undo()
        assert {table: len(found) for table, found in rows(project).items()} == {**dict.fromkeys(NEW, 0), "settings": 1}
        project.redo()
        assert rows(project) == after and project.check() == []


def test_a_setting_is_changed_on_top_of_an_old_one_and_both_are_taken_back(file: OlderFile) -> None:
    with file.step("Pass mark"):
        file.put("pass_mark", 0.5)
    with file.step("Pass mark"):
        file.put("pass_mark", 0.6)
    with Project.open(file.close()) as project:
        with project.transact(Told(sentence="Pass mark")):
            project.settings.put(pass_mark=0.7)
        marks = [project.settings.get().pass_mark]
        for _ in range(3):
            project.undo()
            marks.append(project.settings.get().pass_mark)
        assert marks == [0.7, 0.6, 0.5, 0.8]
        for _ in range(3):
            project.redo()
        assert project.settings.get().pass_mark == 0.7


def test_a_step_that_was_undone_before_is_redone_after(file: OlderFile) -> None:
    with file.step("Release") as step:
        file.put("released/one", STAMP)
    file.undo(step)
    with Project.open(file.close()) as project:
        assert project.releases.all() == []
        project.redo()
        assert [release.document for release in project.releases.all()] == ["one"]
        project.undo()
        assert project.releases.all() == []


def test_what_outlived_its_document_goes_with_it_and_comes_back_with_it(file: OlderFile) -> None:
    with file.step("Release"):
        file.put("released/one", STAMP)
        file.put("released/two", STAMP)
    with file.step("Remove"):
        file.run("DELETE FROM documents WHERE id = 'one'")
    with file.step("Take back the release of a document"):
        file.run("DELETE FROM properties WHERE id = 'released/one'")
    with Project.open(file.close()) as project:
        assert project.check() == []
        for there in (["two"], ["one", "two"], []):
            assert project.undo() is not None
            assert [release.document for release in project.releases.all()] == there
        for there in (["one", "two"], ["two"], ["two"]):
            assert project.redo() is not None
            assert [release.document for release in project.releases.all()] == there
        assert project.check() == []


def test_what_was_released_by_another_is_there_again_when_its_document_is(file: OlderFile) -> None:
    with file.step("Add", "ana") as added:
        file.add_document("three")
    with file.step("Release", "ben"):
        file.put("released/three", STAMP)
    file.undo(added)  # which a property did not prevent
    with Project.open(file.close()) as project:
        assert project.releases.all() == [] and project.check() == []
        project.journal.person = "ana"
        project.redo()
        assert [release.document for release in project.releases.all()] == ["three"]
        project.journal.person = "ben"
        project.undo()
        assert project.releases.all() == []


ACTIONS = st.lists(
    st.tuples(
        st.sampled_from(["release", "take back", "add", "remove", "practise", "mark", "undo", "redo"]),
        st.sampled_from(["one", "two", "three"]),
    ),
    max_size=12,
)


def play(file: OlderFile, how: str, document: str) -> None:
    """Do a verb of the older program, or take the last step back, or make it again."""
    run = file.run
    there = run("SELECT count(*) FROM documents WHERE id = ?", [document]).fetchone()[0]
    if how in ("undo", "redo"):
        state, order = ("done", "number DESC") if how == "undo" else ("undone", "target DESC")
        row = run(f"SELECT number FROM steps WHERE kind = 'do' AND state = ? ORDER BY {order}", [state]).fetchone()
        if row:
            file.undo(row[0]) if how == "undo" else file.redo(row[0])
        return
    with file.step(how):
        file.run("UPDATE steps SET state = 'dropped' WHERE state = 'undone' AND kind = 'do'")
        file.put("pass_mark", file.run("SELECT count(*) + 1 FROM steps").fetchone()[0] / 1000)
        match how:
            case "release" if there:
                file.put(f"released/{document}", STAMP)
            case "practise" if there:
                file.put(f"practice/{document}", STAMP)
            case "mark" if there:
                file.put(f"practised/ana/1/{document}", {"score": SCORE, "time": TIME})
            case "take back":
                file.run("DELETE FROM properties WHERE id LIKE 'released/%'")
            case "add" if not there:
                file.add_document(document)
            case "remove" if there:
                file.run("DELETE FROM documents WHERE id = ?", [document])


@given(ACTIONS)
def test_whatever_was_done_can_be_undone_and_redone_to_the_end(
    tmp_path_factory: pytest.TempPathFactory, actions: list[tuple[str, str]]
) -> None:
    file = OlderFile(tmp_path_factory.mktemp("older") / "older.annot", BEFORE_SETTINGS)
    with file.step("Begin"):
        file.add_coder("ana")
    for how, document in actions:
        play(file, how, document)
    with Project.open(file.close()) as project:
        states = [whole(project)]
        while project.undo() is not None:
            states.append(whole(project))
        for state in reversed(states[:-1]):
            assert project.redo() is not None
            assert whole(project) == state
            assert project.check() == []
