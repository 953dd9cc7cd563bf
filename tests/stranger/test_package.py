"""The Debian package on a bare system: installed by apt alone, used for the first time, opened by type, taken away."""

import os
import re
from pathlib import Path

import pytest

from annotator import __version__
from tests.hub.invitations import made as made_invitation
from tests.stranger import story, traces
from tests.stranger.bare_root import ANA, CACHE
from tests.stranger.story import Stranger
from tests.virtual_screen import wait_for
from tools.bundling.places import DIST

NAME = "diplomatic-annotator"
DESKTOP = ["xdg-utils", "shared-mime-info", "desktop-file-utils", "libglib2.0-bin", "libfile-mimeinfo-perl"]
"""What every desktop brings that opens files by their type; a bare system has none of it."""
PACKETS = "/home/ana/annotator sample/handed in"
TYPES = {"annot": "project", "packet": "packet", "invitation": "invitation"}
KEPT_BY_OTHERS = [
    *("/var/log/*", "/var/lib/dpkg/*", "/var/lib/apt/*", "/var/cache/*", "/etc/*", "/root/*"),
    *("/var/lib/systemd/*", "/usr/share/mime/*", "/usr/share/applications/mimeinfo.cache", "/usr/share/fonts/*"),
    *("/usr/lib/locale/*", "/usr/lib/python3*/__pycache__/*", "/var/spool/*", "/var/mail/*"),
    "/usr/share/glib-2.0/schemas/gschemas.compiled",
]
"""What dpkg, apt and other packages write when anything is installed; nothing in it may name this program."""


def package() -> Path:
    """Return the package that is tried: what ANNOTATOR_DEB names, else the one in dist; skips where there is none."""
    if named := os.environ.get("ANNOTATOR_DEB"):
        return Path(named)
    found = sorted(DIST.glob(f"{NAME}_{__version__}_*.deb"))
    if not found:
        pytest.skip("there is no package in dist: make bundle")
    return found[-1]


@pytest.fixture
def deb(ana: Stranger) -> str:
    """The package laid into the machine; skips where the system is too old for it, once apt has said so."""
    path = ana.root.put(package(), f"/root/{package().name}")
    needed = ana.root.as_root("dpkg-deb", "--field", path, "Depends").stdout
    least = re.search(r"libc6 \(>= ([\d.]+)\)", needed)
    assert least, f"the package does not say which C library it needs: {needed}"
    has = ana.root.as_root("getconf", "GNU_LIBC_VERSION").stdout.split()[-1]
    if _version(has) < _version(least[1]):
        refused = ana.root.apt("install", path, check=False)
        assert refused.returncode and f"libc6 (>= {least[1]})" in refused.stdout + refused.stderr
        assert not ana.has("/usr/bin/annotator")
        pytest.skip(f"{ana.root.suite} has the C library {has}; apt refuses the package, which needs {least[1]}")
    return path


def test_package(ana: Stranger, deb: str) -> None:
    root = ana.root
    before = traces.listing(root.files)
    with ana.doing("install"):
        root.apt("install", deb)
    with ana.doing("commands"):
        assert __version__ in root.as_ana("annotator", "--version").stdout
    story.code_the_sample(ana)
    with ana.doing("gets a desktop"):
        root.apt("install", "--no-install-recommends", *DESKTOP)
    _open_by_type(ana)
    own = traces.listing(root.files, "home/ana")
    with ana.doing("remove"):
        root.apt("purge", NAME)
    assert traces.changed(own, traces.listing(root.files, "home/ana")) == set(), "something of Ana's was touched"
    with ana.doing("clear up"):
        root.apt("purge", *DESKTOP)
        root.apt("autoremove", "--purge")
    (root.files / deb.lstrip("/")).unlink()
    _find_nothing_left(ana, before)


def test_package_on_a_desktop(ana: Stranger, deb: str) -> None:
    """The other order: the desktop is there, and learns of the package, and of its going, by the triggers of dpkg."""
    root = ana.root
    root.apt("install", "--no-install-recommends", *DESKTOP)
    before = traces.listing(root.files)
    root.apt("install", "--no-install-recommends", deb)
    root.as_ana("annotator", "demo", "annotator sample")
    with ana.doing("types"):
        for ending, kind in TYPES.items():
            assert _default(ana, ending) == (f"application/x-annotator-{kind}", "annotator.desktop")
    with ana.doing("remove"):
        root.apt("remove", NAME)
        root.apt("autoremove")
    for ending in TYPES:
        kind, default = _default(ana, ending)
        assert "annotator" not in kind and default == "", f"*.{ending} is still known"
    # Without settings of its own below /etc nothing is left that could be purged.
    assert root.as_root("dpkg-query", "--show", NAME, check=False).returncode == 1
    (root.files / deb.lstrip("/")).unlink()
    _find_nothing_left(ana, before)


def _open_by_type(ana: Stranger) -> None:
    """Open files as a file manager does, by both programs that do so; each time a window shows what is in them."""
    for how in (["xdg-open"], ["gio", "open"]):
        with ana.doing(f"sample by {how[0]}"):
            _open(ana, how, story.SAMPLE, "Who is coding")
            ana.screen.press("End", "Return")
            ana.wait(story.PROJECT)
        _leave(ana)
    with ana.doing("packet"):
        (packet,) = (ana.root.files / PACKETS.lstrip("/")).glob("Ana *.packet")
        _open(ana, ["xdg-open"], f"{PACKETS}/{packet.name}", "Who is coding")
        ana.screen.press("End", "Return")
        ana.wait(story.PROJECT)
    _leave(ana)
    with ana.doing("invitation"):
        path = CACHE / "Ana.invitation"
        path.write_bytes(made_invitation().content())
        _open(ana, ["xdg-open"], ana.root.put(path, "/home/ana/Ana.invitation", ANA), "Join with an invitation")
    ana.screen.press("Escape")
    ana.wait("Annotator")
    _leave(ana)


def _open(ana: Stranger, how: list[str], path: str, title: str) -> None:
    """Open a file by its type, and give the keyboard to the window that comes of it."""
    ana.start(*how, path)
    ana.wait(title)


def _leave(ana: Stranger) -> None:
    """Leave the program, which was started by another and has written nothing."""
    ana.screen.press("ctrl+q")
    wait_for(lambda: not ana.screen.windows("."), "the window to close")
    assert ana.written() == ""


def _default(ana: Stranger, ending: str) -> tuple[str, str]:
    """Return the type of a file by its ending, and what opens it."""
    path = f"named.{ending}"
    ana.root.as_ana("touch", path)
    kind = ana.root.as_ana("xdg-mime", "query", "filetype", path).stdout.strip()
    return kind, ana.root.as_ana("xdg-mime", "query", "default", kind).stdout.strip()


def _find_nothing_left(ana: Stranger, before: dict[str, str]) -> None:
    """Hold the disk against what it was: all that came has gone, and nothing besides Ana's own names the program."""
    files = ana.root.files
    differing = traces.changed(before, traces.listing(files))
    came = traces.besides(differing, ["/home/ana/*", *KEPT_BY_OTHERS])
    assert came == [], f"{ana.name}: differs from before: {came[:10]}"
    named = traces.naming(files, traces.besides(differing, ["/home/ana/*", "/var/log/*"]), "annotator")
    assert named == [], f"{ana.name}: still names the program: {named[:10]}"
    assert ana.has(story.SAMPLE)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split("."))
