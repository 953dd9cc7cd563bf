"""The Debian package: what it says of itself, what it installs, that it is reproducible and leaves nothing behind."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.bundling.made_packages import ReadPackage, parts_of_small, read
from tools.bundling.debian import deb
from tools.bundling.debian.installed_files import files
from tools.bundling.names import INSTALLED
from tools.bundling.places import ROOT, commit_time


def test_a_bundle_without_its_licences_is_not_packed(bundle: Path, tmp_path: Path) -> None:
    (shutil.copytree(bundle, tmp_path / "bare", symlinks=True) / "THIRD-PARTY.txt").unlink()
    with pytest.raises(ValueError, match=r"has no THIRD-PARTY\.txt"):
        deb.build_deb(tmp_path / "bare", tmp_path, parts_of_small())
    assert not list(tmp_path.glob("*.deb"))


def test_it_installs_the_whole_bundle_and_what_a_desktop_reads(package: tuple[ReadPackage, Path]) -> None:
    found, bundle = package
    there = {member.name: member for member in found.members}
    for path in bundle.rglob("*"):
        member = there[f"{INSTALLED}/{path.relative_to(bundle).as_posix()}"]
        if path.is_symlink():
            assert member.issym() and member.linkname == str(path.readlink())
        elif path.is_file():
            assert found.contents[member.name] == path.read_bytes()
    beside = {name for name, member in there.items() if not member.isdir() and not name.startswith(f"{INSTALLED}/")}
    assert beside == {*files([]), *deb.LINKS}
    assert {name: there[name].linkname for name in deb.LINKS} == deb.LINKS
    for name, target in deb.LINKS.items():
        assert os.path.normpath(f"{Path(name).parent}/{target}") in there
    assert len([name for name in beside if name.endswith("/annotator.png")]) == 9


def test_all_of_it_is_roots_and_nobody_else_may_write(package: tuple[ReadPackage, Path]) -> None:
    found, _ = package
    assert {(member.uid, member.gid, member.uname, member.gname) for member in found.members} == {
        (0, 0, "root", "root")
    }
    assert len({member.mtime for member in found.members}) == 1
    modes = {member.name: member.mode for member in found.members if not member.issym()}
    assert {*modes.values()} == {0o755, 0o644}
    started = [name for name, mode in modes.items() if mode == 0o755 and name in found.contents]
    assert f"{INSTALLED}/annotator" in started
    assert all(found.contents[name][:2] in (b"#!", b"\x7fE") and ".so" not in name for name in started)


def test_it_has_no_scripts_and_a_sum_of_each_file(package: tuple[ReadPackage, Path]) -> None:
    found, _ = package
    assert {*found.about} == {"control", "md5sums"}
    sums = [line.split("  ", 1) for line in found.about["md5sums"].decode().splitlines()]
    assert {name: said for said, name in sums} == {
        name: hashlib.md5(content).hexdigest() for name, content in found.contents.items()
    }
    assert sums == sorted(sums, key=lambda one: Path(one[1]))


def test_no_path_of_the_building_machine_stands_in_it(package: tuple[ReadPackage, Path]) -> None:
    found, _ = package
    ours = [str(ROOT).encode(), *(str(folder).encode() for folder in ROOT.parents if len(folder.parts) > 2)]
    assert [name for name, content in found.contents.items() if any(path in content for path in ours)] == []
    beside = {name: content for name, content in found.contents.items() if not name.startswith(INSTALLED)}
    anywhere = (b"/tmp/", b"/root", b"/home/")
    assert [name for name, content in beside.items() if any(path in content for path in anywhere)] == []


def test_two_builds_are_the_same_bytes_whatever_times_and_modes_the_bundle_has(
    bundle: Path, made: Path, tmp_path: Path
) -> None:
    other = shutil.copytree(bundle, tmp_path / "another name", symlinks=True)
    for path in [other, *other.rglob("*")]:
        if not path.is_symlink():
            path.chmod(path.stat().st_mode & 0o755 | 0o600)
            os.utime(path, (1_000_000_000, 1_000_000_000))
    umask = os.umask(0o077)
    try:
        again = deb.build_deb(other, tmp_path / "out", parts_of_small())
    finally:
        os.umask(umask)
    assert {member.mtime for member in read(again).members} == {commit_time()}
    assert again.name == made.name and again.read_bytes() == made.read_bytes()


def test_taken_out_again_it_leaves_nothing_and_what_others_made_stays(made: Path, tmp_path: Path) -> None:
    if shutil.which("dpkg") is None:
        pytest.skip("dpkg, which installs packages, is not installed")
    root = tmp_path / "root"
    for folder in ("var/lib/dpkg/updates", "var/lib/dpkg/info", "home/ana", "usr/bin"):
        (root / folder).mkdir(parents=True)
    (root / "var/lib/dpkg/status").touch()
    theirs = {root / "home/ana/talks.annot": b"project", root / "usr/bin/other": b"theirs"}
    for path, content in theirs.items():
        path.write_bytes(content)
    before = _outside_of_dpkg(root)
    _dpkg(root, "--install", str(made))
    assert (root / "usr/bin/annotator").resolve() == root / INSTALLED / "annotator"
    assert subprocess.run([root / "usr/bin/annotator"], capture_output=True, check=True).stdout == b"annotator\n"
    _dpkg(root, "--install", str(made))  # as an upgrade does
    _dpkg(root, "--remove", "diplomatic-annotator")
    assert _outside_of_dpkg(root) == before
    assert "diplomatic-annotator" not in (root / "var/lib/dpkg/status").read_text()
    assert {path: path.read_bytes() for path in theirs} == theirs


def _dpkg(root: Path, *what: str) -> None:
    forced = ("--force-not-root", "--force-depends", "--force-bad-path", "--force-script-chrootless")
    command = ["dpkg", f"--root={root}", "--log=/dev/null", *forced, *what]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def _outside_of_dpkg(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if "var/lib/dpkg" not in path.as_posix()}
