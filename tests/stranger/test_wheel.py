"""The wheel in an empty home, by pipx and by uv: installed, used for the first time, and taken away."""

import pytest

from annotator import __version__
from tests.stranger import libraries, story, traces, wheels
from tests.stranger.bare_root import BareRoot
from tests.stranger.story import Stranger

WHEELS = "/opt/wheels"
INSTALLERS = {
    "pipx": (["pipx", "install"], ["pipx", "uninstall"]),
    "uv": (["uv", "tool", "install", "--offline", "--python=/usr/bin/python3"], ["uv", "tool", "uninstall"]),
}
OF_ANA = [
    "/home/ana/annotator sample*",
    "/home/ana/.config/annotator*",
    "/home/ana/.local/share/annotator*",
]
"""What is Ana's own, and outlives the program."""
OF_INSTALLERS = ["/home/ana/.cache/uv/*", "/home/ana/.local/state/pipx/*", "/home/ana/.local/pipx/logs/*"]
"""What pipx and uv keep of what they did; `uv cache clean` empties the one."""


@pytest.mark.parametrize("installer", INSTALLERS)
def test_the_wheel_does_on_a_bare_system_what_a_user_does(ana: Stranger, installer: str) -> None:
    root = ana.root
    with ana.doing("gets Python"):
        root.apt("install", "--no-install-recommends", "python3", "python3-venv", "pipx")
    wanted = f"diplomatic-annotator[{wheels.EXTRAS}]"
    _bring_wheels(root)
    before = set(traces.listing(root.files))
    environment = {"UV_NO_INDEX": "1", "UV_FIND_LINKS": WHEELS, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": WHEELS}
    if installer == "uv":
        root.as_ana("pipx", "install", "uv", environment=environment)
    install, remove = INSTALLERS[installer]
    with ana.doing("install"):
        root.as_ana(*install, wanted, environment=environment)
    with ana.doing("commands"):
        assert __version__ in root.as_ana("annotator", "--version").stdout
        assert "no display" in root.as_ana("annotator", "demo", "shown").stdout
    with ana.doing("libraries"):
        libraries.bring_what_is_asked_for(ana)
    story.code_the_sample(ana)
    with ana.doing("remove"):
        root.as_ana(*remove, "diplomatic-annotator", environment=environment)
    left = [path for path in set(traces.listing(root.files)) - before if "annotator" in path]
    own = [*OF_ANA, "/home/ana/shown*"]
    assert traces.besides(left, [*own, *OF_INSTALLERS]) == []
    assert ana.has(story.SAMPLE) and ana.has(story.EXPORT)


def _bring_wheels(root: BareRoot) -> None:
    """Lay into the machine what pip fetched outside for its Python and its C library."""
    python = root.as_root("python3", "-c", "import sys; print('{}.{}'.format(*sys.version_info))").stdout.strip()
    glibc = int(root.as_root("getconf", "GNU_LIBC_VERSION").stdout.strip().rpartition(".")[2])
    for path in wheels.fetched(wheels.built(), python, glibc).iterdir():
        root.put(path, f"{WHEELS}/{path.name}")
