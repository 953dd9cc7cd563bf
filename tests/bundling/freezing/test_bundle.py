"""What making the folder takes, and what is said where it is missing."""

import pytest

from tools.bundling.freezing.bundle import build, missing_programs
from tools.bundling.places import BUNDLE


def test_without_its_programs_it_is_not_begun_and_says_how_to_get_them(monkeypatch: pytest.MonkeyPatch) -> None:
    there = BUNDLE.exists()
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("sys.platform", "linux")
    assert missing_programs("linux")[:2] == ["ld", "objcopy"] and missing_programs("darwin") == []
    if missing_programs():
        with pytest.raises(ValueError, match="strip, dpkg-deb must be installed first, on Debian by: apt-get install"):
            build()
    assert BUNDLE.exists() == there
