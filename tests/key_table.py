"""Write the manual's tables of keys anew from the table of commands: `python -m tests.key_table`."""

from itertools import groupby
from pathlib import Path

from annotator.ui.actions import COMMANDS

PAGE = Path(__file__).resolve().parents[1] / "resources" / "help" / "keys.md"
FOLLOWING = "\n## In the text\n"
"""What stands after the tables."""


def tables() -> str:
    """Return a table for each menu: title, keys and id of its commands."""
    parts = []
    for menu, commands in groupby(COMMANDS, lambda command: command.menu):
        parts.append(f"\n## {menu.replace('&', '')}\n\n| command | keys | id |\n|---|---|---|\n")
        for command in commands:
            keys = ", ".join(f"`{key}`" for key in command.keys) or "–"
            parts.append(f"| {command.title} | {keys} | `{command.id}` |\n")
    return "".join(parts)


def main() -> None:
    """Put the tables between what stands before and after them."""
    text = PAGE.read_text(encoding="utf-8")
    head, tail = text[: text.index("\n## ")], text[text.index(FOLLOWING) :]
    PAGE.write_text(head + tables() + tail, encoding="utf-8")


if __name__ == "__main__":
    main()
