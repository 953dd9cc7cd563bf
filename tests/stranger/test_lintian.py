"""The Debian package in `dist/`, looked through by the program that Debian has for that."""

import pytest

from annotator import __version__
from tests.bundling.made_packages import of_lintian
from tools.bundling.places import DIST


def test_lintian_finds_nothing_in_the_package_that_has_no_answer() -> None:
    found = sorted(DIST.glob(f"*_{__version__}_*.deb"))
    if not found:
        pytest.skip("there is no package in dist/: make bundle")
    assert of_lintian(found[0]) == []
