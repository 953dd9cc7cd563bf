"""The other order: a desktop is there, and learns of the package, and of its going, by the triggers of dpkg."""

from tests.stranger import traces
from tests.stranger.packages import DESKTOP, NAME, find_nothing_left, laid_into
from tests.stranger.story import Stranger

TYPES = {"annot": "project", "packet": "packet", "invitation": "invitation"}


def test_a_desktop_knows_the_kinds_of_files_as_long_as_the_package_is_there(ana: Stranger) -> None:
    root, deb = ana.root, laid_into(ana)
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
    find_nothing_left(ana, before)


def _default(ana: Stranger, ending: str) -> tuple[str, str]:
    """Return the type of a file by its ending, and what opens it."""
    path = f"named.{ending}"
    ana.root.as_ana("touch", path)
    kind = ana.root.as_ana("xdg-mime", "query", "filetype", path).stdout.strip()
    return kind, ana.root.as_ana("xdg-mime", "query", "default", kind).stdout.strip()
