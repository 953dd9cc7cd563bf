"""An index that is damaged, however, loses nothing else: it is said in one sentence, and made anew."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.model.document import DocumentDraft
from annotator.model.searching.query import parsed
from annotator.operations.documents import documents
from annotator.store.connections.connecting import connect
from annotator.store.project import Project
from annotator.store.recovery.repairing import repair
from annotator.store.search.index_damage import INDEX_SENTENCE, _places
from tests.examples import examples
from tests.projects import default_codebook, write_project

DAMAGES = {
    "other bytes": "UPDATE text_index_data SET block = other_bytes(length(block))",
    "zeros": "UPDATE text_index_data SET block = zeroblob(length(block))",
    "a text": "UPDATE text_index_data SET block = 'x'",
    "no data": "DELETE FROM text_index_data",
    "no structure": "DELETE FROM text_index_data WHERE id = 10",
    "no leaves": "DELETE FROM text_index_data WHERE id > 10",
    "another version": "UPDATE text_index_config SET v = 99",
    "no version": "DELETE FROM text_index_config",
    "no sizes": "DELETE FROM text_index_docsize",
    "no words": "INSERT INTO text_index (text_index) VALUES ('delete-all')",
    "another text's number": "UPDATE indexed_texts SET id = id + 1000",
}
WORDS = ("peace talks", "a peace treaty", "war and peace", "nothing of it", "talks of peace " * 2000)


@pytest.fixture(params=DAMAGES, name="damaged")
def damaged_fixture(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A project whose index is damaged."""

    def fill(project: Project) -> None:
        drafts = [DocumentDraft(f"Text {at}", f"{words} {at}\n") for at, words in enumerate(WORDS)]
        documents.add_drafts(project, drafts)
        assert project.check() == []

    path = tmp_path / "a.annot"
    write_project(path, "texts with an index", fill)
    with closing(connect(path)) as connection:
        connection.create_function("other_bytes", 1, lambda size: Random(size).randbytes(size))
        connection.execute(DAMAGES[request.param])
    yield path


def found(project: Project, words: str) -> set[str]:
    """Return the titles of the documents in which words stand, by the index and a look at each text that it names."""
    asked = parsed(words)
    assert asked is not None
    titles = {info.id: info.title for info in project.documents.all()}
    return {titles[id] for id, text in project.search_index.candidates(asked) if words in text}


def indexed_words(path: Path, words: str) -> int:
    """Return in how many texts the index itself has words."""
    with closing(connect(path)) as connection:
        query = "SELECT count(*) FROM text_index WHERE text_index MATCH ?"
        return int(connection.execute(query, [f'"{words}"']).fetchone()[0])


def test_the_check_says_so_in_one_sentence_and_nothing_else(damaged: Path) -> None:
    with Project.open(damaged) as project:
        assert project.check() == [INDEX_SENTENCE]
        assert project.first_look() == []
        assert project._file.is_sound


def test_it_is_made_anew_beside_the_work(damaged: Path) -> None:
    with Project.open(damaged) as project:
        list(project.search_index.complete())
        assert project.check() == []
        assert project.search_index.missing() == 0
        assert found(project, "peace") == {"Text 0", "Text 1", "Text 2", "Text 4"}
    assert indexed_words(damaged, "peace") == 4


def test_texts_come_in_undo_and_copies_are_made_all_the_same(damaged: Path) -> None:
    copy = damaged.with_name("copy.annot")
    with Project.open(damaged) as project:
        documents.add_drafts(project, [DocumentDraft("New", "new peace\n")])
        project.back_up(copy)
        assert "New" in found(project, "new peace")
        project.undo()
        project.redo()
        assert [info.title for info in project.documents.all()][-1] == "New"
    with Project.open(copy) as project:
        list(project.search_index.complete())
        assert project.check() == []
        assert found(project, "peace") == {"Text 0", "Text 1", "Text 2", "Text 4", "New"}


def test_a_repaired_copy_has_it_whole(damaged: Path) -> None:
    new = damaged.with_name("new.annot")
    repaired = repair(damaged, new)
    assert repaired.before == (INDEX_SENTENCE,)
    assert repaired.left == ()
    assert indexed_words(new, "peace") == 4


def test_tables_that_are_missing_are_mended(tmp_path: Path) -> None:
    for number, gone in enumerate(
        ("text_index", "text_index_data", "text_index_config", "text_index_idx", "indexed_texts")
    ):
        path, new = tmp_path / f"{number}.annot", tmp_path / f"{number}_new.annot"
        with Project.create(path, default_codebook()) as project:
            documents.add_drafts(project, [DocumentDraft("One", "peace\n")])
        with closing(connect(path)) as connection:
            connection.execute(f"DROP TABLE {gone}")
        assert repair(path, new).left == (), gone
        assert indexed_words(new, "peace") == 1


def test_a_full_disk_is_none_of_it(tmp_path: Path) -> None:
    with Project.create(tmp_path / "a.annot", default_codebook()) as project:
        pages = project._connection.execute("PRAGMA page_count").fetchone()[0]
        project._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(Exception, match="disk is full"):
            documents.add_drafts(project, [DocumentDraft("One", "peace " * 20_000)])
        assert project.search_index.problems() == []
        assert project.documents.all() == []


@pytest.fixture(scope="module", name="sound")
def sound_fixture(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of some texts in three scripts, whose index is whole."""
    path = tmp_path_factory.mktemp("sound") / "a.annot"
    texts = (*WORDS, "中方愿同法方一道推动停火", "دعا الوزراء الطرفين إلى وقف فوري لإطلاق النار")
    with Project.create(path, default_codebook()) as project:
        documents.add_drafts(project, [DocumentDraft(f"Text {at}", text) for at, text in enumerate(texts)])
    return path


@settings(max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(where=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_whatever_bit_of_the_index_is_flipped_the_check_says_so_or_each_word_is_where_it_was(
    sound: Path, tmp_path: Path, where: float, bit: int
) -> None:
    path = tmp_path / "flipped.annot"
    path.write_bytes(sound.read_bytes())
    with closing(connect(path)) as connection:
        before = list(_places(connection))
        blocks = [(id, bytearray(block)) for id, block in connection.execute("SELECT id, block FROM text_index_data")]
        at = int(where * sum(len(block) for _, block in blocks))
        for id, block in blocks:
            if at < len(block):
                block[at] ^= 1 << bit
                connection.execute("UPDATE text_index_data SET block = ? WHERE id = ?", [bytes(block), id])
                break
            at -= len(block)
    with Project.open(path) as project:
        said = project.check()
    if not said:
        with closing(connect(path)) as connection:
            assert list(_places(connection)) == before
    assert said in ([], [INDEX_SENTENCE])
    path.unlink()
