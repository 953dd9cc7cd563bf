"""What a newer version of the program wrote in a form of its own is refused by the name of that version."""

from pathlib import Path

from pydantic_core import from_json

from annotator.formats.jsonl.records import SCHEMA_VERSION
from annotator.model.errors import BadFile
from annotator.model.program_version import newer_words


def refuse_newer(path: Path, content: bytes) -> None:
    """Raise `BadFile` for what a newer program wrote in a form of its own; the card beside it names that one."""
    version = _said(content, "schema_version")
    if isinstance(version, int) and version > SCHEMA_VERSION:
        card = path.with_name(f"{path.name.removesuffix('.project.json')}.card.json")
        program = _said(card.read_bytes(), "program", "version") if card.is_file() else None
        raise BadFile(path.name, *newer_words(program, "to import it"))


def _said(content: bytes, *names: str) -> object:
    """Return what stands under names within each other in JSON, None where nothing does."""
    try:
        found: object = from_json(content)
    except ValueError:
        return None
    for name in names:
        found = found.get(name) if isinstance(found, dict) else None
    return found
