"""A few damaged files; `make torture` tries 1,400."""

import pytest

from tests.torture.damage import KINDS
from tests.torture.kinds import Kind, held


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_what_is_damaged_is_refused_or_told_or_whole_and_keeps_its_bytes(kind: Kind) -> None:
    held(kind, 4)
