"""What a program does on a disk that gets full, step by step; run as a program of its own, on a small disk.

`python -m tests.torture.full_disk FOLDER HOW STAGES ROOM...`: HOW is disk (the folder is a small disk of its own) or
limit (no file may grow further), STAGES are names with commas between them. For each of them it prints a line of JSON
for each amount of room in KB: what was said, and what was found after it.
"""

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from annotator.model.errors import FileGone, UserError
from annotator.model.verbs.verb import Told
from annotator.operations.coding import annotate
from annotator.operations.documents import documents
from annotator.operations.exchange import exporting, importing
from annotator.operations.exchange.finding import sources_in
from annotator.operations.new_project import new_project
from annotator.operations.people import people
from annotator.operations.project import rescued
from annotator.store.backups.folder import files_in
from annotator.store.backups.keeper import BackupKeeper
from annotator.store.backups.restoring import restore
from annotator.store.project import Project
from tests.operations.random_projects import content_of
from tests.projects import default_codebook, make_desk

FILES = Path(__file__).parents[1] / "files"
LOGS = ("-wal", "-shm", "-journal")
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
    leftovers = [name for name in names if name.endswith(LOGS) or name.startswith(".")]
    shutil.rmtree(place)
    return {"stage": stage, "room": room_kb, "said": said, "wrong": [*wrong, *leftovers]}


def tried(work: Callable[[], object]) -> str:
    """Do it; return the sentence with which it was refused, empty where it was done."""
    try:
        work()
    except UserError as error:
        return str(error)
    return ""


def play_code(place: Path, full: Full) -> Outcome:
    """Code until it is refused, and go on when there is room again."""
    return _coded(place, full)


def _coded(place: Path, full: Full, passphrase: str = "") -> Outcome:
    desk = make_desk(place, TEXTS[:1], passphrase=passphrase)
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


def play_encrypted(place: Path, full: Full) -> Outcome:
    """Code in an encrypted project, whose library says less of what failed."""
    said, wrong = _coded(place, full, "four horses in the rain")
    return said, [*wrong, *([] if not said or "The disk is full" in said else ["it is not said that the disk is full"])]


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
        report = importing.import_sources(project, sources_in([folder]))
        if report.failed:
            raise UserError(" | ".join(dict.fromkeys(report.failed)))

    return _on_a_project(place, full, work, may_change=True)


def play_undo(place: Path, full: Full) -> Outcome:
    """Take back a step that is large."""

    def work(project: Project) -> None:
        project.undo()

    desk = make_desk(place, TEXTS[:1])
    project = desk.project
    with project.transact(Told(sentence="Many")):
        for at in range(600):
            annotate.add_span(project, desk.documents[0].id, desk.layer.id, [(at, at + 3)], "appeal")
    before = content_of(project)
    with full():
        said = tried(lambda: work(project))
    wanted = before if said else content_of(project)
    wrong = [] if said or project.spans.count() == 0 else ["it was taken back in part"]
    project.close()
    return said, wrong + whole(project.path, wanted)


def play_bulk(place: Path, full: Full) -> Outcome:
    """Do a step before which a backup is made: it is done all the same, and what could not be copied is said."""
    desk = make_desk(place, TEXTS)
    project, sentences = desk.project, list[str]()
    folder = place / "backups"
    keeper = BackupKeeper(folder, 10**9, told=sentences.append)
    project.backed_up_by(keeper)
    before = content_of(project)
    with full():
        said = tried(lambda: documents.remove(project, [one.id for one in desk.documents[1:]]))
        keeper.finish()
    wrong = [] if (content_of(project) == before) == bool(said) else ["what was said is not so"]
    wanted = content_of(project)
    project.close()
    for file in files_in(folder):
        with Project.open(file.path) as backup:
            wrong += backup.check() + ([] if content_of(backup) == before else ["the backup is not what was there"])
    return said or " ".join(sentences), wrong + whole(project.path, wanted)


def play_restore(place: Path, full: Full) -> Outcome:
    """Restore a backup."""
    desk = make_desk(place, TEXTS[:3])
    desk.project.close()
    to = place / "restored.annot"
    with full():
        said = tried(lambda: restore(desk.project.path, to))
    if said:
        return said, _unchanged(to, None)
    with Project.open(to) as restored:
        return said, restored.check()


def play_rescue(place: Path, full: Full) -> Outcome:
    """Lose the file of an open project: what cannot be written beside it stays in memory until it is saved anew."""
    desk = make_desk(place, TEXTS[:1])
    project = desk.project
    for _ in range(5):
        desk.code("France")
        project.undo()
    desk.code("France")
    before = content_of(project)
    with full():
        project.path.rename(place / "elsewhere.annot")
        said = tried(project.look)
    wrong = [] if ("in memory alone" in said) == (not [*place.parent.rglob("*.annot-rescue")]) else ["no rescue file"]
    new = place / "saved.annot"
    wrong += rescued.save_as(project, new)
    with suppress(FileGone):
        project.close()
    (place / "elsewhere.annot-wal").unlink(missing_ok=True)
    for log in place.glob("project.annot-*"):
        if not log.name.endswith("rescue"):
            log.unlink()
    for rescue in place.parent.rglob("*.annot-rescue"):
        rescue.unlink()
    return said, wrong + whole(new, before)


def _unchanged(path: Path, before: bytes | None) -> list[str]:
    found = path.read_bytes() if path.exists() else None
    return [] if found == before else [f"{path.name} is others' half"]


def play_export(place: Path, full: Full) -> Outcome:
    """Export over what was exported before."""
    out = place / "out.jsonl"
    out.write_text("dear")
    said, wrong = _on_a_project(
        place, full, lambda project: exporting.export(project, out, layer="all", names=True, replace=True)
    )
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
        people.add_coder(project, "Zoe")  # so that what had no room in the file is written from the log
    return said, wrong


def main(folder: Path, how: str, stages: str, *rooms_kb: str) -> None:
    """Play each stage with each amount of room."""
    os.environ["ANNOTATOR_DATA"] = str(folder / "data")
    for stage in stages.split(","):
        for room_kb in map(int, rooms_kb):
            sys.stdout.write(json.dumps(played(folder, how, stage, room_kb)) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
