"""Programs played by scripts, so that tests need none installed; tesseract among them."""

import sys
from pathlib import Path

import pytest

HEAD = "\t".join(
    (
        "level",
        "page_num",
        "block_num",
        "par_num",
        "line_num",
        "word_num",
        "left",
        "top",
        "width",
        "height",
        "conf",
        "text",
    )
)
TESSERACT = f"""
import sys
if "--list-langs" in sys.argv:
    print("List of available languages (3):", "eng", "fra", "osd", sep="\\n")
else:
    given = sys.stdin.buffer.read()
    words = given[-40:].decode("latin-1").split()[-2:] if not given.startswith(b"P5") else ["A", "page"]
    print({HEAD!r})
    for number, word in enumerate([*words, *sys.argv[3:]], 1):
        print(5, 1, 1, 1, 1, number, 0, 0, 9, 9, 91, word, sep="\\t")
"""
"""Says what it was given, as if it stood on the page."""


def installed(folder: Path, patch: pytest.MonkeyPatch, **programs: str) -> None:
    """Let these programs be all that there are; each the Python that it runs."""
    for name, code in programs.items():
        (folder / name).write_text(f"#!{sys.executable}\n{code}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
    patch.setenv("PATH", str(folder))


def tsv(lines: list[list[str]], confidence: float, block: int = 1, head: str = HEAD + "\n") -> str:
    """Return a paragraph as tesseract tells it."""
    rows = [f"4\t1\t{block}\t1\t{line}\t0\t0\t0\t9\t9\t-1\t" for line in range(1, len(lines) + 1)]
    rows += [
        f"5\t1\t{block}\t1\t{line}\t{place}\t0\t0\t9\t9\t{confidence}\t{word}"
        for line, words in enumerate(lines, 1)
        for place, word in enumerate(words, 1)
    ]
    return head + "\n".join(rows) + "\n"
