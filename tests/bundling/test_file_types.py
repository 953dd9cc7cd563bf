"""The kinds of files that a desktop opens with the program: told alike wherever they are told, and known when seen."""

import configparser
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from lxml import etree

from annotator.operations.opened_files import OpenedKind, kind_of
from annotator.operations.project import encryption
from tests.hub.invitations import made as invited
from tools.bundling.names import FILE_TYPES
from tools.bundling.places import PACKAGING

LINUX = PACKAGING / "linux"
_MIME = "{http://www.freedesktop.org/standards/shared-mime-info}"
_ASKING = """
import json, sys
from PySide6.QtCore import QMimeDatabase
known = QMimeDatabase()
found = [known.mimeTypeForFile(path) for path in sys.argv[1:]]
print(json.dumps([[type.name(), type.iconName(), [*type.parentMimeTypes()]] for type in found]))
"""


def told_to_the_desktop() -> set[str]:
    """Return the types that the desktop entry names."""
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(LINUX / "annotator.desktop", encoding="utf-8")
    return {*entry["Desktop Entry"]["MimeType"].rstrip(";").split(";")}


def test_all_places_tell_of_the_same_types_by_the_names_that_the_program_gives() -> None:
    tree = etree.parse(LINUX / "annotator.xml")
    types = {str(found.get("type")): found for found in tree.iter(f"{_MIME}mime-type")}
    globs = {glob.get("pattern"): type for type, found in types.items() for glob in found.iter(f"{_MIME}glob")}
    assert globs == {f"*{suffix}": type for suffix, type in FILE_TYPES.items()}
    told = {found.text for found in etree.parse(LINUX / "annotator.metainfo.xml").iter("mediatype")}
    assert {*types} == told == told_to_the_desktop() == {*FILE_TYPES.values()}
    icons = {found.get("name") for found in tree.iter(f"{_MIME}icon")}
    assert icons == {type.replace("/", "-") for type in types}
    drawn = {f"annotator-{type.rpartition('-')[2]}" for type in types}
    assert {path.stem for path in (PACKAGING / "icons").glob("*.svg")} == drawn | {f"{name}-small" for name in drawn}


def test_they_are_all_that_the_program_opens_each_by_its_name(tmp_path: Path) -> None:
    assert {type.rpartition("-")[2] for type in FILE_TYPES.values()} == {kind.value for kind in OpenedKind}
    for suffix, type in FILE_TYPES.items():
        (tmp_path / f"file{suffix}").write_bytes(bytes(range(256)))
        assert kind_of(tmp_path / f"file{suffix}").value == type.rpartition("-")[2]


def test_a_desktop_knows_each_kind_by_its_name_and_by_how_it_begins(sample_copy: Path, tmp_path: Path) -> None:
    """Encrypted files begin as if by chance, so by their name alone; another's database is none of ours."""
    files = tmp_path / "files"
    files.mkdir()
    packet = next(sample_copy.parent.rglob("*.packet"))
    shutil.copy(sample_copy, files / "talks.annot")
    encryption.encrypt(files / "talks.annot", files / "closed.annot", "a long passphrase of these tests")
    shutil.copy(packet, files / "work.packet")
    (files / "Ana.invitation").write_bytes(invited().content())
    names = ["talks.annot", "closed.annot", "work.packet", "Ana.invitation"]
    for name in ("talks.annot", "work.packet", "Ana.invitation"):
        shutil.copy(files / name, files / f"{Path(name).stem} without a name")
    with closing(sqlite3.connect(files / "another")) as other:
        other.execute("CREATE TABLE t (x)")
    unnamed = ["talks without a name", "work without a name", "Ana without a name"]
    found = asked(tmp_path, [files / name for name in (*names, *unnamed, "another")])
    wanted = [FILE_TYPES[Path(name).suffix] for name in (*names, names[0], *names[2:])]
    assert [type for type, _, _ in found] == [*wanted, "application/vnd.sqlite3"]
    assert [icon for _, icon, _ in found[:-1]] == [type.replace("/", "-") for type in wanted]
    assert found[0][2] == ["application/vnd.sqlite3"] and found[3][2] == ["application/json"]


def asked(folder: Path, files: list[Path]) -> list[tuple[str, str, list[str]]]:
    """Return the type, the icon and the parents of each file, by the database of a system that has our types too."""
    packages = folder / "share" / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(LINUX / "annotator.xml", packages)
    places = {"XDG_DATA_HOME": str(folder / "home"), "XDG_DATA_DIRS": f"{folder / 'share'}:/usr/share"}
    environment = os.environ | places
    if shutil.which("update-mime-database"):
        command = ["update-mime-database", str(packages.parent)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
        assert done.stderr == ""
    command = [sys.executable, "-c", _ASKING, *map(str, files)]
    said = subprocess.run(command, env=environment, capture_output=True, check=True, timeout=500).stdout
    return [(type, icon, parents) for type, icon, parents in json.loads(said)]
