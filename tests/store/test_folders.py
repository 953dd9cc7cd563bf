"""The folders of the user are those that Qt names, on whichever platform, or what the environment says."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QStandardPaths

from annotator.store.folders import config_folder, data_folder, expanded, home_folder, is_there, why_not_writable

_Place = QStandardPaths.StandardLocation


@pytest.mark.parametrize(
    ("folder", "variable", "place"),
    [
        (config_folder, "ANNOTATOR_CONFIG", _Place.GenericConfigLocation),
        (data_folder, "ANNOTATOR_DATA", _Place.GenericDataLocation),
    ],
)
@pytest.mark.parametrize("named", [None, "/somewhere else", "relative"])
def test_a_folder_is_what_the_environment_names_else_the_platforms(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    folder: Callable[[], Path],
    variable: str,
    place: _Place,
    named: str | None,
) -> None:
    for each in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(each, raising=False)
        if named is not None:
            monkeypatch.setenv(each, named)
    monkeypatch.setenv(variable, str(tmp_path))
    assert folder() == tmp_path
    monkeypatch.delenv(variable)
    if named != "relative":  # which Qt takes, against what the standard says
        assert folder() == Path(QStandardPaths.writableLocation(place)) / "annotator"
    else:
        assert folder().is_relative_to(Path.home())


_NAMES = st.sampled_from(["", "/", "relative", "./x", "~", "~nobody-of-that-name", "/nonexistent", "/tmp/ä b", "//x"])


@pytest.mark.skipif(sys.platform == "win32", reason="HOME names no home there")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(home=st.none() | _NAMES, config=st.none() | _NAMES, data=st.none() | _NAMES)
def test_whatever_the_environment_says_the_folders_are_whole_paths(
    monkeypatch: pytest.MonkeyPatch, home: str | None, config: str | None, data: str | None
) -> None:
    with monkeypatch.context() as changed:
        for name, value in {"HOME": home, "XDG_CONFIG_HOME": config, "XDG_DATA_HOME": data}.items():
            changed.setenv(name, value) if value is not None else changed.delenv(name, raising=False)
        for name in ("ANNOTATOR_CONFIG", "ANNOTATOR_DATA"):
            changed.delenv(name, raising=False)
        assert all(folder().is_absolute() for folder in (home_folder, config_folder, data_folder))
        if home is not None and home.startswith("/"):
            assert home_folder() == Path(home)


@pytest.mark.skipif(sys.platform == "win32", reason="users have no numbers there")
def test_whoever_is_no_user_of_the_system_has_a_home_where_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(number: int) -> object:
        raise KeyError(number)

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", unknown)
    assert home_folder() == Path("/nonexistent")
    assert expanded("~/x") == Path("~/x")
    assert expanded("~nobody-of-that-name/x") == Path("~nobody-of-that-name/x")


def test_what_may_not_be_looked_at_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert is_there(tmp_path) and is_there(tmp_path / "file")
    assert not any(is_there(tmp_path / name) for name in ("none", "file/below", "\0", "x" * 5000))


@pytest.mark.parametrize("below", ["", "a", "a/b/c"])
def test_why_nothing_can_be_written_is_what_writing_would_say(
    below: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / below
    assert why_not_writable(folder) == ""
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError) as refused:
        (tmp_path / "file" / below / "x").mkdir(parents=True)
    assert why_not_writable(tmp_path / "file" / below) == refused.value.strerror
    assert why_not_writable(tmp_path / ("x" * 5000)) == os.strerror(36 if sys.platform == "linux" else 63)
    assert why_not_writable(tmp_path / "\0") == "Invalid argument"
    monkeypatch.setattr("annotator.store.folders.shutil.disk_usage", lambda place: SimpleNamespace(total=9, free=0))
    assert why_not_writable(folder) == "No space left on device"
    monkeypatch.setattr("annotator.store.folders.os.access", lambda place, mode: False)
    assert why_not_writable(folder) == "Permission denied"
    flags = SimpleNamespace(f_flag=getattr(os, "ST_RDONLY", 1))
    monkeypatch.setattr("annotator.store.folders.os.statvfs", lambda place: flags, raising=False)
    assert why_not_writable(folder) == "Read-only file system"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]  # nothing was made to find out


_PROBED = """
import errno, sys
from pathlib import Path
from annotator.store.folders import refusal_of
try:
    if sys.argv[2] == "ENOSPC":
        (Path(sys.argv[1]) / "filler").write_bytes(bytes(2 << 20))
        sys.exit("there is room without end")
except OSError:
    pass
print(errno.errorcode.get(refusal_of(Path(sys.argv[1])), "none"))
"""


@pytest.mark.parametrize(
    ("how", "said"),
    [("size=1m", "none"), ("ro", "EROFS"), ("size=1m", "ENOSPC")],
)
def test_why_nothing_can_be_written_is_found_on_a_real_mount(tmp_path: Path, how: str, said: str) -> None:
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("unshare is not installed")
    mounted = 'mount -t tmpfs -o "$1" none "$2" && exec "$3" -c "$4" "$2" "$5"'
    command = [unshare, "-m", "sh", "-c", mounted, "sh", how, str(tmp_path), sys.executable, _PROBED, said]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"nothing may be mounted here: {done.stderr.strip()[-80:]}")
    assert done.stdout.strip() == said
