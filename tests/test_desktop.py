"""The composition root: the program opens its window, or says in one sentence why it cannot."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_PATIENCE_S = 60


def test_without_a_display_the_program_says_so_in_one_sentence(tmp_path: Path) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("other systems always have a display")
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "annotator"], env=environment, capture_output=True, text=True, timeout=_PATIENCE_S
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1 and "There is no display" in done.stderr
