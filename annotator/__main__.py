"""`python -m annotator`: the command line, and the window where it asks for one."""

import sys
from collections.abc import Sequence
from pathlib import Path

from annotator.bundled import give_back_libraries, ran_module
from annotator.replaced import keep_modules


def main() -> int:
    """Run the program and return its exit code."""
    keep_modules()
    give_back_libraries()
    if ran_module(sys.argv[1:]):
        return 0
    # What a process of its own is begun for needs none of the command line.
    from annotator.cli.main import run  # noqa: PLC0415

    return run(sys.argv[1:], _window)


def _window(paths: Sequence[Path]) -> str:
    """Open the window on files, or say why there is none."""
    # Qt takes longer to load than most commands take to run.
    from annotator.desktop import run_window  # noqa: PLC0415

    return run_window(paths)


if __name__ == "__main__":
    sys.exit(main())
