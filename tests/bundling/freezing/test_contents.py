"""What stays of the libraries that PyInstaller finds: all that something needs, and nothing else."""

import re
import tomllib
from importlib import metadata
from pathlib import PurePath

from hypothesis import given
from hypothesis import strategies as st

from tests.bundling.test_imports_in_dist import imported
from tools.bundling.freezing import contents
from tools.bundling.freezing.contents import (
    HOOKS,
    Entry,
    beside,
    distributions,
    trimmed,
    trimmed_data,
    without_dangling,
    without_hooks,
)
from tools.bundling.licences.frozen_modules import parents
from tools.bundling.places import ROOT

QT = "PySide6/Qt/lib"
PLUGIN = "PySide6/Qt/plugins/{}/lib{}.so"
NAMES = [f"libQt6Part{letter}.so.6" for letter in "ABCDEFGH"]


def entry(place: str, kind: str = "BINARY") -> Entry:
    """Return an entry whose file is called as its place."""
    return place, place, kind


@given(
    links=st.dictionaries(st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES)), max_size=8),
    asked=st.sets(st.sampled_from(NAMES)),
    from_plugin=st.sets(st.sampled_from(NAMES)),
)
def test_a_library_stays_when_something_that_stays_needs_it_however_far_down(
    links: dict[str, set[str]], asked: set[str], from_plugin: set[str]
) -> None:
    kept, dropped = PLUGIN.format("platforms", "qxcb"), PLUGIN.format("qml", "q")
    module = entry("module.so", "EXTENSION")
    needs = {module[1]: asked, kept: from_plugin, dropped: {*NAMES}}
    needs |= {f"{QT}/{name}": others for name, others in links.items()}
    entries = [module, entry(kept), entry(dropped), *(entry(f"{QT}/{name}") for name in NAMES)]
    staying = {PurePath(place).name for place, _, _ in trimmed(entries, lambda file: needs.get(file, set()))}
    reached = {*asked, *from_plugin}
    for _ in NAMES:
        reached |= {name for one in reached for name in links.get(one, ())}
    assert staying == reached | {"module.so", "libqxcb.so"}


def test_python_stays_though_nothing_names_it_and_what_each_desktop_has_does_not() -> None:
    names = ["libpython3.11.so.1.0", "python311.dll", "libstdc++.so.6", "libX11.so.6", "libunasked.so.1"]
    module = ("module.so", "module.so", "EXTENSION")
    found = trimmed([module, *map(entry, names)], lambda file: ["libstdc++.so.6", "libX11.so.6"])
    assert [place for place, _, _ in found] == ["module.so", "libpython3.11.so.1.0", "python311.dll"]


def test_a_link_goes_with_its_file() -> None:
    file = entry("PySide6/Qt/lib/libQt6Core.so.6")
    links = [("libQt6Core.so.6", file[0], "SYMLINK"), ("libQt6Qml.so.6", "PySide6/Qt/lib/libQt6Qml.so.6", "SYMLINK")]
    deeper = ("a/b/link.so", "../../PySide6/Qt/lib/libQt6Core.so.6", "SYMLINK")
    assert without_dangling([file, *links, deeper]) == [file, links[0], deeper]


def test_translations_of_qt_and_sources_stay_out_and_licences_stay_in() -> None:
    staying = ["numpy-2.dist-info/licenses/LICENSE.txt", "PySide6/Qt/x.conf", "annotator/_resources/help/start.md"]
    going = ["PySide6/Qt/translations/qt_de.qm", "lxml/etree.pyx", "numpy/core.pyi", "click-8.dist-info/INSTALLER"]
    assert [place for place, _, _ in trimmed_data(map(entry, staying + going))] == staying


def test_the_bundle_has_the_same_files_of_ours_as_a_wheel() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    folders = {PurePath(source).relative_to(ROOT).as_posix(): folder for source, folder in contents.DATA}
    # A file that is renamed on its way into the wheel is copied by its own name into the bundle.
    assert {*folders} == {*wheel}
    assert all(wheel[name].startswith(folder) for name, folder in folders.items())


def test_metadata_go_along_of_what_is_bundled_and_not_of_what_is_left_out() -> None:
    found = {*distributions()}
    assert {"click", "numpy", "keyring", "sqlcipher3"} <= found and "pip" not in found
    assert all(metadata.version(name) for name in found)


def test_of_what_runs_at_each_start_only_what_serves_stays() -> None:
    hooks = [(name, f"{name}.py", "PYSOURCE") for name in (*HOOKS, "pyi_rth_pyside6", "pyi_rth_other", "__main__")]
    assert [name for name, _, _ in without_hooks(hooks, "linux")] == ["pyi_rth_other", "__main__"]
    assert [name for name, _, _ in without_hooks(hooks, "darwin")] == ["pyi_rth_pyside6", "pyi_rth_other", "__main__"]


def test_what_each_start_imports_lies_beside_the_program_on_linux_and_nothing_of_ours_does() -> None:
    found, elsewhere = beside("linux"), beside("win32")
    assert elsewhere.keys() == {*contents.REPLACEABLE} and elsewhere.items() <= found.items()
    assert {"click", "inspect", "typing"} <= found.keys() and {*found.values()} == {"pyc"}
    assert not any(name.startswith(("annotator", "__main__")) for name in found)


def test_nothing_of_ours_imports_what_is_left_out() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "annotator").rglob("*.py")]
    left_out = {*contents.EXCLUDED}
    asked = {name for source in sources for name in imported(source)}
    assert [name for name in asked if left_out & {name, *parents(name)}] == []


def test_dateparser_is_told_of_no_time_zone_since_those_of_pytz_stay_out() -> None:
    entries = [entry("pytz/zoneinfo/Europe/Paris", "DATA"), entry("tzdata/zoneinfo/Europe/Paris", "DATA")]
    assert trimmed_data(entries) == entries[1:]
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "annotator").rglob("*.py")]
    users = [source for source in sources if "dateparser" in source or "pytz" in source]
    assert users and not any(re.search(r"TIMEZONE|import pytz|from pytz", source) for source in users)


def test_nothing_of_ours_uses_processes_of_multiprocessing() -> None:
    sources = (ROOT / "annotator").rglob("*.py")
    asked = re.compile(r"multiprocessing|ProcessPoolExecutor")
    assert [path.name for path in sources if asked.search(path.read_text(encoding="utf-8"))] == []
