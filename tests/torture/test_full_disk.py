"""A disk with a little room and with less at each stage; `make torture` tries 28 amounts of room for each."""

from pathlib import Path

import pytest

from tests.torture.full_disks import STAGES, ended, played


@pytest.mark.parametrize("how", STAGES)
def test_what_has_no_room_says_so_in_a_sentence_and_loses_nothing(tmp_path: Path, how: str) -> None:
    lines = played(how, STAGES[how], tmp_path, 16, 80)
    refused = {line["stage"] for line in lines if ended(line) != "there was room"}
    assert refused == set(STAGES[how])
