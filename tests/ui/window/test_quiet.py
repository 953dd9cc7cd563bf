"""Before Qt is there, what it would tell the terminal is seen to, and nothing where all is as it should be."""

import locale
import os
import sys
from pathlib import Path

import pytest

from annotator.ui.window import quiet
from annotator.ui.window.quiet import quiet_surroundings, silence

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fontconfig and locales are those of Linux")


@pytest.mark.parametrize("codeset", ["UTF-8", "utf8", "ANSI_X3.4-1968", "ISO-8859-1"])
@pytest.mark.parametrize("cache", ["", "relative", "whole"])
@pytest.mark.parametrize("is_writable", [True, False])
def test_only_what_is_wrong_is_set_right(
    codeset: str, cache: str, is_writable: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = str(tmp_path / "cache") if cache == "whole" else cache
    asked: list[Path] = []

    def why(folder: Path) -> str:
        asked.append(folder)
        return "" if is_writable else "Read-only file system"

    monkeypatch.setattr(quiet, "why_not_writable", why)
    monkeypatch.setattr(locale, "nl_langinfo", lambda what: codeset)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", named)
    monkeypatch.setenv("LC_ALL", "as it was")
    with quiet_surroundings():
        assert os.environ["LC_ALL"] == ("as it was" if codeset in ("UTF-8", "utf8") else "C.UTF-8")
        assert asked == [tmp_path / "cache" if cache == "whole" else tmp_path / ".cache"]
        place = Path(os.environ["XDG_CACHE_HOME"])
        assert (os.environ["XDG_CACHE_HOME"] == named) is is_writable
        assert is_writable or place.is_dir()
    assert is_writable or not place.exists()


def test_where_nothing_can_be_written_at_all_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(**asked: object) -> None:
        raise FileNotFoundError(2, "No usable temporary directory found")

    monkeypatch.setattr(quiet, "why_not_writable", lambda folder: "Read-only file system")
    monkeypatch.setattr(quiet, "TemporaryDirectory", nowhere)
    monkeypatch.setenv("XDG_CACHE_HOME", "/as it was")
    with quiet_surroundings():
        assert os.environ["XDG_CACHE_HOME"] == "/as it was"


def test_what_is_silenced_is_heard_by_whoever_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rules: list[str] = []
    monkeypatch.setattr("PySide6.QtCore.QLoggingCategory.setFilterRules", rules.append)
    silence()
    assert "qt.text.font.db=false" in rules[0].splitlines()
    assert all(line.startswith("qt.") and line.endswith("=false") for line in rules[0].splitlines())
