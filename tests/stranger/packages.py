"""What `make bundle` made, laid into a machine, and what may stand on one on which the package was."""

import os
import re
from pathlib import Path

import pytest

from annotator import __version__
from tests.stranger import story, traces
from tests.stranger.story import Stranger
from tools.bundling.places import DIST

NAME = "diplomatic-annotator"
DESKTOP = ["xdg-utils", "shared-mime-info", "desktop-file-utils", "libglib2.0-bin", "libfile-mimeinfo-perl"]
"""What every desktop brings that opens files by their type; a bare system has none of it."""
KEPT_BY_OTHERS = [
    *("/var/log/*", "/var/lib/dpkg/*", "/var/lib/apt/*", "/var/cache/*", "/etc/*", "/root/*"),
    *("/var/lib/systemd/*", "/usr/share/mime/*", "/usr/share/applications/mimeinfo.cache", "/usr/share/fonts/*"),
    *("/usr/lib/locale/*", "/usr/lib/python3*/__pycache__/*", "/var/spool/*", "/var/mail/*"),
    *("/usr/share/glib-2.0/schemas/gschemas.compiled", "/usr/local/share/fonts"),
]
"""What dpkg, apt and other packages write when anything is installed; nothing in it may name this program."""


def found_in_dist(pattern: str) -> Path:
    """Return what `make bundle` made, in dist or in the folder that ANNOTATOR_DIST names; skips where there is none."""
    folder = Path(os.environ.get("ANNOTATOR_DIST") or DIST)
    found = sorted(folder.glob(pattern))
    if not found:
        pytest.skip(f"there is no {pattern} in {folder}: make bundle")
    return found[-1]


def laid_into(ana: Stranger) -> str:
    """Lay the package into a machine; skips where the system is too old for it, once apt has refused it."""
    found = found_in_dist(f"{NAME}_{__version__}_*.deb")
    path = ana.root.put(found, f"/root/{found.name}")
    needed = ana.root.as_root("dpkg-deb", "--field", path, "Depends").stdout
    least = re.search(r"libc6 \(>= ([\d.]+)\)", needed)
    assert least, f"the package does not say which C library it needs: {needed}"
    has = ana.root.as_root("getconf", "GNU_LIBC_VERSION").stdout.split()[-1]
    if _version(has) < _version(least[1]):
        refused = ana.root.apt("install", path, check=False)
        said = refused.stdout + refused.stderr
        assert refused.returncode and f"libc6 (>= {least[1]})" in said, f"apt did not say what it lacks: {said}"
        assert not ana.has("/usr/bin/annotator")
        pytest.skip(f"{ana.root.suite} has the C library {has}; apt refuses the package, which needs {least[1]}")
    return path


def find_nothing_left(ana: Stranger, before: dict[str, str]) -> None:
    """Hold the disk against what it was: nothing came that no package owns, and only Ana's own names the program."""
    files = ana.root.files
    ana.root.apt("clean")  # apt's list of all packages is made anew by whoever asks for it next
    after = traces.listing(files)
    differing = traces.changed(before, after)
    came = traces.besides(differing - traces.owned(files), ["/home/ana/*", *KEPT_BY_OTHERS])
    assert came == [], f"{ana.name}: differs from before: {came[:10]}"
    there = traces.besides(differing & after.keys(), ["/home/ana/*", "/var/log/*"])
    named = traces.naming(files, there, "annotator")
    assert named == [], f"{ana.name}: still names the program: {named[:10]}"
    assert ana.has(story.SAMPLE)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))
