"""`make bundle`: the bundle, what it is made of, and the packages that hold it, all in dist/."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click

from tools.bundling import bundle, sbom, tarball, third_party
from tools.bundling.deb import build_deb
from tools.bundling.places import BUNDLE, DIST, commit_time, machine, version


def main() -> int:
    """Make all of it, saying how long each took and how large it is; return the exit code."""
    try:
        for name, step in STEPS:
            begun = time.monotonic()
            made = step()
            taken = time.monotonic() - begun
            click.echo(f"{name}: {made.relative_to(DIST.parent)}, {_size(made):.1f} MB, {taken:.0f} s")
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        click.echo(f"The bundle is not finished, at “{name}”: {error}", err=True)
        return 1
    return 0


def _tarball() -> Path:
    return tarball.pack(BUNDLE, DIST / f"annotator-{version()}-linux-{machine()}.tar.xz", commit_time())


def _size(made: Path) -> float:
    """Return the size of a file, or of all files of a folder, in megabytes of a million bytes."""
    files = [made] if made.is_file() else [path for path in made.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(path.stat().st_size for path in files) / 1e6


STEPS: tuple[tuple[str, Callable[[], Path]], ...] = (
    ("bundle", bundle.build),
    ("licences", lambda: third_party.write(BUNDLE)),
    ("list of parts", lambda: sbom.write(BUNDLE, BUNDLE / "SBOM.cdx.json")),
    ("archive", _tarball),
    ("Debian package", lambda: build_deb(BUNDLE, DIST)),
)
"""What is made, in this order."""

if __name__ == "__main__":
    sys.exit(main())
