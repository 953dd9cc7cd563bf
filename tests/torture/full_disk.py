"""What a program does on a disk that gets full, step by step; run as a program of its own, on a small disk.

`python -m tests.torture.full_disk FOLDER HOW STAGE`: HOW is disk (the folder is a small disk of its own) or limit (no
file may grow further). It prints a line of JSON for each amount of room: what was said, and what was found after it.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from annotator.formats.last_export import PREFIX as RECORD
from annotator.model.errors import UserError
from annotator.operations.coding import annotate
from annotator.operations.exchange import exchange
from annotator.operations.project import people
from annotator.operations.project.new_project import new_project
from annotator.store.project import Project
from tests.operations.random_projects import content_of
from tests.projects import default_codebook, make_desk

FILES = Path(__file__).parents[1] / "files"
LOGS = ("-wal", "-shm", "-journal")
ROOM_KB = (0, 4, 16, 40, 80, 160, 400) if os.environ.get("ANNOTATOR_RACES") else (16, 80)
"""`make torture` asks for more of them."""
Full = Callable[[], AbstractContextManager[None]]
Outcome = tuple[str, list[str]]
"""What was said, and what is wrong."""
TEXTS = [f"Number {number}. " + "France urged China to talk. " * 150 for number in range(12)]


@contextmanager
def no_room(folder: Path, how: str, room_kb: int) -> Iterator[None]:
    """Leave so much room on the disk, or to each file, for a while."""
    if how == "disk":
        filler = folder / "filler"
        free = shutil.disk_usage(folder).free - room_kb * 1024
        filler.write_bytes(bytes(max(0, free)))
        try:
            yield
        finally:
            filler.unlink()
        return
    import resource

    largest = max((path.stat().st_size for path in folder.rglob("*") if path.is_file()), default=0)
    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (max(room_kb * 1024, largest // 8), was[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, was)


def played(folder: Path, how: str, stage: str, room_kb: int) -> dict[str, object]:
    """Play a stage with so much room; return what was said and what is wrong afterwards."""
    place = folder / f"{stage}-{room_kb}"
    place.mkdir()
    said, wrong = globals()[f"play_{stage}"](place, lambda: no_room(folder, how, room_kb))
    names = [path.name for path in place.rglob("*")]
    leftovers = [
        name for name in names if name.endswith(LOGS) or (name.startswith(".") and not name.startswith(RECORD))
    ]
    shutil.rmtree(place)
    return {"room": room_kb, "said": said, "wrong": [*wrong, *leftovers]}


def tried(work: Callable[[], object]) -> str:
    """Do it; return the sentence with which it was refused, empty where it was done."""
    try:
        work()
    except UserError as error:
        return str(error)
    return ""


def play_code(place: Path, full: Full) -> Outcome:
    """Code until it is refused, and go on when there is room again."""
    desk = make_desk(place, TEXTS[:1])
    project, document, layer = desk.project, desk.documents[0].id, desk.layer.id
    done, said = 0, ""

    def act() -> None:
        annotate.add_span(project, document, layer, [(done, done + 3)], "appeal")

    with full():
        while not said and done < 400:
            said = tried(act)
            done += not said
        wrong = [] if project.spans.count() == done else [f"{project.spans.count()} spans of {done}"]
    for _ in range(5):
        act()
        done += 1
    project.close()
    with Project.open(project.path) as again:
        wrong += again.check()
        wrong += [] if again.spans.count() == done else [f"{again.spans.count()} spans of {done} after it"]
    return said, wrong


def whole(project: Path, wanted: object) -> list[str]:
    """Return what is wrong with a project that must be as it was, and take a step."""
    with Project.open(project) as again:
        wrong = again.check() + ([] if content_of(again) == wanted else ["it is not as it was"])
        people.add_coder(again, "Zoe")
    return wrong


def _on_a_project(place: Path, full: Full, work: Callable[[Project], object], may_change: bool = False) -> Outcome:
    desk = make_desk(place, TEXTS[:3])
    desk.code("France", document=1)
    project, before = desk.project, content_of(desk.project)
    with full():
        said = tried(lambda: work(project))
    wanted = before if said or not may_change else content_of(project)
    project.close()
    return said, whole(project.path, wanted)


def play_import(place: Path, full: Full) -> Outcome:
    """Import texts."""
    folder = place / "texts"
    folder.mkdir()
    for number, text in enumerate(TEXTS):
        (folder / f"{number}.txt").write_text(f"Another {text}")

    def work(project: Project) -> None:
        report = exchange.import_sources(project, exchange.sources_in([folder]))
        if report.failed:
            raise UserError(" | ".join(dict.fromkeys(report.failed)))

    return _on_a_project(place, full, work, may_change=True)


def _unchanged(path: Path, before: bytes | None) -> list[str]:
    found = path.read_bytes() if path.exists() else None
    return [] if found == before else [f"{path.name} is others' half"]


def play_export(place: Path, full: Full) -> Outcome:
    """Export over what was exported before."""
    out = place / "out.jsonl"
    out.write_text("dear")
    said, wrong = _on_a_project(place, full, lambda project: exchange.export(project, out, layer="all", replace=True))
    return said, wrong + (_unchanged(out, b"dear") if said else [])


def play_back_up(place: Path, full: Full) -> Outcome:
    """Make a copy."""
    copy = place / "copy.annot"
    said, wrong = _on_a_project(place, full, lambda project: project.back_up(copy))
    if said:
        return said, wrong + _unchanged(copy, None)
    with Project.open(copy) as made:
        return said, wrong + made.check()


def play_new(place: Path, full: Full) -> Outcome:
    """Make a project."""
    path = place / "new.annot"
    with full():
        said = tried(lambda: new_project(path, default_codebook(), "Ana").close())
    if not said:
        return said, whole_new(path)
    return said, _unchanged(path, None)


def whole_new(path: Path) -> list[str]:
    """Return what is wrong with a new project."""
    with Project.open(path) as project:
        return project.check() + ([] if [coder.name for coder in project.coders.all()] == ["Ana"] else ["no Ana"])


def play_open(place: Path, full: Full) -> Outcome:
    """Open a project, read it, and try to code."""
    desk = make_desk(place, TEXTS[:3])
    before, path = content_of(desk.project), desk.project.path
    desk.project.close()
    with full(), Project.open(path) as project:
        wrong = [] if content_of(project) == before else ["it is not read as it is"]
        said = tried(lambda: people.add_coder(project, "Ben"))
        wrong += [] if (content_of(project) == before) == bool(said) else ["what was said is not so"]
        before = content_of(project)
    return said, wrong + whole(path, before)


def play_migrate(place: Path, full: Full) -> Outcome:
    """Open an older project: it is brought up to date, or read as it is."""
    path = place / "older.annot"
    path.write_bytes((FILES / "acts.annot").read_bytes())
    with full(), Project.open(path) as project:
        wrong, said, content = project.check(), project.read_only, content_of(project)
    # An empty log may stay until the next one closes it.
    copies = [one.name for one in place.iterdir() if one.name != path.name and not one.name.endswith(LOGS)]
    if said:
        wrong += _unchanged(path, (FILES / "acts.annot").read_bytes()) + copies
    with Project.open(path) as project:
        wrong += project.check() + ([] if content_of(project) == content else ["it was migrated otherwise"])
    return said, wrong


def main(folder: Path, how: str, stage: str) -> None:
    """Play a stage with more and more room."""
    os.environ["ANNOTATOR_DATA"] = str(folder / "data")
    for room_kb in ROOM_KB:
        sys.stdout.write(json.dumps(played(folder, how, stage, room_kb)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
