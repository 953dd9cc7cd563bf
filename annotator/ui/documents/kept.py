"""What is kept of the table for a project on this computer: its columns, and by which its rows stand."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class KeptTable:
    """`columns`: their ids, none for those that are shown at first; `sorted_by`: a column, empty for none.

    `is_board`: the board stands in the place of the table.
    """

    columns: tuple[str, ...] = ()
    sorted_by: str = ""
    is_descending: bool = False
    is_board: bool = False


def text_of(kept: KeptTable) -> str:
    """Return it as a text."""
    return json.dumps(
        {
            "columns": kept.columns,
            "sorted_by": kept.sorted_by,
            "descending": kept.is_descending,
            "board": kept.is_board,
        }
    )


def kept_of(text: str) -> KeptTable:
    """Return it from a text; what is not understood is as at first."""
    try:
        found = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return KeptTable()
    if not isinstance(found, dict):
        return KeptTable()
    columns, sorted_by = found.get("columns"), found.get("sorted_by")
    return KeptTable(
        tuple(each for each in columns if isinstance(each, str)) if isinstance(columns, list) else (),
        sorted_by if isinstance(sorted_by, str) else "",
        found.get("descending") is True,
        found.get("board") is True,
    )
