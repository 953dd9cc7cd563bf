"""A passage with its source, as it is put into a paper: “quote” (title, date, p. 2)."""

from collections.abc import Sequence

from annotator.operations.passages.finding import PassageLine
from annotator.operations.passages.lines import LineReader, ShownLine
from annotator.store.project import Project

WHOLE = 10**9
"""As long as any passage: nothing of it is cut."""


def source_of(shown: ShownLine) -> str:
    """Return where a passage stands: title, date and page, as far as they are known."""
    title = " ".join(shown.document.title.split())
    return ", ".join(filter(None, (title, shown.date, shown.pages)))


def quoted_words(shown: ShownLine) -> str:
    """Return the words of a passage in quotes on one line; empty for a label on the whole document."""
    words = " ".join(shown.words.split())
    return f"“{words}”" if words else ""


def cited(shown: ShownLine) -> str:
    """Return a passage with its source; of a whole document the source alone."""
    return " ".join(filter(None, (quoted_words(shown), f"({source_of(shown)})")))


def copied(project: Project, lines: Sequence[PassageLine]) -> str:
    """Return passages as they are copied, whole, a line each; what is gone since is left out."""
    return "\n".join(map(cited, LineReader(project, around=0, longest=WHOLE).read(lines)))
