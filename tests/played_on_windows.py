"""All that replaces, moves or deletes files, in a process as on Windows: `python -m tests.played_on_windows FOLDER`.

It prints a line that begins with WRONG for what went wrong, and PLAYED at its end.
"""

import importlib
import io
import os
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.like_windows import become_windows, open_paths

become_windows()

import annotator  # noqa: E402
from annotator.cli.main import run  # noqa: E402
from annotator.operations.sample import ADJUDICATOR, FILE  # noqa: E402
from annotator.store.sittings import open_files  # noqa: E402
from annotator.store.sittings.open_files import OpenFile  # noqa: E402


def modules() -> Iterator[str]:
    """Import all modules of the program; yield those that cannot be."""
    for module in pkgutil.walk_packages(annotator.__path__, "annotator."):
        try:
            if module.name != "annotator.__main__":
                importlib.import_module(module.name)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            yield f"{module.name}: {error!r}"


def commands(folder: Path) -> Iterator[str]:
    """Give all commands that write; yield those that fail."""
    file, other = str(folder / FILE), str(folder / "other.annot")
    text = folder / "a.txt"
    text.write_text("The delegation urges all parties to show restraint.", encoding="utf-8")
    (folder / "pass").write_text("four words of no poem\n", encoding="utf-8")
    who = ["--as", ADJUDICATOR]
    written = [
        ["export", file, str(folder / format), "--format", format, "--layer", "all", "--force", "--see-others"]
        for format in ("jsonl", "dataset", "brat", "refi-qda")  # a file, folders, an archive: all go one way
    ]
    sealed, opened = str(folder / "sealed.annot"), ["--passphrase-file", str(folder / "pass")]
    run(["demo", str(folder), "--no-window"], lambda path: "no window")
    packets = [str(path) for path in sorted(folder.rglob("*.packet"))]
    for words in (
        ["new", other, "--coder", "Ana"],
        ["import", file, str(text), "--keep-source", *who],
        *([*each, *who] for each in (*written, *written)),
        ["codebook", file, "--save", str(folder / "book.json"), *who],
        ["codebook", file, "--save", str(folder / "book.json"), "--force", *who],
        ["team", "take", file, *packets, *who],
        ["backup", file],
        ["restore", file, str(folder / "restored.annot"), *who, "--see-others"],
        ["compact", file],
        ["encrypt", file, sealed, "--new-passphrase-file", str(folder / "pass")],
        ["compact", sealed, *opened],
        ["backup", sealed, *opened],
        ["decrypt", sealed, str(folder / "plain.annot"), *opened],
        ["erase", file, "--document", "a", "--yes", *who],
        ["check", file],
    ):
        code = run(words, lambda path: "no window")
        if code:
            yield f"annotator {' '.join(words)}: exit {code}"


def refusals(folder: Path) -> Iterator[str]:
    """Write where another program has a file open, or where one may not be written; yield what is not one sentence."""
    who = ["--as", ADJUDICATOR]
    for name, format in (("held.csv", "csv"), ("held.jsonl", "jsonl")):
        words = ["export", str(folder / FILE), str(folder / name), "--format", format, "--force", "--see-others", *who]
        yield from (f"{name} was not written" for _ in range(run(words, lambda path: "")))
        before = (folder / name).read_bytes()
        with (folder / name).open("rb"):
            yield from _refused(words, "close it where it is open")
        if (folder / name).read_bytes() != before:
            yield f"{name} was changed"
    kept = folder / "kept.json"
    kept.write_text("kept", encoding="utf-8")
    kept.chmod(0o444)
    yield from _refused(
        ["codebook", str(folder / FILE), "--save", str(kept), "--force", *who], "close it where it is open"
    )
    if kept.read_text(encoding="utf-8") != "kept":
        yield "a file that may not be written was"
    kept.chmod(0o644)


def _refused(words: list[str], said: str) -> Iterator[str]:
    out, sys.stderr = sys.stderr, io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    code = run(words, lambda path: "")
    sys.stderr.seek(0)
    text, sys.stderr = sys.stderr.read().strip(), out
    # A notice of what is left out may stand before.
    if code != 1 or said not in text.split("\n")[-1]:
        yield f"{' '.join(words)}: {code}, {text}"


def window(folder: Path) -> Iterator[str]:
    """Open the window on the project, take steps, keep a copy, close; open it again."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtWidgets import QApplication

    from annotator.desktop import first_window
    from annotator.operations.documents import documents

    app = QApplication.instance() or QApplication(["annotator"])
    for turn in range(2):
        shown = first_window()
        shown.show()
        shown.projects.open(folder / FILE)
        app.processEvents()
        session = shown.session
        if session.project is None:
            yield "the window did not open the project"
            return
        lead = next(coder for coder in session.project.coders.all() if coder.name == ADJUDICATOR)
        session.project.person = lead.id
        documents.rename(session.project, session.project.documents.all()[0].id, f"Turn {turn}")
        app.processEvents()
        shown.close()
        app.processEvents()


def left(folder: Path) -> Iterator[str]:
    """Yield what is still open, and hidden files that stay."""
    yield from (f"still open: {path}" for path in open_paths() if path.startswith(str(folder)))
    yield from (f"left behind: {path}" for path in folder.rglob(".*"))
    yield from (f"left behind: {path}" for path in folder.rglob("*-shm"))


def deleted_while_open() -> list[str]:
    """Return the files that are deleted later by SQLite itself, which is asked whenever it has closed a project."""
    found: list[str] = []
    let_go = OpenFile.close

    def closing(self: OpenFile) -> None:
        found.extend(f"deleted while it was open: {path}" for path in open_paths() if path.endswith("(deleted)"))
        let_go(self)

    OpenFile.close = closing  # type: ignore[method-assign]
    return found


def main(folder: Path) -> None:
    """Play all of it in an empty folder."""
    os.environ["ANNOTATOR_DATA"], os.environ["ANNOTATOR_CONFIG"] = str(folder / "data"), str(folder / "config")
    work = folder / "work"
    work.mkdir()
    out, sys.stdout = sys.stdout, open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123
    deleted = deleted_while_open()
    found = [*modules(), *commands(work), *refusals(work), *window(work), *left(work), *deleted]
    assert not open_files._open
    out.write("".join(f"WRONG {line}\n" for line in found) + "PLAYED\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
