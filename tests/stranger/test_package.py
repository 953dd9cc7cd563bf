"""The Debian package on a bare system: installed by apt alone, used for the first time, opened by type, taken away."""

from annotator import __version__
from tests.hub.invitations import made as made_invitation
from tests.stranger import story, traces
from tests.stranger.bare_root import ANA, CACHE
from tests.stranger.packages import DESKTOP, NAME, find_nothing_left, laid_into
from tests.stranger.story import Stranger
from tests.virtual_screen import wait_for

PACKETS = "/home/ana/annotator sample/handed in"


def test_the_package_does_on_a_bare_system_what_a_user_does(ana: Stranger) -> None:
    root, deb = ana.root, laid_into(ana)
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
    find_nothing_left(ana, before)


def _open_by_type(ana: Stranger) -> None:
    """Open files as a file manager does, by both programs that do so; each time a window shows what is in them."""
    for how in (["xdg-open"], ["gio", "open"]):
        with ana.doing(f"sample by {how[0]}"):
            _open(ana, how, story.SAMPLE, story.WHO)
            story.sit_down(ana)
        _leave(ana)
    with ana.doing("packet"):
        (packet,) = (ana.root.files / PACKETS.lstrip("/")).glob("Ana *.packet")
        _open(ana, ["xdg-open"], f"{PACKETS}/{packet.name}", story.WHO)
        story.sit_down(ana)
        _take_in(ana)
    _leave(ana)
    with ana.doing("invitation"):
        path = CACHE / "Ana.invitation"
        path.write_bytes(made_invitation().content())
        _open(ana, ["xdg-open"], ana.root.put(path, "/home/ana/Ana.invitation", ANA), "Join with an invitation")
    ana.screen.press("Escape")
    ana.wait("Annotator")
    _leave(ana)


def _take_in(ana: Stranger) -> None:
    """Take in, by its key, what the packet brings, once Team shows it; somebody has done more then."""
    asked = ("annotator", "team", story.SAMPLE, "--as", "Dana")
    before = ana.root.as_ana(*asked).stdout

    def is_taken() -> bool:
        ana.screen.press("shift+t")
        return ana.root.as_ana(*asked).stdout != before

    wait_for(is_taken, "the packet in the project")


def _open(ana: Stranger, how: list[str], path: str, title: str) -> None:
    """Open a file by its type, and give the keyboard to the window that comes of it."""
    ana.start(*how, path)
    ana.wait(title)


def _leave(ana: Stranger) -> None:
    """Leave the program, which was started by another and has written nothing."""
    with ana.doing("leave"):
        ana.screen.press("ctrl+q")
        wait_for(lambda: not ana.screen.windows("."), "the window to close")
        assert ana.written() == "", "it wrote to the terminal"
