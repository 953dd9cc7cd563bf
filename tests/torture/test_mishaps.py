"""One of each mishap; `make torture` tries 210, and tests/operations/project/test_rescued.py has the property."""

import sys

import pytest

from tests.torture.kinds import Kind, held
from tests.torture.mishaps import KINDS


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets nobody take away a file that is open")
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_was_acknowledged_before_a_mishap_is_not_lost(kind: Kind) -> None:
    held(kind, 1)
