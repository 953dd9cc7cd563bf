"""The files that commands of these tests are given beside a project."""

from pathlib import Path

from tests.operations.desks import BOOK


def write_inputs(folder: Path) -> None:
    """Write texts, a table of documents, a codebook and actors into a folder."""
    (folder / "text.txt").write_text("a text")
    (folder / "import.txt").write_text("another text")
    (folder / "table.csv").write_text("title,country\nOne,France\n")
    (folder / "book.json").write_text(BOOK.to_json())
    (folder / "actors.json").write_text('{"actors": [{"id": "a", "name": "A", "kind": "state"}]}')
