"""What the files for Windows, macOS and the public CI say is what the program is: names, endings, types, paths."""

import plistlib
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from typing import Any

import pytest
import yaml

from annotator.operations.opened_files import SUFFIXES
from tools.bundling.freezing.windows_version import PROGRAMS
from tools.bundling.names import DEVELOPERS
from tools.bundling.places import PACKAGING, ROOT

TYPES = {kind.value: suffix for suffix, kind in SUFFIXES.items()}
INSTALLER = (PACKAGING / "windows" / "annotator.iss").read_text(encoding="utf-8")
INFO: dict[str, Any] = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
WORKFLOW_TEXT = (ROOT / ".github" / "workflows" / "bundle.yml").read_text(encoding="utf-8")
WORKFLOW: dict[str, Any] = yaml.safe_load(WORKFLOW_TEXT)
SETTINGS = "http://schemas.microsoft.com/SMI/"


def entries(section: str) -> list[dict[str, str]]:
    """Return the entries of a section of the installer, each by its parameters."""
    body = re.search(rf"^\[{section}\]$(.*?)(?=^\[|\Z)", INSTALLER, re.MULTILINE | re.DOTALL)
    assert body is not None
    lines = [line for line in body[1].splitlines() if line.strip() and not line.startswith((";", "#"))]
    if section == "Setup":
        return [dict([line.split("=", 1)]) for line in lines]
    pattern = re.compile(r'(\w+): ("(?:[^"]|"")*"|[^;]*)')
    return [{name: unquoted(value) for name, value in pattern.findall(line)} for line in lines]


def unquoted(value: str) -> str:
    """Return a parameter without the quotes that stand around it, of which those within are doubled."""
    return value[1:-1].replace('""', '"') if value.startswith('"') else value


def test_each_type_of_file_is_registered_for_the_user_with_its_icon_and_the_program_without_a_console() -> None:
    registered = {(entry["Subkey"], entry.get("ValueName", "")): entry for entry in entries("Registry")}
    classes = "Software\\Classes\\"
    for name, suffix in TYPES.items():
        type_id = f"Annotator.{name.capitalize()}"
        command = registered[f"{classes}{type_id}\\shell\\open\\command", ""]
        assert command["ValueData"] == '"{app}\\{#Program}" "%1"'
        icon = registered[f"{classes}{type_id}\\DefaultIcon", ""]["ValueData"]
        assert icon == f'"{{app}}\\icons\\annotator-{name}.ico"'
        assert any(entry["Source"].endswith(f"annotator-{name}.ico") for entry in entries("Files"))
        ending = registered[f"{classes}{suffix}", ""]
        assert ending["ValueData"] == type_id and ending["Check"] == f"IsFree('{suffix}')"
        assert (f"{classes}{suffix}\\OpenWithProgids", type_id) in registered
    keys = [entry["Subkey"] for entry in entries("Registry")]
    assert all(keys.index(key) < at for at, below in enumerate(keys) for key in keys if below.startswith(f"{key}\\")), (
        "uninstalling goes backwards, and takes a key only once nothing is below it"
    )
    assert {entry["Root"] for entry in registered.values()} == {"HKA"}, "the user's own part of the registry"
    for (key, _), entry in registered.items():
        is_whole = any(key.startswith(f"{classes}Annotator.{name.capitalize()}\\") for name in TYPES)
        assert is_whole or "uninsdelete" in entry["Flags"], f"{key} stays when the program is removed"


def test_the_installer_asks_for_no_administrator_and_takes_away_nothing_that_it_did_not_install() -> None:
    setup = {name: value for entry in entries("Setup") for name, value in entry.items()}
    assert setup["PrivilegesRequired"] == "lowest" and setup["DefaultDirName"] == "{autopf}\\Annotator"
    assert setup["AppPublisher"] == DEVELOPERS and setup["AppVersion"] == "{#Version}"
    assert "[UninstallDelete]" not in INSTALLER and "[UninstallRun]" not in INSTALLER
    (before,) = entries("InstallDelete")
    assert before["Name"] == "{app}\\_internal"
    program = re.search(r'#define Program "(.*)\.exe"', INSTALLER)
    assert program is not None and program[1] in PROGRAMS


def test_windows_is_told_of_long_paths_of_sharp_letters_and_of_utf_8() -> None:
    tree = ET.parse(PACKAGING / "windows" / "annotator.manifest")
    said = {element.tag: (element.text or "").strip() for element in tree.iter()}
    assert said[f"{{{SETTINGS}2016/WindowsSettings}}longPathAware"] == "true"
    assert said[f"{{{SETTINGS}2016/WindowsSettings}}dpiAwareness"] == "PerMonitorV2"
    assert said[f"{{{SETTINGS}2019/WindowsSettings}}activeCodePage"] == "UTF-8"
    (level,) = (element for element in tree.iter() if element.tag.endswith("requestedExecutionLevel"))
    assert level.attrib["level"] == "asInvoker"


def test_a_mac_knows_each_type_of_file_by_its_ending_and_shows_it_with_its_icon() -> None:
    exported = {one["UTTypeIdentifier"]: one for one in INFO["UTExportedTypeDeclarations"]}
    shown = {one["LSItemContentTypes"][0]: one for one in INFO["CFBundleDocumentTypes"]}
    assert exported.keys() == shown.keys() and len(exported) == len(TYPES)
    for name, suffix in TYPES.items():
        id = f"{INFO['CFBundleIdentifier']}.{name}"
        tags = exported[id]["UTTypeTagSpecification"]
        assert tags["public.filename-extension"] == [suffix.removeprefix(".")]
        assert tags["public.mime-type"] == [f"application/x-annotator-{name}"]
        assert exported[id]["UTTypeIconFile"] == shown[id]["CFBundleTypeIconFile"] == f"annotator-{name}.icns"
    assert INFO["NSHighResolutionCapable"] is True and INFO["NSRequiresAquaSystemAppearance"] is False
    assert "CFBundleVersion" not in INFO, "the spec says it"


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash")
def test_the_script_of_the_disk_image_is_a_script_and_says_where_it_can_run() -> None:
    script = PACKAGING / "macos" / "make_dmg.sh"
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0
    done = subprocess.run(["bash", script, "/nowhere/Annotator.app"], capture_output=True, text=True, check=False)
    assert done.returncode == 2 and len(done.stderr.strip().splitlines()) == 1


def test_the_public_ci_builds_and_tries_on_the_three_systems_what_is_in_this_checkout() -> None:
    runners = {job["runs-on"] for job in WORKFLOW["jobs"].values()}
    assert {"ubuntu-22.04", "windows-2022", "${{ matrix.runner }}"} == runners
    machines = {one["machine"] for one in WORKFLOW["jobs"]["macos"]["strategy"]["matrix"]["include"]}
    assert machines == {"arm64", "x86_64"}
    for name, job in WORKFLOW["jobs"].items():
        said = "\n".join(step.get("run", "") for step in job["steps"])
        assert "tools.bundling.smoke" in said and "--picture" in said, name
        assert any(str(step.get("uses", "")).startswith("actions/upload-artifact@") for step in job["steps"]), name
        for path in re.findall(r"packaging[/\\][\w./\\-]+", said):
            assert (ROOT / path.replace("\\", "/")).exists() or path.endswith("requirements.lock"), path


def test_windows_runs_no_step_of_which_only_the_last_program_counts() -> None:
    for step in WORKFLOW["jobs"]["windows"]["steps"]:
        run = step.get("run", "")
        assert len(run.strip().splitlines()) <= 1 or "$PSNativeCommandUseErrorActionPreference = $true" in run
