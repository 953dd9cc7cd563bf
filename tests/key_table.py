"""Write the manual's tables of keys anew from the table of keys: `python -m tests.key_table`."""

from itertools import groupby
from pathlib import Path

from annotator.ui.commands.key_table import TABLE

PAGE = Path(__file__).resolve().parents[1] / "resources" / "help" / "keys.md"
FOLLOWING = "\n## What else keys do\n"
"""What stands after the tables."""


def tables() -> str:
    """Return a table for each menu, and for what only keys do: title, keys and id of its rows."""
    parts = []
    for menu, rows in groupby(TABLE, lambda row: row.menu):
        parts.append(f"\n## {menu.replace('&', '')}\n\n| command | keys | on a Mac | id |\n|---|---|---|---|\n")
        for row in rows:
            mac = "" if row.mac is None else written(row.mac)
            parts.append(f"| {row.title} | {written(row.keys)} | {mac} | `{row.id}` |\n")
    return "".join(parts)


def written(keys: tuple[str, ...]) -> str:
    """Return keys as the manual writes them."""
    return ", ".join(f"`{key}`" for key in keys) or "–"


def main() -> None:
    """Put the tables between what stands before and after them."""
    text = PAGE.read_text(encoding="utf-8")
    head, tail = text[: text.index("\n## ")], text[text.index(FOLLOWING) :]
    PAGE.write_text(head + tables() + tail, encoding="utf-8")


if __name__ == "__main__":
    main()
