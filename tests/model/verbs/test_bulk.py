"""Verbs before which a backup is made are verbs, and so are the reasons that are stored with it."""

import re

import pytest

from annotator.model.verbs import VERBS
from annotator.model.verbs.bulk import BULK, reason_of


def test_each_is_a_verb_and_makes_a_reason_that_a_file_name_can_hold() -> None:
    assert VERBS.keys() >= BULK
    for id in BULK:
        assert reason_of(id, "do") == id.replace(" ", "-")
        assert all(re.fullmatch("[a-z-]+", reason_of(id, kind)) for kind in ("do", "undo", "redo"))
        assert reason_of(id, "undo") == f"undo-{reason_of(id, 'do')}"


@pytest.mark.parametrize("id", ["code", "decide", "", "write note"])
def test_a_single_step_has_none(id: str) -> None:
    assert reason_of(id, "do") == reason_of(id, "undo") == ""
