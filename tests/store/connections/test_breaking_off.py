"""What is read of a project may be broken off anywhere: it ends with one sentence, or with what is true."""

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotator.model.errors import Cancelled
from annotator.operations import overview
from annotator.operations.exchange.exporting import export
from annotator.operations.passages.counting import counted
from annotator.operations.passages.listing import ListAsked, listed
from annotator.operations.people import people
from annotator.operations.project import history
from annotator.store.project import Project
from annotator.store.sqlite_errors import BROKEN_OFF
from tests.examples import examples
from tests.projects import make_desk

_PATIENCE_S = 300.0
_OPERATIONS = 5
"""Of SQLite's virtual machine, between two points at which a reading may be broken off."""
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def _exported(project: Project, format: str) -> object:
    out = project.path.parent / "out" / f"export.{format}"
    shutil.rmtree(out.parent, ignore_errors=True)
    out.parent.mkdir()
    export(project, out, format, "all", names=True)
    return _written(project.path)


def _written(path: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (path.parent / "out").iterdir()}


READS: dict[str, Callable[[Project], object]] = {
    "search": lambda project: listed(project, "urged", ListAsked()).sections,
    "codings": lambda project: listed(project, "label:appeal", ListAsked()).sections,
    "count": lambda project: counted(project, "label:appeal", "label", "coder"),
    "jsonl": lambda project: _exported(project, "jsonl"),
    "csv": lambda project: _exported(project, "csv"),
    "check": lambda project: [*project.check(), *project.first_look(), *project.erasures.said()],
    "info": overview.overview,
    "history": lambda project: history.lines(project, 100),
    "owner": lambda project: (project.owner, project.person, project.codebook),
    "parts": lambda project: list(project.strands.lines()),
}
"""What reads a project for long, in the window's background or by a command."""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    desk = make_desk(tmp_path_factory.mktemp("read"), [f"France urged China {'again ' * n}🕊." for n in range(60)])
    for number in range(60):
        desk.code("urged China", document=number)
    desk.project.close()
    return desk.project.path


def _is_over(points: Iterator[int]) -> bool:
    """Count a point; it goes on at each."""
    return next(points) < 0


@pytest.fixture(scope="module")
def undisturbed(path: Path) -> dict[str, tuple[object, int]]:
    """What each reading finds, and at how many points it may be broken off."""
    found = {}
    for name, read in READS.items():
        with Project.open(path) as project:
            points = count()
            project._connection.set_progress_handler(partial(_is_over, points), _OPERATIONS)
            found[name] = read(project), next(points)
            project._connection.set_progress_handler(None, _OPERATIONS)
    return found


@pytest.mark.parametrize("name", READS)
def test_what_is_broken_off_anywhere_says_so_or_is_right(
    path: Path, undisturbed: dict[str, tuple[object, int]], name: str
) -> None:
    expected, points = undisturbed[name]
    assert points > 0
    stopped = 0

    @settings(max_examples=examples(20, usual=6))
    @given(at=st.floats(0, 1, exclude_max=True), is_once=st.booleans())
    def holds(at: float, is_once: bool) -> None:
        nonlocal stopped
        first, numbers = int(at * points), count()

        def is_broken() -> bool:
            number = next(numbers)
            return number == first if is_once else number >= first

        try:
            with Project.open(path) as project:
                project._connection.set_progress_handler(is_broken, _OPERATIONS)
                try:
                    found = READS[name](project)
                finally:
                    project._connection.set_progress_handler(None, _OPERATIONS)
        except Cancelled as error:
            stopped += 1
            assert str(error) == BROKEN_OFF
            if name in ("csv", "jsonl"):
                assert _written(path) in ({}, expected), "what is half-written stays behind"
        else:
            assert found == expected
        assert [one.name for one in path.parent.iterdir() if one.name != "out"] == [path.name], "a rescue, or a log"

    holds()
    assert stopped


@pytest.fixture
def apart(path: Path, tmp_path: Path) -> Iterator[Path]:
    yield Path(shutil.copyfile(path, tmp_path / "p.annot"))


def _in_a_thread(path: Path, work: Callable[[Project], object]) -> tuple[threading.Thread, Project, list[object]]:
    opened, projects, ends = threading.Event(), list[Project](), list[object]()

    def run() -> None:
        try:
            with Project.open(path) as project:
                projects.append(project)
                opened.set()
                ends.append(work(project))
        except Cancelled as error:
            ends.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert opened.wait(_PATIENCE_S)
    return thread, projects[0], ends


def _read_without_end(project: Project) -> object:
    return project._connection.execute(ENDLESS).fetchall()


@pytest.mark.parametrize("passphrase", ["", "four horses in the rain"])
def test_a_query_without_end_ends(tmp_path: Path, passphrase: str) -> None:
    desk = make_desk(tmp_path, passphrase=passphrase)
    thread, project, ends = _in_a_thread(
        desk.project.path, lambda project: project._connection.execute(ENDLESS).fetchall()
    )
    while thread.is_alive():
        project.break_off()
        thread.join(0.001)
    assert [str(end) for end in ends] == [BROKEN_OFF]
    project.break_off()  # of one that is closed


def test_a_step_that_is_open_goes_on_to_its_end(apart: Path) -> None:
    is_within, was_asked = threading.Event(), threading.Event()

    def work(project: Project) -> str:
        def goes_on(step: int) -> None:
            rows = project._connection.execute("SELECT * FROM changes, texts")
            rows.fetchone()  # it is being read
            is_within.set()
            assert was_asked.wait(_PATIENCE_S)
            rows.fetchall()

        project.journal.writer.settlers.append(goes_on)
        people.add_coder(project, "Ben")
        return "done"

    thread, project, ends = _in_a_thread(apart, work)
    assert is_within.wait(_PATIENCE_S)
    for _ in range(100):
        project.break_off()
    was_asked.set()
    thread.join(_PATIENCE_S)
    assert ends == ["done"]
    with Project.open(apart) as project:
        assert [coder.name for coder in project.coders.all()] == ["Ana", "Ben"] and project.check() == []
