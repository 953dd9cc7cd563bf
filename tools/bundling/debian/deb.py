"""The Debian package: the bundle, the command, and what a desktop reads. It has no scripts.

What has to happen when it comes or goes (caches of file types, icons and menus) Debian's own triggers do.
"""

import hashlib
import os
import shutil
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from annotator.resources import THIRD_PARTY
from tools.bundling.debian.control_file import ARCHITECTURES, control
from tools.bundling.debian.installed_files import files
from tools.bundling.licences.component import Component
from tools.bundling.licences.components import components
from tools.bundling.names import COMMAND, INSTALLED, PACKAGE
from tools.bundling.places import commit_time, machine, version

LINKS = {
    f"usr/bin/{COMMAND}": f"../lib/{COMMAND}/{COMMAND}",
    f"usr/share/doc/{PACKAGE}/{THIRD_PARTY}": f"../../../lib/{COMMAND}/{THIRD_PARTY}",
}
_UNIT = 1024
"""Bytes; of these Debian counts what is installed."""


def build_deb(bundle: Path, out: Path, parts: Sequence[Component] | None = None) -> Path:
    """Make the package of a bundle in the folder `out` and return where: `diplomatic-annotator_0.4.0_amd64.deb`.

    `parts`: of whom the bundle is made, where that is known. The same bundle and commit give the same bytes. Raises
    `ValueError` where the bundle asks for a library of which no package is known or has no licences in it, `UserError`
    as `components` does, `CalledProcessError` where dpkg-deb fails.
    """
    if not (bundle / THIRD_PARTY).is_file():
        raise ValueError(f"The bundle in {bundle} has no {THIRD_PARTY}; write it before the package is made.")
    made = out / f"{PACKAGE}_{version()}_{ARCHITECTURES[machine()]}.deb"
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        lay_out(bundle, root, components(bundle) if parts is None else parts)
        _describe(bundle, root)
        _settle(root)
        # One thread: xz cuts what it packs into as many pieces as it has threads.
        how = ("--root-owner-group", "-Zxz", "-z6", "--threads-max=1")
        epoch = {"SOURCE_DATE_EPOCH": str(commit_time())}
        command = ["dpkg-deb", *how, "--build", str(root), folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=os.environ | epoch)
        # Under its name there is a whole one or none.
        shutil.move(Path(folder) / made.name, made)
    return made


def lay_out(bundle: Path, root: Path, parts: Sequence[Component]) -> None:
    """Put all that is installed where it goes below a folder that is not there yet."""
    shutil.copytree(bundle, root / INSTALLED, symlinks=True)
    for name, content in files(parts).items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name, target in LINKS.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.symlink_to(target)


def _describe(bundle: Path, root: Path) -> None:
    """Write what dpkg reads: the fields, and a sum of each file, by which `dpkg --verify` finds what was changed."""
    installed = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    sums = [f"{_md5(path)}  {path.relative_to(root).as_posix()}\n" for path in installed]
    size = sum(_units(path) for path in _all(root))
    about = root / "DEBIAN"
    about.mkdir()
    (about / "control").write_text(control(bundle, size), encoding="utf-8")
    (about / "md5sums").write_text("".join(sums), encoding="utf-8")


def _settle(root: Path) -> None:
    """Give everything the modes and the time that it has in each build."""
    for path in [root, *_all(root)]:
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or _is_program(path) else 0o644)
        os.utime(path, (commit_time(), commit_time()), follow_symlinks=False)


def _is_program(path: Path) -> bool:
    """Whether a file is started, and not only loaded: a library needs no such mode."""
    return bool(path.stat().st_mode & stat.S_IXUSR) and ".so" not in path.suffixes


def _all(root: Path) -> Iterator[Path]:
    """Yield every file, link and folder below one, what lies in a folder before it: its time stays as it is set."""
    yield from sorted(root.rglob("*"), reverse=True)


def _units(path: Path) -> int:
    """Return what a file takes as Debian counts: a folder or a link one unit, a file as many as it begins."""
    return 1 if path.is_symlink() or path.is_dir() else -(-path.stat().st_size // _UNIT)


def _md5(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "md5").hexdigest()
