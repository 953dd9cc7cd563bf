"""Whatever befalls a file: what is left in it becomes a sound project, and the file keeps its bytes."""

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from annotator.model.errors import BadProject
from annotator.operations.documents import documents
from annotator.operations.project import history
from annotator.store.project import Project
from annotator.store.recovery.rescuing import RescuedProject, rescue
from annotator.store.recovery.table_shapes import shapes_in
from annotator.store.schema.schema import SEARCH_TABLES
from annotator.store.schema.tables import Table
from tests.projects import Desk, make_desk
from tests.store.check.rich_project import rich_project
from tests.store.check.test_chain_check import tampered
from tests.store.erasing.erased import SECRET, erased_desk, held_in
from tests.store.recovery.damage import PAGE, WAYS, rows_by_pages, untouched

COUNT = int(os.environ.get("ANNOTATOR_DAMAGED", "12"))
"""How many files are damaged, a quarter in each way, and half as many with a log beside them; `make torture`: 1,200."""

MASTER = 12 * PAGE
"""In the first pages stands which tables there are, and no row of any."""
LEFT_OUT = {
    "releases",
    "practice_documents",
    "practice_results",
    "recode_samples",
    "assignments",
    "distinct_pairs",
    "units",
}
"""Tables whose rows say nothing without what they refer to."""


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with rich_project() as path:
        yield Path(shutil.copy(path, tmp_path_factory.mktemp("rich")))


@pytest.fixture(scope="module")
def logged(rich: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose last acts stand in the log beside it alone."""
    folder = tmp_path_factory.mktemp("logged")
    path = Path(shutil.copy(rich, folder / "open.annot"))
    copy = folder / "rich.annot"
    with Project.open(path) as project:
        for info in project.documents.all():
            documents.rename(project, info.id, f"{info.title} again")
        shutil.copy(path, copy)
        shutil.copy(f"{path}-wal", f"{copy}-wal")
    return copy


def tables(path: Path) -> dict[str, set[tuple[object, ...]]]:
    """Return all rows of a project file by table."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        names = [name for name in shapes_in(connection) if name != "_sqlite_migrations"]
        return {name: set(connection.execute(f"SELECT * FROM {name}")) for name in names}


def damaged(source: Path, folder: Path, seed: int) -> tuple[Path, set[int]]:
    """Return a damaged copy of a file, its log beside it, and the pages of the file that are as they were."""
    rng = random.Random(seed)
    before = source.read_bytes()
    data = bytearray(before)
    WAYS[seed % len(WAYS)](data, rng)
    path = folder / "damaged.annot"
    path.write_bytes(data)
    log = source.with_name(f"{source.name}-wal")
    if log.exists():
        path.with_name(f"{path.name}-wal").write_bytes(log.read_bytes())
    return path, untouched(before, bytes(data))


def is_said(outcome: RescuedProject, table: str, id: object) -> bool:
    """Whether a row is named as left out, for what it refers to or for another table in which it may have stood."""
    if table == "links":
        return any(" of an act was left out, since what it refers to is lost" in notice for notice in outcome.notices)
    if table == "documents":
        return any(
            notice.startswith("The file that “") and " was read from is lost" in notice for notice in outcome.notices
        )
    notices = [notice for notice in outcome.notices if f"The row “{id}” of " in notice and " was left out, " in notice]
    return table in LEFT_OUT and any(table in notice for notice in notices)


def as_said(outcome: RescuedProject, table: str, row: tuple[object, ...]) -> tuple[object, ...]:
    """Return a row as it is to be there: a document whose source file is lost, and is said to be, names none."""
    lost = table == "documents" and any(f"“{row[1]}” was read from is lost" in notice for notice in outcome.notices)
    return (*row[:-1], None) if lost else row


@pytest.mark.parametrize("seed", range(COUNT))
def test_what_stood_in_pages_that_are_whole_is_in_a_sound_project(seed: int, rich: Path, tmp_path: Path) -> None:
    path, whole = damaged(rich, tmp_path, seed)
    before, new = path.read_bytes(), tmp_path / "new.annot"
    expected = [(table, row) for table, row, pages in rows_by_pages(rich) if pages <= whole]
    try:
        outcome = rescue(path, new)
    except BadProject:
        assert expected == [] and not new.exists()
        return
    assert path.read_bytes() == before and [one.name for one in tmp_path.iterdir() if "damaged" in one.name] == [
        path.name
    ]
    assert outcome.problems == []
    there = tables(new)
    # A document whose text is lost has another one, and is said to have.
    expected = [(table, row) for table, row in expected if table != "documents" or row[0] not in outcome.texts]
    expected = [(table, as_said(outcome, table, row)) for table, row in expected]
    missing = [(table, row[0]) for table, row in expected if row not in there[table]]
    assert [(table, id) for table, id in missing if not is_said(outcome, table, id)] == []
    with Project.open(new) as project:
        assert project.check() == []
        assert history.sentence(project, project.history(1)[0].verb).startswith("Rescue")


@pytest.mark.parametrize("seed", range(COUNT // 2))
def test_with_a_log_beside_it_what_the_log_says_counts(seed: int, logged: Path, tmp_path: Path) -> None:
    path, _ = damaged(logged, tmp_path, seed)
    log = path.with_name(f"{path.name}-wal")
    before, new = (path.read_bytes(), log.read_bytes()), tmp_path / "new.annot"
    outcome = rescue(path, new)
    assert (path.read_bytes(), log.read_bytes()) == before and not path.with_name(f"{path.name}-shm").exists()
    assert outcome.problems == []
    with Project.open(new) as project:
        assert all(info.title.endswith(" again") for info in project.documents.all() if "lost)" not in info.title)


@pytest.mark.parametrize("seed", range(COUNT // 2))
def test_a_damaged_log_ends_in_a_sound_project_too(seed: int, rich: Path, logged: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(logged, tmp_path / "damaged.annot"))
    rng = random.Random(seed)
    data = bytearray(Path(f"{logged}-wal").read_bytes())
    WAYS[seed % len(WAYS)](data, rng)
    log = path.with_name(f"{path.name}-wal")
    log.write_bytes(data)
    outcome = rescue(path, tmp_path / "new.annot")
    assert outcome.problems == [] and log.read_bytes() == data
    assert outcome.there[Table.DOCUMENTS] == len(tables(rich)["documents"])


def test_of_a_file_in_order_all_comes_with_its_history(rich: Path, tmp_path: Path) -> None:
    outcome = rescue(rich, tmp_path / "new.annot")
    before, after = tables(rich), tables(tmp_path / "new.annot")
    assert outcome.missing == {} and outcome.notices == []
    kept = {*before} - {"steps", "parts", "strands", "journal", *SEARCH_TABLES}
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}
    assert before["steps"] < after["steps"] and before["parts"] < after["parts"]
    with Project.open(tmp_path / "new.annot") as project:
        assert project.search_index.missing() == 0
        assert history.sentence(project, project.history(1)[0].verb) == f"Rescue all of {rich.name}"


def desk_file(tmp_path: Path) -> tuple[Desk, Path]:
    desk = make_desk(tmp_path)
    desk.code("urged China")
    desk.project.close()
    return desk, desk.project.path


def pages_with(path: Path, piece: bytes) -> list[int]:
    data = path.read_bytes()
    return [number for number in range(len(data) // PAGE) if piece in data[number * PAGE : (number + 1) * PAGE]]


def without(path: Path, *pieces: bytes) -> Path:
    """Return a copy of a file in which all pages that hold one of these are empty."""
    data = bytearray(path.read_bytes())
    for piece in pieces:
        for number in pages_with(path, piece):
            data[number * PAGE : (number + 1) * PAGE] = bytes(PAGE)
    copy = path.with_name("damaged.annot")
    copy.write_bytes(data)
    return copy


def rescued(path: Path) -> tuple[RescuedProject, Project]:
    outcome = rescue(path, path.with_name("new.annot"))
    return outcome, Project.open(path.with_name("new.annot"))


def test_a_text_that_is_lost_is_said_and_its_codings_stand_in_what_they_quote(tmp_path: Path) -> None:
    desk, path = desk_file(tmp_path)
    text = desk.documents[0].text
    outcome, project = rescued(without(path, text.encode()[-12:]))
    with project:
        assert list(outcome.texts) == [desk.documents[0].id]
        assert any("is lost; 1 coding stands in one that has what they quote" in one for one in outcome.notices)
        (span,) = project.spans.of_document(desk.documents[0].id)
        text = project.documents.get(desk.documents[0].id).text
        assert span.quote == "urged China" and text[span.start : span.stop] == "urged China"
        assert outcome.problems == []


def test_nothing_of_a_project_in_it_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "x.annot"
    for data in (b"", b"x" * 10, bytes(8192), b"no project " * 2000):
        path.write_bytes(data)
        with pytest.raises(BadProject, match="Nothing of a project can be read"):
            rescue(path, tmp_path / "new.annot")
        assert not (tmp_path / "new.annot").exists()


def test_nothing_is_written_over_and_an_open_file_is_left(tmp_path: Path) -> None:
    desk = make_desk(tmp_path)
    with pytest.raises(BadProject, match="close it first"):
        rescue(desk.project.path, tmp_path / "new.annot")
    desk.project.close()
    (tmp_path / "new.annot").write_bytes(b"mine")
    with pytest.raises(BadProject, match="exists already"):
        rescue(desk.project.path, tmp_path / "new.annot")
    assert (tmp_path / "new.annot").read_bytes() == b"mine"


def test_what_was_erased_stays_erased_and_its_gaps_are_known_in_the_new_project(tmp_path: Path) -> None:
    path, desk = erased_desk(tmp_path)
    new = tmp_path / "new.annot"
    rescue(path, new)
    assert held_in(new, ["Ž🕊"]) == set()
    with Project.open(new, desk.ana.id) as project:
        assert project.check() == [] and len(project.erasures.said()) == 1
        while project.undo() is not None:
            pass
        assert project.check() == []


@pytest.mark.parametrize("seed", [*range(COUNT // 6), 21])
def test_where_the_record_of_what_was_erased_is_damaged_the_history_ends_before_it(seed: int, tmp_path: Path) -> None:
    whole, _ = erased_desk(tmp_path)
    path, _ = damaged(whole, tmp_path, seed)
    try:
        outcome = rescue(path, tmp_path / "new.annot")
    except BadProject as error:
        assert "Nothing of a project" in str(error) and path.stat().st_size < MASTER
        return
    assert outcome.problems == [] and held_in(tmp_path / "new.annot", [SECRET]) == set()


def test_without_the_step_of_the_erasure_the_history_ends_before_what_was_erased(tmp_path: Path) -> None:
    path, _ = erased_desk(tmp_path)

    def lose(file: sqlite3.Connection) -> None:
        last = "(SELECT max(number) FROM steps)"
        file.execute(
            f"UPDATE parts SET line = 'x' WHERE json_extract(line, '$[1]') = (SELECT place FROM steps WHERE"
            f" number = {last}) AND strand IN (SELECT id FROM strands WHERE sitting ="
            f" (SELECT sitting FROM steps WHERE number = {last}))"
        )

    tampered(path, lose)
    outcome = rescue(path, tmp_path / "new.annot")
    assert outcome.problems == [] and outcome.steps[0] < outcome.steps[1]
