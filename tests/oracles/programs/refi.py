"""What pyrefiqda reads of a REFI-QDA project or codebook: an independent reader with typed models of the schema."""

import tempfile
from pathlib import Path
from typing import Any

from pyrefiqda import RefiCodebook, RefiProject

from tests.oracles.programs.answering import answer


def read_project(path: str) -> dict[str, Any]:
    """Return users, codes with those above them, and of each source its name, text, selections and variables."""
    with tempfile.TemporaryDirectory() as folder:
        project = RefiProject.load(path, extract_dir=folder)
        users = {one.guid: one.name for one in (project.users.user if project.users else [])}
        codes: dict[str, list[str | None]] = {}
        if project.code_book is not None:
            _codes(project.code_book.codes.code, None, codes)
        sources = project.sources
        texts = [] if sources is None else [(one, one) for one in sources.text_source]
        texts += [] if sources is None else [(one, one.representation) for one in sources.pdfsource]
        return {
            "users": users,
            "codes": codes,
            "sources": [_source(source, holder, folder) for source, holder in texts],
        }


def read_codebook(path: str) -> dict[str, list[str | None]]:
    """Return the codes of a codebook by GUID: the name, the colour, the description, the GUID above."""
    found: dict[str, list[str | None]] = {}
    _codes(RefiCodebook.load(path).codes.code, None, found)
    return found


def _codes(codes: Any, above: str | None, found: dict[str, list[str | None]]) -> None:
    for one in codes:
        found[one.guid] = [one.name, one.color, one.description, above]
        _codes(one.code, one.guid, found)


def _source(source: Any, holder: Any, folder: str) -> dict[str, Any]:
    path = RefiProject.resolve_source_path(holder.plain_text_path, folder)
    return {
        "name": source.name,
        "text": Path(path).read_bytes().decode("utf-8"),
        "selections": [
            [
                one.start_position,
                one.end_position,
                one.name,
                [[c.code_ref.target_guid, c.creating_user] for c in one.coding],
            ]
            for one in holder.plain_text_selection
        ],
        "codings": [one.code_ref.target_guid for one in source.coding],
        "variables": len(source.variable_value),
    }


if __name__ == "__main__":
    answer({each.__name__: each for each in (read_project, read_codebook)})
