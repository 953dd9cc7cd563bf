"""Whether a bundle does on this system what it is for: `python -m tools.bundling.smoke [PROGRAM]`, alike on all three.

The program is run as a user runs it, in an empty folder with empty settings: commands, helper processes, the extras,
and its window on a project. What fails is said with all that the program said, and ends with exit code 1.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from annotator.operations.sample import ADJUDICATOR, FILE
from annotator.store.sittings.presence import Presence
from tools.bundling.names import WINDOW
from tools.bundling.places import BUNDLE, version
from tools.bundling.smoke_files import pdf, workbook

LONGEST_S = 300.0
"""The first start on a slow machine, with a program that looks at each file for viruses."""
_SENTENCE = "The delegation urges all parties to show restraint."


class Failed(Exception):
    """A step went otherwise than it should; its sentence says how."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """The program under test. `window`: the one without a console, which on Windows is another."""

    program: Path
    window: Path
    folder: Path

    @property
    def environment(self) -> dict[str, str]:
        """What its processes are told: folders of their own, and nothing of the Python that runs this."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        places = {"ANNOTATOR_DATA": str(self.folder / "data"), "ANNOTATOR_CONFIG": str(self.folder / "settings")}
        return own | places

    def run(self, *arguments: str | Path, says: str = "") -> str:
        """Return what a command prints; raises `Failed` where it fails, or says something else."""
        done = subprocess.run(
            [self.program, *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
        )
        out, err = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
        if done.returncode or says not in out:
            wanted = f", and {says!r} was expected" if says else ""
            raise Failed(f"annotator {' '.join(map(str, arguments))}: exit {done.returncode}{wanted}.\n{out}\n{err}")
        return out


def program_in(folder: Path) -> Path:
    """Return the command of a bundle, by its folder, the program itself, or the app of a Mac."""
    for path in (folder / "annotator.exe", folder / "annotator", folder / "Contents" / "MacOS" / "annotator"):
        if path.is_file():
            return path
    return folder


def window_of(program: Path) -> Path:
    """Return the program that opens the window: where there are two, the one without a console."""
    beside = program.with_name(f"{WINDOW}{program.suffix}")
    return beside if beside.is_file() else program


def says_its_version(bundle: Bundle) -> None:
    """It is the version that was built."""
    bundle.run("--version", says=f"annotator {version()}")


def makes_a_project(bundle: Bundle) -> None:
    """A new project, and what is in it, also under a name that no code page of Windows has whole."""
    name = "räume 会议 سلام.annot"
    bundle.run("new", name, "--coder", "Ana")
    if json.loads(bundle.run("info", name, "--json"))["coders"] != ["Ana"]:
        raise Failed("info does not know who was named when the project was made.")


def reads_documents(bundle: Bundle) -> None:
    """A text, and those kinds of files that processes of their own read; a text that is there already is left out."""
    (bundle.folder / "a.txt").write_text(f"{_SENTENCE} First.", encoding="utf-8")
    (bundle.folder / "b.pdf").write_bytes(pdf(f"{_SENTENCE} Second."))
    (bundle.folder / "c.xlsx").write_bytes(workbook([["title", "text"], ["Plenary", f"{_SENTENCE} Third."]]))
    bundle.run("new", "read.annot")
    bundle.run("import", "read.annot", "a.txt", "b.pdf", "c.xlsx", "--text-column", "text")
    if (found := json.loads(bundle.run("info", "read.annot", "--json"))["documents"]) != 3:
        raise Failed(f"three documents were read, and {found} are there.")
    bundle.run("find", "read.annot", "restraint", says="restraint")


def makes_the_sample(bundle: Bundle) -> None:
    """The sample goes through import, agreement, adjudication and export."""
    bundle.run("demo", "sample", "--no-window", says="Krippendorff")
    bundle.run("check", Path("sample") / FILE, says="is sound")


def exports(bundle: Bundle) -> None:
    """Files of formats that need libraries of their own, and lines on the standard output with single line feeds."""
    sample = Path("sample") / FILE
    for format, name in (("jsonl", "gold.jsonl"), ("xlsx", "gold.xlsx"), ("parquet", "gold.parquet"), ("tei", "tei")):
        bundle.run("export", sample, name, "--format", format, "--as", ADJUDICATOR, "--see-others")
        if not (bundle.folder / name).exists():
            raise Failed(f"the export as {format} left no {name}.")
    out = bundle.run("export", sample, "-", "--format", "jsonl", "--as", ADJUDICATOR, "--see-others")
    if "\r" in out or not all(json.loads(line) for line in out.splitlines()):
        raise Failed("the lines on the standard output are not those of the file.")


def encrypts(bundle: Bundle) -> None:
    """A project that only a passphrase opens."""
    (bundle.folder / "passphrase.txt").write_text("four words of no poem\n", encoding="utf-8")
    bundle.run("encrypt", "read.annot", "sealed.annot", "--new-passphrase-file", "passphrase.txt")
    bundle.run("info", "sealed.annot", "--passphrase-file", "passphrase.txt", says="3")


def opens_its_window(bundle: Bundle, picture: Path | None = None) -> None:
    """The window opens on a project by its path, as a double click does it; afterwards the file is sound.

    Without a picture that is on no screen. `picture`: where what the screen shows goes, which must not be one colour.
    """
    project = bundle.folder / "sample" / FILE
    environment = bundle.environment | ({} if picture else {"QT_QPA_PLATFORM": "offscreen"})
    with (bundle.folder / "window.txt").open("w+b") as said:
        process = subprocess.Popen([bundle.window, project], env=environment, stdout=said, stderr=said)
        try:
            _wait_until_open(process, project)
            if picture is not None:
                time.sleep(5)  # until the text is drawn
                _take(picture)
            if process.poll() is not None:
                raise Failed(f"the window was closed by itself: exit {process.returncode}.")
        except Failed as error:
            said.seek(0)
            raise Failed(f"{error}\n{said.read().decode('utf-8', 'replace')}") from error
        finally:
            process.kill()
            process.wait()
    bundle.run("check", project, says="is sound")


def _wait_until_open(process: subprocess.Popen[bytes], project: Path) -> None:
    end = time.monotonic() + LONGEST_S
    while not Presence(project).others():
        if process.poll() is not None:
            raise Failed(f"the window did not open: exit {process.returncode}.")
        if time.monotonic() > end:
            raise Failed(f"the window did not open the project within {LONGEST_S:.0f} s.")
        time.sleep(0.2)


def _take(picture: Path) -> None:
    # Pillow is among what makes bundles, and not among what the program needs.
    from PIL import ImageGrab  # noqa: PLC0415

    shot = ImageGrab.grab()
    shot.save(picture)
    if len(shot.convert("RGB").getcolors(shot.width * shot.height) or ()) < 50:
        raise Failed(f"there is nothing to be seen on the screen: {picture}")


STEPS: tuple[Callable[[Bundle], None], ...] = (
    says_its_version,
    makes_a_project,
    reads_documents,
    makes_the_sample,
    exports,
    encrypts,
    opens_its_window,
)


def smoke(program: Path, tell: Callable[[str], object], picture: Path | None = None) -> None:
    """Go through all steps in a folder that is gone afterwards; raises `Failed` at the first that fails."""
    with tempfile.TemporaryDirectory(prefix="annotator-smoke-", ignore_cleanup_errors=True) as folder:
        bundle = Bundle(program, window_of(program), Path(folder))
        for step in STEPS:
            began = time.monotonic()
            step(bundle)
            tell(f"{step.__name__.replace('_', ' ')}: {time.monotonic() - began:.1f} s")
        if picture is not None:
            opens_its_window(bundle, picture)
            tell(f"picture of the window: {picture}")


def main() -> int:
    """Test the bundle, or another program, and return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.bundling.smoke", description=__doc__)
    parser.add_argument("program", nargs="?", type=Path, default=BUNDLE, help="a bundle’s folder or app, or a program")
    parser.add_argument("--picture", type=Path, help="also open the window on the screen, and keep a picture of it")
    asked = parser.parse_args()
    picture = asked.picture.absolute() if asked.picture else None
    try:
        smoke(program_in(asked.program).absolute(), lambda line: sys.stdout.write(f"{line}\n"), picture)
    except (Failed, subprocess.TimeoutExpired, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
