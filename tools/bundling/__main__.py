"""`make bundle`: the bundle, what it is made of, and the packages that hold it, all in dist/."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import click

from annotator.model.errors import UserError
from tools.bundling import checksums, icons, tarball
from tools.bundling.bundle_files import third_party_place
from tools.bundling.debian.deb import build_deb
from tools.bundling.freezing import bundle
from tools.bundling.licences import sbom, third_party
from tools.bundling.names import COMMAND
from tools.bundling.places import APP, BUNDLE, DIST, ICONS, ROOT, commit_time, machine, version
from tools.bundling.smoke import Failed, program_in, smoke


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is made. `make`: makes it, and returns the file or folder."""

    name: str
    make: Callable[[], Path]

    def run(self) -> Path:
        """Make it, say in a line what was made, how large it is and how long it took, and return it."""
        begun = time.monotonic()
        try:
            made = self.make()
        except (OSError, ValueError, UserError, Failed, subprocess.CalledProcessError) as error:
            raise click.ClickException(f"The bundle is not finished, at “{self.name}”: {_why(error)}") from error
        click.echo(f"{self.name}: {made.relative_to(ROOT)}, {_size(made):.1f} MB, {time.monotonic() - begun:.0f} s")
        return made


def main(system: str = sys.platform) -> None:
    """Make all that a system has; the packages at once, since each is packed by one core."""
    for step in steps(system):
        step.run()
    here, beside = packages(system)[:1], packages(system)[1:]
    with ThreadPoolExecutor() as packing:
        waiting = [packing.submit(step.run) for step in beside]
        # Qt, which draws the icons of a package, can be used by the main thread alone.
        packed = [*(step.run() for step in here), *(made.result() for made in waiting)]
    if packed:
        Step("checksums", lambda: checksums.write(packed)).run()


def steps(system: str) -> list[Step]:
    """Return what is made one after the other: the folder that runs, what it says of its parts, if it works."""
    drawn = [] if system == "linux" else [Step("icons", _icons)]
    # What people get on a Mac is the app, with the same files in other places.
    made = [BUNDLE, APP] if system == "darwin" else [BUNDLE]
    lists = [step for one in made for step in _lists(one)]
    return [*drawn, Step("bundle", bundle.build), *lists, Step("trial", _tried)]


def _lists(made: Path) -> list[Step]:
    return [
        Step("licences", lambda: third_party.write(made)),
        Step("list of parts", lambda: sbom.write(made, third_party_place(made).with_name("SBOM.cdx.json"))),
    ]


def packages(system: str) -> list[Step]:
    """Return what the folder is packed into, first what needs Qt; see packaging/README.md for Windows and macOS."""
    if system != "linux":
        return []
    archive = DIST / f"{COMMAND}-{version()}-linux-{machine()}.tar.xz"
    return [
        Step("Debian package", lambda: build_deb(BUNDLE, DIST)),
        Step("archive", lambda: tarball.pack(BUNDLE, archive, commit_time())),
    ]


def _tried() -> Path:
    """Return the folder once it has done what it is for: what does not run is packed by nobody."""
    smoke(program_in(BUNDLE), lambda line: None)
    return BUNDLE


def _icons() -> Path:
    icons.make(ICONS)
    return ICONS


def _why(error: Exception) -> str:
    """Return what went wrong, of another program what it said itself."""
    if not isinstance(error, subprocess.CalledProcessError):
        return str(error)
    said = error.stderr.decode("utf-8", "replace") if isinstance(error.stderr, bytes) else error.stderr
    return f"“{' '.join(map(str, error.cmd[:3]))} …” failed: {said.strip() if said else 'what it said stands above'}"


def _size(made: Path) -> float:
    """Return the size of a file, or of all files of a folder, in megabytes of a million bytes."""
    files = [made] if made.is_file() else [path for path in made.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(path.stat().st_size for path in files) / 1e6


if __name__ == "__main__":
    try:
        main()
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
