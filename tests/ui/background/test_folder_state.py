"""What the foot says of the shared folder: what is wrong or came first, then copies beside the project."""

from pathlib import Path

import pytest

from annotator.ui.background.folder_state import FolderState

HERE, FILE = Path("team"), Path("Ana.packet")
STRAY = {"stray": "Beside the project lies a copy", "stray_paths": (Path("x (1).annot"),)}


@pytest.mark.parametrize(
    ("state", "foot", "waits"),
    [
        (FolderState(), "", False),
        (FolderState(HERE, "In step, just now"), "In step, just now", False),
        (FolderState(HERE, "Ana’s 2 acts wait", paths=(FILE,), **STRAY), "Ana’s 2 acts wait", True),  # type: ignore[arg-type]
        (FolderState(HERE, "In step, just now", **STRAY), "Beside the project lies a copy", True),  # type: ignore[arg-type]
        (FolderState(**STRAY), "Beside the project lies a copy", True),  # type: ignore[arg-type]
        (FolderState(HERE, "The folder is not there", has_problem=True, **STRAY), "The folder is not there", True),  # type: ignore[arg-type]
    ],
)
def test_the_foot_says_what_presses_most(state: FolderState, foot: str, waits: bool) -> None:
    assert (state.foot, state.waits) == (foot, waits)
    assert state.stray in state.foot_tip and state.about in state.foot_tip
