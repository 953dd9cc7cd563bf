"""What the program and its makers are called in files that no Python reads is what `names.py` calls them."""

import configparser
import plistlib
import re
import tomllib

from lxml import etree

from annotator.citation import software
from tools.bundling.names import COMMAND, DEVELOPERS, FILE_ICONS, FILE_TYPES, PACKAGE
from tools.bundling.places import PACKAGING, ROOT

METAINFO = etree.parse(PACKAGING / "linux" / "annotator.metainfo.xml")


def test_the_developers_are_the_same_wherever_somebody_is_named() -> None:
    licence = re.search(r"Copyright \(c\) \d+ (.+)", (ROOT / "LICENSE").read_text("utf-8"))
    installer = re.search(r"^AppPublisher=(.+)$", (PACKAGING / "windows" / "annotator.iss").read_text("utf-8"), re.M)
    assert licence and installer
    info = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
    named = [licence[1], installer[1], METAINFO.findtext("developer/name"), *software().authors]
    assert {*named, info["NSHumanReadableCopyright"].partition(",")[0]} == {DEVELOPERS}


def test_the_distribution_and_the_command_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["name"] == PACKAGE and [*project["scripts"]] == [COMMAND]
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(PACKAGING / "linux" / "annotator.desktop", encoding="utf-8")
    assert entry["Desktop Entry"]["Exec"].split()[0] == entry["Desktop Entry"]["Icon"] == COMMAND
    assert METAINFO.findtext("provides/binary") == COMMAND


def test_each_type_of_file_has_an_icon_of_its_name() -> None:
    assert [type.removeprefix("application/x-") for type in FILE_TYPES.values()] == [*FILE_ICONS]
