"""A machine with nothing on it: a bare system in a folder, as debootstrap makes it, with a user Ana.

The system is made once a release and kept; each machine is an overlay on it. All mounts stand in a namespace of their
own, which goes with its first process: nothing of them is seen from outside, and none stays. Network have only the
commands of root, for apt.
"""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest

from tests.stranger.sources import Source, system_source
from tests.virtual_screen import end
from tools.bundling.places import DIST

CACHE = Path(os.environ.get("ANNOTATOR_STRANGER_CACHE") or DIST / "stranger")
"""Where bare systems, downloads and pictures come to lie."""
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
ANA = 1000
_NEEDED = ("debootstrap", "setpriv", "unshare", "nsenter", "chroot", "mount")
_SPACES = ["--mount", "--pid", "--net", "--fork", "--kill-child"]
_SOCKETS = Path("/tmp/.X11-unix")
_FIRST = """
set -e
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work" "$2/root"
cd "$2/root"
mount -t proc proc proc
mount -t tmpfs -o mode=755 dev dev
for each in null zero full random urandom tty; do touch dev/$each; mount --bind /dev/$each dev/$each; done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,ptmxmode=666,mode=620 devpts dev/pts
mount -t tmpfs -o mode=1777 shm dev/shm
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
mount -t tmpfs -o mode=755 run run
mount -t tmpfs -o mode=1777 tmp tmp
mkdir -m 1777 tmp/.X11-unix
mount --bind /tmp/.X11-unix tmp/.X11-unix
echo ready
exec sleep infinity
"""
"""What the first process of a machine does. $1: the bare system; $2: the folder of this machine."""


def why_not() -> str:
    """Return why no such machine can be made here, an empty string where it can."""
    if os.name != "posix" or os.geteuid() != 0:
        return "a bare root is made by root alone"
    if lacking := [tool for tool in _NEEDED if shutil.which(tool) is None]:
        return f"a bare root needs {', '.join(lacking)}"
    if system_source() is None:
        return "apt here knows no release of a system"
    tried = subprocess.run(["unshare", *_SPACES, "true"], capture_output=True, text=True, check=False)
    return f"no namespaces may be made here: {tried.stderr.strip()}" if tried.returncode else ""


def bare_system(suite: str) -> Path:
    """Return the folder of a bare system of a release, made the first time; skips where the source does not have it."""
    own = system_source()
    assert own is not None
    folder = CACHE / "systems" / suite
    if folder.exists():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".making-") as making:
        made = Path(making, "root")
        done = _debootstrap(own if suite == own.suite else own.of(suite), made)
        if done.returncode:
            errors = [line for line in (done.stdout + done.stderr).splitlines() if line.startswith("E:")]
            pytest.skip(f"{suite} cannot be had here: {' '.join(errors) or 'debootstrap failed'}")
        subprocess.run(["chroot", made, "useradd", "--create-home", "--uid", str(ANA), "ana"], check=True)
        made.rename(folder)
    return folder


def _debootstrap(source: Source, target: Path) -> "subprocess.CompletedProcess[str]":
    keyring = [f"--keyring={source.keyring}"] if source.keyring else []
    components = f"--components={','.join(source.components)}"
    command = ["debootstrap", "--variant=minbase", components, *keyring, source.suite, str(target), source.uri]
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


class BareRoot:
    """A running machine. `suite`: its release; `files`: where its files are seen from outside."""

    def __init__(self, suite: str, place: Path, first: "subprocess.Popen[bytes]") -> None:
        self.suite = suite
        self.files = Path(f"/proc/{first.pid}/root{place}/root")
        spaces = f"/proc/{first.pid}/ns"
        self._enter = ["nsenter", f"--mount={spaces}/mnt", f"--pid={spaces}/pid_for_children"]
        self._alone = f"--net={spaces}/net"
        self._root = f"{place}/root"

    def as_root(self, *command: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run a command as root, with the network of this machine; a failure says what the command wrote."""
        environment = {"PATH": PATH, "LC_ALL": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root"}
        whole = [*self._enter, "chroot", self._root, *command]
        return _run(whole, environment, check)

    def apt(self, *arguments: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run apt-get, which asks nothing."""
        return self.as_root("apt-get", "-y", "-q", *arguments, check=check)

    def as_ana(
        self, *command: str, check: bool = True, environment: Mapping[str, str] = MappingProxyType({})
    ) -> "subprocess.CompletedProcess[str]":
        """Run a command as Ana, without network; `environment`: what it is told besides."""
        return _run(self._of_ana(command), self._home(environment), check)

    def start_as_ana(self, stack: ExitStack, log: Path, *command: str, **environment: str) -> "subprocess.Popen[bytes]":
        """Start a program as Ana, which writes into `log`; it goes at the latest with the machine."""
        out = stack.enter_context(log.open("wb"))
        process = subprocess.Popen(
            self._of_ana(command), env=self._home(environment), stdin=subprocess.DEVNULL, stdout=out, stderr=out
        )
        stack.callback(end, process)
        return process

    def put(self, source: Path, target: str, owner: int = 0) -> str:
        """Lay a file into the machine, and return its path there."""
        place = self.files / target.lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
        os.chown(place, owner, owner)
        return target

    def _of_ana(self, command: Sequence[str]) -> list[str]:
        who = [f"--userspec={ANA}:{ANA}", "--groups="]
        # `env --chdir` stands in the root, since chroot leaves one at its top.
        return [*self._enter, self._alone, "chroot", *who, self._root, "env", "--chdir=/home/ana", *command]

    def _home(self, more: Mapping[str, str]) -> dict[str, str]:
        return {"PATH": f"/home/ana/.local/bin:{PATH}", "HOME": "/home/ana", "USER": "ana", "LANG": "C.UTF-8", **more}


@contextmanager
def bare_root(suite: str) -> Iterator[BareRoot]:
    """Yield a bare machine of a release, which is gone after the block."""
    system = bare_system(suite)
    _SOCKETS.mkdir(mode=0o1777, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="machine-") as place, ExitStack() as stack:
        for part in ("upper", "work", "root"):
            Path(place, part).mkdir(mode=0o755)
        # Others than root reach their home only through folders that may be entered.
        Path(place).chmod(0o755)
        # It goes with this process too, however that ends.
        command = ["setpriv", "--pdeathsig=KILL", "unshare", *_SPACES, "sh", "-c", _FIRST, "sh", str(system), place]
        first = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        assert first.stdout is not None
        stack.enter_context(first.stdout)
        stack.callback(end, first)
        assert first.stdout.readline() == b"ready\n", "the bare root did not start"
        root = BareRoot(suite, Path(place), first)
        _share_apt(root)
        yield root


def _share_apt(root: BareRoot) -> None:
    """Let apt in the machine reach packages as it does here: names of hosts, and what is set for fetching."""
    for name in ("hosts", "resolv.conf"):
        shutil.copyfile(Path("/etc", name), root.files / "etc" / name)
    said = subprocess.run(["apt-config", "dump", "Acquire"], capture_output=True, text=True, check=True).stdout
    chosen = [
        line for line in said.splitlines() if not line.startswith(("Acquire::IndexTargets", "Acquire::Changelogs"))
    ]
    (root.files / "etc/apt/apt.conf.d/90as-outside").write_text("\n".join([*chosen, ""]), encoding="utf-8")
    root.apt("update")


def _run(command: list[str], environment: dict[str, str], check: bool) -> "subprocess.CompletedProcess[str]":
    done = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if check and done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-12:])
        pytest.fail(f"{' '.join(command[-6:])} ended with {done.returncode}: {said}", pytrace=False)
    return done
