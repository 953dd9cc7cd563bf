"""What a desktop, a shell and Debian read, held against the programs that check such files."""

import gzip
import re
import shutil
from email.utils import parsedate_to_datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from annotator import __version__
from tests.bundling.made_packages import of_lintian, parts_of_small, said, small_bundle
from tools.bundling.debian import deb, installed_files
from tools.bundling.places import commit_time

EXPLAINED = {
    "cid-desktopapp-is-not-rdns": "nobody here has a domain, of which an id would be the reversed name",
    "url-homepage-missing": "there is no page that could be called the homepage",
    "developer-id-missing": "it would be the reversed name of a domain, too",
}
"""What appstreamcli remarks -> why it stays so, and is no more than a remark here."""
_AS_REMARKS = "--override=" + ",".join(f"{tag}=info" for tag in EXPLAINED)


@pytest.fixture(scope="module")
def made(qapp: QApplication) -> dict[str, bytes]:
    """All files besides the bundle."""
    return installed_files.files(parts_of_small())


def test_the_desktop_entry_is_valid_and_starts_the_command(made: dict[str, bytes], tmp_path: Path) -> None:
    content = made["usr/share/applications/annotator.desktop"]
    assert b"\nExec=annotator %F\n" in content and b"\nIcon=annotator\n" in content
    (tmp_path / "annotator.desktop").write_bytes(content)
    assert said("desktop-file-validate", tmp_path / "annotator.desktop") == ""


def test_what_software_centres_show_is_valid_but_for_what_is_explained(made: dict[str, bytes], tmp_path: Path) -> None:
    content = made["usr/share/metainfo/annotator.metainfo.xml"]
    assert re.search(rf'<release version="{re.escape(__version__)}" date="\d{{4}}-\d\d-\d\d"/>'.encode(), content)
    (tmp_path / "annotator.metainfo.xml").write_bytes(content)
    told = said("appstreamcli", "validate", "--no-net", "--format=yaml", tmp_path / "annotator.metainfo.xml")
    assert set(re.findall(r"^- tag: (\S+)", told, re.MULTILINE)) == {*EXPLAINED}
    told = said("appstreamcli", "validate", "--no-net", _AS_REMARKS, tmp_path / "annotator.metainfo.xml")
    assert "Validation was successful" in told


def test_the_changes_are_those_of_this_version_in_the_form_of_debian(made: dict[str, bytes]) -> None:
    text = gzip.decompress(made["usr/share/doc/diplomatic-annotator/changelog.gz"]).decode()
    first, *lines, last = text.rstrip("\n").split("\n")
    assert first == f"diplomatic-annotator ({__version__}) unstable; urgency=low"
    assert re.fullmatch(r" -- The Annotator developers <>  .+", last)
    assert parsedate_to_datetime(last.partition(">  ")[2]).timestamp() == commit_time()
    assert sum(line.startswith("  * ") for line in lines) >= 10
    assert all(not line or line.startswith(("  * ", "    ")) for line in lines)
    assert not re.search(r"\*\*|`|\]\(", text)


def test_the_copyright_names_each_part_with_its_files_its_licence_and_where_that_stands(made: dict[str, bytes]) -> None:
    text = made["usr/share/doc/diplomatic-annotator/copyright"].decode()
    assert text.startswith("Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\n")
    assert all(line == "" or line[0] == " " or re.match(r"[A-Z][A-Za-z-]+: \S", line) for line in text.split("\n"))
    found = [dict(re.findall(r"^([A-Z]\S+): (.*(?:\n .*)*)", stanza, re.MULTILINE)) for stanza in text.split("\n\n")]
    of_part = {stanza["Comment"]: stanza for stanza in found if "Comment" in stanza}
    assert {*of_part} == {"lxml 6.1.3", "libxml2", "starter 6"}
    inside = "usr/lib/annotator"
    assert [stanza["Files"] for stanza in of_part.values()] == [
        *(f"{inside}/_internal/lxml/*", f"{inside}/_internal/libxml2.so.2", f"{inside}/annotator"),
    ]
    assert of_part["libxml2"]["Copyright"] == "Copyright its author\n and others"
    texts = {stanza["License"].partition("\n")[0] for stanza in found if "Files" not in stanza and "License" in stanza}
    bootloader = "GPL-2.0-or-later with Bootloader-exception exception"
    assert texts == {"Expat", "BSD-3-Clause", "MPL-2.0", bootloader}
    assert {stanza["License"] for stanza in found if "Files" in stanza} <= texts
    assert "/usr/share/common-licenses/GPL-2, too" in text and "/usr/share/common-licenses/MPL-2.0, too" in text


def test_each_override_has_its_reason(made: dict[str, bytes]) -> None:
    lines = made["usr/share/lintian/overrides/diplomatic-annotator"].decode().splitlines()
    assert lines[0].startswith("# ") and all(line.startswith(("# ", "diplomatic-annotator: ")) for line in lines)


def test_lintian_finds_no_error_in_a_small_package(tmp_path: Path, qapp: QApplication) -> None:
    if shutil.which("dpkg-deb") is None:
        pytest.skip("dpkg-deb, which makes Debian packages, is not installed")
    made = deb.build_deb(small_bundle(tmp_path / "annotator"), tmp_path, parts_of_small())
    assert of_lintian(made) == []
